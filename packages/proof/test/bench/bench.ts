// `npm run bench -w @exeunt/proof`: hashing, and the audit of a million leaves from a folder, on one core. Every figure
// is time of the CPU, not of the clock, and stands beside a bare loop of SHA-256 in the same run: a figure alone says most about
// the machine and who else is on it. The audit stands beside bare hashing of all that it hashes, in rounds that take turns.
import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { folderFetcher } from '../../src/log/folder.ts'
import {
  EMPTY_EDGE,
  auditToEnd,
  growTree,
  leafHash,
  nodeHash,
  policyOfLogs,
  readLeaf,
  signNote,
  signerFromSeed,
  tilePath,
  writeBundle,
  writeCheckpoint,
  writeLeaf,
} from '../../src/index.ts'
import { sha256 as ofNode } from '../../src/basics/sha256-node.ts'
import { sha256 as ofOurs } from '../../src/basics/sha256.ts'

const LEAVES = Number(process.argv[2] ?? 1_000_000)
/** A log this long is grown a batch at a time, to see whether a leaf costs more the longer the log is. */
const LONG = LEAVES * 10
const BATCH = 4_096
const AUDITS = 5
const log = await signerFromSeed({ name: 'example.org/log', type: 1, seed: new Uint8Array(32) })
const entries = makeEntries(LEAVES)
const [, entry = new Uint8Array(0)] = entries
const node = new Uint8Array(65)

// The first measurement is the unit of the others.
let unit: number | undefined
measure('bare loop of crypto.hash, 65 bytes', 1_000_000, () => void hash('sha256', node, 'buffer'))
measure('sha256 of Node.js, 65 bytes', 1_000_000, () => void ofNode(node))
measure('sha256 for browsers, 65 bytes', 1_000_000, () => void ofOurs(node))
measure(`leafHash, ${entry.length} bytes`, 1_000_000, () => void leafHash(entry))
const one = leafHash(entry)
measure('nodeHash', 1_000_000, () => void nodeHash(one, one))
measure(`readLeaf, ${entry.length} bytes`, 1_000_000, () => void readLeaf(entry))

const folder = mkdtempSync(join(tmpdir(), 'proof-bench-'))
try {
  await writeLog(folder)
  await measureAudit(folder)
} finally {
  rmSync(folder, { recursive: true })
}
growLong()

/** An audit, and nothing but the hashes that it cannot do without: one a leaf, and one a node. */
async function measureAudit(root: string): Promise<void> {
  const leafInputs = entries.map((one) => Uint8Array.of(0, ...one))
  const rounds: { audit: number; bare: number }[] = []
  for (let round = 0; round < AUDITS; round++) {
    let startedAt = process.cpuUsage()
    for (const input of leafInputs) hash('sha256', input, 'buffer')
    for (let nodes = 1; nodes < LEAVES; nodes++) hash('sha256', node, 'buffer')
    const bare = spentNs(startedAt) / LEAVES
    startedAt = process.cpuUsage()
    const { outcome } = await auditToEnd({ fetcher: folderFetcher(root), policy: policyOfLogs([log.key]) })
    if (outcome !== 'proved') throw new Error('An honest log is proved.')
    rounds.push({ audit: spentNs(startedAt) / LEAVES, bare })
  }
  say(`audit of ${LEAVES} leaves from a folder`, medianOf(rounds.map(({ audit }) => audit)))
  say('crypto.hash of the same bytes, a leaf', medianOf(rounds.map(({ bare }) => bare)))
  const ratio = medianOf(rounds.map(({ audit, bare }) => audit / bare))
  process.stdout.write(
    `the audit takes ${ratio.toFixed(2)} × crypto.hash of the same bytes, the median of ${AUDITS}\n`,
  )
}

/** Hashing, tree, tiles and bundles of a long log, in batches. What each tenth of it cost. */
function growLong(): void {
  let edge = EMPTY_EDGE
  let files = 0
  for (let tenth = 1; tenth <= 10; tenth++) {
    const until = (LONG / 10) * tenth
    let spent = 0
    const begun = edge.size
    while (edge.size < until) {
      const first = edge.size % entries.length
      const some = entries.slice(first, first + Math.min(BATCH, until - edge.size))
      const startedAt = process.cpuUsage()
      const grown = growTree(edge, some.map(leafHash))
      for (let at = 0; at < some.length; at += 256) files += writeBundle(some.slice(at, at + 256)).length
      for (const tile of grown.tiles) files += tile.bytes.length
      spent += spentNs(startedAt)
      edge = grown.edge
    }
    say(
      `${begun} to ${edge.size} leaves in batches of ${BATCH}, tiles and bundles`,
      spent / (edge.size - begun),
    )
  }
  process.stdout.write(
    `${(files / LONG).toFixed(1)} bytes of files written for a leaf, partial tiles among them\n`,
  )
}

function measure(what: string, rounds: number, act: () => void): void {
  for (let round = 0; round < rounds / 5; round++) act()
  const startedAt = process.cpuUsage()
  for (let round = 0; round < rounds; round++) act()
  const ns = spentNs(startedAt) / rounds
  say(what, ns)
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

function spentNs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) * 1_000
}

function say(what: string, ns: number): void {
  const ratio = (ns / (unit ??= ns)).toFixed(2)
  process.stdout.write(
    `${what}: ${ns.toFixed(0)} ns each, ${Math.round(1e9 / ns)}/s, ${ratio} × bare SHA-256\n`,
  )
}

function makeEntries(count: number): Uint8Array[] {
  const zero = { party: 0, league: 0, pioneers: 0, notStated: 0, people: 0 }
  const dossier = new Uint8Array(32) as never
  const made = [writeLeaf({ kind: 'baseline', asOf: '2026-11-01', figures: zero, dossier })]
  while (made.length < count - 1) {
    const commitment = hash('sha256', String(made.length), 'buffer') as never
    const left = { party: made.length % 2 === 0, league: made.length % 3 === 0, pioneers: true }
    made.push(writeLeaf({ kind: 'add', left, commitment }))
  }
  const came = { channel: 'web', grade: 'direct', counted: made.length - 1, retracted: 0 } as const
  made.push(writeLeaf({ kind: 'channels', channels: [came] }))
  return made
}

async function writeLog(root: string): Promise<void> {
  const startedAt = process.cpuUsage()
  const grown = growTree(EMPTY_EDGE, entries.map(leafHash))
  say(`growTree by ${LEAVES} leaves, hashing them`, spentNs(startedAt) / LEAVES)
  for (const tile of grown.tiles) write(join(root, tilePath(tile)), tile.bytes)
  for (let index = 0; index * 256 < entries.length; index++) {
    const some = entries.slice(index * 256, (index + 1) * 256)
    write(join(root, tilePath({ level: 'entries', index, width: some.length })), writeBundle(some))
  }
  const text = writeCheckpoint({ origin: 'example.org/log', size: LEAVES, root: grown.root })
  write(join(root, 'checkpoint'), await signNote({ text, signers: [log] }))
}

function write(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
}
