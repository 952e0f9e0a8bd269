import { sql } from 'kysely'
import { type Clock, type Day, dayAt } from '#basics'
import { type Database } from '#db'
import { PAGE } from './page.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly timeZone: string
}

/** Null wherever it is fewer than ten: the database keeps such a figure to itself. */
type Coarse = number | null

export interface BranchLoad {
  readonly branch: string
  readonly name: string
  readonly waiting: Coarse
  readonly oldest: Day | null
  readonly decidedToday: Coarse
  readonly decidedWeek: Coarse
  readonly looksWaiting: Coarse
}

/** The branches after an id that whoever asks oversees: her own for a head, all for an administrator. */
export async function branchLoad(
  { db, clock, timeZone }: Deps,
  { after = '' }: { after?: string } = {},
): Promise<BranchLoad[]> {
  const { rows } = await sql<BranchLoad>`
    select branch, name, waiting, oldest, decided_today as "decidedToday", decided_week as "decidedWeek",
      looks_waiting as "looksWaiting"
    from oversight.branch_load(${dayAt(clock(), timeZone)}::date, ${after}, ${PAGE})`.execute(db)
  return rows
}

/** Of seven days, this one among them. */
export interface ReviewerLoad {
  readonly name: string
  readonly decidedToday: Coarse
  readonly decidedWeek: Coarse
  readonly busiestHour: Coarse
  readonly register: Coarse
  readonly registerUncounted: Coarse
  readonly hold: Coarse
  readonly decline: Coarse
  /** Her decisions that somebody else has looked at again, at any time. */
  readonly looked: Coarse
  readonly disagreedPercent: number | null
}

/** The reviewers after a name, of the branches that whoever asks oversees. */
export async function reviewerLoad(
  { db, clock, timeZone }: Deps,
  { after = '' }: { after?: string } = {},
): Promise<ReviewerLoad[]> {
  const { rows } = await sql<ReviewerLoad>`
    select name, decided_today as "decidedToday", decided_week as "decidedWeek", busiest_hour as "busiestHour",
      register, register_uncounted as "registerUncounted", hold, decline, looked,
      disagreed_percent as "disagreedPercent"
    from oversight.reviewer_load(${dayAt(clock(), timeZone)}::date, ${after}, ${PAGE})`.execute(db)
  return rows
}
