import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { securityHeaders } from '#http'
import { LANGUAGES } from '#i18n'
import { approvalRoutes } from './requests/approval-routes.ts'
import { branchRoutes } from './branches/branch-routes.ts'
import { certificateRoutes } from './certificates/certificate-routes.tsx'
import { caseRoutes } from './review/case-routes.ts'
import { demoRoutes } from './shell/demo.ts'
import { enrolRoutes } from './enrol/enrol-routes.ts'
import { entryRoutes } from './entry/entry-routes.ts'
import { guard, type Guarded } from './shell/guard.ts'
import { type Handlers } from './shell/handlers.ts'
import { inPersonRoutes } from './in-person/in-person-routes.tsx'
import { type DeskDeps } from './deps.ts'
import { keyRoutes } from './passkeys/key-routes.ts'
import { oversightRoutes } from './oversight/oversight-routes.tsx'
import { pageRoutes } from './shell/page-routes.tsx'
import { type RouteName, ROUTES } from './routes.ts'
import { signInRoutes } from './shell/sign-in-routes.ts'
import { teamRoutes } from './team/team-routes.ts'

/** The staff's web application. Every route stands in the table of routes.ts, and none is served without its guard. */
export function deskApp(deps: DeskDeps): Hono {
  const handlers: Handlers = {
    ...pageRoutes(deps),
    ...signInRoutes(deps),
    ...enrolRoutes(deps),
    ...demoRoutes(deps),
    ...caseRoutes(deps),
    ...keyRoutes(deps),
    ...teamRoutes(deps),
    ...entryRoutes(),
    ...approvalRoutes(),
    ...branchRoutes(),
    ...oversightRoutes(deps),
    ...inPersonRoutes(deps),
    ...certificateRoutes(deps),
  }
  const app = new Hono<Guarded>()
  app.use(securityHeaders('desk'))
  // Assets hold nothing of anybody; pages are left as they are.
  app.on('GET', '/assets/*', compress())
  for (const [name, route] of Object.entries(ROUTES)) {
    const path = route.path.replace(':language', `:language{${LANGUAGES.join('|')}}`)
    app.on(route.method, path, guard(route, deps), handlers[name as RouteName])
  }
  app.onError((cause, c) => {
    deps.logger.error('desk.failed', cause)
    return c.json({ outcome: 'failed' }, 500)
  })
  return app as unknown as Hono
}
