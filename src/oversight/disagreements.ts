import { sql } from 'kysely'
import { recordAct } from '#audit'
import { type Clock, type Day, dayAt } from '#basics'
import { type Database, transaction } from '#db'
import { PAGE } from './page.ts'

type Verdict = 'register' | 'register-uncounted' | 'hold' | 'decline'

/** Two who decided one case differently. With the same verdict, they made different things public. */
export interface Disagreement {
  readonly number: number
  readonly submission: string
  readonly branch: string
  readonly firstVerdict: Verdict
  readonly firstDay: Day
  readonly secondVerdict: Verdict
  readonly secondDay: Day
  readonly sentBack: Day | null
  readonly maySendBack: boolean
}

/** The newest before a number, of the branches that whoever asks oversees or approves for. */
export async function disagreements(
  db: Database,
  { before = null }: { before?: number | null } = {},
): Promise<Disagreement[]> {
  const { rows } = await sql<Disagreement>`
    select number, submission, branch, first_verdict as "firstVerdict", first_day as "firstDay",
      second_verdict as "secondVerdict", second_day as "secondDay", sent_back as "sentBack",
      may_send_back as "maySendBack"
    from oversight.disagreements(${before}::bigint, ${PAGE})`.execute(db)
  return rows
}

/** Give a case that two disagreed about to a third. An approver's to do, and only of what is not registered. */
export function sendBack(
  { db, clock, timeZone }: { db: Database; clock: Clock; timeZone: string },
  { by, submission }: { by: string; submission: string },
): Promise<{ outcome: 'sent-back' | 'refused' }> {
  return transaction(db, async (tx) => {
    const at = clock()
    const { rows } = await sql<{ sent: boolean }>`
      select oversight.send_back(${submission}::uuid, ${dayAt(at, timeZone)}::date) as sent`.execute(tx)
    if (!rows[0]?.sent) return { outcome: 'refused' }
    await recordAct(tx, { at, who: by, what: 'sent-back', record: submission })
    return { outcome: 'sent-back' }
  })
}
