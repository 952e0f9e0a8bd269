// The pieces that messages and files share. What only one boundary takes is said beside it.
import * as v from 'valibot'
import { type Day, isDay } from '#basics'
import { type Schema } from './read.ts'

export const uuid = text({ max: 36, pattern: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ })
/** The name of a branch in addresses and rows. */
export const branchId = text({ max: 40, pattern: /^[a-z0-9-]+$/ })
/** SHA-256 in hexadecimal digits. */
export const digest = text({ max: 64, pattern: /^[0-9a-f]{64}$/ })
/** A hybrid recipient's form; #vault tries whether it can be sealed to. */
export const recipient = text({ min: 1959, max: 1959, pattern: /^age1pq1[a-z0-9]+$/ })
/** A moment as a Date writes itself. */
export const moment = text({ max: 24, pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ })
/** A calendar day of the centre's. */
export const day = v.custom<Day>((value) => typeof value === 'string' && isDay(value))
/** Numbers of entries and lines, places in the ledger: as far as JavaScript counts without error. */
export const count = wholeNumber({ min: 0 })
export const flag = v.boolean()

/** Characters that are Unicode; `min` and `max` count UTF-16 units, before anything else is asked. */
export function text({ min = 1, max, pattern = /^/ }: { min?: number; max: number; pattern?: RegExp }) {
  return v.pipe(
    v.string(),
    v.minLength(min),
    v.maxLength(max),
    v.check((value) => value.isWellFormed()),
    v.regex(pattern),
  )
}

export function base64url({ max }: { max: number }) {
  return text({ max, pattern: /^[A-Za-z0-9_-]+$/ })
}

export function wholeNumber({ min, max = Number.MAX_SAFE_INTEGER }: { min: number; max?: number }) {
  return v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max))
}

/** At most so many, which is asked before any of them is read. */
export function list<Value, Sent>(
  item: Schema<Value, Sent>,
  { max }: { max: number },
): Schema<Value[], readonly Sent[]> {
  // What goes in is what each item takes, though it is not looked at before it is counted.
  return v.pipe(v.array(v.unknown()), v.maxLength(max), v.array(item)) as Schema<Value[], readonly Sent[]>
}

/** Bytes as canonical base64: two writings of the same bytes would be two messages. */
export function bytes({ min = 1, max }: { min?: number; max: number }): Schema<Uint8Array, string> {
  return v.pipe(
    text({ max: Math.ceil(max / 3) * 4 }),
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
      const decoded = Buffer.from(value, 'base64')
      if (decoded.length >= min && decoded.length <= max && decoded.toString('base64') === value)
        return decoded
      addIssue()
      return NEVER
    }),
  )
}

/** An age file, as base64. Whether it opens is known to nobody here; that it is one, is. */
export function ageFile({ max }: { max: number }): Schema<Uint8Array, string> {
  return v.pipe(bytes({ max }), v.check(isAge))
}

function isAge(file: Uint8Array): boolean {
  return Buffer.from(file.subarray(0, AGE.length)).toString('latin1') === AGE
}

const AGE = 'age-encryption.org/v1\n'
