import { type Disagreement } from '#oversight'
import { dayName, type Locale } from '#i18n'
import { CaseName, Table } from '../old/table.tsx'

interface LooksProps {
  readonly locale: Locale
  readonly disagreements: readonly Disagreement[]
  readonly named: (id: string) => string
}

/** Two verdicts on one case. Whose they were is not said here: that is what the rates are for. */
export function Looks({ locale, disagreements, named }: LooksProps) {
  const { t } = locale
  return (
    <Table
      id="looks"
      title={t('desk-looks-title')}
      lead={t('desk-looks-lead')}
      heads={[
        t('desk-looks-case'),
        t('desk-load-branch'),
        t('desk-looks-first'),
        t('desk-looks-second'),
        t('desk-looks-then'),
      ]}
      none={t('desk-table-none')}
      stacks
    >
      {disagreements.map((one) => (
        <tr>
          <th scope="row">
            <CaseName submission={one.submission} />
          </th>
          <td>{named(one.branch)}</td>
          <td>
            {t(`desk-event-${one.firstVerdict}`)} <span class="soft">{dayName(locale, one.firstDay)}</span>
          </td>
          <td>
            {t(`desk-event-${one.secondVerdict}`)} <span class="soft">{dayName(locale, one.secondDay)}</span>
            {one.firstVerdict === one.secondVerdict && <p class="soft">{t('desk-looks-outline')}</p>}
          </td>
          <td>
            {one.sentBack !== null && t('desk-looks-sent-back', { day: dayName(locale, one.sentBack) })}
            {one.maySendBack && (
              <button type="button" class="small" data-act="send-back" data-submission={one.submission}>
                {t('desk-looks-send-back')}
              </button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}
