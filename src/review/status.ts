import { sql } from 'kysely'
import { type Clock, type Day } from '#basics'
import { type Database } from '#db'
import { type DeclineReason } from './decision.ts'
import { findStatus } from './store.ts'
import { findWish } from './wish-store.ts'

/** What the holder of a return code may learn of her declaration. */
export interface CaseStatus {
  readonly submission: string
  readonly state: 'received' | 'in-review' | 'accepted' | 'question' | 'declined' | 'withdrawn'
  readonly reason: DeclineReason | null
  /** Sealed to the code: record of the submission, field `question`. */
  readonly question: Uint8Array | null
  readonly askedToWithdraw: boolean
  /** Which of the asked look-up values it was found by. */
  readonly hash: Uint8Array
}

/** The case behind one of these look-up values, if there is one. */
export function statusByCode(
  { db, clock }: { db: Database; clock: Clock },
  hashes: readonly Uint8Array[],
): Promise<CaseStatus | undefined> {
  // The question is asked even when there is nothing to ask for: an unknown code and a text that
  // is no code take the same way through the installation.
  return findStatus(db, { hashes, now: clock() })
}

/** Days, each at least as long as what the pace really was: no figure so fine that it tells of one case. */
const PACES = [1, 2, 3, 5, 7, 10, 14, 21, 30] as const

/**
 * Within how many days four of five declarations were decided in the two weeks before `today`; null where too few were, or where
 * it took longer than a month. The same for everybody, the whole day.
 */
export async function paceOfReview(db: Database, today: Day): Promise<number | null> {
  const { rows } = await sql<{ pace: number | null }>`select review.pace(${today}) as pace`.execute(db)
  const days = rows[0]?.pace ?? null
  return days === null ? null : (PACES.find((pace) => pace >= days) ?? null)
}

/** A wish to withdraw: the day it was asked, and the first day on which anybody may look at it. */
export interface Wish {
  readonly asked: Day
  readonly until: Day
}

/** Her wish to withdraw, if she has one, and for how many days such a wish rests. Asked of every code, like the rest. */
export function wishByCode(
  db: Database,
  codeHash: Uint8Array,
): Promise<{ wish: Wish | null; coolingDays: number }> {
  return findWish(db, codeHash)
}

/** Where a declaration stands that the sender of another one shows to have made before. */
export interface EarlierStanding {
  /** Its number in the register, whether or not the world sees it yet. */
  readonly number: number | null
  /** Somebody on it is counted and stands. */
  readonly counted: boolean
  /** It is not decided yet, or not entered. */
  readonly waits: boolean
}

/**
 * Asked with what only a sealed case says. The answer is for the reviewer who has it open: which two belong together is
 * written down nowhere.
 */
export async function earlierOf(db: Database, submission: string): Promise<EarlierStanding> {
  const { rows } = await sql<EarlierStanding>`
    select number, counted, waits from review.earlier(${submission})`.execute(db)
  return rows[0] ?? { number: null, counted: false, waits: false }
}
