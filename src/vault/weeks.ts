import { type Clock, dayAt, weekOf, weekPlus } from '#basics'

interface Now {
  readonly clock: Clock
  readonly timeZone: string
}

/** This week and the last: a branch where nobody has made a box for longer has nobody who opens one. */
export function weeksToSealTo({ clock, timeZone }: Now): [thisWeek: string, lastWeek: string] {
  const today = dayAt(clock(), timeZone)
  return [weekOf(today), weekPlus(today, -1)]
}

/** This week and the next: boxes are made ahead, so that a holiday leaves no branch without one. */
export function weeksToMakeFor({ clock, timeZone }: Now): [thisWeek: string, nextWeek: string] {
  const today = dayAt(clock(), timeZone)
  return [weekOf(today), weekPlus(today, 1)]
}
