import { type Context } from 'hono'
import { DOCTYPE } from '#html'
import { LANGUAGE, type Language, languageFor, localeFor } from '#i18n'
import { readSession, type Session } from '#staff'
import { type DeskDeps } from '../deps.ts'
import { type Boot } from './boot.ts'
import { type Guarded, type Handler, type Page } from './contract.ts'
import { sessionToken } from './session-cookie.ts'

/**
 * The one document of the desk, under the address of each of its pages: it loads the pinned script, which shows the area. What
 * it says itself is what must be said where the script does not run.
 */
export function frame({ path, title }: Page, deps: DeskDeps): Handler {
  return async (c) => {
    const asked = c.req.param('language') ?? ''
    const language = languageFor('desk', asked)
    // The desk speaks another one throughout, also in its addresses.
    if (language !== asked) return c.redirect(`/${language}${path}`, 303)
    const session = await sessionOf(c, deps)
    const { tag, direction } = LANGUAGE[language]
    const { sample, timeZone: zone } = deps
    const { t } = localeFor(language, { sample })
    const style = deps.assets.get('style.css')
    const script = deps.assets.get('desk.js')
    return c.html(
      <>
        {DOCTYPE}
        <html lang={tag} dir={direction}>
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="robots" content="noindex, nofollow" />
            <title>{`${t(title)} – ${t('desk-brand')}`}</title>
            <link rel="icon" href={deps.assets.get('icon.svg')?.url} />
            <link rel="stylesheet" href={style?.url} integrity={style?.integrity} />
            <script type="module" src={script?.url} integrity={script?.integrity}></script>
          </head>
          <body data-desk={JSON.stringify(bootOf({ language, zone, sample, session }))} data-zone={zone}>
            <p class="panel unstarted" data-part="unstarted">
              {t('desk-script-refused')}
            </p>
            <noscript>
              <p class="panel">{t('desk-needs-script')}</p>
            </noscript>
          </body>
        </html>
      </>,
    )
  }
}

async function sessionOf(c: Context<Guarded>, deps: DeskDeps): Promise<Session | null> {
  const token = sessionToken(c)
  return c.get('session') ?? (token === null ? null : await readSession(deps, token))
}

function bootOf(of: Pick<Boot, 'zone' | 'sample'> & { language: Language; session: Session | null }): Boot {
  const { session, ...rest } = of
  if (!session) return { ...rest, member: null }
  const { name, roles, state, passkeys } = session
  return { ...rest, member: { name, roles, state, onePasskey: passkeys < 2 } }
}
