// Also runs in a browser. The one calendar: no other file makes a day, a week, or what lies before and after one.
import { remembered } from './remembered.ts'

/** A calendar day of the centre's time zone, `YYYY-MM-DD`. The only day Exeunt knows (invariant: A day is a day of the centre's zone). */
export type Day = string & { readonly brand: 'Day' }

/** The day on which an instant falls at the centre. `timeZone` is an IANA name. */
export function dayAt(instant: Date, timeZone: string): Day {
  return calendarOf(timeZone).format(instant) as Day
}

/** en-CA writes ISO order; formatting is the only zone arithmetic the platform offers without a library. */
const calendarOf = remembered(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
)

/** Whether a text is a calendar day as Exeunt writes it. */
export function isDay(text: string): text is Day {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? midnightOf(text).getTime() : Number.NaN
  return !Number.isNaN(time) && isoDay(new Date(time)) === text
}

/** The day so many days later, or earlier where `days` is negative. */
export function dayPlus(day: Day, days: number): Day {
  return isoDay(new Date(midnightOf(day).getTime() + days * DAY_MS))
}

/** The same day so many years later; of the 29th of February the 28th. */
export function yearsAfter(day: Day, years: number): Day {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0')
  const same = `${year}${day.slice(4)}`
  return isDay(same) ? same : (`${year}-02-28` as Day)
}

/** How many days lie from the one to the other. */
export function daysBetween(from: Day, to: Day): number {
  return (midnightOf(to).getTime() - midnightOf(from).getTime()) / DAY_MS
}

/** The ISO 8601 week of a day, `2026-W47`. It belongs to the year that its Thursday falls in. */
export function weekOf(day: Day): string {
  const weekday = midnightOf(day).getUTCDay() || 7
  const thursday = dayPlus(day, 4 - weekday)
  const year = thursday.slice(0, 4)
  const week = Math.floor(daysBetween(`${year}-01-01` as Day, thursday) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** The week so many weeks after the one that a day is in, or before. */
export function weekPlus(day: Day, weeks: number): string {
  return weekOf(dayPlus(day, 7 * weeks))
}

/**
 * The instant that stands for a day where a format has instants and no days (X.509, section 4.1.2.5): its beginning in UTC,
 * whatever the centre's zone. {@link dayOfMidnight} reads it back.
 */
export function midnightOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

export function dayOfMidnight(instant: Date): Day {
  return isoDay(instant)
}

function isoDay(instant: Date): Day {
  return (Number.isNaN(instant.getTime()) ? '' : instant.toISOString().slice(0, 10)) as Day
}

const DAY_MS = 24 * 60 * 60 * 1_000
