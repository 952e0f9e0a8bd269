import { type EntrySummary } from '#register'
import { type Figures } from '#statistics'
import { count, type Locale } from '#i18n'
import { moment } from '../../format.ts'
import { Page, type PageContext } from '../../page.tsx'
import { EntryList } from '../register/entry-list.tsx'
import { routes } from '../../routes.ts'

interface HomeProps extends PageContext {
  readonly figures: Figures
  readonly latest: readonly EntrySummary[]
  readonly timeZone: string
}

const STEPS = [1, 2, 3, 4] as const

/** The number, the sentence that says what it means, and the way in. */
export function HomePage({ figures, latest, timeZone, ...context }: HomeProps) {
  const { locale } = context
  const { t, language } = locale
  return (
    <Page {...context} title={t('home-title')} at={routes.home}>
      <section class="hero">
        <h1>
          <strong class="number">{count(locale, figures.total)}</strong>{' '}
          <span>{t('home-number-means', { count: figures.total })}</span>
        </h1>
        <p class="asof">
          {t('common-as-of', moment(locale, figures.as_of, timeZone))} ·{' '}
          <a href={routes.counting(language)}>{t('home-what-it-means')}</a>
        </p>
        <p class="act">
          <a class="button" href={routes.declare(language)}>
            {t('home-declare')}
          </a>{' '}
          <small>{t('home-declare-note')}</small>
        </p>
        {figures.baseline > 0 && (
          <p class="parts">
            {t('home-number-parts', {
              counted: figures.counted - figures.retracted,
              baseline: figures.baseline,
            })}
          </p>
        )}
        <p>{t('home-number-caution')}</p>
        <dl class="lately">
          <div>
            <dt>{t('home-today')}</dt>
            <dd>{count(locale, figures.today)}</dd>
          </div>
          <div>
            <dt>{t('home-week')}</dt>
            <dd>{count(locale, figures.this_week)}</dd>
          </div>
          <div>
            <dt>{t('home-month')}</dt>
            <dd>{count(locale, figures.this_month)}</dd>
          </div>
        </dl>
      </section>
      <section>
        <h2>{t('home-by-organisation')}</h2>
        <Organisations locale={locale} figures={figures} />
        <p class="note">{t('home-by-organisation-note')}</p>
      </section>
      <section>
        <h2>{t('home-latest')}</h2>
        {latest.length === 0 ? (
          <p>{t('home-latest-none')}</p>
        ) : (
          <EntryList locale={locale} entries={latest} level={3} />
        )}
        <p>
          <a href={routes.register(language)}>{t('home-latest-all')}</a>
        </p>
      </section>
      <section>
        <h2>{t('home-how')}</h2>
        <ol class="steps">
          {STEPS.map((step) => (
            <li>
              <h3>{t(`home-how-${step}-title`)}</h3>
              <p>{t(`home-how-${step}`)}</p>
            </li>
          ))}
        </ol>
      </section>
    </Page>
  )
}

/** Who left what. Also on the page that says how it is counted. */
export function Organisations({ locale, figures }: { locale: Locale; figures: Figures }) {
  const { t } = locale
  const { party, league, pioneers, not_stated } = figures.by_organisation
  const rows = [
    [t('organisations-party'), party],
    [t('organisations-league'), league],
    [t('organisations-pioneers'), pioneers],
    [t('home-not-stated'), not_stated],
  ] as const
  return (
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">{t('home-organisation')}</th>
          <th scope="col">{t('home-people')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, people]) => (
          <tr>
            <th scope="row">{name}</th>
            <td>{count(locale, people)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
