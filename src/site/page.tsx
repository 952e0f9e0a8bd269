import { type Child } from 'hono/jsx'
import { type Centre } from '#config'
import { type Assets, Exact, GAP, type KeptForm, Layout, OwnLine, WithElement } from '#html'
import { type Language, type MessageKey, type Locale } from '#i18n'
import { routes } from './routes.ts'

/** What every page of the site is given. */
export interface PageContext {
  readonly locale: Locale
  readonly assets: Assets
  readonly sample: boolean
  readonly centre: Centre
}

interface PageProps extends PageContext {
  readonly title: string
  /** This page's own address in a language. */
  readonly at: (language: Language) => string
  /** A form that a change of language must carry along. */
  readonly keeping?: KeptForm
  /** A script of ours that the page can do without. */
  readonly script?: string | undefined
  readonly children: Child
}

type Route = (language: Language) => string

const NAVIGATION: readonly (readonly [MessageKey, Route])[] = [
  ['common-nav-declare', routes.declare],
  ['common-nav-return', routes.comeBack],
  ['common-nav-register', (language) => routes.register(language)],
  ['common-nav-counting', routes.counting],
  ['common-nav-ledger', routes.ledger],
  ['common-nav-safety', routes.safety],
]

/** What fewer people look for, below every page. */
const FURTHER: typeof NAVIGATION = [
  ['about-title', routes.about],
  ['branches-title', routes.branches],
  ['ask-title', routes.certificate],
  ['look-up-verify-link', () => routes.verify],
  ['look-up-title', routes.lookUp],
]

/** A page of the site in its frame. */
export function Page({ locale, assets, sample, centre, title, at, keeping, script, children }: PageProps) {
  const { t, language } = locale
  const here = at(language)
  return (
    <Layout
      locale={locale}
      title={title}
      style={assets.get('style.css')?.url ?? ''}
      icon={assets.get('icon.svg')?.url ?? ''}
      sample={sample}
      home={routes.home(language)}
      leave={routes.elsewhere}
      inLanguage={at}
      keeping={keeping}
      script={script}
      navigation={NAVIGATION.map(([key, route]) => ({
        href: route(language),
        label: t(key),
        current: isWithin(here, route(language)),
      }))}
      footer={
        <>
          {centre.name[language] !== '' && (
            <p>
              <WithElement text={t('about-run-by', { name: GAP })}>
                <OwnLine>{centre.name[language]}</OwnLine>
              </WithElement>
            </p>
          )}
          <p>{t('common-footer-neutral')}</p>
          <p>{t('common-footer-no-trace')}</p>
          <ul class="inline">
            {FURTHER.map(([key, route]) => (
              <li>
                <a href={route(language)}>{t(key)}</a>
              </li>
            ))}
          </ul>
          <p>
            <WithElement text={t('common-footer-open', { link: GAP })}>
              <a href={routes.count}>
                <Exact>{routes.count.slice(1)}</Exact>
              </a>
            </WithElement>
          </p>
        </>
      }
    >
      {children}
    </Layout>
  )
}

function isWithin(here: string, link: string): boolean {
  const path = here.split('?')[0] ?? here
  return path === link || path.startsWith(`${link}/`)
}
