// The vectors of vectors/, which other implementations share, with as much of a type as the tests need.
import { readFileSync } from 'node:fs'

function read<Vectors>(name: string): Vectors {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8')) as Vectors
}

export const merkle = read<{
  leavesHex: string[]
  rootsHexBySize: string[]
  leafHash: { textOfEntry: string; hex: string }
  nodeHash: { left: string; right: string; hex: string }
  inclusion: { index: number; size: number; proof: string[] }[]
  consistency: { oldSize: number; newSize: number; proof: string[] }[]
  consistencyLengthsTo8: Record<string, number>
  recordHash: { textOfEntry: string; base64: string }
}>('merkle')

export const notes = read<{ notes: { vkey: string; skey?: string; text: string; signature: string }[] }>('notes')

export const golden = read<{
  logSeedHex: string
  witnessSeedHex: string
  cosignedAtSeconds: number
  vkey: string
  witnessVkey: string
  origin: string
  size: number
  root: string
  note: string
}>('golden-log')

export const tessera = read<{
  vkey: string
  origin: string
  entries: string[]
  rootsBySize: Record<string, string>
  signatureOfSize15: string
  bundleOf5Hex: string
  proofOfSeven: { index: number; size: number; hashes: string[] }
}>('tessera-log')

export const tilePaths = read<{
  paths: { path: string; level: number | 'entries'; index: number; width: number }[]
  refused: string[]
  widths: { size: number; full: Record<string, number>; partial: Record<string, number> }[]
}>('tile-paths')

export const leaves = read<{
  commitment: { keyHex: string; record: string; commitment: string }
  hiddenTarget: { index: number; commitment: string }
  amendment: { index: number; record: string; commitment: string }
  log: string[]
  totals: Record<string, Record<string, number>>
  total: Record<string, number>
}>('leaves')

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}
