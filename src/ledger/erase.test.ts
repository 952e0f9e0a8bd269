import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { transaction } from '#db'
import { check } from '../../test/installation/full-ledger.ts'
import { openLedger } from '../../test/installation/ledger.ts'
import { correct, crowd, declare } from '../../test/people.ts'
import { freshDatabase, type TestDatabase } from '../../test/template-db.ts'
import { eraseEntry } from './index.ts'

const SECRET = 'SAMPLE Unmistakable'

test('what is erased is nowhere in the installation any more; the ledger has not changed by a byte, and counts as before', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const hers = await declare(installation, {
    people: [{ name: SECRET }, { name: `${SECRET} two` }],
    words: `${SECRET} words`,
  })
  await sealSomething(installation, hers)
  await declare(installation, { people: [{}] })
  await ledger.take()
  await correct(installation, 1, {
    people: [{ name: `${SECRET} corrected` }],
    words: `${SECRET} other words`,
  })
  await ledger.take()
  const before = filesBelow(ledger.home)
  const totals = (await ledger.audit()).totals

  const erased = await transaction(installation.db, (tx) => eraseEntry(tx, { number: 1, line: null }))
  deepEqual(erased, { outcome: 'erased', leaves: 4, submission: hers })
  ok(!(await everything(installation)).includes(SECRET))
  const opened = await installation.db.selectFrom('ledger.opening').select('index').execute()
  equal(opened.length, 1, 'that of the other one')
  equal((await sealedOf(installation, hers)).length, 0)

  deepEqual(filesBelow(ledger.home), before)
  const verdict = await ledger.audit()
  deepEqual([verdict.outcome, verdict.totals], ['proved', totals])
  const sound = await check({ installation, ledger })
  deepEqual([sound.people, sound.erased], [3, 4])
})

test('one person of several can be erased, and the others stay as they are', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const submission = await declare(installation, { people: [{ name: SECRET }, { name: 'SAMPLE Mei' }] })
  await ledger.take()
  const erased = await transaction(installation.db, (tx) => eraseEntry(tx, { number: 1, line: 1 }))
  deepEqual(erased, { outcome: 'erased', leaves: 1, submission })
  const text = await everything(installation)
  ok(!text.includes(SECRET) && text.includes('SAMPLE Mei'))
  equal((await check({ installation, ledger })).erased, 1)
  for (const nobody of [
    { number: 1, line: 3 },
    { number: 9, line: null },
  ])
    equal((await transaction(installation.db, (tx) => eraseEntry(tx, nobody))).outcome, 'not-there')
})

test('rows can be emptied and not changed, and no process can do even that', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await crowd(installation, { entries: 3 })
  await sealSomething(installation, randomUUID())
  await ledger.take()
  for (const statement of [
    sql`update intake.submission set day = '2026-11-21'`,
    sql`update intake.submission set sealed = '\\x00'`,
    sql`update register.entry set words = 'SAMPLE other' where number = 1`,
    sql`update register.entry set words = null, counted = false where number = 1`,
    sql`update register.entry set number = 99 where number = 1`,
    sql`update register.line set name = 'SAMPLE other' where number = 1`,
    sql`update register.line set name = null, party = not party where number = 1`,
    sql`delete from register.line where number = 1`,
  ])
    await rejects(statement.execute(installation.db), /append-only/)
  for (const role of ['exeunt_site', 'exeunt_desk', 'exeunt_work', 'exeunt_ledger'] as const) {
    const db = installation.openAs(role)
    await rejects(sql`update register.line set name = null`.execute(db), /permission denied/, role)
    await rejects(sql`update intake.submission set sealed = ''`.execute(db), /permission denied/, role)
  }
})

/** As intake leaves it, as far as erasure is concerned. */
async function sealSomething(installation: TestDatabase, id: string): Promise<void> {
  const row = { id, channel: 'web', day: '2026-11-20', box: randomUUID(), sealed: Buffer.from(SECRET) }
  await installation.db
    .insertInto('intake.submission')
    .values({ ...row, digest: Buffer.alloc(32) })
    .execute()
}

async function sealedOf(installation: TestDatabase, id: string): Promise<Uint8Array> {
  const row = await installation.db
    .selectFrom('intake.submission')
    .select('sealed')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.sealed
}

/** Every row that the owner can read, as text. */
async function everything(installation: TestDatabase): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('register', 'intake', 'review', 'ledger', 'statistics', 'publish')`.execute(
    installation.db,
  )
  let text = ''
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select one::text as row from ${sql.table(name)} one`.execute(
      installation.db,
    )
    text += rows.map(({ row }) => row).join('\n')
  }
  return text
}

function filesBelow(home: string): Map<string, string> {
  const files = globSync(join(home, 'public/**/*'), { withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path, readFileSync(path, 'base64')]
    }),
  )
}
