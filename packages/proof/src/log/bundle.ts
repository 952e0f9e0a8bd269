import type { Span } from '../basics/bytes.ts'
import { ProofError } from '../basics/proof-error.ts'
import { sha256Each } from '../basics/sha256.ts'
import type { Tile } from './tile.ts'
import { TILE_WIDTH } from './tile-path.ts'

/** An entry bundle (tlog-tiles), and where each of its entries lies in it: 1 to 256, one behind the other. */
export interface Bundle {
  readonly bytes: Uint8Array
  readonly entries: readonly Span[]
}

/** For each of 1 to 256 entries its length in two bytes, big-endian, and itself. */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0 || entries.length > TILE_WIDTH) throw broken('A bundle has 1 to 256 entries.')
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + LENGTH_BYTES + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    if (entry.length > MOST_ENTRY_BYTES) throw broken('An entry has at most 65,535 bytes.')
    bytes[at] = entry.length >> 8
    bytes[at + 1] = entry.length
    bytes.set(entry, at + LENGTH_BYTES)
    at += LENGTH_BYTES + entry.length
  }
  return bytes
}

/** Where the entries of a bundle lie. Throws `bad-bundle` where lengths do not add up. */
export function openBundle(bytes: Uint8Array): Bundle {
  const entries: Span[] = []
  let at = 0
  while (at < bytes.length) {
    const start = at + LENGTH_BYTES
    const end = start + lengthAt(bytes, at)
    if (end > bytes.length) throw broken('A bundle ends in the middle of an entry.')
    entries.push({ start, end })
    at = end
  }
  if (entries.length === 0 || entries.length > TILE_WIDTH) throw broken('A bundle has 1 to 256 entries.')
  return { bytes, entries }
}

/** The entries of a bundle, as views into it. Throws as `openBundle`. */
export function readBundle(bytes: Uint8Array): Uint8Array[] {
  return entriesOf(openBundle(bytes))
}

export function entriesOf({ bytes, entries }: Bundle): Uint8Array[] {
  return entries.map(({ start, end }) => bytes.subarray(start, end))
}

/** The hashes of its entries, in their order: `leafHash` of each, and what the tile above the bundle has to be. */
export function leafHashes({ bytes, entries }: Bundle): Tile {
  // Before each entry stands its length. In a copy (a Buffer's `slice` is none), its last byte gives way to the prefix of a leaf.
  const inputs = new Uint8Array(bytes)
  const spans = entries.map(({ start, end }) => ({ start: start - 1, end }))
  for (const { start } of spans) inputs[start] = LEAF_PREFIX
  return sha256Each(inputs, spans)
}

/** One entry of a bundle, by its place from 0; undefined where the bundle has none there. Nothing behind it is looked at. */
export function entryInBundle(bytes: Uint8Array, place: number): Uint8Array | undefined {
  let at = 0
  for (let left = place; left > 0; left--) at += LENGTH_BYTES + lengthAt(bytes, at)
  const start = at + LENGTH_BYTES
  const end = start + lengthAt(bytes, at)
  return end > bytes.length ? undefined : bytes.subarray(start, end)
}

const LENGTH_BYTES = 2
const MOST_ENTRY_BYTES = 0xffff
const LEAF_PREFIX = 0

function lengthAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0)
}

function broken(message: string): ProofError {
  return new ProofError('bad-bundle', message)
}
