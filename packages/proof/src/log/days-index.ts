import { readUtf8 } from '../basics/bytes.ts'
import { readJson } from './json.ts'
import { ProofError } from '../basics/proof-error.ts'

/** A closed day, and how many entries the log had with its leaf: that leaf is number `size` - 1. */
export interface ClosedDay {
  readonly date: string
  readonly size: number
}

/** Entries of the log from `start` up to but without `end`: what was taken up on one day. */
export interface DayRange {
  readonly start: number
  readonly end: number
}

/** Reads `days/index.json`. Nobody signed it: what it says is held to the day leaves. Throws `bad-published`. */
export function readDays(bytes: Uint8Array): readonly ClosedDay[] {
  if (readUtf8(bytes) === undefined) throw broken()
  const days = readJson(bytes)
    .list('days')
    .map((day) => ({ date: day.text('date'), size: day.number('size') }))
  const inOrder = days.every((day, at) => {
    const before = days[at - 1] ?? { date: '', size: 0 }
    return DATE.test(day.date) && before.date < day.date && before.size < day.size
  })
  if (!inOrder) throw broken()
  return days
}

export function writeDays(days: readonly ClosedDay[]): string {
  const rows = days.map(({ date, size }) => JSON.stringify({ date, size }))
  return `{"days":[\n${rows.join(',\n')}\n]}\n`
}

/** What was taken up on a day; undefined while it is not closed. */
export function rangeOf(days: readonly ClosedDay[], date: string): DayRange | undefined {
  const at = days.findIndex((day) => day.date === date)
  const day = days[at]
  return day && { start: days[at - 1]?.size ?? 0, end: day.size }
}

const DATE = /^\d{4}-\d{2}-\d{2}$/

function broken(): ProofError {
  return new ProofError('bad-published', 'This is not a list of days in their order.')
}
