// A SAMPLE log as a map of files, signed by the keys of the golden vectors.
import {
  COSIGNER_KEY,
  type Digest,
  EMPTY_EDGE,
  type Fetcher,
  type Hash,
  type Leaf,
  NOTE_KEY,
  NO_DAY_FILES,
  type Organisations,
  type Policy,
  cosign,
  growTree,
  leafHash,
  policyOfLogs,
  runningSums,
  signNote,
  signerFromSeed,
  tilePath,
  writeBundle,
  writeCheckpoint,
  writeLeaf,
} from '../src/index.ts'
import { fromHex, golden } from './vectors.ts'

export type Files = Map<string, Uint8Array>

export const logSigner = await signerFromSeed({
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

/** A baseline, then people with all combinations, retractions and restatements, and a day every so often. */
export function sampleLeaves(size: number, files: Digest = NO_DAY_FILES): Leaf[] {
  const leaves: Leaf[] = [
    { kind: 'baseline', asOf: '2026-11-01', figures: figures(9, 4, 3, 1, 12), dossier: filled(7) as never },
  ]
  const sums = runningSums()
  let people = { counted: 0, retracted: 0 }
  const push = (leaf: Leaf) => {
    leaves.push(leaf)
    if (sums.take(leaf)) throw new Error(`The sample breaks a rule at ${leaves.length - 1}.`)
    if (leaf.kind === 'add') people.counted++
    if (leaf.kind === 'retract') people.retracted++
  }
  sums.take(leaves[0] as Leaf)
  while (leaves.length < size) {
    const at = leaves.length
    const left = { party: (at & 1) > 0, league: (at & 2) > 0, pioneers: (at & 4) > 0 }
    if (people.counted > 0 && (at % 100 === 98 || at === size - 1)) {
      push({ kind: 'channels', channels: [{ channel: 'web', grade: 'direct', ...people }] })
      people = { counted: 0, retracted: 0 }
    } else if (at % 100 === 99) {
      const date = new Date(Date.UTC(2026, 10, 1) + at * 864_000).toISOString().slice(0, 10)
      push({ kind: 'day', date, size: at, ...sums.totals(), files })
    } else if (at === size - 1) {
      push({ kind: 'note', digest: filled(at) as never })
    } else if (at % 100 === 50) {
      push({ kind: 'retract', left: leftBy(leaves[at - 3]), reason: 'error', target: at - 3 })
    } else if (at % 100 === 55) {
      const was = leftBy(leaves[at - 3])
      const now = { ...was, party: !was.party }
      push({ kind: 'restate', was, now, target: at - 3, commitment: filled(at) as never })
    } else if (at % 100 === 60) {
      const target = filled(at) as never
      push({ kind: 'retract', left: leftBy(leaves[at - 4]), reason: 'withdrawn', target })
    } else {
      push({ kind: 'add', left, commitment: filled(at) as never })
    }
  }
  return leaves
}

function leftBy(leaf: Leaf | undefined): Organisations {
  if (leaf?.kind !== 'add') throw new Error('The sample takes back what it added.')
  return leaf.left
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
