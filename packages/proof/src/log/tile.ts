import { HASH_BYTES, type Hash, nodeHash } from './hash.ts'
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
  if (end - start === 1) return hashAt(tile, start)
  const hashes: Hash[] = []
  for (let at = start; at < end; at += 2) hashes.push(nodeHash(hashAt(tile, at), hashAt(tile, at + 1)))
  while (hashes.length > 1) {
    const pairs = hashes.length / 2
    for (let at = 0; at < pairs; at++) {
      const [left, right] = [hashes[2 * at], hashes[2 * at + 1]]
      if (left && right) hashes[at] = nodeHash(left, right)
    }
    hashes.length = pairs
  }
  const [whole] = hashes
  if (!whole) throw new RangeError('A run has 2^n hashes, and at least one.')
  return whole
}

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
