import { type Database } from '#db'
import { type Entry, type EntrySummary } from './entry.ts'
import { findLinks } from './links.ts'
import { type RegisterState } from './state.ts'
import {
  findEntry,
  findLastNumber,
  findLater,
  findNumberOf,
  findNumberByCode,
  findShown,
  findStandingLines,
  findState,
  findSummaries,
} from './store.ts'

/** The number under which a submission stands in the register, or null while it does not. For the staff. */
export function numberOf(db: Database, submission: string): Promise<number | null> {
  return findNumberOf(db, submission)
}

/** The same, for whoever has the return code: by the value that the code is looked up by. */
export function numberByCode(db: Database, codeHash: Uint8Array): Promise<number | null> {
  return findNumberByCode(db, codeHash)
}

/** Whether an entry shows something of somebody who stands. */
export function isShownNow(db: Database, number: number): Promise<boolean> {
  return findShown(db, number)
}

/** The newest entry's number; 0 in an empty register. */
export function lastNumber(db: Database): Promise<number> {
  return findLastNumber(db)
}

/** A page of the register: entries below `before`, newest first. */
export function listEntries(db: Database, page: { before: number; size: number }): Promise<EntrySummary[]> {
  return findSummaries(db, page)
}

/** One entry as it stands, with the entries that were made about the same declaration. */
export async function readEntry(db: Database, number: number): Promise<Entry | undefined> {
  const entry = await findEntry(db, number)
  if (!entry) return undefined
  const [lines, about, links] = await Promise.all([
    findStandingLines(db, number),
    findLater(db, entry.refersTo ?? number),
    findLinks(db, number),
  ])
  return { ...entry, lines, later: about.filter((one) => one.number !== number), links }
}

/** What everything that the asking role reads of the register depends on. */
export function readState(db: Database): Promise<RegisterState> {
  return findState(db)
}
