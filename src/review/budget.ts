import { sql } from 'kysely'
import { type Transaction } from '#db'

/** How many cases one member may open. Whoever wants to read them all is slowed down to what a person can decide. */
export interface OpenBudget {
  readonly hour: number
  readonly day: number
}

const HOUR_MS = 60 * 60 * 1_000
const DAY_MS = 24 * HOUR_MS

/**
 * From when on a member may open another case; null where she may now. Counted are the cases that she opened, and what was
 * asked for certificates, each once however often, by the acts that every opening leaves. Her turns come one after another until the transaction
 * ends, or two requests at once would both have the last one.
 */
export async function openAgainAt(
  tx: Transaction,
  { member, now, budget }: { member: string; now: Date; budget: OpenBudget },
): Promise<Date | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${member}, 0))`.execute(tx)
  const { rows } = await sql<{ at: Date }>`
    select min(at) as at from audit.act
    where who = ${member} and what in ('case-opened', 'certificate-opened') and at > ${new Date(now.getTime() - DAY_MS)}
    group by record
    order by 1 desc
    limit ${budget.day}`.execute(tx)
  const whenSpent = (most: number, windowMs: number) => {
    const last = rows[most - 1]?.at.getTime() ?? -Infinity
    return last + windowMs > now.getTime() ? last + windowMs : -Infinity
  }
  const again = Math.max(whenSpent(budget.hour, HOUR_MS), whenSpent(budget.day, DAY_MS))
  return Number.isFinite(again) ? new Date(again) : null
}
