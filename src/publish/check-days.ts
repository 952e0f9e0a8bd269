import { gunzipSync } from 'node:zlib'
import { type Day } from '#basics'
import { type Database, transaction, type Transaction } from '#db'
import { Difference, findDayFile, type PublicFolder, readOrigin } from '#ledger'
import { dayFilePath, digestOf } from '#proof'
import { asFile, dayFile, entriesOfDay } from './day-file.ts'
import { findChangedDays, findDays, findNow, lockMark } from './store.ts'

/**
 * Make each day's file of published entries anew, and hold it to the one that is there. A day of which something
 * is still to be written is not looked at. Throws the first {@link Difference}; with `repair` a file that is
 * missing is written. Returns the names of those.
 */
export function checkDayFiles(
  { db, folder }: { db: Database; folder: PublicFolder },
  { repair }: { repair: boolean },
): Promise<string[]> {
  return transaction(db, async (tx) => {
    const since = await lockMark(tx)
    const log = await readOrigin(tx)
    if (log === null) return []
    const open = new Set(await findChangedDays(tx, since, await findNow(tx, since)))
    const repaired: string[] = []
    for (const day of await findDays(tx)) {
      if (open.has(day)) continue
      const expected = await expectedFile(tx, { log, day })
      if (isThere(folder, { day, expected, repair })) continue
      folder.put(asFile(day, expected))
      repaired.push(dayFilePath(day))
    }
    return repaired
  })
}

/** The file by what it was made with, which is the one that was noted for the log. */
async function expectedFile(tx: Transaction, { log, day }: { log: string; day: Day }): Promise<Uint8Array> {
  const place = `ledger.day_file ${day}`
  const noted = await findDayFile(tx, day)
  if (!noted) throw new Difference(place, 'the file of this day was never noted')
  const file = dayFile(noted, { log, entries: await entriesOfDay(tx, day) })
  if (Buffer.compare(digestOf(file), noted.digest) !== 0)
    throw new Difference(place, 'it is not what the rows come to')
  return file
}

function isThere(
  folder: PublicFolder,
  { day, expected, repair }: { day: Day; expected: Uint8Array; repair: boolean },
): boolean {
  const path = dayFilePath(day)
  const file = folder.get(path)
  if (!file && !repair) throw new Difference(path, 'it is missing: "exeunt fsck --repair" writes it')
  if (file && Buffer.compare(unpacked(file, path), expected) !== 0)
    throw new Difference(path, 'it is not what the rows come to')
  return file !== undefined
}

function unpacked(file: Uint8Array, path: string): Uint8Array {
  try {
    return gunzipSync(file)
  } catch {
    throw new Difference(path, 'it cannot be unpacked')
  }
}
