import { type Secret } from '#basics'
import { type Entropy, keyedHash, readReturnCode } from '#vault'

/** The look-up value of a return code. Keyed: a thief of the table without the key can test no guess. */
export function codeHash(entropy: Entropy, codeKey: Secret<Uint8Array>): Uint8Array {
  return keyedHash(codeKey, 'exeunt/return-code/v1', entropy)
}

/**
 * What a typed return code may be, each with its look-up value. Chinese codes can be valid in both
 * scripts' lists, so there can be two; text that is no code gives none.
 */
export function codeHashes(
  typed: string,
  codeKey: Secret<Uint8Array>,
): { entropy: Entropy; hash: Uint8Array }[] {
  return readReturnCode(typed).map((entropy) => ({ entropy, hash: codeHash(entropy, codeKey) }))
}
