/** @jsxImportSource preact */
import { type Reply } from '../../shell/browser/ask.ts'
import { branchName } from '../../shell/browser/branch-name.ts'
import { dayInWords, figure } from '../../shell/browser/days.ts'
import { t } from '../../shell/browser/i18n.ts'
import { Table } from '../../shell/browser/table.tsx'

/** How long people wait, by branches. */
export function Figures({ figures }: { figures: Reply<'certificates'>['figures'] }) {
  const few = (people: number | null) => (people === null ? t('certificates-figures-few') : figure(people))
  return (
    <Table
      id="certificate-figures"
      title={t('certificates-figures')}
      heads={[
        t('certificates-figures-branch'),
        t('certificates-figures-asked'),
        t('certificates-figures-issued'),
        t('certificates-figures-waiting'),
        t('certificates-figures-oldest'),
        t('certificates-figures-days'),
      ]}
      none={t('certificates-none')}
    >
      {figures.map(({ branch, asked, issued, waiting, oldest, medianDays }) => (
        <tr key={branch.id}>
          <th scope="row">{branchName(branch)}</th>
          <td>{few(asked)}</td>
          <td>{few(issued)}</td>
          <td>{few(waiting)}</td>
          <td>{oldest === null ? '–' : dayInWords(oldest)}</td>
          <td>{medianDays === null ? '–' : figure(medianDays)}</td>
        </tr>
      ))}
    </Table>
  )
}
