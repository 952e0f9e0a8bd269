import { randomUUID } from 'node:crypto'
import { type Clock, type Day, dayAt } from '#basics'
import { recordAct } from '#audit'
import { languagesOf } from '#staff'
import { type Database, transaction, type Transaction } from '#db'
import { HELD_MS } from './give-back.ts'
import { openAgainAt, type OpenBudget } from './budget.ts'
import { isLookFirst } from './second-look.ts'
import { findLook, findOpenLook, lockLook } from './second-look-store.ts'
import {
  findCase,
  findDecisions,
  findFollowups,
  findPendingFrom,
  hasOpenCase,
  lockCase,
  type Cause,
  type DecisionRow,
  type FollowupRow,
  type CaseRow,
} from './store.ts'

/** A case as the browser gets it: everything sealed, with the box key that this reviewer can open. */
export interface SealedCase extends CaseRow {
  readonly cause: Cause
  readonly since: Day
  readonly history: readonly DecisionRow[]
  readonly followups: readonly FollowupRow[]
  /** Somebody has decided it before, and whoever has it now is not to know. */
  readonly isSecondLook: boolean
}

export type TakenCase =
  | { readonly outcome: 'case'; readonly case: SealedCase }
  | { readonly outcome: 'nothing-waiting' }
  /** She has opened as many as one member may; `again` is when she may open the next. */
  | { readonly outcome: 'budget-spent'; readonly again: Date }

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
  deps: { db: Database; clock: Clock; timeZone: string; budget: OpenBudget | null },
  { member }: { member: string },
): Promise<TakenCase> {
  const { db, clock, timeZone, budget } = deps
  return transaction(db, async (tx) => {
    const now = clock()
    const today = dayAt(now, timeZone)
    const openLook = await findOpenLook(tx, { member, now })
    const again = budget && (await openAgainAt(tx, { member, now, budget }))
    const hasCase = !openLook && (await hasOpenCase(tx, { member, now, today }))
    if (again && !openLook && !hasCase) return { outcome: 'budget-spent', again }
    const languages = await languagesOf(tx, member)
    const hold = { member, languages, now, until: new Date(now.getTime() + HELD_MS) }
    const waiting = () => takeWaiting(tx, { ...hold, today })
    const look = () => takeLook(tx, hold)
    const looksFirst = openLook !== undefined || (!hasCase && isLookFirst())
    const taken = looksFirst ? ((await look()) ?? (await waiting())) : ((await waiting()) ?? (await look()))
    if (!taken) return { outcome: 'nothing-waiting' }
    await recordAct(tx, { at: now, who: member, what: 'case-opened', record: taken.submission })
    return { outcome: 'case', case: taken }
  })
}

interface Hold {
  readonly member: string
  readonly languages: readonly string[]
  readonly now: Date
  readonly until: Date
}

async function takeWaiting(
  tx: Transaction,
  { member, languages, now, until, today }: Hold & { today: Day },
): Promise<SealedCase | null> {
  for (;;) {
    const pending = await findPendingFrom(tx, { id: randomUUID(), member, languages, now, today })
    if (!pending) return null
    const { submission } = pending
    const followups = await findFollowups(tx, submission, member)
    if (!(await lockCase(tx, { submission, member, until, followups: followups.length, now }))) continue
    const row = await findCase(tx, submission, member)
    const history = await findDecisions(tx, submission, member)
    return { ...row, ...pending, history, followups, isSecondLook: false }
  }
}

/** As a new case: what was decided of it, and what its sender has said since, is left out. */
async function takeLook(
  tx: Transaction,
  { member, languages, now, until }: Hold,
): Promise<SealedCase | null> {
  for (;;) {
    const look =
      (await findOpenLook(tx, { member, now })) ??
      (await findLook(tx, { member, languages, now, from: randomUUID() }))
    if (!look) return null
    const { submission, since } = look
    if (!(await lockLook(tx, { submission, member, until, now }))) continue
    const row = await findCase(tx, submission, member)
    return { ...row, cause: 'new', since, history: [], followups: [], isSecondLook: true }
  }
}
