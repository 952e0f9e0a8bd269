import { sha256 } from '#sha256'
import { utf8 } from '../basics/bytes.ts'
import { CROCKFORD, readCrockford } from './crockford.ts'

const LENGTH = 16
const BITS = 5

/**
 * The look-up code of a certificate, sixteen characters: 75 bits of the SHA-256 of the signed statement, and a character that
 * finds a slip of the pen. Who has the code on the paper can work it out; who has the number alone cannot, because the
 * signature is in what is hashed.
 */
export function lookUpCodeOf(cose: Uint8Array): string {
  let bits = 0n
  for (const byte of sha256(cose).subarray(0, 10)) bits = (bits << 8n) | BigInt(byte)
  bits >>= 5n
  let code = ''
  for (let nth = LENGTH - 2; nth >= 0; nth -= 1)
    code += CROCKFORD[Number((bits >> BigInt(nth * BITS)) & 31n)] ?? ''
  return code + checksumOf(code)
}

/** What somebody typed. Undefined where it is none, or has a slip in it. */
export function readLookUpCode(typed: string): string | undefined {
  const code = readCrockford(typed, LENGTH)
  return code !== undefined && checksumOf(code.slice(0, -1)) === code.at(-1) ? code : undefined
}

/** What number and code are looked up by: the centre keeps nothing that a thief of its list could look anything up with. */
export function lookUpHash(number: string, code: string): Uint8Array {
  return sha256(utf8(`exeunt/look-up/v1\n${number}\n${code}`))
}

/** Each place counts differently, so that two characters that were swapped are noticed as well; 31 is a prime. */
function checksumOf(code: string): string {
  let sum = 0
  for (const [place, digit] of [...code].entries()) sum += (place + 1) * (CROCKFORD.indexOf(digit) + 1)
  return CROCKFORD[sum % 31] ?? ''
}
