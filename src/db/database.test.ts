import { deepEqual, equal, rejects } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase } from '../../test/template-db.ts'
import { asMember, findNamed, type Reader, transaction } from './index.ts'

const WHO = randomUUID()

test('each connection asks in the name of whoever uses it now, and of nobody afterwards', async () => {
  await using installation = await freshDatabase()
  const desk = installation.openAs('exeunt_desk')
  const asked = await Promise.all([
    named(asMember(desk, WHO)),
    named(desk),
    named(asMember(desk, WHO)),
    named(desk),
  ])
  deepEqual(asked, [WHO, '', WHO, ''])
})

test('connections that are lost while they wait are replaced unseen, and none keeps the pool from closing', async () => {
  await using installation = await freshDatabase()
  const desk = installation.openAs('exeunt_desk')
  const member = asMember(desk, WHO)
  for (let nth = 0; nth < 20; nth += 1) {
    const all = () => Promise.all(Array.from({ length: 8 }, () => named(member)))
    await all()
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = 'exeunt_desk'`.execute(installation.db)
    // Their ends may be noticed before they are asked, while, or after.
    equal(new Set(await all()).size, 1)
  }
})

test('a statement with a name is planned once a connection, and is never another one under the same name', async () => {
  await using installation = await freshDatabase()
  await transaction(installation.db, async (tx) => {
    for (const number of [1, 2, 3])
      deepEqual(await findNamed(tx, 'sample', sql`select ${number}::int as number`), [{ number }])
    const { rows } = await sql<{ uses: number }>`
      select generic_plans + custom_plans as uses from pg_prepared_statements where name = 'sample'`.execute(
      tx,
    )
    deepEqual(rows, [{ uses: 3 }])
    await rejects(findNamed(tx, 'sample', sql`select ${1}::int as other`), /unique/)
  })
})

async function named(db: Reader): Promise<string> {
  const { rows } = await sql<{ who: string }>`select current_setting('exeunt.member', true) as who`.execute(
    db,
  )
  return rows[0]?.who ?? ''
}
