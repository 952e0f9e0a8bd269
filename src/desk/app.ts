import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { invariant } from '#basics'
import { reported } from '#db'
import { securityHeaders } from '#http'
import { LANGUAGES } from '#i18n'
import { CALLS, FRAMED, type RouteName, ROUTES, SERVED } from './areas.ts'
import { type DeskDeps } from './deps.ts'
import { failed } from './in-person/problem-page.tsx'
import { answerTo } from './shell/answer.ts'
import { type Guarded, type Handler } from './shell/contract.ts'
import { frame } from './shell/frame.tsx'
import { guard } from './shell/guard.ts'

/** The staff's web application. Every route stands in the table of areas.ts, and none is served without its guard. */
export function deskApp(deps: DeskDeps): Hono {
  const handlers: Readonly<Record<string, Handler>> = {
    ...mapped(SERVED, ({ serve }) => serve(deps)),
    ...mapped(CALLS, (call) => answerTo(call, deps)),
    ...Object.fromEntries(FRAMED.map((page) => [`${page.area}Page`, frame(page, deps)])),
  }
  const app = new Hono<Guarded>()
  app.use(securityHeaders('desk'))
  // Assets hold nothing of anybody; pages are left as they are.
  app.on('GET', '/assets/*', compress())
  for (const [name, route] of Object.entries(ROUTES) as [RouteName, (typeof ROUTES)[RouteName]][]) {
    const handler = handlers[name]
    invariant(handler, `nothing answers ${name}`)
    const path = route.path.replace(':language', `:language{${LANGUAGES.join('|')}}`)
    app.on(route.method, path, guard(route, deps), handler)
  }
  app.onError((cause, c) => {
    const status = reported(cause, deps.logger, 'desk.failed') === 'unavailable' ? 503 : 500
    const isCall = c.req.header('content-type')?.startsWith('application/json') ?? false
    return isCall ? c.json({ outcome: 'failed' }, status) : failed(c, deps, status)
  })
  return app as unknown as Hono
}

function mapped<From, To>(rows: Readonly<Record<string, From>>, to: (row: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, to(row)]))
}
