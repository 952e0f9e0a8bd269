import { type Day, dayAt, dayPlus } from '#basics'
import { type Transaction } from '#db'
import { type Head } from './batch.ts'
import { type LedgerDeps } from './deps.ts'
import { findBaseline, findFirstDay, findLastClosed } from './store.ts'
import { findCut, findPrefix } from './waiting-store.ts'

/** Most people in one batch: what a process holds in memory at once. */
const MOST_PEOPLE = 65_536
/** Fewest people of entries that are not shown, where there are any: as few as a figure may be about. */
export const LEAST_HIDDEN = 10

export type Due =
  /** A day of the centre is over. */
  | { readonly kind: 'day'; readonly closes: Day }
  /** Entries of the register are to be taken up: those after the last covered one, up to this one; there may be none. */
  | { readonly kind: 'people'; readonly upTo: number }

/**
 * What is to be appended next, or null. Days are closed first, each by a batch of its own, so that a checkpoint
 * stands exactly at the end of each day. People are taken up on the multiples of the period, by day and night,
 * and only enough of them at once: whoever watches somebody's line, or her entry, must not find her leaf by
 * its coming alone.
 */
export async function findDue(
  tx: Transaction,
  { head, covered: after }: { head: Head; covered: number },
  { clock, timeZone, batches }: LedgerDeps,
): Promise<Due | null> {
  const now = clock()
  const firstDay = await findFirstDay(tx)
  if (firstDay !== null) {
    const lastClosed = await findLastClosed(tx)
    const closes = lastClosed === null ? firstDay : dayPlus(lastClosed, 1)
    if (closes < dayAt(now, timeZone)) return { kind: 'day', closes }
  }
  // A baseline is the first leaf, and does not wait for people: it is no person's.
  if (firstDay === null && (await findBaseline(tx))) return { kind: 'people', upTo: after }

  const newest = await findPrefix(tx, after)
  if (newest === after) return null
  const range = { after, upTo: newest }
  // With a least of one nobody is hidden anyway, and nothing waits for anything.
  const hides = batches.least > 1
  const cut = await findCut(tx, range, {
    most: MOST_PEOPLE,
    least: hides ? batches.least : 0,
    leastHidden: hides ? Math.min(LEAST_HIDDEN, batches.least) : 0,
  })
  if (!cut.isFull && !isNextPeriod(head.closedAt, now, batches.seconds)) return null
  if (cut.upTo !== null) return { kind: 'people', upTo: cut.upTo }
  return hides ? null : { kind: 'people', upTo: newest }
}

function isNextPeriod(closedAt: Date | null, now: Date, seconds: number): boolean {
  const periodOf = (time: Date) => Math.floor(time.getTime() / (seconds * 1_000))
  return closedAt === null || seconds === 0 || periodOf(now) > periodOf(closedAt)
}
