import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase } from '../../test/template-db.ts'

/** What grows with the people who declare, and what each is divided by. docs/decisions/0072-keys-of-large-tables.md, 0100-partitions.md */
const LARGE: Readonly<Record<string, string>> = {
  'intake.submission': 'id',
  'intake.return_code': 'hash',
  'intake.followup': 'submission',
  'intake.contact': 'submission',
  'register.entry': 'number',
  'register.line': 'declaration',
  'register.withdrawn_line': 'declaration',
  'register.provenance': 'submission',
  'ledger.leaf': 'index',
  'ledger.opening': 'index',
}

test('no large table refers to another one, nor to anything but the lists of what the program knows', async () => {
  await using database = await freshDatabase()
  const { rows } = await sql<{ target: string }>`
    select distinct confrelid::regclass::text as target from pg_constraint
    where contype = 'f' and conrelid::regclass::text = any (${Object.keys(LARGE)}) order by 1`.execute(
    database.db,
  )
  deepEqual(
    rows.map(({ target }) => target),
    ['installation.channel', 'installation.language'],
  )
})

test('each is divided by that, and everything of one number or of one submission lies in one part', async () => {
  await using database = await freshDatabase()
  const { rows } = await sql<{ relation: string; by: string; parts: number }>`
    select p.partrelid::regclass::text as relation, a.attname::text as by,
      (select count(*)::int from pg_inherits i where i.inhparent = p.partrelid) as parts
    from pg_partitioned_table p join pg_attribute a on a.attrelid = p.partrelid and a.attnum = any (p.partattrs)`.execute(
    database.db,
  )
  deepEqual(Object.fromEntries(rows.map(({ relation, by }) => [relation, by])), LARGE)
  ok(rows.every(({ parts }) => parts > 0))
})

test('what is unique in a large table is so by what it is divided by', async () => {
  await using database = await freshDatabase()
  const { rows } = await sql<{ name: string; relation: string; columns: string[] }>`
    select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as relation,
      array(select attname::text from pg_attribute where attrelid = i.indrelid and attnum = any (i.indkey)) as columns
    from pg_index i where i.indisunique and i.indrelid::regclass::text = any (${Object.keys(LARGE)})`.execute(
    database.db,
  )
  const others = rows.filter(({ relation, columns }) => !columns.includes(LARGE[relation] ?? ''))
  deepEqual(others, [])
})
