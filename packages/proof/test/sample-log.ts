// A SAMPLE log as a map of files, signed by the keys of the golden vectors.
import {
  COSIGNER_KEY,
  EMPTY_EDGE,
  type Fetcher,
  type Hash,
  type Leaf,
  NOTE_KEY,
  type Policy,
  cosign,
  growTree,
  leafHash,
  policyOfLogs,
  signNote,
  signerFromSeed,
  tilePath,
  writeBundle,
  writeCheckpoint,
  writeLeaf,
} from '../src/index.ts'
import { fromHex, golden } from './vectors.ts'

export type Files = Map<string, Uint8Array>

const logSigner = await signerFromSeed({
  name: golden.origin,
  type: NOTE_KEY,
  seed: fromHex(golden.logSeedHex),
})
export const witness = await signerFromSeed({
  name: 'w1.example.org',
  type: COSIGNER_KEY,
  seed: fromHex(golden.witnessSeedHex),
})
export const believed: Policy = policyOfLogs([logSigner.key])

/** All the files of a log with these entries. */
export async function publish(entries: readonly Uint8Array[]): Promise<Files> {
  const files: Files = new Map()
  const { root, tiles } = growTree(EMPTY_EDGE, entries.map(leafHash))
  for (const tile of tiles) files.set(tilePath(tile), tile.bytes)
  for (let index = 0; index * 256 < entries.length; index++) {
    const some = entries.slice(index * 256, (index + 1) * 256)
    files.set(tilePath({ level: 'entries', index, width: some.length }), writeBundle(some))
  }
  files.set('checkpoint', await checkpointNote({ size: entries.length, root }))
  return files
}

export async function checkpointNote(head: {
  size: number
  root: Hash
  origin?: string
}): Promise<Uint8Array> {
  const text = writeCheckpoint({ origin: golden.origin, ...head })
  const cosignature = await cosign({ cosigner: witness, text, atSeconds: golden.cosignedAtSeconds })
  return signNote({ text, signers: [logSigner], earlier: [cosignature] })
}

export function fetcherOf(files: Files): Fetcher & { readonly asked: Set<string> } {
  const asked = new Set<string>()
  return {
    asked,
    async fetch(path) {
      asked.add(path)
      return files.get(path) ?? 'absent'
    },
  }
}

/** A baseline, then people with all combinations, a retraction of each kind, and a day every so often. */
export function sampleLeaves(size: number): Leaf[] {
  const leaves: Leaf[] = [
    { kind: 'baseline', asOf: '2026-11-01', figures: figures(9, 4, 3, 1, 12), dossier: filled(7) as never },
  ]
  const counted = { party: 0, league: 0, pioneers: 0, notStated: 0, people: 0 }
  const retracted = { ...counted }
  while (leaves.length < size) {
    const at = leaves.length
    const left = { party: (at & 1) > 0, league: (at & 2) > 0, pioneers: (at & 4) > 0 }
    if (at % 100 === 99) {
      const date = new Date(Date.UTC(2026, 10, 1) + at * 864_000).toISOString().slice(0, 10)
      const [now, gone] = [{ ...counted }, { ...retracted }]
      leaves.push({
        kind: 'day',
        date,
        size: at,
        baseline: figures(9, 4, 3, 1, 12),
        counted: now,
        retracted: gone,
      })
    } else if (at % 100 === 50) {
      const target = leaves[at - 3]
      if (target?.kind !== 'add') throw new Error('The sample takes back what it added.')
      leaves.push({ kind: 'retract', left: target.left, reason: 'error', target: at - 3 })
      add(retracted, target.left)
    } else if (at % 100 === 60) {
      const { left: gone } = leaves[at - 5] as { left: typeof left }
      leaves.push({ kind: 'retract', left: gone, reason: 'withdrawn', target: filled(at) as never })
      add(retracted, gone)
    } else {
      leaves.push({ kind: 'add', left, commitment: filled(at) as never })
      add(counted, left)
    }
  }
  return leaves
}

export function sampleEntries(size: number): Uint8Array[] {
  return sampleLeaves(size).map(writeLeaf)
}

export function figures(party: number, league: number, pioneers: number, notStated: number, people: number) {
  return { party, league, pioneers, notStated, people }
}

export function filled(value: number): Uint8Array {
  const bytes = new Uint8Array(32)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

function add(
  sums: ReturnType<typeof figures>,
  left: { party: boolean; league: boolean; pioneers: boolean },
): void {
  sums.party += Number(left.party)
  sums.league += Number(left.league)
  sums.pioneers += Number(left.pioneers)
  sums.notStated += Number(!left.party && !left.league && !left.pioneers)
  sums.people++
}
