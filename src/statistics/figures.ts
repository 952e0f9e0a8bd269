import { type Clock, type Day, dayAt } from '#basics'
import { type Channel } from '#channels'
import { type Database } from '#db'
import { readChannels, readTally } from './store.ts'

/** The count as published, in the shape of `/count.json` (HOUSE.md, fixed interfaces). */
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

/** The root of a tree without leaves (RFC 6962 section 2): SHA-256 of nothing, base64. */
const EMPTY_ROOT = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='

const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * The figures now. `total = baseline + counted - retracted`.
 *
 * The checkpoint is the ledger's; while the house has no ledger, it is that of an empty one, and
 * says so: size 0.
 */
export async function readFigures(needs: { db: Database; clock: Clock; timeZone: string }): Promise<Figures> {
  const { db, clock, timeZone } = needs
  const [tally, by_channel] = await Promise.all([
    readTally(db, daysAround(clock(), timeZone)),
    readChannels(db),
  ])
  const { baseline, counted, retracted, party, league, pioneers, not_stated } = tally
  const { today, yesterday, this_week, this_month } = tally
  return {
    as_of: tally.as_of.toISOString(),
    checkpoint: { size: 0, root: EMPTY_ROOT },
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

/** Today at the centre, and the days that the other figures start from. Weeks start on Monday. */
function daysAround(now: Date, timeZone: string): { today: Day; yesterday: Day; monday: Day; first: Day } {
  const today = dayAt(now, timeZone)
  const noon = new Date(`${today}T12:00:00Z`).getTime()
  const daysBefore = (count: number) => dayAt(new Date(noon - count * DAY_MS), 'UTC')
  const sinceMonday = (new Date(noon).getUTCDay() + 6) % 7
  return {
    today,
    yesterday: daysBefore(1),
    monday: daysBefore(sinceMonday),
    first: `${today.slice(0, 8)}01` as Day,
  }
}
