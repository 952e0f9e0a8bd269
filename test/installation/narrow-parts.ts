// The tables that are divided by ranges, in parts so narrow that a test fills several of them.
import { sql } from 'kysely'
import { type TestDatabase } from '../template-db.ts'

/** Of an installation that nobody has entered anything in. What comes next is made by `installation.make_room`, as wide as these. */
export async function divideNarrowly(
  { db }: Pick<TestDatabase, 'db'>,
  { entries, leaves }: { entries: number; leaves: number },
): Promise<void> {
  for (const [table, width] of Object.entries({
    'register.entry': entries,
    'register.line': entries,
    'register.withdrawn_line': entries,
    'ledger.leaf': leaves,
    'ledger.opening': leaves,
  })) {
    const [whole, part] = [sql.table(table), sql.table(`${table}_0`)]
    await sql`alter table ${whole} detach partition ${part}`.execute(db)
    await sql`drop table ${part}`.execute(db)
    await sql`create table ${part} partition of ${whole} for values from (0) to (${sql.lit(width)})`.execute(
      db,
    )
    await sql`select installation.fence(${table}::regclass)`.execute(db)
  }
}
