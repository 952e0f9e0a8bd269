// The process that signs certificates, as processes/issuer.ts builds it, under a SAMPLE root of its own.
import { systemClock, systemRandom } from '#basics'
import { type IssuingDeps, serveIssuing } from '#certificates/issuing'
import { ensureSampleKey, loadIssuingKeys, publishIssuers } from '#issuer/keys'
import { openRenderer } from '#issuer/paper'
import { silent } from '../template-db.ts'
import { type Base } from './base.ts'
import { CENTRE_ORIGIN } from './site.ts'

export interface IssuerUnderTest extends AsyncDisposable {
  readonly deps: IssuingDeps
}

/** Behind its socket, with its keys published among the ledger's files. */
export async function openIssuer(
  base: Base,
  { directory, deskOrigin }: { directory: string; deskOrigin: string },
): Promise<IssuerUnderTest> {
  await using stack = new AsyncDisposableStack()
  await ensureSampleKey(directory, { clock: systemClock, random: systemRandom })
  const deps: IssuingDeps = {
    ...base,
    db: base.database.openAs('exeunt_issue'),
    logger: silent,
    keys: () => loadIssuingKeys(directory),
    renderer: stack.use(openRenderer()),
    origin: CENTRE_ORIGIN,
    deskOrigin,
  }
  publishIssuers(directory, { issuer: CENTRE_ORIGIN, folder: base.folder })
  stack.use(await serveIssuing(deps, { directory, logger: silent }))
  const opened = stack.move()
  return { deps, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
