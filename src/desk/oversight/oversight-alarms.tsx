import { type Alarm } from '#oversight'
import { momentName, type Locale } from '#i18n'
import { CaseName, Table } from '../old/table.tsx'

interface AlarmsProps {
  readonly locale: Locale
  readonly alarms: readonly Alarm[]
  readonly timeZone: string
}

/** Who touched a canary, and who has looked into it. */
export function Alarms({ locale, alarms, timeZone }: AlarmsProps) {
  const { t } = locale
  return (
    <Table
      id="alarms"
      title={t('desk-alarms-title')}
      lead={t('desk-alarms-lead')}
      heads={[
        t('desk-alarm-at'),
        t('desk-alarm-who'),
        t('desk-alarm-how'),
        t('desk-alarm-case'),
        t('desk-alarm-state'),
      ]}
      none={t('desk-table-none')}
      stacks
    >
      {alarms.map(({ number, at, submission, member, how, seenBy, mine }) => (
        <tr class={seenBy === null ? 'open' : undefined}>
          <th scope="row">
            <time datetime={at.toISOString()}>{momentName(locale, at, timeZone)}</time>
          </th>
          <td>{member === null ? t('desk-alarm-nobody') : <bdi class="own">{member}</bdi>}</td>
          <td>{t(`desk-alarm-how-${how}`)}</td>
          <td>
            <CaseName submission={submission} />
          </td>
          <td>
            {seenBy !== null ? (
              t('desk-alarm-seen-by', { name: seenBy })
            ) : mine ? (
              t('desk-alarm-yours')
            ) : (
              <button type="button" class="small" data-act="alarm-see" data-alarm={number}>
                {t('desk-alarm-see')}
              </button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}
