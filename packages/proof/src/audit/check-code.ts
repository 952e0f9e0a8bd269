import type { Commitment } from '../log/commitment.ts'

/**
 * How many digits a check code of a day has on which so many people were counted: the fewest that give twice as
 * many codes as people, and at least two.
 *
 * A code says as little as it can and is still of use. Somebody who made a number up finds a leaf with it in one
 * case of twenty to two of five, so that having one proves nothing of anybody; and each who checks hers
 * finds a leaf that was left out in the other cases.
 */
export function checkDigits(people: number): number {
  return Math.max(2, Math.ceil(Math.log10(Math.max(1, 2 * people))))
}

/** The check code of a leaf: the first 8 bytes of its commitment, big-endian, the last digits of that number. */
export function checkCode(commitment: Commitment, digits: number): string {
  const view = new DataView(commitment.buffer, commitment.byteOffset)
  const rest = view.getBigUint64(0) % 10n ** BigInt(digits)
  return String(rest).padStart(digits, '0')
}

/** The chance that a made-up code is somebody's, on a day with so many people. */
export function chanceOfCode(people: number, digits: number): number {
  return 1 - (1 - 10 ** -digits) ** people
}
