import { gunzipSync } from 'node:zlib'
import { type Day } from '#basics'
import { type Database, transaction } from '#db'
import { Difference, type PublicFolder, readOrigin } from '#ledger'
import { dayFile, entriesPath, packed } from './day-file.ts'
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
      const expected = await dayFile(tx, { log, day })
      if (isThere(folder, { day, expected, repair })) continue
      folder.put(new Map([[entriesPath(day), packed(expected)]]))
      repaired.push(entriesPath(day))
    }
    return repaired
  })
}

function isThere(
  folder: PublicFolder,
  { day, expected, repair }: { day: Day; expected: Uint8Array; repair: boolean },
): boolean {
  const path = entriesPath(day)
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
