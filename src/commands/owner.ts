import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { stderrLogger as logger } from '#basics'
import { type Config } from '#config'
import { attachEmbeddedPostgres, type Bulk, type Database, openBulk, openDatabase } from '#db'
import { UsageError } from './command.ts'

export interface Owner extends AsyncDisposable {
  readonly db: Database
  /** A connection of its own, for what is put in by the hundred thousand. */
  openBulk(): Promise<Bulk>
  /** Give the space of rows that are gone free, so that it is used again the sooner. */
  tidy(): Promise<void>
}

/**
 * The database with its owner's rights, for what only the operator may do. An installation that is open stays open; one
 * that is not has its database started for as long as the command runs.
 */
export async function openAsOwner({ databaseUrl, dataDir }: Config): Promise<Owner> {
  if (!databaseUrl && !existsSync(join(dataDir, 'postgres')))
    throw new UsageError(
      `there is no installation in ${dataDir}: say with EXEUNT_DATA where it is (a demonstration's is in data-demo)`,
    )
  await using stack = new AsyncDisposableStack()
  const url = databaseUrl?.reveal() ?? stack.use(await attachEmbeddedPostgres({ dataDir, logger })).url
  const options = { url, logger, patienceMs: 600_000 }
  const db = stack.use(openDatabase({ ...options, connections: 2 }))
  const opened = stack.move()
  return {
    db,
    openBulk: () => openBulk(options),
    tidy: async () =>
      void (await sql`vacuum ${sql.join(EMPTIED.map((name) => sql.table(name)))}`.execute(db)),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** The tables that an erasure empties. */
const EMPTIED = [
  'register.entry',
  'register.line',
  'intake.submission',
  'intake.followup',
  'review.decision',
  'approvals.request',
  'ledger.opening',
  'ledger.day_file',
]
