import { type Random } from '#basics'

/**
 * The items in an order that says nothing of the one they came in (Fisher and Yates; Knuth, The Art of Computer
 * Programming, volume 2, algorithm P). Each order is equally likely, as far as the random bytes are.
 */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const order = [...items]
  const draw = drawerOf(random)
  for (let last = order.length - 1; last > 0; last--) {
    const other = draw(last + 1)
    const [one, two] = [order[last], order[other]]
    if (one !== undefined && two !== undefined) [order[last], order[other]] = [two, one]
  }
  return order
}

const POOL_DRAWS = 1_024
const SPAN = 2 ** 32

/** Whole numbers below a bound, each equally likely: what would fall into the uneven rest is drawn again. */
function drawerOf(random: Random): (below: number) => number {
  let pool: DataView = new DataView(new ArrayBuffer(0))
  let at = 0
  const next = () => {
    if (at === pool.byteLength) {
      const bytes = random(POOL_DRAWS * 4)
      pool = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      at = 0
    }
    const value = pool.getUint32(at)
    at += 4
    return value
  }
  return (below) => {
    const even = SPAN - (SPAN % below)
    for (;;) {
      const value = next()
      if (value < even) return value % below
    }
  }
}
