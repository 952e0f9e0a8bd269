import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { dayAt } from '#basics'
import { freshDatabase } from '../../test/template-db.ts'
import { type Database } from './index.ts'

/** Their days are never the same: midnight is twenty-six hours apart. */
const FIRST_AND_LAST = ['Pacific/Kiritimati', 'Etc/GMT+12']

test('from five in the afternoon at Greenwich on it is the next day in Shanghai, in the database as well', async () => {
  await using installation = await freshDatabase()
  const site = installation.openAs('exeunt_site')
  equal(await dayIn(site, '2026-11-20T15:59:59Z'), '2026-11-20')
  equal(await dayIn(site, '2026-11-20T17:00:00Z'), '2026-11-21')
})

test('the database and the program call each instant by the same day, in every zone that is set', async () => {
  await using installation = await freshDatabase()
  const moments = [
    '2026-11-20T11:59:59Z',
    '2026-03-08T07:30:00Z',
    '2026-11-20T17:00:00Z',
    '2028-02-29T23:00:00Z',
  ]
  for (const zone of [...FIRST_AND_LAST, 'Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'UTC']) {
    await setZone(installation.db, zone)
    for (const moment of moments)
      equal(await dayIn(installation.db, moment), dayAt(new Date(moment), zone), zone)
  }
})

test('today is the day of the centre, whatever zone the connection has', async () => {
  await using installation = await freshDatabase()
  for (const zone of FIRST_AND_LAST) {
    await setZone(installation.db, zone)
    await installation.db.transaction().execute(async (tx) => {
      await sql`set local time zone 'UTC'`.execute(tx)
      const { rows } = await sql<{
        day: string
        now: Date
      }>`select installation.today() as day, now()`.execute(tx)
      equal(rows[0]?.day, dayAt(rows[0]?.now ?? new Date(0), zone), zone)
    })
  }
})

test('a zone that PostgreSQL does not know is not kept', async () => {
  await using installation = await freshDatabase()
  await rejects(setZone(installation.db, 'Mars/Olympus_Mons'), /Mars/)
  equal(await dayIn(installation.db, '2026-11-20T17:00:00Z'), '2026-11-21')
})

test('no process moves midnight', async () => {
  await using installation = await freshDatabase()
  for (const role of ['exeunt_site', 'exeunt_desk', 'exeunt_work', 'exeunt_ledger', 'exeunt_issue'] as const)
    await rejects(setZone(installation.openAs(role), 'UTC'), /permission denied/)
})

test('nothing else in the database makes a day of an instant', async () => {
  await using installation = await freshDatabase()
  const { rows } = await sql<{ name: string }>`
    select name from (
      select oid::regprocedure::text as name, pronamespace as schema, pg_get_functiondef(oid) as text
      from pg_proc where prokind in ('f', 'p')
      union all
      select oid::regclass::text, relnamespace, pg_get_viewdef(oid) from pg_class where relkind in ('v', 'm')
      union all
      select d.adrelid::regclass || ' default', c.relnamespace, pg_get_expr(d.adbin, d.adrelid)
      from pg_attrdef d join pg_class c on c.oid = d.adrelid
      union all
      select conname, connamespace, pg_get_constraintdef(oid) from pg_constraint
      union all
      select p.polname, c.relnamespace,
        concat(pg_get_expr(p.polqual, p.polrelid), ' ', pg_get_expr(p.polwithcheck, p.polrelid))
      from pg_policy p join pg_class c on c.oid = p.polrelid
    ) each
    where schema::regnamespace::text not in ('pg_catalog', 'information_schema', 'graphile_worker')
      and text ~* '\\mcurrent_date\\M|\\mlocaltime|::\\s*date\\M|\\mas date\\)|\\mdate\\('
    order by name`.execute(installation.db)
  deepEqual(rows, [{ name: 'installation.day_at(timestamp with time zone)' }])
})

async function dayIn(db: Database, moment: string): Promise<string | undefined> {
  const { rows } = await sql<{
    day: string
  }>`select installation.day_at(${moment}::timestamptz) as day`.execute(db)
  return rows[0]?.day
}

async function setZone(db: Database, zone: string): Promise<void> {
  await db.updateTable('installation.zone').set({ zone }).execute()
}
