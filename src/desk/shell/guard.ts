import { type MiddlewareHandler } from 'hono'
import { asMember } from '#db'
import { isForeign } from '#http'
import { hasRole, readSession, type Session } from '#staff'
import { isLanguage } from '#i18n'
import { lapsed } from '../in-person/problem-page.tsx'
import { type DeskDeps } from '../deps.ts'
import { type Guarded, type Route } from './contract.ts'
import { sessionToken } from './session-cookie.ts'

/**
 * The check that stands before every handler. A page sends whoever may not see it to the sign-in; the
 * script is told what is lacking, so that it can ask for a touch and go on.
 */
export function guard(route: Route, deps: DeskDeps): MiddlewareHandler<Guarded> {
  return async (c, next) => {
    if (route.method === 'POST' && !isFromDesk(c.req.raw.headers, deps.origin)) {
      return c.json({ outcome: 'foreign-origin' }, 403)
    }
    if (route.standing === 'public') return next()

    const token = sessionToken(c)
    const session = token === null ? null : await readSession(deps, token, { quiet: route.quiet ?? false })
    const lacking = whatIsLacking(route, session, c.req.param('branch') ?? null)
    if (session && lacking === null) {
      c.set('session', session)
      c.set('deps', { ...deps, db: asMember(deps.db, session.member) })
      return next()
    }
    if (route.form && lacking === 'signed-out') return lapsed(c, deps)
    if (route.method === 'POST') return c.json({ outcome: lacking }, lacking === 'signed-out' ? 401 : 403)
    const language = c.req.param('language') ?? ''
    return c.redirect(isLanguage(language) ? `/${language}/` : '/', 303)
  }
}

/** What keeps a caller out of a route, or null. `branch` is the one that the path names. */
export function whatIsLacking(
  { standing, roles }: Pick<Route, 'standing' | 'roles'>,
  session: Session | null,
  branch: string | null = null,
): 'signed-out' | 'not-allowed' | 'touch-needed' | null {
  if (standing === 'public') return null
  if (!session) return 'signed-out'
  if (standing !== 'session' && session.state !== 'admitted') return 'not-allowed'
  if (roles && !hasRole(session.roles, roles, branch)) return 'not-allowed'
  return standing === 'fresh' && !session.fresh ? 'touch-needed' : null
}

/**
 * Whether a request that changes something comes from a page of the desk: it has to say so, under the one origin that the
 * desk has. SameSite=Strict keeps the cookie at home already; this stands behind it, and before the routes that need no cookie.
 */
function isFromDesk(headers: Headers, origin: string): boolean {
  return headers.get('origin') === origin && !isForeign(headers, [origin])
}
