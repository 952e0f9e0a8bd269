// A ledger with its own signer and its own public folder, for tests: everything real but the waiting.
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Clock, systemClock, systemRandom } from '#basics'
import { type BatchOptions, type LedgerDeps, publicFolder, recover, sequence } from '#ledger'
import {
  type Audit,
  auditToEnd,
  DAY_FILES,
  type Leaf,
  type Policy,
  policyOfLogs,
  readLeaf,
  readVerifierKey,
  type Verdict,
} from '#proof'
import { folderFetcher } from '#proof-folder'
import { openSigner, type Signer } from '#signer'
import { silent, type TestDatabase } from '../template-db.ts'
import { temporaryFolder } from './folder.ts'
import { TIME_ZONE } from './time.ts'

export interface LedgerUnderTest extends AsyncDisposable {
  readonly deps: LedgerDeps
  /** Holds `signer` and `public`. */
  readonly home: string
  /** What the process `ledger` does, until there is nothing more to do. */
  take(changed?: Partial<LedgerDeps>): Promise<void>
  /** What a stranger finds who has the public files and the key. */
  audit(asked?: Partial<Audit>): Promise<Verdict>
  /** The leaves of the published log. */
  leaves(): Promise<Leaf[]>
}

interface Options {
  readonly clock?: Clock
  readonly batches?: Partial<BatchOptions>
  readonly witnesses?: Policy | undefined
  readonly signer?: Signer
}

export const ORIGIN = 'SAMPLE.example.org/log'

export async function openLedger(
  installation: TestDatabase,
  options: Options = {},
): Promise<LedgerUnderTest> {
  const folder = temporaryFolder('ledger')
  const home = folder.path
  const deps: LedgerDeps = {
    db: installation.openAs('exeunt_ledger'),
    clock: options.clock ?? systemClock,
    random: systemRandom,
    timeZone: TIME_ZONE,
    folder: publicFolder(join(home, 'public')),
    signer: options.signer ?? openSigner({ directory: join(home, 'signer'), origin: ORIGIN }),
    batches: { seconds: 0, least: 1, ...options.batches },
    witnesses: options.witnesses ? { policy: options.witnesses, text: 'quorum none\n' } : null,
    logger: silent,
  }
  return {
    deps,
    home,
    async take(changed = {}) {
      const now = { ...deps, ...changed }
      await recover(now)
      while (await sequence(now)) continue
    },
    async audit(asked = {}) {
      const keys = (await deps.signer.state()).vkeys.map(readVerifierKey)
      const fetcher = folderFetcher(join(home, 'public', 'log'))
      const site = { fetcher: folderFetcher(join(home, 'public')), list: deps.folder.get(DAY_FILES) }
      return auditToEnd({ fetcher, policy: policyOfLogs(keys), site, ...asked })
    },
    async leaves() {
      const found = await sql<{ bytes: Uint8Array }>`
        select bytes from ledger.leaf where index < (select published from ledger.head) order by index`.execute(
        deps.db,
      )
      return found.rows.map(({ bytes }) => readLeaf(bytes))
    },
    [Symbol.asyncDispose]: async () => folder[Symbol.dispose](),
  }
}
