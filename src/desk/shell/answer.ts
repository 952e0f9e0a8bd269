import { readJson } from '#http'
import { parsed } from '#parse'
import { type DeskDeps } from '../deps.ts'
import { type Asked, type Call, type Handler } from './contract.ts'

const BODY_MAX_BYTES = 16 * 1024

/** Reads what a call takes, has it answered, and writes the reply. What does not fit is answered here, and says nothing of why. */
export function answerTo(call: Call, deps: DeskDeps): Handler {
  return async (c) => {
    const sent = await readJson(c, call.maxBytes ?? BODY_MAX_BYTES)
    if (sent.outcome === 'too-large') return c.json({ outcome: 'too-large' }, 413)
    const body = sent.outcome === 'json' ? parsed(call.body, sent.value) : undefined
    if (body === undefined) return c.json({ outcome: 'malformed' }, 400)
    const asked = {
      session: c.get('session') ?? null,
      deps: c.get('deps') ?? deps,
      branch: c.req.param('branch') ?? null,
      c,
    } as Asked
    const reply = await call.answer(asked, body)
    if (isNotAllowed(reply)) c.status(403)
    return c.json(onTheWire(reply) as object)
  }
}

function isNotAllowed(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'outcome' in reply && reply.outcome === 'not-allowed'
}

/** As JSON has it: bytes go as base64. */
function onTheWire(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(onTheWire)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, onTheWire(one)]))
}
