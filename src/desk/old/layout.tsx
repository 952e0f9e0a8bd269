import { type Child } from 'hono/jsx'
import { DOCTYPE, LinksOpenBeside } from '#html'
import { type GrantedRole, hasRole } from '#staff'
import { LANGUAGE, type Language, languagesCovering, type Locale, speaks } from '#i18n'
import { type DeskDeps } from '../deps.ts'
import { page } from './routes.ts'

export interface PageContext {
  readonly locale: Locale
  readonly assets: DeskDeps['assets']
  readonly sample: boolean
  /** Of the centre: the zone of every day and hour on the page. */
  readonly timeZone: string
  /** Who sits there, as far as the server knows; the page's script may learn it later. */
  readonly seated: {
    readonly name: string
    readonly roles: readonly GrantedRole[]
    readonly onePasskey: boolean
  } | null
}

export type PageName =
  | 'work'
  | 'inPerson'
  | 'enrol'
  | 'team'
  | 'passkeys'
  | 'requests'
  | 'branches'
  | 'entry'
  | 'oversight'
  | 'certificates'
  | 'audit'

interface LayoutProps {
  readonly context: PageContext
  readonly name: PageName
  readonly title: string
  /** A form that a change of language carries along, and where the page is in another one. */
  readonly keeping?: { readonly form: string; readonly at: (language: Language) => string } | undefined
  readonly children: Child
}

/** The frame of every page of the desk. */
export function Layout({ context, name, title, keeping, children }: LayoutProps) {
  const { t, language } = context.locale
  // Whoever issues brings more along than a reviewer has to wait for.
  const script = context.assets.get('pages.js')
  const style = context.assets.get('style.css')
  return (
    <>
      {DOCTYPE}
      <html lang={LANGUAGE[language].tag} dir={LANGUAGE[language].direction}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex, nofollow" />
          <title>{`${title} – ${t('desk-brand')}`}</title>
          <link rel="icon" href={context.assets.get('icon.svg')?.url} />
          {keeping && <LinksOpenBeside />}
          <link rel="stylesheet" href={style?.url} integrity={style?.integrity} />
          <script type="module" src={script?.url} integrity={script?.integrity}></script>
        </head>
        <body data-page={name} data-language={language} data-zone={context.timeZone}>
          <a class="skip" href="#main" target="_self">
            {t('common-skip')}
          </a>
          {context.sample && (
            <p class="sample" role="note">
              {t('common-sample-banner')}
            </p>
          )}
          {keeping && <EnterButton form={keeping.form} />}
          <Header context={context} name={name} keeping={keeping} />
          <div data-roles="administrator" hidden={!hasRole(context.seated?.roles ?? [], ['administrator'])}>
            <p class="alarm" role="alert" data-part="alarm" hidden>
              {t('desk-alarm-banner')} <a href={page.oversight(language)}>{t('desk-alarm-look')}</a>
            </p>
          </div>
          <main id="main" tabindex={-1}>
            <p class="panel unstarted" data-part="unstarted">
              {t('desk-script-refused')}
            </p>
            {children}
          </main>
          <p class="visually-hidden" role="status" aria-live="polite" data-part="live"></p>
          <IdleWarning t={t} />
        </body>
      </html>
    </>
  )
}

/** Before a page that nobody touches forgets its key. Any key or touch is an answer. */
function IdleWarning({ t }: Pick<Locale, 't'>) {
  return (
    <dialog data-part="idle" aria-labelledby="idle-title">
      <h2 id="idle-title">{t('desk-idle-title')}</h2>
      <p>{t('desk-idle-lead')}</p>
      <form method="dialog">
        <button class="primary">{t('desk-idle-stay')}</button>
      </form>
    </dialog>
  )
}

/** Enter in a field presses the first button of its form that the page has: this one, which only shows the form again. */
function EnterButton({ form }: { form: string }) {
  return (
    <button class="visually-hidden" form={form} name="do" value="language" tabindex={-1} aria-hidden="true" />
  )
}

function Header({ context, name, keeping }: Pick<LayoutProps, 'context' | 'name' | 'keeping'>) {
  const { t, language } = context.locale
  return (
    <header class="top">
      <p class="brand">
        <a href={page.work(language)}>{t('desk-brand')}</a>
      </p>
      <div class="top-end">
        <Languages current={language} name={name} keeping={keeping} label={t('common-languages')} />
        <p class="seat" data-part="seat" hidden={!context.seated}>
          <a href={page.passkeys(language)} aria-current={name === 'passkeys' ? 'page' : undefined}>
            <span class="visually-hidden">{t('desk-passkeys-title')}: </span>
            <bdi class="own" data-part="seat-name">
              {context.seated?.name}
            </bdi>
          </a>
          <button type="button" class="quiet" data-act="sign-out">
            {t('desk-sign-out')}
          </button>
        </p>
      </div>
      <nav aria-label={t('desk-nav')} data-part="nav" hidden={!context.seated}>
        <ul>
          <NavItem href={page.work(language)} current={name === 'work'} label={t('desk-nav-work')} />
          <li data-roles="operator" hidden={!hasRole(context.seated?.roles ?? [], ['operator'])}>
            <a href={page.inPerson(language)} aria-current={name === 'inPerson' ? 'page' : undefined}>
              {t('in-person-nav')}
            </a>
          </li>
          <li data-roles="issuer head administrator" hidden={!hasRole(context.seated?.roles ?? [], ISSUING)}>
            <a href={page.certificates(language)} aria-current={name === 'certificates' ? 'page' : undefined}>
              {t('desk-nav-certificates')}
            </a>
          </li>
          <NavItem href={page.entry(language)} current={name === 'entry'} label={t('desk-nav-entry')} />
          <NavItem
            href={page.requests(language)}
            current={name === 'requests'}
            label={t('desk-nav-requests')}
          />
          <NavItem
            href={page.branches(language)}
            current={name === 'branches'}
            label={t('desk-branches-title')}
          />
          <NavItem href={page.team(language)} current={name === 'team'} label={t('desk-nav-team')} />
          <li data-roles="approver head administrator" hidden={!oversees(context)}>
            <a href={page.oversight(language)} aria-current={name === 'oversight' ? 'page' : undefined}>
              {t('desk-nav-oversight')}
            </a>
          </li>
          <li data-roles="administrator" hidden={!hasRole(context.seated?.roles ?? [], ['administrator'])}>
            <a href={page.audit(language)} aria-current={name === 'audit' ? 'page' : undefined}>
              {t('desk-nav-audit')}
            </a>
          </li>
        </ul>
      </nav>
    </header>
  )
}

const ISSUING = ['issuer', 'head', 'administrator'] as const

function oversees({ seated }: PageContext): boolean {
  return hasRole(seated?.roles ?? [], ['approver', 'head', 'administrator'])
}

function NavItem({ href, current, label }: { href: string; current: boolean; label: string }) {
  return (
    <li>
      <a href={href} aria-current={current ? 'page' : undefined}>
        {label}
      </a>
    </li>
  )
}

interface LanguagesProps extends Pick<LayoutProps, 'name' | 'keeping'> {
  readonly current: Language
  readonly label: string
}

function Languages({ current, name, keeping, label }: LanguagesProps) {
  return (
    <ul class="languages" aria-label={label}>
      {languagesCovering('desk').map((language) => (
        <li>
          {keeping && language !== current ? (
            <button
              class="quiet"
              form={keeping.form}
              formaction={keeping.at(language)}
              name="do"
              value="language"
              {...speaks(language)}
            >
              {LANGUAGE[language].name}
            </button>
          ) : (
            <a
              href={(keeping?.at ?? page[name])(language)}
              {...speaks(language)}
              aria-current={language === current ? 'true' : undefined}
              data-language-link
            >
              {LANGUAGE[language].name}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
