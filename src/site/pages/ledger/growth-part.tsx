import { type GrownTo } from '#ledger'
import { count, dayName, type Locale } from '#i18n'
import { zoneName } from '../../format.ts'
import { GrowthChart } from './growth-chart.tsx'

/** Rows of the table beside the chart: two weeks. */
const LAST_DAYS = 14

export function GrowthPart({
  locale,
  growth,
  timeZone,
}: {
  locale: Locale
  growth: readonly GrownTo[]
  timeZone: string
}) {
  const { t } = locale
  const rows = growth
    .map(({ date, counted }, at) => ({ date, people: counted - (growth[at - 1]?.counted ?? 0) }))
    .slice(-LAST_DAYS)
    .toReversed()
  return (
    <section>
      <h2>{t('ledger-growth-title')}</h2>
      {growth.length === 0 ? <p>{t('ledger-growth-none')}</p> : <GrowthChart locale={locale} days={growth} />}
      <p class="note">{t('ledger-days-note', { zone: zoneName(locale, timeZone) })}</p>
      {rows.length > 0 && (
        <details>
          <summary>{t('ledger-growth-table')}</summary>
          <table class="figures">
            <thead>
              <tr>
                <th scope="col">{t('ledger-growth-day')}</th>
                <th scope="col">{t('ledger-growth-people')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ date, people }) => (
                <tr>
                  <th scope="row">
                    <time datetime={date}>{dayName(locale, date)}</time>
                  </th>
                  <td>{count(locale, people)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  )
}
