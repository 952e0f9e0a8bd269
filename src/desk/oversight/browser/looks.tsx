/** @jsxImportSource preact */
import { type Reply } from '../../shell/browser/ask.ts'
import { branchName } from '../../shell/browser/branch-name.ts'
import { dayInWords } from '../../shell/browser/days.ts'
import { t } from '../../shell/browser/i18n.ts'
import { CaseName, Table } from '../../shell/browser/table.tsx'
import { Button } from '../../shell/browser/work.tsx'

type Look = Reply<'oversight'>['looks']['rows'][number]

interface LooksProps {
  readonly looks: readonly Look[]
  readonly sendBack: (submission: string) => void
}

/** Two verdicts on one case. Whose they were is not said here: that is what the rates are for. */
export function Looks({ looks, sendBack }: LooksProps) {
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
      {looks.map((look) => (
        <Row key={look.number} look={look} sendBack={() => sendBack(look.submission)} />
      ))}
    </Table>
  )
}

function Row({ look, sendBack }: { look: Look; sendBack: () => void }) {
  const { submission, branch, firstVerdict, firstDay, secondVerdict, secondDay, sentBack, maySendBack } = look
  return (
    <tr>
      <th scope="row">
        <CaseName submission={submission} />
      </th>
      <td>{branchName(branch)}</td>
      <td>
        {t(`desk-event-${firstVerdict}`)} <span class="soft">{dayInWords(firstDay)}</span>
      </td>
      <td>
        {t(`desk-event-${secondVerdict}`)} <span class="soft">{dayInWords(secondDay)}</span>
        {firstVerdict === secondVerdict && <p class="soft">{t('desk-looks-outline')}</p>}
      </td>
      <td>
        {sentBack !== null && t('desk-looks-sent-back', { day: dayInWords(sentBack) })}
        {maySendBack && (
          <Button act="send-back" class="small" onPress={sendBack}>
            {t('desk-looks-send-back')}
          </Button>
        )}
      </td>
    </tr>
  )
}
