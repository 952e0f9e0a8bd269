import { type Clock, type Logger, type Random } from '#basics'
import { type Centre } from '#config'
import { type Database } from '#db'
import { type Assets } from '#html'
import { type FindByCodes, type IntakeDeps } from '#intake'
import { type PublicFolder } from '#ledger'
import { type DeskFile } from '#proof'
import { type InstallationKeys } from '#vault'

/** What the site is built from: a database role that puts in and cannot read back, and no opening key. */
export interface SiteDeps {
  readonly db: Database
  readonly clock: Clock
  readonly random: Random
  readonly timeZone: string
  readonly keys: InstallationKeys
  readonly boxes: IntakeDeps['boxes']
  readonly putIn?: IntakeDeps['putIn']
  readonly findByCodes?: FindByCodes
  readonly assets: Assets
  /** What this installation's build says the desk's pages load. */
  readonly deskFiles: readonly DeskFile[]
  readonly logger: Logger
  /** What the ledger has published: the site hands its files out as they are. */
  readonly folder: PublicFolder
  /** Where people reach the site: for what they are to type elsewhere. */
  readonly origin: string
  /** Who runs this, and where else it is. */
  readonly centre: Centre
  /** A demonstration: fictitious organisations, and a banner that says so. */
  readonly sample: boolean
}
