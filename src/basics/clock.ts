import { remembered } from './remembered.ts'

/** The time, passed in, so that tests can set it and no room owns a clock. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** A calendar day of the centre's time zone, `YYYY-MM-DD`. Invariant 13: the only day Exeunt knows. */
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
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
