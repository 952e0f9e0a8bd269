import { type Day, invariant, type Random } from '#basics'
import { type Transaction } from '#db'
import { findSpares, findStock, insertSpares, type Place, takePlace } from './issue-store.ts'

/** How many places a list has. Whoever checks a certificate downloads the whole of it. */
export const LIST_SIZE = 131_072
/** From here on spare places are put into the next list: chance still finds free ones quickly. */
const FULL_AT = LIST_SIZE / 2
/** So many at once, that who compares two lists sees how many hundreds were taken in weeks, and of none when it was. */
const BATCH = 1_024
/** Of each batch as many as chance draws below this are never taken. */
const MOST_IDLE = BATCH / 2
/** Below what a new batch has, however many of it are idle. */
const LOW = BATCH / 4
/** The stock that has become low is filled in one round of so many: not in the one in which it became so. */
const FILLED_OF = 128

/** True once in `times`, up to 256. */
export function chance(random: Random, times: number): boolean {
  return (random(1)[0] ?? 1) % times === 0
}

/** See that there are spare places. Under the lock of the lists. */
export async function fillStock(
  tx: Transaction,
  { random, day }: { random: Random; day: Day },
): Promise<void> {
  const { left, batch, list, shown } = await findStock(tx)
  if (left > 0 && !(left < LOW && chance(random, FILLED_OF))) return
  await insertSpares(tx, {
    list: shown + BATCH <= FULL_AT ? list : list + 1,
    indices: Array.from({ length: BATCH }, () => below(random, LIST_SIZE)),
    idle: below(random, MOST_IDLE),
    batch: batch + 1,
    day,
  })
}

/** A spare place, by chance: next to one another stand people who have nothing to do with each other. */
export async function drawPlace(
  tx: Transaction,
  random: Random,
  decoy: number | null = null,
): Promise<Place> {
  for (;;) {
    const spares = await findSpares(tx)
    const place = spares[below(random, spares.length)]
    invariant(place, 'there are spare places wherever a list was published')
    if (await takePlace(tx, { ...place, decoy })) return place
  }
}

function below(random: Random, limit: number): number {
  return Buffer.from(random(4)).readUInt32BE() % limit
}
