import { type CheckedLog, openLog } from './log.ts'
import { type Answer, CliError, readInput, readOwnFile, say, understood } from './input.ts'
import { type PersonCheck, checkEntries } from '../audit/check-entries.ts'
import { type DayFileCheck, checkDayFile, readListedFiles } from '../audit/audit-files.ts'
import { unpacked } from '../log/packed.ts'
import { type DayFile, type PublishedEntries, readPublishedEntries } from '../audit/published-entry.ts'

/** Holds a file of published entries, of one day or of one entry, to the log. */
export async function runEntries(args: readonly string[]): Promise<Answer> {
  const input = readInput(args, { targets: 2, options: [] })
  const [file = '', target = ''] = input.targets
  const bytes = await readUnpacked(file)
  const published = understood(file, () => readPublishedEntries(bytes))
  const log = await openLog(input, target)
  if (published.log !== log.checkpoint.origin)
    throw new CliError(`These entries are of ${published.log}, and this log is ${log.checkpoint.origin}.`)
  const answer = await checkedPeople(published, log)
  return answer === 'failed' || !published.file ? answer : checkedFile(bytes, published.file, log)
}

async function readUnpacked(path: string): Promise<Uint8Array> {
  const packed = await readOwnFile(path)
  const bytes = await unpacked(packed).catch((error: unknown) => error)
  return understood(path, () => {
    if (bytes instanceof Uint8Array) return bytes
    throw bytes
  })
}

async function checkedPeople({ entries }: PublishedEntries, { reader, answer }: CheckedLog): Promise<Answer> {
  let people = 0
  const wrong: PersonCheck[] = []
  for await (const check of checkEntries(entries, reader)) {
    people++
    if (check.outcome !== 'counted') wrong.push(check)
  }
  for (const { entry, line, index, outcome } of wrong)
    say(`FAILED: entry ${entry}, line ${line}: ${WORDS[outcome]} (leaf ${index})`)
  if (wrong.length > 0) return 'failed'
  say(`proved: people ${people}, entries ${entries.length}: each person has one leaf, and it says the same.`)
  say('remark: whether somebody has withdrawn since this file was made, it does not say. Take a new one.')
  return answer
}

const WORDS: Record<PersonCheck['outcome'], string> = {
  counted: 'is counted',
  'not-there': 'is not counted by the leaf that is named',
  other: 'the leaf is of another person, or of other words',
  twice: 'has a leaf that another line has as well',
}

/** Whether everybody is given this file of the day. */
async function checkedFile(
  bytes: Uint8Array,
  { day, written }: DayFile,
  { place, reader, answer }: CheckedLog,
): Promise<Answer> {
  const stated = await readListedFiles(place.site, reader)
  if (!stated || stated.closed < day) {
    say(`remark: the log has not closed ${day} yet. From then on it stands for the file of that day.`)
    return answer
  }
  const { closed, files } = stated
  const check = checkDayFile(bytes, { day, listed: files.get(day), closed })
  say(FILE_LINE[check]({ day, written, closed }))
  return check === 'listed' || check === 'since' ? answer : 'unchecked'
}

type Days = { readonly day: string; readonly written: string; readonly closed: string }

const FILE_LINE: Record<DayFileCheck, (days: Days) => string> = {
  listed: ({ day, closed }) => `proved: this is the file of ${day} that the leaf of ${closed} stands for.`,
  since: ({ written }) =>
    `remark: this file was written on ${written}, a day that is open: its leaf will stand for it. Ask again after it.`,
  later: ({ written }) =>
    `not checked file: it says that it was written on ${written}; this log is not so far.`,
  other: ({ day }) =>
    `not checked file: the log stands for another file of ${day}: this one is older, or was nobody else's. Take a new one.`,
}
