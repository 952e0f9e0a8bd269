// The ledger from the register's rows to published files: what a leaf costs, and what four hundred million would.
import * as fs from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openLedger } from '../installation/ledger.ts'
import { crowd } from '../people.ts'
import { freshDatabase, type TestDatabase } from '../template-db.ts'
import { auditFigure } from './auditor.ts'
import { type Figure, perSecond, say } from './figure.ts'
import { median } from './rounds.ts'

/** How many people the register of the mission has to carry. */
export const ALL = 467_000_000
const MUST_PER_SECOND = 16_000
const AIM_PER_SECOND = 30_000

export interface LedgerPace {
  /** Leaves a second, on the clock: this process and PostgreSQL take turns, so together on one core. */
  readonly perSecond: number
  readonly bytes: Readonly<Record<string, number>>
  /** Of all of it, by a stranger. */
  readonly audit: Figure
}

/** Batches of so many people, one after another, on a ledger of their own: taken up, signed and published; the first does not count. */
export async function ledgerPace({
  people,
  batches,
}: {
  people: number
  batches: number
}): Promise<LedgerPace> {
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
  const bytes = await bytesPerLeaf(installation, join(ledger.home, 'public'), people * batches)
  return { perSecond: median(paces.slice(1)), bytes, audit: await auditFigure(ledger, { rounds: batches }) }
}

export function ledgerFigure({ people, pace }: { people: number; pace: LedgerPace }): Figure {
  return {
    what: `leaves, batches of ${people.toLocaleString('en')}`,
    measured: `${perSecond(pace.perSecond)}, rows to synced files`,
    beside: `${perSecond(MUST_PER_SECOND)} asked for`,
    ratio: pace.perSecond / MUST_PER_SECOND,
    bound: { must: 1, aim: AIM_PER_SECOND / MUST_PER_SECOND, is: 'at least' },
  }
}

async function bytesPerLeaf(
  installation: TestDatabase,
  root: string,
  leaves: number,
): Promise<Record<string, number>> {
  const { rows } = await sql<{ leaf: number; opening: number; register: number }>`
    with sizes as (
      select root::text as root, sum(pg_total_relation_size(relid))::bigint as size
      from unnest('{ledger.leaf,ledger.opening,register.entry,register.line}'::regclass[]) root, pg_partition_tree(root)
      group by 1
    )
    select sum(size) filter (where root = 'ledger.leaf')::bigint as leaf,
      sum(size) filter (where root = 'ledger.opening')::bigint as opening,
      sum(size) filter (where root like 'register.%')::bigint as register
    from sizes`.execute(installation.db)
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

/** What a leaf weighs, and what everybody's would. */
export function sayBytes(bytes: LedgerPace['bytes']): void {
  for (const [what, size] of Object.entries(bytes))
    say(
      `  ${what.padEnd(34)}${size.toFixed(1).padStart(7)} bytes   ${((size * ALL) / 1e9).toFixed(0)} GB for ${ALL / 1e6} M people`,
    )
}
