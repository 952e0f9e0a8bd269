/** @jsxImportSource preact */
import { type Reply } from '../../shell/browser/ask.ts'
import { momentInWords } from '../../shell/browser/days.ts'
import { t } from '../../shell/browser/i18n.ts'
import { CaseName, Table } from '../../shell/browser/table.tsx'
import { Button } from '../../shell/browser/work.tsx'

type Alarm = Reply<'oversight'>['alarms']['rows'][number]

interface AlarmsProps {
  readonly alarms: readonly Alarm[]
  readonly see: (number: number) => void
}

/** Who touched a canary, and who has looked into it. */
export function Alarms({ alarms, see }: AlarmsProps) {
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
      {alarms.map((alarm) => (
        <Row key={alarm.number} alarm={alarm} see={() => see(alarm.number)} />
      ))}
    </Table>
  )
}

function Row({ alarm, see }: { alarm: Alarm; see: () => void }) {
  const { at, submission, member, how, seenBy, mine } = alarm
  return (
    <tr class={seenBy === null ? 'open' : undefined}>
      <th scope="row">
        <time dateTime={at}>{momentInWords(at)}</time>
      </th>
      <td>{member === null ? t('desk-alarm-nobody') : <bdi class="own">{member}</bdi>}</td>
      <td>{t(`desk-alarm-how-${how}`)}</td>
      <td>
        <CaseName submission={submission} />
      </td>
      <td>
        {seenBy !== null && t('desk-alarm-seen-by', { name: seenBy })}
        {seenBy === null && mine && t('desk-alarm-yours')}
        {seenBy === null && !mine && (
          <Button act="alarm-see" class="small" onPress={see}>
            {t('desk-alarm-see')}
          </Button>
        )}
      </td>
    </tr>
  )
}
