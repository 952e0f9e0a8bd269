import { type Bundle, entriesOf, entryInBundle } from './bundle.ts'
import type { DayRange } from './days-index.ts'
import type { EntryReader } from './entry-reader.ts'
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
  const blocks = new Map<number, Promise<readonly Bundle[]>>()

  return { entry, range }

  async function entry(index: number): Promise<Uint8Array | undefined> {
    if (index >= size) return undefined
    const bundles = await block(Math.floor(index / BLOCK_ENTRIES))
    const bundle = bundles[Math.floor((index % BLOCK_ENTRIES) / TILE_WIDTH)]
    return bundle && entryInBundle(bundle.bytes, index % TILE_WIDTH)
  }

  async function* range({ start, end }: DayRange): AsyncGenerator<Uint8Array> {
    for (let number = Math.floor(start / BLOCK_ENTRIES); number * BLOCK_ENTRIES < end; number++) {
      const first = number * BLOCK_ENTRIES
      yield* (await block(number)).flatMap(entriesOf).slice(Math.max(0, start - first), end - first)
    }
  }

  function block(number: number): Promise<readonly Bundle[]> {
    const known = blocks.get(number) ?? read(number)
    blocks.delete(number)
    blocks.set(number, known)
    if (blocks.size > KEPT_BLOCKS) blocks.delete(blocks.keys().next().value ?? number)
    return known
  }

  async function read(number: number): Promise<readonly Bundle[]> {
    const found: Bundle[] = []
    const start = number * BLOCK_BUNDLES
    const end = Math.min(start + BLOCK_BUNDLES, Math.ceil(size / TILE_WIDTH))
    for (let index = start; index < end; index++) {
      entries.expect(index, { start, end })
      found.push(await entries.bundle(index))
    }
    return found
  }
}
