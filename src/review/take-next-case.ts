import { randomUUID } from 'node:crypto'
import { type Clock, type Day, dayAt } from '#basics'
import { recordAct } from '#audit'
import { type Database, transaction, type Transaction } from '#db'
import { openAgainAt, type OpenBudget } from './budget.ts'
import {
  findCase,
  findDecisions,
  findFollowups,
  findPendingFrom,
  hasOpenCase,
  lockCase,
  type DecisionRow,
  type FollowupRow,
  type CaseRow,
} from './store.ts'

/** How long a case is a reviewer's before somebody else may have it. */
const LOCK_MINUTES = 15

/** A case as the browser gets it: everything sealed, with the box key that this reviewer can open. */
export interface SealedCase extends CaseRow {
  readonly cause: 'new' | 'answer' | 'withdrawal'
  readonly since: Day
  readonly history: readonly DecisionRow[]
  readonly followups: readonly FollowupRow[]
}

export type TakenCase =
  | { readonly outcome: 'case'; readonly case: SealedCase }
  | { readonly outcome: 'nothing-waiting' }
  /** She has opened as many as one member may; `again` is when she may open the next. */
  | { readonly outcome: 'budget-spent'; readonly again: Date }

export interface Reviewer {
  readonly member: string
  /** Whose keys of the boxes: her own id, or 'demo'. */
  readonly holder: string
}

/**
 * Hand out the next case: one at random among the waiting, locked to this reviewer.
 *
 * Random, because a queue in order of arrival lets a flood bury everything behind it, and lets a
 * reviewer wait for a case she knows to be coming. Ids are random, so "the first at or after a
 * random id" is a random case, found by the primary key however many wait. A case that she has
 * open already comes back first: a reload loses nothing, and costs nothing of her budget, which is null where a
 * program decides and nobody reads.
 */
export function takeNextCase(
  needs: { db: Database; clock: Clock; timeZone: string; budget: OpenBudget | null },
  { member, holder }: Reviewer,
): Promise<TakenCase> {
  const { db, clock, timeZone, budget } = needs
  return transaction(db, async (tx) => {
    const now = clock()
    const today = dayAt(now, timeZone)
    const again = budget && (await openAgainAt(tx, { member, now, budget }))
    if (again && !(await hasOpenCase(tx, { member, now, today }))) return { outcome: 'budget-spent', again }
    const until = new Date(now.getTime() + LOCK_MINUTES * 60_000)
    for (;;) {
      const pending = await findPendingFrom(tx, { id: randomUUID(), member, holder, now, today })
      if (!pending) return { outcome: 'nothing-waiting' }
      const { submission } = pending
      const followups = await findFollowups(tx, submission, holder)
      if (!(await lockCase(tx, { submission, member, until, followups: followups.length, now }))) continue
      await recordAct(tx, { at: now, who: member, what: 'case-opened', record: submission })
      return { outcome: 'case', case: await assemble(tx, { ...pending, holder, followups }) }
    }
  })
}

async function assemble(
  tx: Transaction,
  found: {
    submission: string
    cause: SealedCase['cause']
    since: Day
    holder: string
    followups: FollowupRow[]
  },
): Promise<SealedCase> {
  const { submission, cause, since, holder, followups } = found
  const row = await findCase(tx, submission, holder)
  const history = await findDecisions(tx, submission, holder)
  return { ...row, cause, since, history, followups }
}
