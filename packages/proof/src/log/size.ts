import { ProofError } from '../basics/proof-error.ts'

// Sizes are uint64 on the wire. Here they are numbers below 2^53, beyond which a number no longer tells n from
// n + 1. A log of that size would need a million leaves a second for 285 years; so what is above is refused.

/** The number that decimal digits without a leading zero stand for. Throws `bad-size`. */
export function readSize(text: string): number {
  const size = DECIMAL.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(size)) throw broken()
  return size
}

/** Throws `bad-size` where a whole number from 0 to 2^53 - 1 is asked for and something else comes. */
export function asSize(size: number): number {
  if (!isSize(size)) throw broken()
  return size
}

export function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0 && !Object.is(size, -0)
}

/** `size` / 2^`bits`, rounded down. `>>` would cut to 32 bits. */
export function shiftRight(size: number, bits: number): number {
  return Math.floor(size / 2 ** bits)
}

/** The largest power of two below `size`, which is 2 or more: where RFC 6962 splits a tree. */
export function splitPoint(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

const DECIMAL = /^(?:0|[1-9][0-9]{0,15})$/

function broken(): ProofError {
  return new ProofError('bad-size', 'A size or index is a whole number from 0 to 2^53 - 1, in plain digits.')
}
