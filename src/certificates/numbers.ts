import { type Random } from '#basics'
import { type Transaction } from '#db'
import { findFilling, takePlace } from './issue-store.ts'

/** Crockford's base 32. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const NUMBER_LENGTH = 12

/** How many places a list has. Whoever checks a certificate downloads the whole of it. */
export const LIST_SIZE = 131_072
/** From here on certificates take places of the next list: chance still finds a free one quickly, and decoys have room. */
const FULL_AT = LIST_SIZE / 2

/** A number counts nothing: 60 bits of chance. */
export function drawNumber(random: Random): string {
  return Array.from(random(NUMBER_LENGTH), (byte) => DIGITS[byte % DIGITS.length]).join('')
}

/** A place that nobody has, by chance: next to one another stand people who have nothing to do with each other. */
export async function drawPlace(
  tx: Transaction,
  random: Random,
  decoy: number | null = null,
): Promise<{ list: number; index: number }> {
  const filling = await findFilling(tx)
  const list = filling.taken < FULL_AT ? filling.list : filling.list + 1
  for (;;) {
    const index = Buffer.from(random(4)).readUInt32BE() % LIST_SIZE
    if (await takePlace(tx, { list, index, decoy })) return { list, index }
  }
}
