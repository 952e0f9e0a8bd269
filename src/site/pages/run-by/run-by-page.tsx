import { type Centre } from '#config'
import { Exact, GAP, OwnLine, WithElement } from '#html'
import { type MessageKey, type Locale } from '#i18n'
import { fileSize } from '../../format.ts'
import { Page, type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'

interface RunByProps extends PageContext {
  /** The source as this installation hands it out. */
  readonly own: { readonly bytes: number; readonly sha256: string }
}

/** Who runs this, how an office and the press reach them, and what it is made of. */
export function RunByPage({ own, ...context }: RunByProps) {
  const { locale, centre } = context
  const { t, language } = locale
  const name = centre.name[language]
  return (
    <Page {...context} title={t('about-title')} at={routes.about}>
      <h1>{t('about-title')}</h1>
      {name === '' ? (
        <p class="attention">{t('about-nobody')}</p>
      ) : (
        <p class="lead centre">
          {centre.mark && <img src={routes.mark} alt="" width="48" height="48" />}
          <OwnLine>{name}</OwnLine>
        </p>
      )}
      <Reach locale={locale} centre={centre} />
      <p>
        <WithElement text={t('about-safety', { link: GAP })}>
          <a href={routes.safety(language)}>{t('safety-title')}</a>
        </WithElement>
      </p>
      <section>
        <h2>{t('about-software-title')}</h2>
        <p>{t('about-software')}</p>
        <h3 id="source">{t('about-source-title')}</h3>
        {centre.source === null ? (
          <>
            <p>
              <WithElement text={t('about-source', { link: GAP, size: fileSize(locale, own.bytes) })}>
                <a href={routes.source}>{t('about-source-link')}</a>
              </WithElement>
            </p>
            <p class="note">
              SHA-256 <Exact>{own.sha256}</Exact>
            </p>
          </>
        ) : (
          <p>
            <WithElement text={t('about-source-elsewhere', { link: GAP })}>
              <a href={centre.source} rel="noreferrer">
                <OwnLine>{centre.source}</OwnLine>
              </a>
            </WithElement>
          </p>
        )}
        <p>{t('about-centre-not-software')}</p>
      </section>
    </Page>
  )
}

const FACTS = ['address', 'contact', 'press'] as const satisfies readonly (keyof Centre)[]

function Reach({ locale: { t }, centre }: { locale: Locale; centre: Centre }) {
  const known = FACTS.filter((fact) => centre[fact] !== '')
  if (known.length === 0) return null
  return (
    <dl class="rows">
      {known.map((fact) => (
        <div>
          <dt>{t(`about-${fact}` satisfies MessageKey)}</dt>
          <dd>
            <OwnLine>{centre[fact]}</OwnLine>
          </dd>
        </div>
      ))}
    </dl>
  )
}
