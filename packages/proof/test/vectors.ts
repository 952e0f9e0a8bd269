// The vectors of vectors/, which other implementations share, with as much of a type as the tests need.
import { readFileSync } from 'node:fs'
import type { PersonContent } from '../src/index.ts'

// `any` is what JSON.parse gives; each reader below says what it takes the file for.
const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'))

export const merkle: {
  leavesHex: string[]
  rootsHexBySize: string[]
  leafHash: { textOfEntry: string; hex: string }
  nodeHash: { left: string; right: string; hex: string }
  inclusion: { index: number; size: number; proof: string[] }[]
  consistency: { oldSize: number; newSize: number; proof: string[] }[]
  consistencyLengthsTo8: Record<string, number>
  recordHash: { textOfEntry: string; base64: string }
} = read('merkle')

export const notes: { notes: { vkey: string; skey?: string; text: string; signature: string }[] } =
  read('notes')

export const golden: {
  logSeedHex: string
  witnessSeedHex: string
  cosignedAtSeconds: number
  vkey: string
  witnessVkey: string
  origin: string
  size: number
  root: string
  note: string
} = read('golden-log')

export const tessera: {
  vkey: string
  origin: string
  entries: string[]
  rootsBySize: Record<string, string>
  signatureOfSize15: string
  bundleOf5Hex: string
  proofOfSeven: { index: number; size: number; hashes: string[] }
} = read('tessera-log')

export const tilePaths: {
  paths: { path: string; level: number | 'entries'; index: number; width: number }[]
  refused: string[]
  widths: { size: number; full: Record<string, number>; partial: Record<string, number> }[]
} = read('tile-paths')

export const leaves: {
  commitment: { keyHex: string; record: string; commitment: string }
  hiddenTarget: { index: number; commitment: string }
  amendment: { index: number; record: string; commitment: string }
  log: string[]
  totals: Record<string, unknown>
  total: Record<string, number>
  dayFiles: { file: string; list: string; listDigest: string }
  person: {
    content: Omit<PersonContent, 'words'> & { words: string }
    contentRecord: string
    contentKeyHex: string
    contentCommitment: string
    entry: number
    line: number
    record: string
    keyHex: string
    commitment: string
    checkCodes: Record<string, string>
  }
} = read('leaves')

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}
