import { utf8 } from './bytes.ts'

/**
 * Eighty bits of a recipient's SHA-256, to be read out and compared: sixteen characters without the pairs
 * that sound or look alike. To pass off another key, one would have to make 2^80 of them.
 */
export async function fingerprintOf(recipient: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(recipient)))
  let bits = 0n
  for (const byte of digest.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte)
  const characters = Array.from(
    { length: 16 },
    (_, index) => ALPHABET[Number((bits >> BigInt(75 - index * 5)) & 31n)],
  )
  return characters.join('').replace(/(.{4})(?=.)/g, '$1 ')
}

// Crockford's thirty-two: no I, L, O, U.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
