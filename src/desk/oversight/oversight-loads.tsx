import { type Day, daysBetween } from '#basics'
import { type BranchLoad, type ReviewerLoad } from '#oversight'
import { count, type Locale } from '#i18n'
import { Table } from '../old/table.tsx'

interface BranchLoadsProps {
  readonly locale: Locale
  readonly branches: readonly BranchLoad[]
  readonly named: (id: string) => string
  readonly today: Day
}

export function BranchLoads({ locale, branches, named, today }: BranchLoadsProps) {
  const { t } = locale
  return (
    <Table
      id="load-branches"
      title={t('desk-load-branches')}
      heads={[
        t('desk-load-branch'),
        t('desk-load-waiting'),
        t('desk-load-oldest'),
        t('desk-load-today'),
        t('desk-load-week'),
        t('desk-load-looks'),
      ]}
      none={t('desk-table-none')}
    >
      {branches.map(({ branch, waiting, oldest, decidedToday, decidedWeek, looksWaiting }) => (
        <tr>
          <th scope="row">{named(branch)}</th>
          <td>{coarse(locale, waiting)}</td>
          <td>
            {oldest === null ? t('desk-none') : t('desk-load-days', { count: daysBetween(oldest, today) })}
          </td>
          <td>{coarse(locale, decidedToday)}</td>
          <td>{coarse(locale, decidedWeek)}</td>
          <td>{coarse(locale, looksWaiting)}</td>
        </tr>
      ))}
    </Table>
  )
}

export function ReviewerLoads({ locale, reviewers }: { locale: Locale; reviewers: readonly ReviewerLoad[] }) {
  const { t } = locale
  return (
    <Table
      id="load-reviewers"
      title={t('desk-load-reviewers')}
      lead={t('desk-load-reviewers-lead')}
      heads={[
        t('desk-load-name'),
        t('desk-load-today'),
        t('desk-load-week'),
        t('desk-load-hour'),
        t('desk-load-register'),
        t('desk-load-uncounted'),
        t('desk-load-hold'),
        t('desk-load-decline'),
        t('desk-load-looked'),
        t('desk-load-disagreed'),
      ]}
      none={t('desk-table-none')}
    >
      {reviewers.map((one) => (
        <tr>
          <th scope="row">
            <bdi class="own">{one.name}</bdi>
          </th>
          <td>{coarse(locale, one.decidedToday)}</td>
          <td>{coarse(locale, one.decidedWeek)}</td>
          <td>{coarse(locale, one.busiestHour)}</td>
          {[one.register, one.registerUncounted, one.hold, one.decline].map((some) => (
            <td>{share(locale, some, one.decidedWeek)}</td>
          ))}
          <td>{coarse(locale, one.looked)}</td>
          <td>{one.disagreedPercent === null ? '–' : `${one.disagreedPercent} %`}</td>
        </tr>
      ))}
    </Table>
  )
}

function coarse(locale: Locale, figure: number | null): string {
  return figure === null ? locale.t('desk-few') : count(locale, figure)
}

function share(locale: Locale, some: number | null, of: number | null): string {
  if (some === null || of === null) return coarse(locale, some)
  return locale.t('desk-load-share', { count: some, number: Math.round((100 * some) / of) })
}
