/** @jsxImportSource preact */
import { PAGES } from 'desk:areas'
import { LANGUAGE, type Language, languagesCovering, speaks } from '../../../i18n/languages.ts'
import type { Member } from '../boot.ts'
import type { Access } from '../contract.ts'
import { ask } from './ask.ts'
import { language, speak, t } from './i18n.ts'
import { linkTo, type Place, sayInAddress } from './place.ts'
import { forget, member } from './session.ts'

/** Who is signed in, the languages, and the areas that are hers. */
export function Header({ at }: { at: Place }) {
  const who = member.use()
  return (
    <header class="top">
      <p class="brand">
        <a href={linkTo('review')}>{t('desk-brand')}</a>
      </p>
      <div class="top-end">
        <Languages />
        <p class="signed-in" data-part="signed-in" hidden={!who}>
          <a href={linkTo('passkeys')} aria-current={at.area === 'passkeys' ? 'page' : undefined}>
            <span class="visually-hidden">{t('desk-passkeys-title')}: </span>
            <bdi class="own" data-part="signed-in-name">
              {who?.name}
            </bdi>
          </a>
          <button type="button" class="quiet" data-act="sign-out" onClick={() => void signOut()}>
            {t('desk-sign-out')}
          </button>
        </p>
      </div>
      {who && (
        <nav aria-label={t('desk-nav')} data-part="nav">
          <ul>
            {PAGES.filter((page) => page.nav && isHers(page, who)).map((page) => (
              <li key={page.area}>
                <a
                  href={linkTo(page.area)}
                  aria-current={at.area === page.area ? 'page' : undefined}
                  target={page.document ? '_blank' : undefined}
                >
                  {page.nav && t(page.nav)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  )
}

/** As the guard of the server has it, and only so that nobody is led to what is not hers. */
function isHers(
  { standing, roles }: Pick<Access, 'standing' | 'roles'>,
  { state, roles: hers }: Member,
): boolean {
  if (standing !== 'public' && standing !== 'session' && state !== 'admitted') return false
  return !roles || hers.some(({ role }) => roles.includes(role))
}

function Languages() {
  const now = language.use()
  const change = async (next: Language) => {
    await speak(next)
    sayInAddress(now, next)
  }
  return (
    <ul class="languages" aria-label={t('common-languages')}>
      {languagesCovering('desk').map((one) => (
        <li key={one}>
          <a
            href={location.pathname.replace(`/${now}/`, `/${one}/`)}
            {...speaks(one)}
            aria-current={one === now ? 'true' : undefined}
            data-language-link
            onClick={(event) => {
              event.preventDefault()
              if (one !== now) void change(one)
            }}
          >
            {LANGUAGE[one].name}
          </a>
        </li>
      ))}
    </ul>
  )
}

async function signOut(): Promise<void> {
  await ask('signOut').catch(() => {})
  forget()
  // A new page: with this one goes the key in its memory, and whatever it opened.
  location.assign(linkTo('review'))
}
