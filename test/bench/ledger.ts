// The ledger from the register's rows to published files: what a leaf costs, and what four hundred million would.
import * as fs from 'node:fs'
import { join } from 'node:path'
import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { asCommitment, EMPTY_EDGE, growTree, leafHash, writeBundle, writeLeaf } from '#proof'
import { openLedger } from '../installation/ledger.ts'
import { crowd } from '../people.ts'
import { freshDatabase, type TestDatabase } from '../template-db.ts'
import { median } from './rounds.ts'

const BATCH = 4_096
const AIM_PER_SECOND = 50_000
/** How many people the register of the mission has to carry. */
const ALL = 467_000_000
const A_DAY = 70_000

export interface LedgerPace {
  /** Leaves a second, on the clock: this process and PostgreSQL take turns, so together on one core. */
  readonly perSecond: Record<number, number>
  readonly bytes: Record<string, number>
}

/** Batches of people taken up, signed and published, each size on a ledger of its own. */
export async function ledgerPace(): Promise<LedgerPace> {
  const perSecond: Record<number, number> = {}
  let bytes: Record<string, number> = {}
  for (const [people, batches] of [
    [256, 12],
    [4_096, 10],
    [65_536, 3],
  ] as const) {
    await using installation = await freshDatabase()
    await using ledger = await openLedger(installation)
    const paces: number[] = []
    for (let batch = 0; batch < batches; batch += 1) {
      await crowd(installation, { entries: people })
      await sql`analyze register.entry, register.line`.execute(installation.db)
      const begun = performance.now()
      await ledger.take()
      paces.push((people * 1_000) / (performance.now() - begun))
    }
    perSecond[people] = median(paces.slice(1))
    bytes = await bytesPerLeaf(installation, join(ledger.home, 'public'), people * batches)
  }
  return { perSecond, bytes }
}

async function bytesPerLeaf(
  installation: TestDatabase,
  root: string,
  leaves: number,
): Promise<Record<string, number>> {
  const { rows } = await sql<{ leaf: number; opening: number; register: number }>`
    select pg_total_relation_size('ledger.leaf') as leaf, pg_total_relation_size('ledger.opening') as opening,
      pg_total_relation_size('register.entry') + pg_total_relation_size('register.line') as register`.execute(
    installation.db,
  )
  const { leaf = 0, opening = 0, register = 0 } = rows[0] ?? {}
  const files = (below: string) =>
    fs
      .readdirSync(join(root, below), { recursive: true, withFileTypes: true })
      // Of partial tiles only those of the last batch are needed.
      .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('.p'))
      .reduce((sum, entry) => sum + fs.statSync(join(entry.parentPath, entry.name)).size, 0) / leaves
  return {
    'entry bundles': files('log/tile/entries'),
    'tiles of hashes': files('log/tile') - files('log/tile/entries'),
    'rows of leaves, with their index': leaf / leaves,
    'rows of what opens them': opening / leaves,
    'rows of the register itself': register / leaves,
  }
}

export function sayLedger({ perSecond, bytes }: LedgerPace, proofsPerSecond: number): void {
  const bare = bareHashes()
  say('The ledger: people taken up, signed and published (PostgreSQL and signer included, the disk synced)')
  for (const [people, pace] of Object.entries(perSecond))
    say(
      `  batches of ${people.padStart(6)} ${pace.toFixed(0).padStart(7)} leaves/s   ratio ${((pace / bare) * 100).toFixed(2)} % of bare SHA-256`,
    )
  const pace = perSecond[4_096] ?? 0
  const integrated = integrationPace()
  say(
    `  integration alone: ${integrated.toFixed(0)} leaves/s in batches of ${BATCH}: hashes, tree, tiles, bundles, without rows and files`,
  )
  say(`  Aim: at least ${AIM_PER_SECOND}/s on one core: ${integrated >= AIM_PER_SECOND ? 'met' : 'NOT MET'}`)
  say(`  inclusion proofs served: ${proofsPerSecond.toFixed(0)}/s\n`)
  say('Bytes for a leaf')
  for (const [what, size] of Object.entries(bytes)) say(`  ${what.padEnd(34)}${size.toFixed(1).padStart(7)}`)
  const gigabytes = (names: readonly string[]) =>
    (names.reduce((sum, name) => sum + (bytes[name] ?? 0), 0) * ALL) / 1e9
  const large = perSecond[65_536] ?? 1
  say(`\nWhat ${ALL.toLocaleString('en')} people come to, by these figures`)
  say(
    `  public files      ${gigabytes(['entry bundles', 'tiles of hashes']).toFixed(0)} GB   (bytes of bundles and tiles x people)`,
  )
  say(
    `  the database      ${gigabytes(['rows of leaves, with their index', 'rows of what opens them', 'rows of the register itself']).toFixed(0)} GB   (bytes of rows x people)`,
  )
  say(`  taking all over   ${(ALL / large / 3_600).toFixed(1)} hours in batches of 65,536`)
  say(
    `  one day of ${A_DAY.toLocaleString('en')}  ${((A_DAY / 24 / pace) * 24).toFixed(1)} s of work in hourly batches`,
  )
}

/** Leaves a second of processor time, into a tree that grows by a batch at a time. */
function integrationPace(): number {
  const commitment = asCommitment(new Uint8Array(32))
  const left = { party: true, league: false, pioneers: true }
  const entries = Array.from({ length: BATCH }, () => writeLeaf({ kind: 'add', left, commitment }))
  let edge = EMPTY_EDGE
  const batches = 60
  const startedAt = process.cpuUsage()
  for (let batch = 0; batch < batches; batch += 1) {
    edge = growTree(edge, entries.map(leafHash)).edge
    for (let at = 0; at < BATCH; at += 256) writeBundle(entries.slice(at, at + 256))
  }
  const { user, system } = process.cpuUsage(startedAt)
  return (batches * BATCH * 1e6) / (user + system)
}

function bareHashes(): number {
  const node = new Uint8Array(65)
  const rounds = 300_000
  for (let round = 0; round < rounds / 5; round += 1) hash('sha256', node, 'buffer')
  const begun = performance.now()
  for (let round = 0; round < rounds; round += 1) hash('sha256', node, 'buffer')
  return (rounds * 1_000) / (performance.now() - begun)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
