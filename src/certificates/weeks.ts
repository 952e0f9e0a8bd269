import { type Clock, type Day, dayAt } from '#basics'
import { weekOf } from '#vault'

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000

/** This week and the last: a branch where nobody has made a box for longer has nobody who opens one. */
export function weeksAt({ clock, timeZone }: { clock: Clock; timeZone: string }): [string, string] {
  const week = (at: Date) => weekOf(dayAt(at, timeZone) satisfies Day)
  return [week(clock()), week(new Date(clock().getTime() - WEEK_MS))]
}
