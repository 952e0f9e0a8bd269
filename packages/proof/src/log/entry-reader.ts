import { type Bundle, entryInBundle, leafHashes, openBundle } from './bundle.ts'
import { sameBytes } from '../basics/bytes.ts'
import { type Fetcher, type InOrder, comingUp } from './fetcher.ts'
import { leafHash } from './hash.ts'
import { ProofError } from '../basics/proof-error.ts'
import { hashAt } from './tile.ts'
import { TILE_WIDTH, type TileName, tilePath, tileWidth } from './tile-path.ts'
import type { TileReader } from './tile-reader.ts'

/** Entries of a log that is not trusted, each held to its leaf hash, and that to the checkpoint. */
export interface EntryReader {
  /**
   * The bundle whose first entry is number `index` * 256. Throws as `TileReader`, and `bad-bundle` or
   * `forged-entry`, which name file and entry.
   */
  bundle(index: number): Promise<Bundle>
  /** One entry by its number: its bundle is fetched, and no other entry of it looked at. Throws as `bundle`. */
  entry(number: number): Promise<Uint8Array>
  /** That bundle `index` is read next, of those from `start` up to but without `end`, in their order: what follows is sent for. */
  expect(index: number, all: InOrder): void
  /** Where the bundle is served. */
  path(index: number): string
}

export function entryReader(log: {
  readonly fetcher: Fetcher
  readonly tiles: TileReader
  readonly size: number
}): EntryReader {
  const { fetcher, tiles, size } = log
  return { bundle, entry, expect, path }

  async function bundle(index: number): Promise<Bundle> {
    const tile = await tiles.tile(0, index)
    const found = await read(index)
    const hashes = leafHashes(found)
    if (sameBytes(hashes, tile)) return found
    const at = found.entries.findIndex((_, at) => !sameBytes(hashAt(hashes, at), hashAt(tile, at)))
    throw forged(index, at)
  }

  async function entry(number: number): Promise<Uint8Array> {
    const [index, at] = [Math.floor(number / TILE_WIDTH), number % TILE_WIDTH]
    const tile = await tiles.tile(0, index)
    const found = entryInBundle(await fetched(index), at)
    if (!found) throw bad(index, 'A bundle ends before an entry that it should have.')
    if (!sameBytes(leafHash(found), hashAt(tile, at))) throw forged(index, at)
    return found
  }

  function expect(index: number, all: InOrder): void {
    for (const next of comingUp(index, all)) {
      tiles.expect(0, next)
      fetcher.expect?.(path(next))
    }
  }

  async function read(index: number): Promise<Bundle> {
    const width = tileWidth({ level: 'entries', index, size })
    const bytes = await fetched(index)
    const { entries } = split(index, bytes)
    if (entries.length !== width && entries.length !== TILE_WIDTH) {
      throw bad(index, `A bundle has ${entries.length} entries instead of ${width}.`)
    }
    return { bytes, entries: entries.slice(0, width) }
  }

  async function fetched(index: number): Promise<Uint8Array> {
    const name: TileName = { level: 'entries', index, width: TILE_WIDTH }
    let bytes = await fetcher.fetch(path(index))
    // A log that has grown meanwhile may have dropped the partial bundle for the full one (tlog-tiles).
    if (bytes === 'absent' && tileWidth({ ...name, size }) < TILE_WIDTH)
      bytes = await fetcher.fetch(tilePath(name))
    if (bytes === 'absent') throw bad(index, 'The log does not serve a bundle of entries.')
    return bytes
  }

  function split(index: number, bytes: Uint8Array): Bundle {
    try {
      return openBundle(bytes)
    } catch (error) {
      if (error instanceof ProofError) throw bad(index, error.message)
      throw error
    }
  }

  function forged(index: number, at: number): ProofError {
    const number = index * TILE_WIDTH + at
    const message = `Entry ${number} is not the one that the checkpoint stands for.`
    return new ProofError('forged-entry', message, path(index), number)
  }

  function bad(index: number, message: string): ProofError {
    return new ProofError('bad-bundle', message, path(index), index * TILE_WIDTH)
  }

  function path(index: number): string {
    return tilePath({ level: 'entries', index, width: tileWidth({ level: 'entries', index, size }) })
  }
}
