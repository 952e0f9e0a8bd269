import { HASH_BYTES, type Hash, emptyRoot } from './hash.ts'
import { foldHashes, nodesOf } from './subtree.ts'
import { type Tile, hashOfRun } from './tile.ts'
import { TILE_WIDTH, type TileName } from './tile-path.ts'

/** What a log keeps to grow its tree: the partial tile of each level, and nothing else. */
export interface TreeEdge {
  readonly size: number
  readonly tiles: ReadonlyMap<number, Tile>
}

export interface WrittenTile extends TileName {
  readonly level: number
  readonly bytes: Tile
}

export const EMPTY_EDGE: TreeEdge = { size: 0, tiles: new Map() }

/**
 * The tree with these leaves appended: its edge, its root, and each tile that it has and the old one had not,
 * as `newTiles` names them. What stands on disk is changed by nobody; old partial tiles stay what they were.
 */
export function growTree(
  old: TreeEdge,
  leaves: readonly Hash[],
): { readonly edge: TreeEdge; readonly root: Hash; readonly tiles: readonly WrittenTile[] } {
  const edge = new Map<number, Tile>()
  const written: WrittenTile[] = []
  let arriving = leaves
  for (let level = 0; arriving.length > 0 || old.tiles.has(level) || hasAbove(old, level); level++) {
    const partial = old.tiles.get(level) ?? new Uint8Array(0)
    const first = Math.floor(old.size / TILE_WIDTH ** (level + 1))
    const hashes = appended(partial, arriving)
    const full = Math.floor(hashes.length / TILE_BYTES)
    const finished: Hash[] = []
    for (let at = 0; at < full; at++) {
      const bytes = hashes.slice(at * TILE_BYTES, (at + 1) * TILE_BYTES)
      written.push({ level, index: first + at, width: TILE_WIDTH, bytes })
      finished.push(hashOfRun(bytes, 0, TILE_WIDTH))
    }
    const rest = hashes.slice(full * TILE_BYTES)
    if (rest.length > 0) edge.set(level, rest)
    if (rest.length > 0 && arriving.length > 0) {
      written.push({ level, index: first + full, width: rest.length / HASH_BYTES, bytes: rest })
    }
    arriving = finished
  }
  return { edge: { size: old.size + leaves.length, tiles: edge }, root: rootOfEdge(edge), tiles: written }
}

/** The root of the tree with these partial tiles: their hashes are its peaks, the highest tile leftmost. */
export function rootOfEdge(tiles: ReadonlyMap<number, Tile>): Hash {
  const highestFirst = [...tiles].toSorted(([left], [right]) => right - left)
  const peaks = highestFirst.flatMap(([, tile]) =>
    nodesOf({ start: 0, end: tile.length / HASH_BYTES }).map(({ level, index }) =>
      hashOfRun(tile, index * 2 ** level, (index + 1) * 2 ** level),
    ),
  )
  return foldHashes(peaks) ?? emptyRoot()
}

const TILE_BYTES = TILE_WIDTH * HASH_BYTES

function hasAbove(edge: TreeEdge, level: number): boolean {
  return [...edge.tiles.keys()].some((other) => other > level)
}

function appended(tile: Tile, hashes: readonly Hash[]): Uint8Array {
  const bytes = new Uint8Array(tile.length + hashes.length * HASH_BYTES)
  bytes.set(tile)
  let at = tile.length
  for (const hash of hashes) {
    bytes.set(hash, at)
    at += HASH_BYTES
  }
  return bytes
}
