import { randomUUID } from 'node:crypto'
import { type Clock, type Day } from '#basics'
import { recordAct } from '#audit'
import { type Database, transaction, type Transaction } from '#db'
import {
  findCase,
  findDecisions,
  findFollowups,
  findPendingFrom,
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

interface Reviewer {
  readonly member: string
  /** Whose key of the boxes: a credential's id, or 'demo'. */
  readonly credential: string
}

/**
 * Hand out the next case: one at random among the waiting, locked to this reviewer.
 *
 * Random, because a queue in order of arrival lets a flood bury everything behind it, and lets a
 * reviewer wait for a case she knows to be coming. Ids are random, so "the first at or after a
 * random id" is a random case, found by the primary key however many wait. A case that she has
 * open already comes back first: a reload loses nothing.
 */
export function takeNextCase(
  { db, clock }: { db: Database; clock: Clock },
  { member, credential }: Reviewer,
): Promise<{ outcome: 'case'; case: SealedCase } | { outcome: 'nothing-waiting' }> {
  return transaction(db, async (tx) => {
    const now = clock()
    const pending = await findPendingFrom(tx, { id: randomUUID(), member, credential, now })
    if (!pending) return { outcome: 'nothing-waiting' }

    const { submission } = pending
    const followups = await findFollowups(tx, submission, credential)
    const until = new Date(now.getTime() + LOCK_MINUTES * 60_000)
    await lockCase(tx, { submission, member, until, followups: followups.length })
    await recordAct(tx, { at: now, who: member, what: 'case-opened', record: submission })
    return { outcome: 'case', case: await assemble(tx, { ...pending, credential, followups }) }
  })
}

async function assemble(
  tx: Transaction,
  found: {
    submission: string
    cause: SealedCase['cause']
    since: Day
    credential: string
    followups: FollowupRow[]
  },
): Promise<SealedCase> {
  const { submission, cause, since, credential, followups } = found
  const row = await findCase(tx, submission, credential)
  const history = await findDecisions(tx, submission, credential)
  return { ...row, cause, since, history, followups }
}
