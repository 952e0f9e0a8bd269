import { type Channel } from '#channels'
import { type Database } from '#db'
import { emptyRoot, encodeBase64 } from '#proof'
import { readTally } from './store.ts'

/** The count as published, in the shape of `/count.json`; its keys never change. */
export interface Figures {
  readonly as_of: string
  readonly checkpoint: { readonly size: number; readonly root: string }
  readonly total: number
  readonly baseline: number
  readonly counted: number
  readonly retracted: number
  readonly by_organisation: {
    readonly party: number
    readonly league: number
    readonly pioneers: number
    readonly not_stated: number
  }
  readonly by_channel: Readonly<Partial<Record<Channel, number>>>
  readonly today: number
  readonly yesterday: number
  readonly this_week: number
  readonly this_month: number
}

/**
 * The figures that the published checkpoint covers, and that checkpoint; before the first one, zeros and an empty
 * tree. `total = baseline + counted - retracted`.
 */
export async function readFigures({ db }: { db: Database }): Promise<Figures> {
  const tally = await readTally(db)
  const { as_of, size, root, baseline, counted, retracted, party, league, pioneers, not_stated } = tally
  const { today, yesterday, this_week, this_month, by_channel } = tally
  return {
    as_of: as_of.toISOString(),
    checkpoint: { size, root: encodeBase64(root ?? emptyRoot()) },
    total: baseline + counted - retracted,
    baseline,
    counted,
    retracted,
    by_organisation: { party, league, pioneers, not_stated },
    by_channel,
    today,
    yesterday,
    this_week,
    this_month,
  }
}
