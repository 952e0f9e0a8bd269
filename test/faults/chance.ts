import { randomInt } from 'node:crypto'

/** Chance that can be repeated: the seed is printed, and EXEUNT_SEED sets it. */
export interface Chance {
  readonly seed: number
  /** A whole number from 0 to `most - 1`. */
  below(most: number): number
  /** One of a list that has some. */
  pick<Item>(items: readonly Item[]): Item
  shuffle<Item>(items: readonly Item[]): Item[]
}

export function chance(what: string): Chance {
  const seed = Number(process.env['EXEUNT_SEED'] ?? randomInt(2 ** 31))
  process.stdout.write(`${what}: seed ${seed} (EXEUNT_SEED=${seed} repeats it)\n`)
  const next = mulberry32(seed)
  const below = (most: number) => Math.floor(next() * most)
  return {
    seed,
    below,
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('there is nothing to pick from')
      return item
    },
    shuffle: (items) =>
      items
        .map((item) => ({ item, at: next() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ item }) => item),
  }
}

/** Tommy Ettinger's mulberry32, in the public domain: 32 bits of state are plenty for choosing whom to kill. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
