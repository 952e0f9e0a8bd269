import { type CheckCodes } from '#ledger'
import { type CaseStatus, type Wish } from '#review'

/** What a return code found, as far as the page says it. */
export interface FoundCase {
  readonly state: CaseStatus['state']
  readonly reason: CaseStatus['reason']
  /** Her wish to withdraw, while it stands and has not been carried out. Whether anybody has looked at it is not said. */
  readonly wish: (Wish & { readonly rests: boolean }) | null
  /** How many days such a wish rests. */
  readonly coolingDays: number
  /** The question in words; null where it cannot be opened. */
  readonly question: string | null
  readonly entry: number | null
  /** How she finds herself in the ledger: as anybody can, by a code, or not at all. */
  readonly own: 'published' | CheckCodes | null
}

/** A question waits, and she has not said that she wants out. */
export function canAnswer(found: FoundCase): boolean {
  return found.state === 'question' && !found.wish
}

/** There is something to take back, and she has not asked for it already. */
export function canWithdraw(found: FoundCase): boolean {
  return found.state !== 'withdrawn' && found.state !== 'declined' && !found.wish
}
