import {
  asTile,
  EMPTY_EDGE,
  growTree,
  type Hash,
  leafHash,
  rootOfEdge,
  type Tile,
  TILE_WIDTH,
  type TileName,
  tilePath,
  tileWidth,
  type TreeEdge,
  writeBundle,
} from '#proof'
import { type Batch } from './batch.ts'
import { LedgerError } from './error.ts'
import { LOG, type PublicFolder } from './folder.ts'

/** A tree as large as it is at the end of a batch; of an empty one the size is 0. */
export type TreeHead = Pick<Batch, 'size' | 'root'>

/**
 * The edge of the published tree, from the public files, each byte of it held to the root. Throws
 * {@link LedgerError} `files-damaged`.
 */
export function readEdge(folder: PublicFolder, { size, root }: TreeHead): TreeEdge {
  if (size === 0) return EMPTY_EDGE
  const tiles = new Map<number, Tile>()
  for (let level = 0; size >= TILE_WIDTH ** level; level++) {
    const index = Math.floor(Math.floor(size / TILE_WIDTH ** level) / TILE_WIDTH)
    const name: TileName = { level, index, width: tileWidth({ level, index, size }) }
    if (name.width > 0) tiles.set(level, readTile(folder, name))
  }
  if (Buffer.compare(rootOfEdge(tiles), root) === 0) return { size, tiles }
  throw new LedgerError(
    'files-damaged',
    `the published tiles do not make the tree of ${size} leaves: run "exeunt fsck"`,
  )
}

function readTile(folder: PublicFolder, name: TileName): Tile {
  const path = `${LOG}/${tilePath(name)}`
  const bytes = folder.get(path)
  try {
    if (bytes) return asTile(bytes, name.width)
  } catch {
    // Of a wrong length: as good as missing.
  }
  throw new LedgerError('files-damaged', `${path} is missing or cut: run "exeunt fsck"`)
}

export interface GrownTree {
  readonly root: Hash
  /** The log's files that the batch brings, by their paths below the log's prefix. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/**
 * The tree with a batch appended, and the tiles and bundles that are new. `entries` are those of the batch, with
 * the ones before it that its first bundle begins with.
 */
export function growBy(edge: TreeEdge, { entries }: { readonly entries: readonly Uint8Array[] }): GrownTree {
  const inFirstBundle = edge.size % TILE_WIDTH
  const fresh = entries.slice(inFirstBundle)
  const { root, tiles } = growTree(edge, fresh.map(leafHash))
  const files = new Map<string, Uint8Array>()
  for (const tile of tiles) files.set(tilePath(tile), tile.bytes)
  const firstBundle = Math.floor(edge.size / TILE_WIDTH)
  for (let at = 0; at * TILE_WIDTH < entries.length; at++) {
    const some = entries.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH)
    const name: TileName = { level: 'entries', index: firstBundle + at, width: some.length }
    files.set(tilePath(name), writeBundle(some))
  }
  return { root, files }
}

/** Where the entries begin that a batch's first bundle begins with. */
export function startOfBundle(first: number): number {
  return first - (first % TILE_WIDTH)
}
