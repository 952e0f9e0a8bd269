import { type Figures, NO_FIGURES, addFigures, isPossible, sameFigures, subtractFigures } from './figures.ts'
import type { DayLeaf, Leaf, Organisations, RetractLeaf } from './leaf.ts'
import { figuresOf, readLeaf } from './leaf-text.ts'
import { ProofError } from './proof-error.ts'

/** The sums over the leaves so far. Shown apart, never blurred: the baseline is attested, the rest is provable. */
export interface Totals {
  readonly baseline: Figures
  readonly counted: Figures
  readonly retracted: Figures
}

/** Rules of the count. Closed list; what each asks for stands at the place in this file where it is held. */
export type Rule =
  | 'not-a-leaf'
  | 'baseline-first'
  | 'one-baseline'
  | 'import-closed'
  | 'adjust-equals-imports'
  | 'adjust-within-baseline'
  | 'target-is-person'
  | 'target-once'
  | 'target-weights'
  | 'retracted-within-counted'
  | 'day-later'
  | 'day-size'
  | 'day-sums'
  | 'sums-below-2^53'

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
}

/** Baseline + counted - retracted: the figure that a centre may publish. */
export function totalOf({ baseline, counted, retracted }: Totals): Figures {
  const sum = addFigures(baseline, counted)
  const total = sum && subtractFigures(sum, retracted)
  if (!total) throw new RangeError('These are not the totals of a log.')
  return total
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
  take(entry: Uint8Array): CountFault | undefined
  close(): CountResult
  totals(): Totals
  days(): number
}

export function startCount(): Count {
  let size = 0
  let baseline: Figures | undefined
  let counted = NO_FIGURES
  let retracted = NO_FIGURES
  let imported: Figures | undefined
  let lastDay: Day | undefined
  let days = 0
  const people = peopleByIndex()

  return { take, close, totals, days: () => days }

  function take(entry: Uint8Array): CountFault | undefined {
    const leaf = leafIn(entry)
    const rule = leaf ? breach(leaf) : 'not-a-leaf'
    if (rule) return { index: size, rule }
    size++
    return undefined
  }

  function close(): CountResult {
    if (imported) return { outcome: 'fault', fault: { index: size, rule: 'import-closed' } }
    return { outcome: 'counted', size, totals: totals(), lastDay }
  }

  function totals(): Totals {
    return { baseline: baseline ?? NO_FIGURES, counted, retracted }
  }

  function breach(leaf: Leaf): Rule | undefined {
    if (leaf.kind === 'baseline') return takeBaseline(leaf.figures)
    if (!baseline) return 'baseline-first'
    // Imports and the adjustment that pays for them stand together, or between them people would be counted twice.
    if (imported && leaf.kind !== 'import' && leaf.kind !== 'baseline-adjust') return 'import-closed'
    switch (leaf.kind) {
      case 'add':
        return add(leaf.left, baseline)
      case 'import':
        return importPerson(leaf.left, baseline)
      case 'baseline-adjust':
        return adjust(leaf.figures, baseline)
      case 'retract':
        return retract(leaf)
      case 'day':
        return closeDay(leaf)
      // These weigh nothing.
      case 'amend':
      case 'key':
      case 'note':
        return undefined
    }
  }

  /** Leaf 0 is the baseline, zeros if there is none; a second one would let the count rise without a leaf. */
  function takeBaseline(figures: Figures): Rule | undefined {
    if (size > 0) return 'one-baseline'
    baseline = figures
    return undefined
  }

  function add(left: Organisations, before: Figures): Rule | undefined {
    const sum = addFigures(counted, figuresOf(left))
    if (!sum || !addFigures(before, sum)) return 'sums-below-2^53'
    counted = sum
    people.set(size, weightsOf(left))
    return undefined
  }

  function importPerson(left: Organisations, before: Figures): Rule | undefined {
    imported = addFigures(imported ?? NO_FIGURES, figuresOf(left))
    return add(left, before)
  }

  /** What is imported is taken off the baseline at once, to the last figure: the total stays what it was. */
  function adjust(figures: Figures, before: Figures): Rule | undefined {
    if (!imported || !sameFigures(imported, figures)) return 'adjust-equals-imports'
    const left = subtractFigures(before, figures)
    if (!left || !isPossible(left)) return 'adjust-within-baseline'
    baseline = left
    imported = undefined
    return undefined
  }

  function retract(leaf: RetractLeaf): Rule | undefined {
    if (leaf.reason !== 'withdrawn') {
      const weights = people.get(leaf.target)
      if (weights === undefined) return 'target-is-person'
      if (weights === RETRACTED) return 'target-once'
      if (weights !== weightsOf(leaf.left)) return 'target-weights'
    }
    const sum = addFigures(retracted, figuresOf(leaf.left))
    const standing = sum && subtractFigures(counted, sum)
    // A hidden target may be taken back twice; that lowers the count, and never below what people are left.
    if (!standing || !isPossible(standing)) return 'retracted-within-counted'
    retracted = sum
    if (leaf.reason !== 'withdrawn') people.set(leaf.target, RETRACTED)
    return undefined
  }

  function closeDay({ date, size: leaves, ...sums }: DayLeaf): Rule | undefined {
    if (lastDay && date <= lastDay.date) return 'day-later'
    if (leaves !== size) return 'day-size'
    const now = totals()
    const equal =
      sameFigures(sums.baseline, now.baseline) &&
      sameFigures(sums.counted, now.counted) &&
      sameFigures(sums.retracted, now.retracted)
    if (!equal) return 'day-sums'
    lastDay = { date, index: size, totals: now }
    days++
    return undefined
  }
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
      pages[number]?.fill(weights, index % PAGE_BYTES, (index % PAGE_BYTES) + 1)
    },
  }
}

function leafIn(entry: Uint8Array): Leaf | undefined {
  try {
    return readLeaf(entry)
  } catch (error) {
    if (error instanceof ProofError) return undefined
    throw error
  }
}
