import { type Clock, dayAt, weekOf, weekPlus } from '#basics'

/** This week and the last: a branch where nobody has made a box for longer has nobody who opens one. */
export function weeksToSealTo({ clock, timeZone }: { clock: Clock; timeZone: string }): [string, string] {
  const today = dayAt(clock(), timeZone)
  return [weekOf(today), weekPlus(today, -1)]
}
