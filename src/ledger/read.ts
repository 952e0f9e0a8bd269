import { type Day } from '#basics'
import { type Reader } from '#db'
import { type Hash, type Totals } from '#proof'
import { findPublished } from './read-store.ts'
import { findIdentity } from './store.ts'

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

/** What is published; null before the first checkpoint. */
export function readPublished(db: Reader): Promise<PublishedLedger | null> {
  return findPublished(db)
}

/** The log's name; null before its birth. */
export async function readOrigin(db: Reader): Promise<string | null> {
  return (await findIdentity(db))?.origin ?? null
}
