import type { Digest } from '../log/commitment.ts'
import type { Span } from '../basics/bytes.ts'
import type { DayLeaf, Organisations, WeighedLeaf } from '../log/leaf.ts'
import { readWeighed } from '../log/leaf-text.ts'
import { ProofError } from '../basics/proof-error.ts'
import { type SumRule, runningSums } from './running-sums.ts'
import { type Totals, sameTotals } from '../log/totals.ts'

/** Rules of the count. Closed list; what each asks for stands where it is held, here or with the sums. */
export type Rule =
  | SumRule
  | 'not-a-leaf'
  | 'target-is-person'
  | 'target-once'
  | 'target-weights'
  | 'day-later'
  | 'day-size'
  | 'day-sums'

/** The first leaf that breaks a rule. `index` is the number of leaves where the log ends too early. */
export interface CountFault {
  readonly index: number
  readonly rule: Rule
}

export type CountResult =
  | {
      readonly outcome: 'counted'
      readonly size: number
      readonly totals: Totals
      readonly lastDay: Day | undefined
    }
  | { readonly outcome: 'fault'; readonly fault: CountFault }

export interface Day {
  readonly date: string
  readonly index: number
  readonly totals: Totals
  /** SHA-256 of the list of day files, as the leaf of the day has it. */
  readonly files: Digest
}

/** Adds up a whole log, and says what the sums are, or which leaf is the first that breaks which rule. */
export function countLeaves(entries: Iterable<Uint8Array>): CountResult {
  const count = startCount()
  for (const entry of entries) {
    const fault = count.take(entry)
    if (fault) return { outcome: 'fault', fault }
  }
  return count.close()
}

/** The same, entry by entry. After a fault the sums mean nothing, and the count goes on for nobody. */
export interface Count {
  /** The next entry, alone, or where it lies in more bytes. */
  take(bytes: Uint8Array, entry?: Span): CountFault | undefined
  close(): CountResult
  totals(): Totals
  days(): readonly Day[]
  /** Further keys that the log has announced. */
  keys(): readonly string[]
  /** The digest of the document that says where the baseline comes from. */
  dossier(): Digest | undefined
  /** What is still to come before a log may end here: in between, sums are not yet those of any people. */
  open(): Rule | undefined
}

export function startCount(): Count {
  let size = 0
  const days: Day[] = []
  const keys: string[] = []
  let dossier: Digest | undefined
  const sums = runningSums()
  const people = peopleByIndex()

  return {
    take,
    close,
    totals: () => sums.totals(),
    days: () => days,
    keys: () => keys,
    dossier: () => dossier,
    open: () => sums.open(),
  }

  function take(bytes: Uint8Array, entry = { start: 0, end: bytes.length }): CountFault | undefined {
    const leaf = leafIn(bytes, entry)
    const rule = leaf ? (wrongTarget(leaf) ?? sums.take(leaf) ?? wrongDay(leaf)) : 'not-a-leaf'
    if (!leaf || rule) return { index: size, rule: rule ?? 'not-a-leaf' }
    remember(leaf)
    size++
    return undefined
  }

  function close(): CountResult {
    const rule = sums.open()
    if (rule) return { outcome: 'fault', fault: { index: size, rule } }
    return { outcome: 'counted', size, totals: sums.totals(), lastDay: days.at(-1) }
  }

  /** A leaf that names another names a person who stands as it says. */
  function wrongTarget(leaf: WeighedLeaf): Rule | undefined {
    const named = namedBy(leaf)
    if (!named) return undefined
    const weights = people.get(named.target)
    if (weights === undefined) return 'target-is-person'
    if (weights === RETRACTED) return 'target-once'
    return weights === weightsOf(named.as) ? undefined : 'target-weights'
  }

  function wrongDay(leaf: WeighedLeaf): Rule | undefined {
    if (leaf.kind !== 'day') return undefined
    const last = days.at(-1)
    if (last && leaf.date <= last.date) return 'day-later'
    if (leaf.size !== size) return 'day-size'
    return sameTotals(leaf, sums.totals()) ? undefined : 'day-sums'
  }

  function remember(leaf: WeighedLeaf): void {
    switch (leaf.kind) {
      case 'add':
      case 'import':
        return people.set(size, weightsOf(leaf.left))
      case 'restate':
        return people.set(leaf.target, weightsOf(leaf.now))
      case 'retract':
        return leaf.reason === 'withdrawn' ? undefined : people.set(leaf.target, RETRACTED)
      case 'day':
        days.push(dayOf(leaf, size))
        return undefined
      case 'key':
        keys.push(leaf.vkey)
        return undefined
      case 'baseline':
        dossier = leaf.dossier
        return undefined
      case 'baseline-adjust':
      case 'amend':
      case 'channels':
      case 'note':
        return undefined
    }
  }
}

function namedBy(leaf: WeighedLeaf): { readonly target: number; readonly as: Organisations } | undefined {
  if (leaf.kind === 'restate') return { target: leaf.target, as: leaf.was }
  if (leaf.kind !== 'retract' || leaf.reason === 'withdrawn') return undefined
  return { target: leaf.target, as: leaf.left }
}

function dayOf({ date, baseline, counted, retracted, files, channels }: DayLeaf, index: number): Day {
  return { date, index, totals: { baseline, counted, retracted, channels }, files }
}

const RETRACTED = 1
const PAGE_BYTES = 2 ** 16

/** Never 0, which stands for a leaf that is nobody, and never `RETRACTED`. */
function weightsOf({ party, league, pioneers }: Organisations): number {
  return 2 + (Number(party) << 2) + (Number(league) << 3) + (Number(pioneers) << 4)
}

/** One byte a leaf, in pages: a log of a hundred million leaves is audited in a hundred megabytes. */
function peopleByIndex(): {
  get(index: number): number | undefined
  set(index: number, weights: number): void
} {
  const pages: Uint8Array[] = []
  return {
    get: (index) => pages[Math.floor(index / PAGE_BYTES)]?.[index % PAGE_BYTES] || undefined,
    set(index, weights) {
      const number = Math.floor(index / PAGE_BYTES)
      while (pages.length <= number) pages.push(new Uint8Array(PAGE_BYTES))
      const page = pages[number]
      if (page) page[index % PAGE_BYTES] = weights
    },
  }
}

function leafIn(bytes: Uint8Array, entry: Span): WeighedLeaf | undefined {
  try {
    return readWeighed(bytes, entry)
  } catch (error) {
    if (error instanceof ProofError) return undefined
    throw error
  }
}
