import { gzipSync } from 'node:zlib'
import { type Day } from '#basics'
import { type Transaction } from '#db'
import { type PublishedEntry, writePublishedEntries } from '#proof'
import { publishedEntries } from './entries.ts'
import { findRangesOf } from './store.ts'

/** Where a day's published entries lie among the public files. */
export function entriesPath(day: Day): string {
  return `days/${day}/entries.json.gz`
}

/** The published entries that the ledger took up on a day, as they stand now, before they are packed. */
export async function dayFile(tx: Transaction, { log, day }: { log: string; day: Day }): Promise<Uint8Array> {
  const entries: PublishedEntry[] = []
  for (const range of await findRangesOf(tx, day)) entries.push(...(await publishedEntries(tx, range)))
  return Buffer.from(writePublishedEntries({ log, entries }))
}

export function packed(file: Uint8Array): Uint8Array {
  return gzipSync(file)
}
