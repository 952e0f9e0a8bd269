import { broken } from './broken.ts'

const DAY_MS = 86_400_000
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Days since the first of January 1970 of a `YYYY-MM-DD` that exists. Throws `bad-certificate`. */
export function epochDay(day: string): number {
  const number = Date.parse(`${day}T00:00:00Z`) / DAY_MS
  if (!DAY.test(day) || !Number.isInteger(number) || asEpochDay(number) !== day)
    throw broken('a day that is none')
  return number
}

export function asEpochDay(number: number): string {
  const date = new Date(number * DAY_MS)
  if (!Number.isInteger(number) || Number.isNaN(date.getTime())) throw broken('a day that is none')
  const day = date.toISOString().slice(0, 10)
  if (!DAY.test(day)) throw broken('a day that is none')
  return day
}
