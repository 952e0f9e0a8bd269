import { createHash } from 'node:crypto'
import { ENTROPY_BYTES, type Entropy, asEntropy } from './entropy.ts'

export const WORDS_IN_CODE = 12

/**
 * The return code as places in a list of 2,048 words (BIP-39, "Generating the mnemonic"): its 128 bits and the first four of
 * their SHA-256, eleven bits a word. The library looks through its whole list at each call, which took longer than the rest of a
 * page; a test holds both to the same words.
 */
export function placesFor(entropy: Entropy): number[] {
  const bits = (BigInt(`0x${Buffer.from(entropy).toString('hex')}`) << CHECK_BITS) | checkOf(entropy)
  return Array.from({ length: WORDS_IN_CODE }, (_, nth) =>
    Number((bits >> (WORD_BITS * BigInt(WORDS_IN_CODE - 1 - nth))) & WORD_MASK),
  )
}

/** The code that twelve places stand for, or undefined at a wrong check. */
export function readPlaces(places: readonly number[]): Entropy | undefined {
  const bits = places.reduce((before, place) => (before << WORD_BITS) | BigInt(place), 0n)
  const hex = (bits >> CHECK_BITS).toString(16).padStart(2 * ENTROPY_BYTES, '0')
  const entropy = asEntropy(Buffer.from(hex, 'hex'))
  return (bits & CHECK_MASK) === checkOf(entropy) ? entropy : undefined
}

const WORD_BITS = 11n
const WORD_MASK = 2_047n
const CHECK_BITS = 4n
const CHECK_MASK = 15n

function checkOf(entropy: Entropy): bigint {
  const [first = 0] = createHash('sha256').update(entropy).digest()
  return BigInt(first >> 4)
}
