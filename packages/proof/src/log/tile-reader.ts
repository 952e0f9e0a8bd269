import { sameBytes } from '../basics/bytes.ts'
import type { Fetcher } from './fetcher.ts'
import { type Hash, emptyRoot } from './hash.ts'
import { type KeptTiles, keepTiles } from './kept-tiles.ts'
import { ProofError } from '../basics/proof-error.ts'
import { shiftRight } from './size.ts'
import { type HashSource, hashRanges } from './subtree.ts'
import { type Tile, type TileRuns, asTile, hashAt, hashInRuns, runsOf, tileOf } from './tile.ts'
import { TILE_HEIGHT, TILE_WIDTH, tilePath, tileWidth } from './tile-path.ts'
import { rootOfEdge } from './tree-edge.ts'

export interface TileReader {
  /** Proves the partial tiles, or that there are none. Throws `missing-tile` or `forged-tile`. */
  checkEdge(): Promise<void>
  /** A tile of the tree, proved to belong under the root. Throws `missing-tile` or `forged-tile`. */
  tile(level: number, index: number): Promise<Tile>
  /** That this tile will be asked for soon: it is read already. */
  expect(level: number, index: number): void
  /** The same for single nodes: what proofs are made of. */
  readonly hashes: HashSource
}

/**
 * Tiles of a log that is not trusted, under a checkpoint that is.
 *
 * No byte of a tile is used before its tile has been verified: a full tile against its hash in the tile above,
 * and the partial ones, which have none above, together against the root. Whoever serves the tiles can
 * at most make reading fail. (A reader in Go left out up to two tiles, CVE-2026-56865; so here there is one way
 * to a tile, and it verifies.)
 */
export function tileReader({ kept = keepTiles(KEPT_TILES), ...tree }: ReadTree): TileReader {
  const { fetcher, size } = tree
  let edge: Promise<ReadonlyMap<number, TileRuns>> | undefined

  return { checkEdge, tile, expect, hashes }

  async function checkEdge(): Promise<void> {
    await readEdgeOnce()
  }

  async function tile(level: number, index: number): Promise<Tile> {
    return (await runs(level, index))[0]
  }

  function expect(level: number, index: number): void {
    // What is wrong with it is told to who asks for it.
    runs(level, index).catch(() => {})
  }

  async function hashes(nodes: Parameters<HashSource>[0]): Promise<Hash[]> {
    const found: Hash[] = []
    // The nodes of a proof lie together: each tile is asked for once, and not for each of them.
    let last: { readonly level: number; readonly index: number; readonly runs: TileRuns } | undefined
    for (const node of nodes) {
      const { level, index, start, end } = tileOf(node)
      if (last?.level !== level || last.index !== index)
        last = { level, index, runs: await runs(level, index) }
      found.push(hashInRuns(last.runs, start, end))
    }
    return found
  }

  async function runs(level: number, index: number): Promise<TileRuns> {
    const width = tileWidth({ level, index, size })
    if (width === 0) throw new RangeError('The tree has no such tile.')
    if (width < TILE_WIDTH) {
      const found = (await readEdgeOnce()).get(level)
      if (!found)
        throw new RangeError('The edge of the tree has a tile at each level that has a partial one.')
      return found
    }
    const [above] = await runs(level + 1, Math.floor(index / TILE_WIDTH))
    const hash = hashAt(above, index % TILE_WIDTH)
    return kept.tile(hash, () => readFullTile({ level, index, hash }))
  }

  function readEdgeOnce(): Promise<ReadonlyMap<number, TileRuns>> {
    if (edge) return edge
    edge = readEdge(tree)
    // A file may be mended: whoever asks after that is not told of the fault.
    edge.catch(() => (edge = undefined))
    return edge
  }

  async function readFullTile({
    hash,
    ...name
  }: {
    readonly level: number
    readonly index: number
    readonly hash: Hash
  }): Promise<TileRuns> {
    const full = { ...name, width: TILE_WIDTH }
    const found = runsOf(await readTile({ fetcher, ...full }))
    if (sameBytes(hashInRuns(found, 0, TILE_WIDTH), hash)) return found
    throw new ProofError(
      'forged-tile',
      'A tile is not the one that the tile above it stands for.',
      tilePath(full),
    )
  }
}

interface ReadTree {
  readonly fetcher: Fetcher
  readonly size: number
  readonly root: Hash
  /** Full tiles that readers of several checkpoints share; a few of this reader's own, if nothing is said. */
  readonly kept?: KeptTiles
}

/** The root that the tree had with its first `size` leaves, from tiles that its present root stands for. */
export async function rootAt(size: number, { hashes }: TileReader): Promise<Hash> {
  if (size === 0) return emptyRoot()
  const [root] = await hashRanges([{ start: 0, end: size }], hashes)
  return root ?? emptyRoot()
}

/** The partial tiles, one a level at most. Their hashes are the peaks of the tree, so together they make its root. */
async function readEdge({ fetcher, size, root }: ReadTree): Promise<ReadonlyMap<number, TileRuns>> {
  const edge = new Map<number, Tile>()
  const paths: string[] = []
  for (let level = 0; shiftRight(size, TILE_HEIGHT * level) > 0; level++) {
    const hashes = shiftRight(size, TILE_HEIGHT * level)
    const index = Math.floor(hashes / TILE_WIDTH)
    const width = hashes % TILE_WIDTH
    if (width === 0) continue
    edge.set(level, await readTile({ fetcher, level, index, width }))
    paths.push(tilePath({ level, index, width }))
  }
  if (!sameBytes(rootOfEdge(edge), root)) {
    const message = 'The tiles at the edge of the tree do not make the root of the checkpoint.'
    throw new ProofError('forged-tile', message, paths.join(', '))
  }
  return new Map([...edge].map(([level, tile]) => [level, runsOf(tile)]))
}

/** Well above those that are read ahead: one that made room before it was asked for would be read twice. */
const KEPT_TILES = 64

async function readTile(tile: {
  readonly fetcher: Fetcher
  readonly level: number
  readonly index: number
  readonly width: number
}): Promise<Tile> {
  const { fetcher, level, index, width } = tile
  const path = tilePath({ level, index, width })
  let bytes = await fetcher.fetch(path)
  // A log that has grown meanwhile may have dropped the partial tile for the full one (tlog-tiles).
  if (bytes === 'absent' && width < TILE_WIDTH)
    bytes = await fetcher.fetch(tilePath({ level, index, width: TILE_WIDTH }))
  if (bytes === 'absent') throw new ProofError('missing-tile', 'The log does not serve a tile.', path)
  try {
    return asTile(bytes, width)
  } catch {
    throw new ProofError('forged-tile', 'A tile has the wrong length.', path)
  }
}
