import { setTimeout as delay } from 'node:timers/promises'
import { dayAt } from '#basics'
import { publishIssuers } from '#issuer'
import { emptyOld } from './issue-store.ts'
import { type IssuingNeeds } from './issue.ts'
import { publishLists } from './lists.ts'

/** As long as a revoked certificate may still be called valid by somebody who asks for the list now. */
const ROUND_MS = 5 * 60 * 1_000
/** After a round that failed: the database may be away for a moment. */
const SOON_MS = 5_000

/** Publish the keys and the lists, and empty what is kept no longer, until `stop` fires. */
export async function runIssuing(
  needs: IssuingNeeds,
  { directory, stop }: { directory: string; stop: AbortSignal },
): Promise<void> {
  while (!stop.aborted) {
    const done = await round(needs, directory).then(
      () => true,
      (cause: unknown) => {
        needs.logger.error('issuer.round-failed', cause)
        return false
      },
    )
    await delay(done ? ROUND_MS : SOON_MS, undefined, { signal: stop }).catch(() => {})
  }
}

async function round(needs: IssuingNeeds, directory: string): Promise<void> {
  publishIssuers(directory, { issuer: needs.origin, folder: needs.folder })
  await publishLists(needs)
  const emptied = await emptyOld(needs.db, dayAt(needs.clock(), needs.timeZone))
  if (emptied > 0) needs.logger.info('certificates.forgotten', { papers: emptied })
}
