import { gzipSync } from 'node:zlib'
import { type Day } from '#basics'
import { type Database, transaction, type Transaction } from '#db'
import { type PublicFolder, readOrigin } from '#ledger'
import { type PublishedEntry, writePublishedEntries } from '#proof'
import { publishedEntries } from './entries.ts'
import { findChangedDays, findNow, findRangesOf, lockMark, moveMark } from './store.ts'

/**
 * Write the published entries of each day on which something has changed, a file a day.
 *
 * The files are written before the mark moves: a crash writes them once more. What was withdrawn or corrected is
 * out of its file as soon as it is entered, whether the ledger goes on or not; nobody waits for a checkpoint to
 * have her name taken down.
 */
export function publishDays({ db, folder }: { db: Database; folder: PublicFolder }): Promise<void> {
  return transaction(db, async (tx) => {
    const since = await lockMark(tx)
    const now = await findNow(tx)
    const log = await readOrigin(tx)
    if (log !== null) {
      for (const day of await findChangedDays(tx, since, now)) {
        const entries = await entriesOf(tx, day)
        const file = gzipSync(writePublishedEntries({ log, entries }))
        folder.put(new Map([[`days/${day}/entries.json.gz`, file]]))
      }
    }
    await moveMark(tx, now)
  })
}

async function entriesOf(tx: Transaction, day: Day): Promise<PublishedEntry[]> {
  const found: PublishedEntry[] = []
  for (const range of await findRangesOf(tx, day)) found.push(...(await publishedEntries(tx, range)))
  return found
}
