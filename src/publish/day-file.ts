import { gzipSync } from 'node:zlib'
import { type Day, invariant, type Random } from '#basics'
import { type Transaction } from '#db'
import { type DayFileRow, findDayFile, holdDayOpen, noteDayFile } from '#ledger'
import { dayFilePath, digestOf, type PublishedEntry, writePublishedEntries } from '#proof'
import { publishedEntries } from './entries.ts'
import { findRangesOf } from './store.ts'

const NONCE_BYTES = 32

type Made = Pick<DayFileRow, 'day' | 'nonce' | 'written'>

/** The published entries that the ledger took up on a day, as they stand now. */
export async function entriesOfDay(tx: Transaction, day: Day): Promise<PublishedEntry[]> {
  const entries: PublishedEntry[] = []
  for (const range of await findRangesOf(tx, day)) entries.push(...(await publishedEntries(tx, range)))
  return entries
}

/** A day's file, before it is packed. */
export function dayFile(
  { day, nonce, written }: Made,
  of: { log: string; entries: PublishedEntry[] },
): Uint8Array {
  return Buffer.from(writePublishedEntries({ ...of, file: { day, nonce, written } }))
}

/**
 * A day's file as it is to lie among the public files, by its path; noted, so that the log stands for it with the next day leaf.
 *
 * One that says the same as before stays the same to the last byte: or who is only counted, and is in no file, would
 * be seen to have withdrawn by the day whose file got another hash.
 */
export async function writtenFile(
  tx: Transaction,
  { log, day, random }: { log: string; day: Day; random: Random },
): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await entriesOfDay(tx, day)
  const known = await findDayFile(tx, day)
  const before = known && dayFile(known, { log, entries })
  if (before && Buffer.compare(digestOf(before), known.digest) === 0) return asFile(day, before)
  const written = await holdDayOpen(tx)
  invariant(written !== null, 'a day that has entries is a day of the log')
  const made = { day, written, nonce: random(NONCE_BYTES) }
  const file = dayFile(made, { log, entries })
  await noteDayFile(tx, { ...made, digest: digestOf(file) })
  return asFile(day, file)
}

export function asFile(day: Day, file: Uint8Array): ReadonlyMap<string, Uint8Array> {
  return new Map([[dayFilePath(day), gzipSync(file)]])
}
