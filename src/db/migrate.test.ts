import { equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Secret } from '#basics'
import { freshDatabase, silent } from '../../test/template-db.ts'
import { type Database, migrate } from './index.ts'

const databaseKey = new Secret(new Uint8Array(32).fill(7))

test('migrating a migrated installation changes nothing, even when two starts do it at once', async () => {
  await using installation = await freshDatabase()
  const before = await applied(installation.db)
  const again = () => migrate({ ownerUrl: installation.ownerUrl, databaseKey, lists: {}, logger: silent })
  await Promise.all([again(), again()])
  equal(await applied(installation.db), before)
})

test('a migration that was changed after it was applied stops the start', async () => {
  await using installation = await freshDatabase()
  await sql`update migration.applied set sha256 = 'other' where name = '0006_intake.sql'`.execute(
    installation.db,
  )
  await rejects(
    migrate({ ownerUrl: installation.ownerUrl, databaseKey, lists: {}, logger: silent }),
    /0006_intake.sql was changed/,
  )
})

test('an installation that a newer Exeunt has migrated is not opened by an older one', async () => {
  await using installation = await freshDatabase()
  await sql`insert into migration.applied values ('9999_later.sql', 'x')`.execute(installation.db)
  await rejects(
    migrate({ ownerUrl: installation.ownerUrl, databaseKey, lists: {}, logger: silent }),
    /start a newer one/,
  )
})

test('a database that was restored before its roles were there says so in one line, and is not opened', async () => {
  await using installation = await freshDatabase()
  // What a dump leaves that is restored into a server without our roles: tables and rows, and nothing that names a role.
  await sql`
    do $$
    declare one record;
    begin
      for one in
        select p.polname, p.polrelid::regclass as on_table from pg_policy p join pg_class c on c.oid = p.polrelid
        where c.relnamespace::regnamespace::text <> 'graphile_worker'
      loop
        execute format('drop policy %I on %s', one.polname, one.on_table);
      end loop;
      for one in select nspname from pg_namespace where nspname in ('intake', 'review', 'staff') loop
        execute format('revoke all on all tables in schema %I from exeunt_site, exeunt_desk, exeunt_work', one.nspname);
      end loop;
    end
    $$`.execute(installation.db)
  await rejects(
    migrate({ ownerUrl: installation.ownerUrl, databaseKey, lists: {}, logger: silent }),
    /^DatabaseError: \d{2,} rights are missing in the database, "[^"\n]+" the first: it was restored before its roles[^\n]+$/,
  )
})

test('a right that is there and that nobody remembers keeps no installation shut', async () => {
  await using installation = await freshDatabase()
  await sql`grant select on intake.pending to exeunt_work`.execute(installation.db)
  await migrate({ ownerUrl: installation.ownerUrl, databaseKey, lists: {}, logger: silent })
})

test('a server that may lose a commit is refused', async () => {
  await using installation = await freshDatabase()
  const url = new URL(installation.ownerUrl)
  url.searchParams.set('options', '-c synchronous_commit=off')
  await rejects(
    migrate({ ownerUrl: url.href, databaseKey, lists: {}, logger: silent }),
    /synchronous_commit = off/,
  )
})

test('a server that would log what people type is hushed for our roles', async () => {
  await using installation = await freshDatabase()
  await sql`alter role exeunt_site reset all`.execute(installation.db)
  const url = new URL(installation.ownerUrl)
  url.searchParams.set('options', '-c log_error_verbosity=default')
  await migrate({ ownerUrl: url.href, databaseKey, lists: {}, logger: silent })
  const { rows } = await sql<{ set: string[] }>`
    select rolconfig as set from pg_roles where rolname = 'exeunt_site'`.execute(installation.db)
  ok(rows[0]?.set.includes('log_error_verbosity=terse'))
})

test('no process may do what only the owner may', async () => {
  await using installation = await freshDatabase()
  for (const role of ['exeunt_site', 'exeunt_desk', 'exeunt_work'] as const) {
    const db = installation.openAs(role)
    await rejects(sql`create table installation.own (x int)`.execute(db), /permission denied/)
    await rejects(sql`create table public.own (x int)`.execute(db), /permission denied/)
    await rejects(sql`set role exeunt_owner`.execute(db), /permission denied/)
    await rejects(sql`select * from migration.applied`.execute(db), /permission denied/)
  }
})

test('a bigint is a number and a date stays the text that it is', async () => {
  await using installation = await freshDatabase()
  const { rows } = await sql<{
    big: unknown
    day: unknown
  }>`select 466912443::bigint as big, '2026-11-21'::date as day`.execute(installation.db)
  equal(rows[0]?.big, 466_912_443)
  equal(rows[0]?.day, '2026-11-21')
})

async function applied(db: Database): Promise<number> {
  const { rows } = await sql<{ files: number }>`select count(*) as files from migration.applied`.execute(db)
  ok(rows[0])
  return rows[0].files
}
