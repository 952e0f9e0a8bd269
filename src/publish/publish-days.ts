import { type Day, type Random } from '#basics'
import { type Database, transaction, type Transaction } from '#db'
import { type PublicFolder, readOrigin } from '#ledger'
import { dayFilePath } from '#proof'
import { writtenFile } from './day-file.ts'
import { findChangedDays, findDayOf, findNow, lockMark, moveMark } from './store.ts'

export interface PublishDeps {
  readonly db: Database
  readonly folder: PublicFolder
  readonly random: Random
}

/**
 * Write the published entries of each day on which something has changed, a file a day.
 *
 * The files are written before the mark moves: a crash writes them once more. What was withdrawn or corrected is
 * out of its file as soon as it is entered, whether the ledger goes on or not; nobody waits for a checkpoint to
 * have her name taken down.
 */
export function publishDays({ db, folder, random }: PublishDeps): Promise<void> {
  return transaction(db, async (tx) => {
    const since = await lockMark(tx)
    const now = await findNow(tx, since)
    const log = await readOrigin(tx)
    if (log !== null) {
      for (const day of await findChangedDays(tx, since, now))
        await writeDay(tx, { folder, random, log, day })
    }
    await moveMark(tx, now)
  })
}

/** Write the day's file of one entry anew, whatever the mark says: something of it was erased. */
export function republish({ db, folder, random }: PublishDeps, number: number): Promise<void> {
  return transaction(db, async (tx) => {
    await lockMark(tx)
    const log = await readOrigin(tx)
    const day = await findDayOf(tx, number)
    if (log !== null && day !== undefined) await writeDay(tx, { folder, random, log, day })
  })
}

async function writeDay(
  tx: Transaction,
  { folder, ...of }: { folder: PublicFolder; random: Random; log: string; day: Day },
): Promise<void> {
  folder.sweep(dayFilePath(of.day))
  folder.put(await writtenFile(tx, of))
}
