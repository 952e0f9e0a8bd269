import { sameBytes } from '../basics/bytes.ts'
import { ProofError } from '../basics/proof-error.ts'
import type { BlockReader } from '../log/block-reader.ts'
import { type Digest, digestOf } from '../log/commitment.ts'
import { DAY_FILES, NO_DAY_FILES, dayFilePath, readDayFiles } from '../log/day-files.ts'
import { readDays } from '../log/days-index.ts'
import { type Fetcher, readAhead } from '../log/fetcher.ts'
import { readLeaf } from '../log/leaf-text.ts'
import { unpacked } from '../log/packed.ts'
import type { Day } from './count.ts'
import { type AuditResult, type Progress, resultOf } from './result.ts'
import { readPublishedEntries } from './published-entry.ts'

/** The public files beside a log. */
export interface SiteFiles {
  readonly fetcher: Fetcher
  /** The list of day files, read before the audit begins, as it may be a day behind the log and never ahead; undefined where there is none. */
  readonly list: Uint8Array | undefined
}

/**
 * Whether the file of each closed day is the one that the newest day leaf stands for. Who serves another one to somebody has to
 * serve her another log as well. A file that was written since then is the centre's word alone until the next day leaf;
 * the result says how many there are.
 */
export async function* auditFiles(
  site: SiteFiles,
  days: readonly Day[] | undefined,
): AsyncGenerator<Progress, AuditResult> {
  const newest = days?.at(-1)
  if (!days) return result('unchecked', 'The entries did not add up to anything.')
  if (!newest) return result('proved', 'No day is closed yet: there is no file that the log stands for.')
  try {
    const listed = listedFiles(site.list, days)
    return 'claim' in listed ? listed : yield* auditEach(site, { days, newest, listed })
  } catch (error) {
    return { ...resultOf('files', error), place: DAY_FILES }
  }
}

type Listed = ReadonlyMap<string, Digest>

/** The files that the newest day leaf stands for, by their days; or what is wrong with the list. */
function listedFiles(list: Uint8Array | undefined, days: readonly Day[]): Listed | AuditResult {
  const stated = days.at(-1)?.files ?? NO_DAY_FILES
  if (!list) {
    if (sameBytes(stated, NO_DAY_FILES)) return new Map()
    return result('unchecked', 'The list of day files, which the log stands for, is not here.', DAY_FILES)
  }
  const digest = digestOf(list)
  if (sameBytes(digest, stated)) return byDay(list)
  const earlier = days.find(({ files }) => sameBytes(files, digest))
  if (earlier)
    return result(
      'older',
      `The list of day files is the one of ${earlier.date}; the log has a later one.`,
      DAY_FILES,
    )
  return result('failed', 'The list of day files is not the one that the log stands for.', DAY_FILES)
}

function byDay(list: Uint8Array): Listed {
  return new Map(readDayFiles(list).map(({ day, digest }) => [day, digest]))
}

async function* auditEach(
  { fetcher }: SiteFiles,
  { days, newest, listed }: { days: readonly Day[]; newest: Day; listed: Listed },
): AsyncGenerator<Progress, AuditResult> {
  const unknown = [...listed.keys()].find((day) => !days.some(({ date }) => date === day))
  if (unknown !== undefined)
    return result(
      'failed',
      `The list of day files has ${unknown}, a day that the log has not closed.`,
      DAY_FILES,
    )
  const files = readAhead(fetcher)
  let [listedCount, since] = [0, 0]
  for (const [at, { date }] of days.entries()) {
    const next = days[at + 1]
    if (next) files.expect(dayFilePath(next.date))
    const check = await checkFetched(files, { day: date, listed: listed.get(date), closed: newest.date })
    if (check.outcome !== 'fits') return check.result
    if (check.is === 'listed') listedCount++
    if (check.is === 'since') since++
    yield { step: 'files', done: at + 1, of: days.length }
  }
  const more = since === 0 ? '' : ` Written since then, for the next day leaf to stand for: ${since}.`
  const detail = `Each file of a day's entries is the one that the leaf of ${newest.date} stands for (${listedCount}).${more}`
  return result('proved', detail)
}

type Fetched =
  | { readonly outcome: 'fits'; readonly is: 'listed' | 'since' | 'none' }
  | { readonly outcome: 'problem'; readonly result: AuditResult }

async function checkFetched(
  files: Fetcher,
  { day, ...said }: { day: string; listed: Digest | undefined; closed: string },
): Promise<Fetched> {
  const place = dayFilePath(day)
  try {
    const file = await files.fetch(place)
    if (file === 'absent') {
      if (!said.listed) return { outcome: 'fits', is: 'none' }
      return problem(result('failed', 'The log stands for a file of this day, and there is none.', place))
    }
    const check = checkDayFile(await unpacked(file), { day, ...said })
    if (check === 'listed' || check === 'since') return { outcome: 'fits', is: check }
    return problem(result(check === 'later' ? 'unchecked' : 'failed', WRONG[check], place))
  } catch (error) {
    return problem({ ...resultOf('files', error), place })
  }
}

/** The files that the newest closed day stands for, by their days, and that day. */
export interface ListedFiles {
  readonly closed: string
  readonly files: ReadonlyMap<string, Digest>
}

/**
 * What the log stands for, without its whole: the leaf of the newest day that the list of days names, and the list of day files
 * held to it. Undefined before a day is closed. Throws `bad-published` where lists and leaf do not belong together.
 */
export async function readListedFiles(site: Fetcher, log: BlockReader): Promise<ListedFiles | undefined> {
  const [index, list] = [await site.fetch('days/index.json'), await site.fetch(DAY_FILES)]
  const newest = index === 'absent' ? undefined : readDays(index).at(-1)
  if (!newest) return undefined
  const entry = await log.entry(newest.size - 1)
  const leaf = entry && readLeaf(entry)
  if (
    list === 'absent' ||
    leaf?.kind !== 'day' ||
    leaf.date !== newest.date ||
    !sameBytes(digestOf(list), leaf.files)
  )
    throw new ProofError(
      'bad-published',
      'The list of day files is not the one that the log stands for.',
      DAY_FILES,
    )
  return { closed: leaf.date, files: byDay(list) }
}

/**
 * - `listed`: it is the file that the newest day leaf stands for
 * - `since`: it says that it was written on the day that is open, so the next day leaf will stand for it
 * - `later`: it says that it was written on a day which this log has not come to
 * - `other`: the log stands for another file of that day, or for none
 */
export type DayFileCheck = 'listed' | 'since' | 'later' | 'other'

/** A day's file, unpacked, held to what the log says of that day. Throws `bad-published` at one that says nothing of itself. */
export function checkDayFile(
  bytes: Uint8Array,
  { day, listed, closed }: { day: string; listed: Digest | undefined; closed: string },
): DayFileCheck {
  if (listed && sameBytes(digestOf(bytes), listed)) return 'listed'
  const { file } = readPublishedEntries(bytes)
  if (!file) throw new ProofError('bad-published', 'It does not say of which day it is the file.')
  if (file.day !== day || file.written <= closed) return 'other'
  return file.written === dayAfter(closed) ? 'since' : 'later'
}

const WRONG: Record<'later' | 'other', string> = {
  later: 'It says that it was written on a day which this log has not come to. Take the log as it is now.',
  other: 'The log stands for another file of this day, or for none.',
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

const DAY_MS = 86_400_000

function problem(found: AuditResult): Fetched {
  return { outcome: 'problem', result: found }
}

function result(outcome: AuditResult['outcome'], detail: string, place?: string): AuditResult {
  return { claim: 'files', outcome, detail, ...(place !== undefined && { place }) }
}
