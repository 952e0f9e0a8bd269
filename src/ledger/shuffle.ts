import { type Random } from '#basics'

/**
 * The items in an order that says nothing of the one they came in (Fisher and Yates; Knuth, The Art of Computer
 * Programming, volume 2, algorithm P). Each order is equally likely, as far as the random bytes are.
 */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = drawBelow(last + 1, random)
    const [one, two] = [order[last], order[other]]
    if (one !== undefined && two !== undefined) [order[last], order[other]] = [two, one]
  }
  return order
}

const SPAN = 2 ** 32

/** A whole number below a bound, each equally likely: what would fall into the uneven rest is drawn again. */
function drawBelow(below: number, random: Random): number {
  const even = SPAN - (SPAN % below)
  for (;;) {
    const bytes = random(4)
    const value = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
    if (value < even) return value % below
  }
}
