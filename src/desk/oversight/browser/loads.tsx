/** @jsxImportSource preact */
import { daysBetween } from '../../../basics/calendar.ts'
import { type Reply } from '../../shell/browser/ask.ts'
import { branchName } from '../../shell/browser/branch-name.ts'
import { figure } from '../../shell/browser/days.ts'
import { t } from '../../shell/browser/i18n.ts'
import { Table } from '../../shell/browser/table.tsx'

type Overseen = Reply<'oversight'>

interface BranchLoadsProps {
  readonly branches: Overseen['branches']['rows']
  readonly today: Overseen['today']
}

export function BranchLoads({ branches, today }: BranchLoadsProps) {
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
        <tr key={branch.id}>
          <th scope="row">{branchName(branch)}</th>
          <td>{coarse(waiting)}</td>
          <td>
            {oldest === null ? t('desk-none') : t('desk-load-days', { count: daysBetween(oldest, today) })}
          </td>
          <td>{coarse(decidedToday)}</td>
          <td>{coarse(decidedWeek)}</td>
          <td>{coarse(looksWaiting)}</td>
        </tr>
      ))}
    </Table>
  )
}

export function ReviewerLoads({ reviewers }: { reviewers: Overseen['reviewers']['rows'] }) {
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
        <tr key={one.name}>
          <th scope="row">
            <bdi class="own">{one.name}</bdi>
          </th>
          <td>{coarse(one.decidedToday)}</td>
          <td>{coarse(one.decidedWeek)}</td>
          <td>{coarse(one.busiestHour)}</td>
          <td>{share(one.register, one.decidedWeek)}</td>
          <td>{share(one.registerUncounted, one.decidedWeek)}</td>
          <td>{share(one.hold, one.decidedWeek)}</td>
          <td>{share(one.decline, one.decidedWeek)}</td>
          <td>{coarse(one.looked)}</td>
          <td>{one.disagreedPercent === null ? '–' : `${one.disagreedPercent} %`}</td>
        </tr>
      ))}
    </Table>
  )
}

function coarse(people: number | null): string {
  return people === null ? t('desk-few') : figure(people)
}

function share(some: number | null, of: number | null): string {
  if (some === null || of === null) return coarse(some)
  return t('desk-load-share', { count: some, number: Math.round((100 * some) / of) })
}
