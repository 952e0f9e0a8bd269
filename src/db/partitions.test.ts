// What is divided is as well fenced in each of its parts as in the whole, has room ahead, and is one to whoever asks.
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { transaction } from '#db'
import { LISTS } from '../lists.ts'
import { check, withoutTriggers } from '../../test/installation/full-ledger.ts'
import { openLedger } from '../../test/installation/ledger.ts'
import { divideNarrowly } from '../../test/installation/narrow-parts.ts'
import { enterAccepted } from '../../test/installation/worker.ts'
import { accept } from '../../test/approved.ts'
import { correct, crowd, declare, versionOf, withdraw } from '../../test/people.ts'
import { freshDatabase, type TestDatabase } from '../../test/template-db.ts'
import { eraseEntry } from '#ledger'
import { readEntry } from '#register'
import { ROLES } from './roles.ts'

test('what fences a divided table fences each of its parts, and roles are granted no part', async () => {
  await using database = await freshDatabase()
  await divideNarrowly(database, { entries: 10, leaves: 10 })
  await sql`select installation.make_room(100, 100)`.execute(database.db)
  const parts = await partsOf(database)
  ok(parts.length > 60)
  for (const { part, whole, secured, triggers, wanted, granted } of parts) {
    equal(secured, true, `${part}: row security as on ${whole}`)
    deepEqual(triggers, wanted, `${part}: the triggers of ${whole}`)
    equal(granted, 0, `${part} is granted to somebody`)
  }
  const refused = parts.filter(({ triggers }) => triggers.includes('append_only'))
  ok(refused.length > 50)
  for (const { part } of refused)
    for (const statement of [`delete from ${part}`, `truncate ${part}`])
      await rejects(sql.raw(statement).execute(database.db), /append-only/, statement)
  for (const role of ROLES)
    for (const { part } of parts)
      await rejects(sql.raw(`select from ${part}`).execute(database.openAs(role)), /permission denied/, part)
})

test('a register in many parts is one register: entered, taken up, corrected, withdrawn, erased and found in order', async () => {
  await using database = await freshDatabase()
  await divideNarrowly(database, { entries: 8, leaves: 16 })
  await using ledger = await openLedger(database)
  const hers = await declare(database, { people: [{ party: true }, {}] })
  for (let round = 0; round < 6; round += 1) {
    await sql`select installation.make_room(10, 40)`.execute(database.db)
    await crowd(database, { entries: 7, each: 2 })
    await ledger.take()
  }
  await correct(database, 1, { people: [{ name: 'SAMPLE other' }, {}] })
  await correct(database, 20, { people: [{ name: 'SAMPLE other' }, {}] })
  await ledger.take()
  await withdraw(database, hers)
  await ledger.take()
  await transaction(database.db, (tx) => eraseEntry(tx, { number: 30, line: null }))
  const { rows } = await sql<{ entries: number; leaves: number }>`
    select count(distinct tableoid) filter (where number is not null) as entries,
      (select count(distinct tableoid) from ledger.leaf) as leaves from register.entry`.execute(database.db)
  ok((rows[0]?.entries ?? 0) > 4 && (rows[0]?.leaves ?? 0) > 4, JSON.stringify(rows))
  const { erased, people } = await check({ installation: database, ledger })
  deepEqual([erased, people], [2, 86])
  const { outcome, totals } = await ledger.audit()
  deepEqual([outcome, totals?.counted.people, totals?.retracted.people], ['proved', 86, 2])
  const site = database.openAs('exeunt_site')
  equal((await readEntry(site, 20))?.lines[0]?.name, 'SAMPLE other')
  equal((await readEntry(site, 30))?.words, null)
  deepEqual(
    (await readEntry(site, 1))?.later.map(({ kind }) => kind),
    ['correction', 'withdrawal'],
  )
  await withoutTriggers(database, sql`delete from ledger.leaf where index = 40`)
  await rejects(check({ installation: database, ledger }), /ledger|leaf|40|missing/)
})

test('whoever comes to the end of the last part is refused and has lost nothing; after the next start it goes on', async () => {
  await using database = await freshDatabase()
  await divideNarrowly(database, { entries: 10, leaves: 1_000 })
  await crowd(database, { entries: 9 })
  const version = { ...versionOf({ people: [{}] }), counted: true }
  await accept(database, { kind: 'declaration', submission: crypto.randomUUID(), version })
  await rejects(enterAccepted(database), /no partition of relation/)
  equal(await numbersDrawn(database), 9, 'no number was used up')
  await database.migrateWith(LISTS)
  await enterAccepted(database)
  equal(await numbersDrawn(database), 10)
})

test('each start makes the next part before it is needed, and no more than that', async () => {
  await using database = await freshDatabase()
  await divideNarrowly(database, { entries: 100, leaves: 100 })
  const parts = async () => {
    await database.migrateWith(LISTS)
    const { rows } = await sql<{ parts: number }>`
      select count(*)::int as parts from pg_inherits where inhparent = 'register.line'::regclass`.execute(
      database.db,
    )
    return rows[0]?.parts
  }
  equal(await parts(), 1)
  await crowd(database, { entries: 49 })
  equal(await parts(), 1)
  await crowd(database, { entries: 1 })
  equal(await parts(), 2)
  equal(await parts(), 2)
  const { rows } = await sql<{ bound: string }>`
    select pg_get_expr(relpartbound, oid) as bound from pg_class where oid = 'register.line_1'::regclass`.execute(
    database.db,
  )
  match(rows[0]?.bound ?? '', /FROM \('100'\) TO \('200'\)/)
})

test('room is made while others read and write, and waits for nobody who reads', async () => {
  await using database = await freshDatabase()
  await divideNarrowly(database, { entries: 100, leaves: 100 })
  await crowd(database, { entries: 10 })
  await transaction(database.db, async (reader) => {
    await sql`select count(*) from register.entry`.execute(reader)
    await sql`select count(*) from ledger.leaf`.execute(reader)
    // On another connection, while the reader goes on.
    await sql`select installation.make_room(1000, 1000)`.execute(database.db)
    await sql`select count(*) from register.line`.execute(reader)
  })
  await crowd(database, { entries: 500 })
  const { rows } = await sql<{ entries: number }>`select count(*) as entries from register.entry`.execute(
    database.openAs('exeunt_work'),
  )
  equal(rows[0]?.entries, 510)
})

interface Part {
  readonly part: string
  readonly whole: string
  /** As much as the whole table is. */
  readonly secured: boolean
  readonly triggers: readonly string[]
  readonly wanted: readonly string[]
  readonly granted: number
}

async function partsOf({ db }: TestDatabase): Promise<Part[]> {
  const { rows } = await sql<Part>`
    select c.oid::regclass::text as part, whole.oid::regclass::text as whole,
      c.relrowsecurity = whole.relrowsecurity as secured,
      array(select tgname::text from pg_trigger where tgrelid = c.oid and not tgisinternal order by 1) as triggers,
      array(select tgname::text from pg_trigger where tgrelid = whole.oid and not tgisinternal order by 1) as wanted,
      (select count(*)::int from aclexplode(c.relacl) a where a.grantee <> c.relowner)
        + (select count(*)::int from pg_attribute t, aclexplode(t.attacl) a where t.attrelid = c.oid) as granted
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid and c.relispartition and c.relkind = 'r'
    join pg_class whole on whole.oid = i.inhparent
    where whole.relnamespace::regnamespace::text in ('intake', 'register', 'ledger')
    order by 1`.execute(db)
  return rows
}

async function numbersDrawn({ db }: TestDatabase): Promise<number> {
  const { last } = await db.selectFrom('register.numbering').select('last').executeTakeFirstOrThrow()
  return last
}
