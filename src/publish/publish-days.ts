import { type Day } from '#basics'
import { type Database, transaction, type Transaction } from '#db'
import { type PublicFolder, readOrigin } from '#ledger'
import { dayFile, entriesPath, packed } from './day-file.ts'
import { findChangedDays, findDayOf, findNow, lockMark, moveMark } from './store.ts'

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
    const now = await findNow(tx, since)
    const log = await readOrigin(tx)
    if (log !== null) {
      for (const day of await findChangedDays(tx, since, now)) await writeDay(tx, { folder, log, day })
    }
    await moveMark(tx, now)
  })
}

/** Write the day's file of one entry anew, whatever the mark says: something of it was erased. */
export function republish(
  { db, folder }: { db: Database; folder: PublicFolder },
  number: number,
): Promise<void> {
  return transaction(db, async (tx) => {
    await lockMark(tx)
    const log = await readOrigin(tx)
    const day = await findDayOf(tx, number)
    if (log !== null && day !== undefined) await writeDay(tx, { folder, log, day })
  })
}

async function writeDay(
  tx: Transaction,
  { folder, log, day }: { folder: PublicFolder; log: string; day: Day },
): Promise<void> {
  folder.sweep(entriesPath(day))
  folder.put(new Map([[entriesPath(day), packed(await dayFile(tx, { log, day }))]]))
}
