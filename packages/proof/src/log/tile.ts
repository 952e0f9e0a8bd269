import { HASH_BYTES, type Hash, nodeHashes } from './hash.ts'
import { ProofError } from '../basics/proof-error.ts'
import type { TreeNode } from './subtree.ts'
import { TILE_HEIGHT, TILE_WIDTH } from './tile-path.ts'

/** Consecutive hashes of one level of tiles, as one run of bytes: what is served as a file. */
export type Tile = Uint8Array

/** The bytes as a tile of so many hashes; a longer one is cut, as a full tile stands in for a partial one. */
export function asTile(bytes: Uint8Array, width: number): Tile {
  const asked = width * HASH_BYTES
  if (bytes.length !== asked && bytes.length !== TILE_WIDTH * HASH_BYTES) {
    throw new ProofError(
      'bad-tile',
      `A tile of ${width} hashes has ${asked} bytes, this has ${bytes.length}.`,
    )
  }
  return bytes.subarray(0, asked)
}

/** The hash at a place of the tile. */
export function hashAt(tile: Tile, at: number): Hash {
  if ((at + 1) * HASH_BYTES > tile.length) throw new RangeError('The tile has no hash there.')
  return tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES) as Hash
}

/** The hash of the 2^n hashes from `start` to `end` (not included). */
export function hashOfRun(tile: Tile, start: number, end: number): Hash {
  let run = tile.subarray(start * HASH_BYTES, end * HASH_BYTES)
  if (run.length === 0 || run.length !== (end - start) * HASH_BYTES)
    throw new RangeError('The tile has no such hashes.')
  while (run.length > HASH_BYTES) run = nodeHashes(run)
  return run as Hash
}

/**
 * The hashes of all runs of 2^n hashes that a tile has whole, by n; at 0 is the tile itself. Who has verified a tile has made
 * them, and whoever keeps them makes a proof without hashing anything.
 */
export type TileRuns = readonly [Tile, ...Uint8Array[]]

export function runsOf(tile: Tile): TileRuns {
  const runs: [Tile, ...Uint8Array[]] = [tile]
  for (let run = pairsOf(tile); run.length > 0; run = pairsOf(run)) runs.push(run)
  return runs
}

/** The hashes of the pairs of a run; one that is left over at its end has none. */
function pairsOf(run: Uint8Array): Uint8Array {
  return nodeHashes(run.subarray(0, run.length - (run.length % (2 * HASH_BYTES))))
}

/** The hash of the 2^n hashes from `start` to `end` (not included), which begin at a multiple of their number. */
export function hashInRuns(runs: TileRuns, start: number, end: number): Hash {
  const length = end - start
  return hashAt(runs[Math.log2(length)] ?? NOTHING, start / length)
}

const NOTHING: Tile = new Uint8Array(0)

/** Which tile holds a node of the tree, and which run of its hashes the node is the hash of. */
export function tileOf({ level, index }: TreeNode): {
  readonly level: number
  readonly index: number
  readonly start: number
  readonly end: number
} {
  const height = level % TILE_HEIGHT
  const first = index * 2 ** height
  const start = first % TILE_WIDTH
  return {
    level: Math.floor(level / TILE_HEIGHT),
    index: Math.floor(first / TILE_WIDTH),
    start,
    end: start + 2 ** height,
  }
}
