import { entryInBundle, readBundle } from './bundle.ts'
import { sameBytes } from '../basics/bytes.ts'
import type { Fetcher } from './fetcher.ts'
import { leafHash } from './hash.ts'
import { ProofError } from '../basics/proof-error.ts'
import { hashAt } from './tile.ts'
import { TILE_WIDTH, type TileName, tilePath, tileWidth } from './tile-path.ts'
import type { TileReader } from './tile-reader.ts'

/** Entries of a log that is not trusted, each held to its leaf hash, and that to the checkpoint. */
export interface EntryReader {
  /**
   * The entries of a bundle, the first being number `index` * 256. Throws as `TileReader`, and `bad-bundle` or
   * `forged-entry`, which name file and entry.
   */
  bundle(index: number): Promise<readonly Uint8Array[]>
  /** One entry by its number: its bundle is fetched, and no other entry of it looked at. Throws as `bundle`. */
  entry(number: number): Promise<Uint8Array>
  /** Where the bundle is served. */
  path(index: number): string
}

export function entryReader(log: {
  readonly fetcher: Fetcher
  readonly tiles: TileReader
  readonly size: number
}): EntryReader {
  const { fetcher, tiles, size } = log
  return { bundle, entry, path }

  async function bundle(index: number): Promise<readonly Uint8Array[]> {
    const tile = await tiles.tile(0, index)
    const entries = await read(index)
    for (const [at, entry] of entries.entries())
      if (!sameBytes(leafHash(entry), hashAt(tile, at))) throw forged(index, at)
    return entries
  }

  async function entry(number: number): Promise<Uint8Array> {
    const [index, at] = [Math.floor(number / TILE_WIDTH), number % TILE_WIDTH]
    const tile = await tiles.tile(0, index)
    const found = entryInBundle(await fetched(index), at)
    if (!found) throw bad(index, 'A bundle ends before an entry that it should have.')
    if (!sameBytes(leafHash(found), hashAt(tile, at))) throw forged(index, at)
    return found
  }

  async function read(index: number): Promise<Uint8Array[]> {
    const width = tileWidth({ level: 'entries', index, size })
    const entries = split(index, await fetched(index))
    if (entries.length !== width && entries.length !== TILE_WIDTH) {
      throw bad(index, `A bundle has ${entries.length} entries instead of ${width}.`)
    }
    return entries.slice(0, width)
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

  function split(index: number, bytes: Uint8Array): Uint8Array[] {
    try {
      return readBundle(bytes)
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
