import { type Database } from '#db'
import { selectActs } from './store.ts'

export interface Act {
  readonly number: number
  readonly at: Date
  /** The member's name; null if the act is older than the member's row. */
  readonly name: string | null
  readonly what: string
  readonly record: string
}

/** The newest acts before a number, newest first. */
export function latestActs(
  { db }: { db: Database },
  { before, most }: { before: number | null; most: number },
): Promise<Act[]> {
  return selectActs(db, { before, most })
}
