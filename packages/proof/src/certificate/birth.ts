import { broken } from './broken.ts'
import { asEpochDay, epochDay } from './day.ts'

/**
 * When somebody was born, as far as her paper has it: `1968-05-17`, `1968-05`, or `1968`. What a paper does not have is not
 * made up, least of all as the first of January.
 */
export function isBirth(text: string): boolean {
  try {
    return asBirth(text) === text
  } catch {
    return false
  }
}

/** Throws `bad-certificate`. */
export function asBirth(text: string): string {
  if (!PARTIAL.test(text)) return asEpochDay(epochDay(text))
  epochDay(`${text}-01-01`.slice(0, 10))
  return text
}

/** A whole day is the number of it; what is less is its text. */
export function writeBirth(born: string): number | string {
  return PARTIAL.test(born) ? asBirth(born) : epochDay(born)
}

/** Throws `bad-certificate`. */
export function readBirth(written: unknown): string {
  if (typeof written === 'number') return asEpochDay(written)
  if (typeof written === 'string' && PARTIAL.test(written)) return asBirth(written)
  throw broken('a day of birth that is none')
}

const PARTIAL = /^\d{4}(?:-\d{2})?$/
