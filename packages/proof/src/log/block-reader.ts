import type { EntryReader } from './entry-reader.ts'
import type { DayRange } from './days-index.ts'
import { TILE_WIDTH } from './tile-path.ts'

/** Entries by number, fetched in whole blocks. */
export interface BlockReader {
  /** One entry; undefined where the log has none. Throws as `EntryReader`. */
  entry(index: number): Promise<Uint8Array | undefined>
  /** Entries from `start` up to but without `end`. */
  range(range: DayRange): AsyncGenerator<Uint8Array>
}

/** Bundles in a block: 16,384 entries. */
const BLOCK_BUNDLES = 64
const BLOCK_ENTRIES = BLOCK_BUNDLES * TILE_WIDTH
const KEPT_BLOCKS = 4

/**
 * Whoever asks a server for one entry tells it which one she came for. So a block is fetched whole and in order,
 * whatever is looked for in it, and a server sees only that somebody read some thousands of entries.
 */
export function blockReader(entries: EntryReader, size: number): BlockReader {
  const blocks = new Map<number, Promise<readonly Uint8Array[]>>()

  return { entry, range }

  async function entry(index: number): Promise<Uint8Array | undefined> {
    if (index >= size) return undefined
    return (await block(Math.floor(index / BLOCK_ENTRIES)))[index % BLOCK_ENTRIES]
  }

  async function* range({ start, end }: DayRange): AsyncGenerator<Uint8Array> {
    for (let number = Math.floor(start / BLOCK_ENTRIES); number * BLOCK_ENTRIES < end; number++) {
      const first = number * BLOCK_ENTRIES
      yield* (await block(number)).slice(Math.max(0, start - first), end - first)
    }
  }

  function block(number: number): Promise<readonly Uint8Array[]> {
    const known = blocks.get(number) ?? read(number)
    blocks.delete(number)
    blocks.set(number, known)
    if (blocks.size > KEPT_BLOCKS) blocks.delete(blocks.keys().next().value ?? number)
    return known
  }

  async function read(number: number): Promise<readonly Uint8Array[]> {
    const found: Uint8Array[] = []
    const bundles = Math.ceil(size / TILE_WIDTH)
    const end = Math.min((number + 1) * BLOCK_BUNDLES, bundles)
    for (let index = number * BLOCK_BUNDLES; index < end; index++)
      found.push(...(await entries.bundle(index)))
    return found
  }
}
