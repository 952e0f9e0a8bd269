import { type Random } from '#basics'

/** Crockford's base 32. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const NUMBER_LENGTH = 12

/** A number counts nothing: 60 bits of chance. */
export function drawNumber(random: Random): string {
  return Array.from(random(NUMBER_LENGTH), (byte) => DIGITS[byte % DIGITS.length]).join('')
}
