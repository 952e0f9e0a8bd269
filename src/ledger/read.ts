import { type Day, invariant } from '#basics'
import { type Reader } from '#db'
import { chanceOfCode, checkCode, checkDigits, type Hash, readLeaf, type Totals } from '#proof'
import { findBaselineDay, findDayOf, findGrowth, findLeavesOf, findPublished } from './read-store.ts'
import { type LedgerTrouble } from './error.ts'
import { findHead, findIdentity } from './store.ts'

/** The ledger as the world has it. */
export interface PublishedLedger {
  readonly size: number
  readonly root: Hash
  readonly totals: Totals
  /** The last entry of the register that the world may see. */
  readonly covered: number
  /** The day of the centre that is open: everything up to the day before is closed. */
  readonly day: Day
  readonly publishedAt: Date
  /** The checkpoint, with the cosignatures of witnesses. */
  readonly note: string
  readonly witnessed: boolean
}

/** Why the ledger stands still, or null where it goes on. */
export async function ledgerTrouble(db: Reader): Promise<LedgerTrouble | null> {
  const { trouble } = await findHead(db)
  return trouble as LedgerTrouble | null
}

/** A closed day, and the people counted here up to its end, before withdrawals. */
export interface GrownTo {
  readonly date: Day
  readonly counted: number
}

/** The days that the log has closed, with the count at the end of each. */
export function readGrowth(db: Reader): Promise<GrownTo[]> {
  return findGrowth(db)
}

/** The check codes of those on an entry of whom nothing is published. */
export type CheckCodes =
  /** The day is open, and how many digits a code must have is not known yet. */
  | { readonly outcome: 'day-is-open' }
  | {
      readonly outcome: 'codes'
      readonly date: Day
      readonly codes: readonly string[]
      /** That a made-up code would fit somebody of that day. */
      readonly chance: number
    }

/**
 * The codes by which the people of an entry find themselves among those of their day, as few digits as will do.
 * Null where the ledger has nobody of that entry.
 */
export async function checkCodesOf(db: Reader, codeHash: Uint8Array): Promise<CheckCodes | null> {
  const leaves = await findLeavesOf(db, codeHash)
  const day = await findDayOf(db, leaves[0]?.index ?? -1)
  const [first] = leaves
  if (!first) return null
  if (!day?.isClosed) return { outcome: 'day-is-open' }
  const digits = checkDigits(day.people)
  const codes = leaves.map(({ bytes }) => {
    const leaf = readLeaf(Uint8Array.from(bytes))
    invariant(leaf.kind === 'add', 'a person who is newly counted has a leaf that adds her')
    return checkCode(leaf.commitment, digits)
  })
  return { outcome: 'codes', date: day.date, codes, chance: chanceOfCode(day.people, digits) }
}

/** What is published; null before the first checkpoint. */
export function readPublished(db: Reader): Promise<PublishedLedger | null> {
  return findPublished(db)
}

/** The log's name; null before its birth. */
export async function readOrigin(db: Reader): Promise<string | null> {
  return (await findIdentity(db))?.origin ?? null
}

/** The last day that the total of an earlier registry covers; null where there is none. */
export function readBaselineDay(db: Reader): Promise<Day | null> {
  return findBaselineDay(db)
}
