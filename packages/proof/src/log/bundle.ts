import { ProofError } from '../basics/proof-error.ts'
import { TILE_WIDTH } from './tile-path.ts'

/** An entry bundle (tlog-tiles): for each of 1 to 256 entries its length in two bytes, big-endian, and itself. */
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

/** The entries of a bundle, as views into it. Throws `bad-bundle` where lengths do not add up. */
export function readBundle(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    const start = at + LENGTH_BYTES
    const end = start + lengthAt(bytes, at)
    if (end > bytes.length) throw broken('A bundle ends in the middle of an entry.')
    entries.push(bytes.subarray(start, end))
    at = end
  }
  if (entries.length === 0 || entries.length > TILE_WIDTH) throw broken('A bundle has 1 to 256 entries.')
  return entries
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

function lengthAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0)
}

function broken(message: string): ProofError {
  return new ProofError('bad-bundle', message)
}
