import type { BlockReader } from '../log/block-reader.ts'
import { chanceOfCode, checkCode, checkDigits } from './check-code.ts'
import type { Commitment } from '../log/commitment.ts'
import { type ClosedDay, rangeOf } from '../log/days-index.ts'
import type { Leaf } from '../log/leaf.ts'
import { readLeaf } from '../log/leaf-text.ts'

export type FoundCode =
  | {
      readonly outcome: 'looked'
      /** Leaves of the day that have the code. */
      readonly matches: number
      readonly people: number
      /** That a made-up code of so many digits is somebody's. */
      readonly chance: number
    }
  | { readonly outcome: 'no-such-day' }
  /** The list of days says of the day what its leaves do not. */
  | { readonly outcome: 'forged-day' }
  /** The codes of the day are longer or shorter: a code that is cut short is found more easily. */
  | { readonly outcome: 'other-digits'; readonly digits: number }

/** Looks for a check code among all the people counted on a day: whoever serves the log sees a day being read. */
export async function findCode(asked: {
  readonly code: string
  readonly date: string
  readonly days: readonly ClosedDay[]
  readonly log: BlockReader
}): Promise<FoundCode> {
  const { code, date, days, log } = asked
  const range = rangeOf(days, date)
  if (!range) return { outcome: 'no-such-day' }
  if (!(await beginsADay(log, range.start))) return { outcome: 'forged-day' }
  let people = 0
  let matches = 0
  let last: Leaf | undefined
  for await (const entry of log.range(range)) {
    // A day leaf within: two days pass for one, and among more people a code is found more easily.
    if (last?.kind === 'day') return { outcome: 'forged-day' }
    last = readLeaf(entry)
    const commitment = personIn(last)
    if (!commitment) continue
    people++
    if (checkCode(commitment, code.length) === code) matches++
  }
  if (last?.kind !== 'day' || last.date !== date) return { outcome: 'forged-day' }
  const digits = checkDigits(people)
  if (code.length !== digits) return { outcome: 'other-digits', digits }
  return { outcome: 'looked', matches, people, chance: chanceOfCode(people, code.length) }
}

/** A day begins with the log, or after the leaf that closes the day before. */
async function beginsADay(log: BlockReader, start: number): Promise<boolean> {
  if (start === 0) return true
  for await (const entry of log.range({ start: start - 1, end: start })) return readLeaf(entry).kind === 'day'
  return false
}

function personIn(leaf: Leaf): Commitment | undefined {
  return leaf.kind === 'add' ? leaf.commitment : undefined
}
