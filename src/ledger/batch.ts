import { type Day } from '#basics'
import { type Hash, type Totals } from '#proof'

/** Leaves that were appended together, and the tree with them. */
export interface Batch {
  /** Leaves of the log with it. */
  readonly size: number
  /** The number of its own first leaf. */
  readonly first: number
  readonly root: Hash
  /** It covers the register's entries after this number, */
  readonly after: number
  /** up to this one. */
  readonly entry: number
  readonly day: Day
  /** The day whose leaf it is. */
  readonly closes: Day | null
  readonly totals: Totals
}

/** How far the newest batches have come. */
export interface Head {
  readonly closedAt: Date | null
  readonly signed: number
  /** The checkpoint as the log signed it. */
  readonly note: string | null
  readonly published: number
  /** The same with the cosignatures of witnesses. */
  readonly publishedNote: string | null
  readonly publishedAt: Date | null
  readonly witnessed: boolean
  /** The tlog-policy file that is published with it. */
  readonly policy: string | null
  readonly trouble: string | null
  readonly troubleSince: Date | null
}
