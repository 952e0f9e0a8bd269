import { type Clock } from '#basics'
import { type Database } from '#db'
import { type DeclineReason } from './decision.ts'
import { findStatus } from './store.ts'

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
  // is no code take the same way through the house.
  return findStatus(db, { hashes, now: clock() })
}
