import { type Clock, type Logger, type Random } from '#basics'
import { type Issuing } from '#certificates'
import { type Centre } from '#config'
import { type Database } from '#db'
import { type Assets } from '#html'
import { type IntakeDeps } from '#intake'
import { type PublicFolder } from '#ledger'
import { type OpenBudget } from '#review'
import { type DeskKeys } from '#vault'

export interface DeskDeps {
  readonly db: Database
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  /** The desk's own origin: passkeys answer it alone, and it alone may post. */
  readonly origin: string
  readonly timeZone: string
  /** What declarations are taken in with that somebody makes in person: none of the site's keys. */
  readonly keys: DeskKeys
  readonly boxes: IntakeDeps['boxes']
  /** How many cases one member may open. */
  readonly budget: OpenBudget
  /** How long a decision rests before it is carried out; 0: it is carried out at once. */
  readonly undoMs: number
  /** Fictitious organisations, and SAMPLE on every page. */
  readonly sample: boolean
  /** Who runs this: for what is printed and taken home. */
  readonly centre: Centre
  /** `readAssets('desk')`. */
  readonly assets: Assets
  /** The process that sets and signs certificates. */
  readonly issuing: Issuing
  /** What is published, to compare with. */
  readonly folder: PublicFolder
}
