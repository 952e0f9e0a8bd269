import type { BlockReader } from './block-reader.ts'
import { chanceOfCode, checkCode } from './check-code.ts'
import type { Commitment } from './commitment.ts'
import { type ClosedDay, rangeOf } from './days-index.ts'
import type { Leaf } from './leaf.ts'
import { readLeaf } from './leaf-text.ts'

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
  /** The list of days says of the day what its leaf does not. */
  | { readonly outcome: 'forged-day' }

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
  let people = 0
  let matches = 0
  let last: Leaf | undefined
  for await (const entry of log.range(range)) {
    last = readLeaf(entry)
    const commitment = personIn(last)
    if (!commitment) continue
    people++
    if (checkCode(commitment, code.length) === code) matches++
  }
  if (last?.kind !== 'day' || last.date !== date) return { outcome: 'forged-day' }
  return { outcome: 'looked', matches, people, chance: chanceOfCode(people, code.length) }
}

function personIn(leaf: Leaf): Commitment | undefined {
  return leaf.kind === 'add' ? leaf.commitment : undefined
}
