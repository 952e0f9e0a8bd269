import { type Clock, type Logger, type Random } from '#basics'
import { type Database } from '#db'
import { type Policy } from '#proof'
import { type Signer } from '#signer'
import { type PublicFolder } from './folder.ts'

/** What the ledger is built from: its own role in the database, the public files, and a signer that it cannot overrule. */
export interface LedgerDeps {
  readonly db: Database
  readonly clock: Clock
  readonly random: Random
  readonly timeZone: string
  readonly folder: PublicFolder
  readonly signer: Signer
  readonly batches: BatchOptions
  /** Who is asked to cosign; null for nobody. */
  readonly witnesses: Witnesses | null
  readonly logger: Logger
}

export interface Witnesses {
  readonly policy: Policy
  /** The tlog-policy file that says so, for everybody to believe the ledger by. */
  readonly text: string
}

export interface BatchOptions {
  /** A batch is closed at most once in so many seconds, on the multiples of the clock. 0: whenever there is one. */
  readonly seconds: number
  /** And only with at least so many people newly counted. */
  readonly least: number
}
