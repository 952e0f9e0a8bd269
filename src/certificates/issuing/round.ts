import { setTimeout as delay } from 'node:timers/promises'
import { dayAt } from '#basics'
import { publishIssuers } from '#issuer/keys'
import { emptyOld } from './issue-store.ts'
import { type IssuingDeps } from './issue.ts'
import { publishLists } from './lists.ts'

/** As long as a revoked certificate may still be called valid by somebody who asks for the list now. */
const ROUND_MS = 5 * 60 * 1_000
/** After a round that failed: the database may be away for a moment. */
const SOON_MS = 5_000

/** Publish the keys and the lists, and empty what is kept no longer, until `stop` fires. */
export async function runIssuing(
  deps: IssuingDeps,
  { directory, stop }: { directory: string; stop: AbortSignal },
): Promise<void> {
  while (!stop.aborted) {
    const done = await round(deps, directory).then(
      () => true,
      (cause: unknown) => {
        deps.logger.error('issuer.round-failed', cause)
        return false
      },
    )
    await delay(done ? ROUND_MS : SOON_MS, undefined, { signal: stop }).catch(() => {})
  }
}

async function round(deps: IssuingDeps, directory: string): Promise<void> {
  publishIssuers(directory, { issuer: deps.origin, folder: deps.folder })
  await publishLists(deps)
  const emptied = await emptyOld(deps.db, dayAt(deps.clock(), deps.timeZone))
  if (emptied > 0) deps.logger.info('certificates.forgotten', { papers: emptied })
}
