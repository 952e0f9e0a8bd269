import { readOctets } from '../basics/bytes.ts'
import type { Hash } from './hash.ts'
import type { TileRuns } from './tile.ts'

/**
 * Full tiles that have been verified, each by its hash: the hash says which bytes they are, so they serve under whatever
 * checkpoint has it in its tree. Bounded, whatever is asked for.
 */
export interface KeptTiles {
  /**
   * The tile with this hash. Where it is not kept `read` brings it, verified; whoever asks meanwhile waits for the same reading.
   * One that failed is not kept: a file may be mended.
   */
  tile(hash: Hash, read: () => Promise<TileRuns>): Promise<TileRuns>
}

/** Keeps at most so many; each takes 16 KB. */
export function keepTiles(most: number): KeptTiles {
  const kept = new Map<string, Promise<TileRuns>>()
  return {
    tile(hash, read) {
      const name = readOctets(hash)
      const known = kept.get(name)
      const tile = known ?? read()
      // Newest last; the oldest makes room. Tiles high up are asked for again and again, and so stay.
      kept.delete(name)
      kept.set(name, tile)
      if (kept.size > most) kept.delete(kept.keys().next().value ?? name)
      if (!known) tile.catch(() => kept.get(name) === tile && kept.delete(name))
      return tile
    },
  }
}
