import { type ChannelSum, peopleOf } from '../log/channel.ts'
import {
  type Figures,
  NO_FIGURES,
  addFigures,
  isPossible,
  sameFigures,
  subtractFigures,
} from '../log/figures.ts'
import type { Organisations, WeighedLeaf } from '../log/leaf.ts'
import { figuresOf } from '../log/leaf-text.ts'
import type { Totals } from '../log/totals.ts'

/** Rules that the sums alone can show broken. Closed list; what each asks for stands at its place in this file. */
export type SumRule =
  | 'baseline-first'
  | 'one-baseline'
  | 'import-closed'
  | 'adjust-equals-imports'
  | 'adjust-within-baseline'
  | 'retracted-within-counted'
  | 'channels-closed'
  | 'channels-equal-people'
  | 'channel-grade'
  | 'channel-retracted-within-counted'
  | 'sums-below-2^53'

/** The sums of a log, leaf by leaf. After a breach they mean nothing. */
export interface RunningSums {
  take(leaf: WeighedLeaf): SumRule | undefined
  /** What is still to come before a log may end here, or a day may be closed. */
  open(): 'import-closed' | 'channels-closed' | undefined
  totals(): Totals
}

/**
 * The sums from the first leaf on, or from the totals at the end of a batch. Which leaf a retraction names is not
 * looked at here: that takes the whole log, and `startCount` does it.
 */
export function runningSums(since?: Totals): RunningSums {
  let baseline: Figures | undefined = since?.baseline
  let counted = since?.counted ?? NO_FIGURES
  let retracted = since?.retracted ?? NO_FIGURES
  let imported: Figures | undefined
  /** People that no channel has been stated for yet. */
  let unstated = { added: 0, imported: 0, retracted: 0 }
  const channels = new Map(since?.channels.map((sum) => [sum.channel, sum]))

  return { take, open, totals }

  function open(): ReturnType<RunningSums['open']> {
    if (imported) return 'import-closed'
    return isAnybodyUnstated() ? 'channels-closed' : undefined
  }

  function totals(): Totals {
    const ordered = [...channels.values()].toSorted((a, b) => (a.channel < b.channel ? -1 : 1))
    return { baseline: baseline ?? NO_FIGURES, counted, retracted, channels: ordered }
  }

  function take(leaf: WeighedLeaf): SumRule | undefined {
    if (leaf.kind === 'baseline') return takeBaseline(leaf.figures)
    if (!baseline) return 'baseline-first'
    // Imports and the adjustment that pays for them stand together, or between them people would be counted twice.
    if (imported && leaf.kind !== 'import' && leaf.kind !== 'baseline-adjust') return 'import-closed'
    switch (leaf.kind) {
      case 'add':
        unstated.added++
        return add(leaf.left, baseline)
      case 'import':
        unstated.imported++
        imported = addFigures(imported ?? NO_FIGURES, figuresOf(leaf.left))
        return add(leaf.left, baseline)
      case 'baseline-adjust':
        return adjust(leaf.figures, baseline)
      case 'retract':
        return retract(leaf.left)
      case 'restate':
        return restate(leaf)
      case 'channels':
        return state(leaf.channels)
      case 'day':
        return isAnybodyUnstated() ? 'channels-closed' : undefined
      // These weigh nothing.
      case 'amend':
      case 'key':
      case 'note':
        return undefined
    }
  }

  /** Leaf 0 is the baseline, zeros if there is none; a second one would let the count rise without a leaf. */
  function takeBaseline(figures: Figures): SumRule | undefined {
    if (baseline) return 'one-baseline'
    baseline = figures
    return undefined
  }

  function add(left: Organisations, before: Figures): SumRule | undefined {
    const sum = addFigures(counted, figuresOf(left))
    if (!sum || !addFigures(before, sum)) return 'sums-below-2^53'
    counted = sum
    return undefined
  }

  /**
   * What is imported is taken off the baseline at once, to the last figure: the total stays what it was. No figure
   * goes below nothing; what is left in between need not be the figures of any people, for which rows come first
   * is the centre's choice.
   */
  function adjust(figures: Figures, before: Figures): SumRule | undefined {
    if (!imported || !sameFigures(imported, figures)) return 'adjust-equals-imports'
    const left = subtractFigures(before, figures)
    if (!left) return 'adjust-within-baseline'
    baseline = left
    imported = undefined
    return undefined
  }

  /** A hidden target may be taken back twice; that lowers the count, and never below what people are left. */
  function retract(left: Organisations): SumRule | undefined {
    const sum = addFigures(retracted, figuresOf(left))
    if (!sum || !isStanding(counted, sum)) return 'retracted-within-counted'
    retracted = sum
    unstated.retracted++
    return undefined
  }

  function restate({ was, now }: { was: Organisations; now: Organisations }): SumRule | undefined {
    const without = subtractFigures(counted, figuresOf(was))
    const sum = without && addFigures(without, figuresOf(now))
    if (!sum || !isStanding(sum, retracted)) return 'retracted-within-counted'
    counted = sum
    return undefined
  }

  function isAnybodyUnstated(): boolean {
    return unstated.added + unstated.imported + unstated.retracted > 0
  }

  /**
   * Everybody counted or retracted since the last time came by some channel, and nobody else did. Who was taken over
   * from an earlier registry was carried, and nobody else was: or those of years ago would pass for those of today.
   */
  function state(sums: readonly ChannelSum[]): SumRule | undefined {
    const people = peopleOf(sums)
    const carried = peopleOf(sums.filter(({ grade }) => grade === 'carried'))
    if (
      people?.counted !== unstated.added + unstated.imported ||
      carried?.counted !== unstated.imported ||
      people.retracted !== unstated.retracted
    ) {
      return 'channels-equal-people'
    }
    for (const { channel, grade, ...more } of sums) {
      const known = channels.get(channel) ?? { grade, counted: 0, retracted: 0 }
      // A channel that changed its grade would move people to better evidence than they came with.
      if (known.grade !== grade) return 'channel-grade'
      const sum = {
        channel,
        grade,
        counted: known.counted + more.counted,
        retracted: known.retracted + more.retracted,
      }
      if (sum.retracted > sum.counted) return 'channel-retracted-within-counted'
      channels.set(channel, sum)
    }
    unstated = { added: 0, imported: 0, retracted: 0 }
    return undefined
  }
}

function isStanding(counted: Figures, retracted: Figures): boolean {
  const standing = subtractFigures(counted, retracted)
  return standing !== undefined && isPossible(standing)
}
