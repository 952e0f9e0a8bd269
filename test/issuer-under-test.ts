// The process that signs certificates, as processes/issuer.ts builds it, under a SAMPLE root of its own.
import { systemClock, systemRandom } from '#basics'
import { type IssuingDeps, serveIssuing } from '#certificates/issuing'
import { SAMPLE_CENTRE } from '#config'
import { ensureSampleKey, loadIssuingKeys, publishIssuers } from '#issuer/keys'
import { openRenderer } from '#issuer/paper'
import { type LedgerUnderTest } from './ledger-under-test.ts'
import { silent, type TestDatabase } from './template-db.ts'

export interface IssuerUnderTest extends AsyncDisposable {
  readonly deps: IssuingDeps
}

interface Options {
  readonly directory: string
  readonly ledger: LedgerUnderTest
  readonly deskOrigin: string
  readonly sample: boolean
}

export const CENTRE_ORIGIN = 'https://centre.example'

/** Behind its socket, with its keys published among the ledger's files. */
export async function openIssuer(
  database: TestDatabase,
  { directory, ledger, deskOrigin, sample }: Options,
): Promise<IssuerUnderTest> {
  await using stack = new AsyncDisposableStack()
  await ensureSampleKey(directory, { clock: systemClock, random: systemRandom })
  const deps: IssuingDeps = {
    db: database.openAs('exeunt_issue'),
    clock: systemClock,
    random: systemRandom,
    timeZone: 'Asia/Shanghai',
    logger: silent,
    keys: () => loadIssuingKeys(directory),
    renderer: stack.use(openRenderer()),
    folder: ledger.deps.folder,
    origin: CENTRE_ORIGIN,
    deskOrigin,
    sample,
    centre: SAMPLE_CENTRE,
  }
  publishIssuers(directory, { issuer: CENTRE_ORIGIN, folder: deps.folder })
  stack.use(await serveIssuing(deps, { directory, logger: silent }))
  const opened = stack.move()
  return { deps, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
