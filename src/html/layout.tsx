import { raw } from 'hono/html'
import { type Child } from 'hono/jsx'
import { LANGUAGE, type Language, languagesCovering, type Locale, speaks } from '#i18n'

/** Without it browsers lay pages out as they did in 1998. */
export const DOCTYPE = raw('<!doctype html>')

interface PageLink {
  readonly href: string
  readonly label: string
  readonly current: boolean
}

/** A form on the page, and the button that Enter in one of its fields stands for. */
export interface KeptForm {
  readonly id: string
  readonly enter: { readonly name: string; readonly value: string; readonly label: string }
}

interface LayoutProps {
  readonly locale: Locale
  /** Says what the page is, and nothing that would be awkward in a history or a window's title. */
  readonly title: string
  readonly style: string
  readonly icon: string
  readonly sample: boolean
  readonly navigation: readonly PageLink[]
  /** Where this page is in another language. */
  readonly inLanguage: (language: Language) => string
  /** A form that a change of language must carry along, so that nothing typed is lost. */
  readonly keeping?: KeptForm | undefined
  /** A script of ours that the page can do without; most pages have none. */
  readonly script?: string | undefined
  readonly home: string
  /** Another site, of which nobody thinks anything: where whoever is looked at goes from here, at once. */
  readonly leave: string
  readonly footer: Child
  readonly children: Child
}

/** The frame of every page of the site: header, languages, text, footer. One stylesheet, and no script but where one is named. */
export function Layout(props: LayoutProps) {
  const { locale, title, style, icon, sample, navigation, inLanguage, keeping, script } = props
  const { home, leave, footer, children } = props
  const { t, language } = locale
  return (
    <>
      {DOCTYPE}
      <html lang={LANGUAGE[language].tag} dir={LANGUAGE[language].direction}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title} · ${t('common-site-name')}`}</title>
          {keeping && <LinksOpenBeside />}
          <link rel="stylesheet" href={style} />
          <link rel="icon" href={icon} />
          {script && <script type="module" src={script}></script>}
        </head>
        <body>
          <a class="skip" href="#text" target="_self">
            {t('common-skip')}
          </a>
          {sample && <aside class="sample">{t('common-sample-banner')}</aside>}
          <nav class="leave" aria-label={t('common-leave')}>
            <a href={leave} target="_self" rel="noreferrer">
              {t('common-leave')}
            </a>
          </nav>
          <header>
            <div class="bar">
              <a class="mark" href={home} aria-current={inLanguage(language) === home ? 'page' : undefined}>
                <strong translate="no">{t('common-site-name')}</strong> <span>{t('common-tagline')}</span>
              </a>
              {keeping && <EnterButton form={keeping} />}
              <nav class="languages" aria-label={t('common-languages')}>
                <Languages language={language} inLanguage={inLanguage} keeping={keeping} />
              </nav>
            </div>
            <nav class="pages" aria-label={t('common-main-navigation')}>
              {navigation.map(({ href, label, current }) => (
                <a href={href} aria-current={current ? 'page' : undefined}>
                  {label}
                </a>
              ))}
            </nav>
          </header>
          <main id="text">{children}</main>
          <footer>{footer}</footer>
        </body>
      </html>
    </>
  )
}

/** As many as stand beside each other on a telephone. */
const LANGUAGES_BESIDE = 3

/** Each language by its own name; where there are many, behind the name of the present one and a sign that whoever cannot read it knows. */
function Languages({
  language,
  inLanguage,
  keeping,
}: Pick<LayoutProps, 'inLanguage' | 'keeping'> & { readonly language: Language }) {
  const languages = languagesCovering('site')
  const links = languages.map((other) =>
    keeping === undefined || other === language ? (
      <a href={inLanguage(other)} {...speaks(other)} aria-current={other === language ? 'true' : undefined}>
        {LANGUAGE[other].name}
      </a>
    ) : (
      <button
        form={keeping.id}
        formaction={inLanguage(other)}
        formnovalidate
        name="do"
        value="language"
        {...speaks(other)}
      >
        {LANGUAGE[other].name}
      </button>
    ),
  )
  if (languages.length <= LANGUAGES_BESIDE) return <>{links}</>
  return (
    <details>
      <summary>
        <span aria-hidden="true">文A</span> {LANGUAGE[language].name}
      </summary>
      {links}
    </details>
  )
}

/**
 * Every link of a page with a form opens beside it: a page that is never stored comes back empty. What is to stay on the page,
 * the form itself and links within it, or is to replace it, says `target="_self"`.
 */
export function LinksOpenBeside() {
  return <base target="_blank" />
}

/** Enter in a field presses the first button of its form that the page has, so this one stands before all others. */
function EnterButton({ form: { id, enter } }: { form: KeptForm }) {
  return (
    <button class="unseen" form={id} name={enter.name} value={enter.value} tabindex={-1}>
      {enter.label}
    </button>
  )
}
