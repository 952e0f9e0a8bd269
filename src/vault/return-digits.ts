import { ENTROPY_BYTES, type Entropy, asEntropy } from './entropy.ts'

/**
 * The return code for the telephone: 128 bits as 39 decimal digits, then 2 check digits.
 *
 * The check is ISO/IEC 7064 MOD 97-10, as in an IBAN: it catches every single wrong digit and every
 * exchange of two neighbours, the slips that ears and keypads make.
 */
export function digitsFor(entropy: Entropy): string {
  const value = BigInt(`0x${Buffer.from(entropy).toString('hex')}`)
  return withCheck(value.toString().padStart(VALUE_DIGITS, '0'))
}

/** The code that 41 ASCII digits stand for, or undefined at a wrong length or check, or above 128 bits. */
export function readDigits(digits: string): Entropy | undefined {
  const valueDigits = digits.slice(0, VALUE_DIGITS)
  if (!DIGITS.test(digits) || withCheck(valueDigits) !== digits) return undefined
  const value = BigInt(valueDigits)
  if (value >= 1n << BigInt(8 * ENTROPY_BYTES)) return undefined
  return asEntropy(Buffer.from(value.toString(16).padStart(2 * ENTROPY_BYTES, '0'), 'hex'))
}

/** Digits as they are read aloud: groups of four, the last one shorter. */
export function inFours(digits: string): string[] {
  return digits.match(/.{1,4}/g) ?? []
}

export const DIGITS_IN_CODE = 41
/** As they are read aloud. */
export const DIGITS_IN_GROUP = 4

const VALUE_DIGITS = 39
const DIGITS = /^[0-9]{41}$/

function withCheck(valueDigits: string): string {
  const check = 98n - ((BigInt(valueDigits) * 100n) % 97n)
  return valueDigits + check.toString().padStart(2, '0')
}
