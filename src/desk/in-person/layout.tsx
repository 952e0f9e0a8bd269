import { type Child } from 'hono/jsx'
import { DOCTYPE, LinksOpenBeside } from '#html'
import { LANGUAGE, type Language, languagesCovering, type Locale, speaks } from '#i18n'
import { signInCalls } from '../shell/sign-in-calls.ts'
import { choiceAt, deskAt, type DocumentContext } from './context.ts'

interface LayoutProps {
  readonly context: DocumentContext
  readonly title: string
  /** A form that a change of language carries along, and where the page is in another one. */
  readonly keeping?: { readonly form: string; readonly at: (language: Language) => string } | undefined
  readonly children: Child
}

/** The frame of what is done with people beside the desk: no way into the desk but its name, and nothing of its key. */
export function Layout({ context, title, keeping, children }: LayoutProps) {
  const { t, language } = context.locale
  const script = context.assets.get('in-person.js')
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
        <body>
          <a class="skip" href="#main" target="_self">
            {t('common-skip')}
          </a>
          {context.sample && (
            <p class="sample" role="note">
              {t('common-sample-banner')}
            </p>
          )}
          {keeping && <EnterButton form={keeping.form} />}
          <Header context={context} keeping={keeping} />
          <main id="main" tabindex={-1}>
            <p class="panel unstarted" data-part="unstarted">
              {t('desk-script-refused')}
            </p>
            {children}
          </main>
          {context.name !== null && <IdleWarning t={t} />}
        </body>
      </html>
    </>
  )
}

/** Before the session ends of a document that nobody touches. Any key or touch is an answer. */
function IdleWarning({ t }: Pick<Locale, 't'>) {
  return (
    <dialog data-part="idle" data-stay={signInCalls.stay.path} aria-labelledby="idle-title">
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

function Header({ context: { locale, name }, keeping }: Pick<LayoutProps, 'context' | 'keeping'>) {
  const { t, language } = locale
  return (
    <header class="top">
      <p class="brand">
        <a href={deskAt(language)}>{t('desk-brand')}</a>
      </p>
      <div class="top-end">
        <Languages current={language} keeping={keeping} label={t('common-languages')} />
        <p class="signed-in" hidden={name === null}>
          <bdi class="own">{name}</bdi>
        </p>
      </div>
    </header>
  )
}

interface LanguagesProps extends Pick<LayoutProps, 'keeping'> {
  readonly current: Language
  readonly label: string
}

function Languages({ current, keeping, label }: LanguagesProps) {
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
              href={(keeping?.at ?? choiceAt)(language)}
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
