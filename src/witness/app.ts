import { Hono } from 'hono'
import { readBytes, securityHeaders } from '#http'
import { type Added, addCheckpoint, type WitnessDeps } from './add-checkpoint.ts'
import { logId } from './state.ts'

const MOST_BYTES = 64 * 1024
const SIZE = 'text/x.tlog.size'
const TEXT = 'text/plain; charset=utf-8'

/** A witness of logs (C2SP tlog-witness): it takes checkpoints, and shows the last one that it cosigned of each. */
export function witnessApp(deps: WitnessDeps): Hono {
  const app = new Hono()
  app.use(securityHeaders('site'))

  app.post('/add-checkpoint', async (c) => {
    const body = await readBytes(c, MOST_BYTES)
    if (body.outcome !== 'bytes') return c.text('too large\n', 413)
    return answer(await addCheckpoint(body.bytes, deps))
  })

  for (const origin of new Set(deps.logs.map(({ name }) => name))) {
    app.get(`/${logId(origin)}/checkpoint`, (c) => {
      const note = deps.state.last(origin)
      return note ? c.body(Uint8Array.from(note), 200, { 'Content-Type': TEXT }) : c.notFound()
    })
  }
  app.get('/healthz', (c) => c.text('ok'))
  app.notFound((c) => c.text('not here\n', 404))
  app.onError((_cause, c) => c.text('the witness failed\n', 500))
  return app
}

function answer(added: Added): Response {
  switch (added.status) {
    case 200:
      return new Response(added.cosignature, { headers: { 'Content-Type': TEXT } })
    case 409:
      return new Response(`${added.seen}\n`, { status: 409, headers: { 'Content-Type': SIZE } })
    case 400:
    case 403:
    case 404:
    case 422:
      return new Response(`${added.why}\n`, { status: added.status, headers: { 'Content-Type': TEXT } })
  }
}
