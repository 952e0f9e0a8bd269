// What every installation in a test's own process is made from. The parts beside it take of this what their process would have.
import { type Clock, type Logger, type Random, systemClock, systemRandom } from '#basics'
import { type Centre, SAMPLE_CENTRE } from '#config'
import { type PublicFolder } from '#ledger'
import { type InstallationKeys } from '#vault'
import { freshDatabase, silent, type TestDatabase } from '../template-db.ts'
import { someKeys } from './keys.ts'
import { type LedgerUnderTest, openLedger } from './ledger.ts'
import { TIME_ZONE } from './time.ts'

export interface Base extends AsyncDisposable {
  readonly database: TestDatabase
  readonly ledger: LedgerUnderTest
  /** What the ledger has published. */
  readonly folder: PublicFolder
  readonly keys: InstallationKeys
  readonly clock: Clock
  readonly random: Random
  readonly timeZone: string
  readonly logger: Logger
  readonly sample: boolean
  readonly centre: Centre
}

interface Options {
  readonly kind?: 'real' | 'demo'
  readonly clock?: Clock
}

export async function openBase({ kind = 'real', clock = systemClock }: Options = {}): Promise<Base> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await freshDatabase(kind))
  const ledger = stack.use(await openLedger(database, { clock }))
  const opened = stack.move()
  return {
    database,
    ledger,
    folder: ledger.deps.folder,
    keys: someKeys(),
    clock,
    random: systemRandom,
    timeZone: TIME_ZONE,
    logger: silent,
    sample: kind === 'demo',
    centre: SAMPLE_CENTRE,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
