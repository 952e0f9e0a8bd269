import { type Context } from 'hono'
import { readSession } from '#staff'
import { languageFor, localeFor } from '#i18n'
import { type Guarded } from './guard.ts'
import { type PageContext } from '../old/layout.tsx'
import { type DeskDeps } from '../deps.ts'
import { sessionToken } from './session-cookie.ts'

/** What every page of the desk is given. */
export async function contextOf(c: Context<Guarded>, deps: DeskDeps): Promise<PageContext> {
  const language = languageFor('desk', c.req.param('language') ?? '')
  const token = sessionToken(c)
  const session = c.get('session') ?? (token === null ? null : await readSession(deps, token))
  const { sample, assets, timeZone } = deps
  const seated = session && {
    name: session.name,
    roles: session.roles,
    onePasskey: session.passkeys < 2,
  }
  return { locale: localeFor(language, { sample }), assets, sample, timeZone, seated }
}
