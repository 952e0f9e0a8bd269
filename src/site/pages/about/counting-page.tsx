import { type Channel } from '#channels'
import { Exact, GAP, WithElement } from '#html'
import { type Figures } from '#statistics'
import { count } from '#i18n'
import { moment, taken, zoneName } from '../../format.ts'
import { Organisations } from '../home/home-page.tsx'
import { Page, type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'

const RULES = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

/** The counting rule in sentences, beside the figures it leads to. */
export function CountingPage({
  figures,
  timeZone,
  ...context
}: PageContext & { figures: Figures; timeZone: string }) {
  const { locale } = context
  const { t } = locale
  const zone = zoneName(locale, timeZone)
  const parts = [
    [t('home-baseline'), count(locale, figures.baseline)],
    [t('home-counted'), count(locale, figures.counted)],
    [t('home-retracted'), taken(locale, figures.retracted)],
  ] as const
  return (
    <Page {...context} title={t('counting-title')} at={routes.counting}>
      <h1>{t('counting-title')}</h1>
      <p class="lead">{t('counting-lead')}</p>
      <section>
        <h2>{t('counting-formula-title')}</h2>
        <p class="formula">{t('counting-formula')}</p>
        <p>{t('counting-parts')}</p>
        <table class="figures">
          <tbody>
            {parts.map(([name, people]) => (
              <tr>
                <th scope="row">{name}</th>
                <td>{people}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('home-total')}</th>
              <td>{count(locale, figures.total)}</td>
            </tr>
          </tfoot>
        </table>
        <p class="asof">{t('common-as-of', moment(locale, figures.as_of, timeZone))}</p>
        <h3>{t('home-by-organisation')}</h3>
        <Organisations locale={locale} figures={figures} />
        <h3>{t('counting-by-channel')}</h3>
        <table class="figures">
          <tbody>
            {(Object.entries(figures.by_channel) as [Channel, number][]).map(([channel, people]) => (
              <tr>
                <th scope="row">{t(`channel-${channel}`)}</th>
                <td>{count(locale, people)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          <WithElement text={t('counting-data', { link: GAP })}>
            <a href={routes.count}>
              <Exact>{routes.count.slice(1)}</Exact>
            </a>
          </WithElement>
        </p>
        <p>
          <WithElement text={t('counting-ledger', { link: GAP })}>
            <a href={routes.ledger(locale.language)}>{t('counting-ledger-link')}</a>
          </WithElement>
        </p>
      </section>
      {RULES.map((rule) => (
        <section>
          <h2>{t(`counting-${rule}-title`)}</h2>
          <p>{t(`counting-${rule}`, { zone })}</p>
        </section>
      ))}
      <section>
        <h2>{t('counting-says-title')}</h2>
        <p>{t('counting-says')}</p>
        <p>{t('counting-says-not')}</p>
      </section>
    </Page>
  )
}
