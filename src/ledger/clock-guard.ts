import { type Clock } from '#basics'
import { LedgerError } from './error.ts'

/** What is put up with: clocks are set by seconds, and a busy machine answers late. */
const TOLERANCE_MS = 5 * 60_000

/** Milliseconds since some moment, by a clock that nobody sets. */
export type Stopwatch = () => number

export interface Moments {
  /** By PostgreSQL's own clock. */
  readonly database: Date
  /** When the newest batch was closed; null where there is none. */
  readonly newest: Date | null
}

/**
 * Returns the moment that was looked at: what is appended goes by it, and not by a later look at the clock. Throws a
 * {@link LedgerError} `clock-jumped` where the clock cannot be believed.
 */
export type ClockGuard = (moments: Moments) => Date

/**
 * Look at the clock before anything is appended by it. A leaf that closes a day stands for ever: a clock that is ten days
 * ahead for some seconds would close ten days that have not come, and nothing could be taken up before they had.
 *
 * The clock is held to the database's, to the newest batch, and to a stopwatch that runs since this process began: what was
 * set forward or back meanwhile is refused until it is what it should be. At a start there is no stopwatch yet, and a
 * machine that was off for weeks looks like one whose clock jumped; there the other two have to do.
 */
export function clockGuard(clock: Clock, stopwatch: Stopwatch): ClockGuard {
  const began = { at: clock().getTime(), on: stopwatch() }
  return ({ database, newest }) => {
    const seen = clock()
    const now = seen.getTime()
    refuse(now - database.getTime(), 'the clock of this machine and that of the database differ')
    const since = began.at + stopwatch() - began.on
    refuse(
      now - since,
      'the clock was set while the ledger ran; set it right, or start the ledger anew if it is',
    )
    // Time may have passed since the newest batch, and only that.
    if (newest) refuse(Math.min(now - newest.getTime(), 0), 'the newest batch was closed later than now')
    return seen
  }
}

function refuse(differenceMs: number, what: string): void {
  if (Math.abs(differenceMs) <= TOLERANCE_MS) return
  throw new LedgerError('clock-jumped', `${what} (by ${Math.round(differenceMs / 1_000)} s)`)
}
