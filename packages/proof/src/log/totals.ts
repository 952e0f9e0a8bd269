import { type ChannelSum, sameChannels } from './channel.ts'
import { type Figures, NO_FIGURES, addFigures, sameFigures, subtractFigures } from './figures.ts'

/** The sums over the leaves so far. Shown apart, never blurred: the baseline is attested, the rest is provable. */
export interface Totals {
  readonly baseline: Figures
  readonly counted: Figures
  readonly retracted: Figures
  /** The counted and the retracted once more, by the way they came, in the order of the channels' names. */
  readonly channels: readonly ChannelSum[]
}

export const NO_TOTALS: Totals = {
  baseline: NO_FIGURES,
  counted: NO_FIGURES,
  retracted: NO_FIGURES,
  channels: [],
}

/** Baseline + counted - retracted: the figure that a centre may publish. */
export function totalOf({ baseline, counted, retracted }: Totals): Figures {
  const sum = addFigures(baseline, counted)
  const total = sum && subtractFigures(sum, retracted)
  if (!total) throw new RangeError('These are not the totals of a log.')
  return total
}

export function sameTotals(left: Totals, right: Totals): boolean {
  return (
    sameFigures(left.baseline, right.baseline) &&
    sameFigures(left.counted, right.counted) &&
    sameFigures(left.retracted, right.retracted) &&
    sameChannels(left.channels, right.channels)
  )
}
