import { deepEqual, equal, rejects } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { asMember, transaction } from '#db'
import { withoutTriggers } from '../../test/installation/full-ledger.ts'
import { freshDatabase, type TestDatabase } from '../../test/template-db.ts'
import { checkActs, findActsHead, recordAct } from './index.ts'

const WHO = randomUUID()

test('each act is chained to the one before it, by whoever is quicker', async () => {
  await using installation = await freshDatabase()
  await Promise.all(Array.from({ length: 40 }, () => act(installation)))
  const { acts } = await findActsHead(installation.db)
  equal(acts, 40)
  equal(await checkActs(installation.db, []), null)
})

test('an act that is taken back with its transaction leaves no gap', async () => {
  await using installation = await freshDatabase()
  await act(installation)
  const desk = installation.openAs('exeunt_desk')
  await rejects(
    transaction(asMember(desk, WHO), async (tx) => {
      await recordAct(tx, someAct())
      throw new Error('SAMPLE')
    }),
    /SAMPLE/,
  )
  await act(installation)
  deepEqual([await checkActs(installation.db, []), (await findActsHead(installation.db)).acts], [null, 2])
})

test('the desk writes acts and can neither choose their number nor touch the chain', async () => {
  await using installation = await freshDatabase()
  const desk = installation.openAs('exeunt_desk')
  await act(installation)
  for (const statement of [
    sql`update audit.head set acts = 0`,
    sql`delete from audit.act`,
    sql`update audit.act set what = 'declined'`,
    sql`insert into audit.act (id, at, who, what, record) values (7, now(), gen_random_uuid(), 'declined', 'x')`,
  ])
    await rejects(statement.execute(desk), /permission denied|cannot insert a non-DEFAULT/)
})

const CHANGES: readonly [string, (who: string) => RawBuilder<unknown>, string, number][] = [
  ['another member', () => sql`update audit.act set who = gen_random_uuid() where id = 3`, 'changed', 3],
  ['another record', () => sql`update audit.act set record = 'another' where id = 3`, 'changed', 3],
  ['another act', () => sql`update audit.act set what = 'declined' where id = 3`, 'changed', 3],
  [
    'another moment',
    () => sql`update audit.act set at = at + interval '1 microsecond' where id = 3`,
    'changed',
    3,
  ],
  ['an act taken out', () => sql`delete from audit.act where id = 3`, 'missing', 3],
  ['the last acts taken out', () => sql`delete from audit.act where id > 4`, 'missing', 5],
]
for (const [what, change, why, place] of CHANGES) {
  test(`${what} is found, and the act is named`, async () => {
    await using installation = await freshDatabase()
    for (let nth = 0; nth < 6; nth += 1) await act(installation)
    await withoutTriggers(installation, change(''))
    deepEqual(await checkActs(installation.db, []), { act: place, why })
  })
}

test('acts that were changed and chained anew are found by what the ledger has noted', async () => {
  await using installation = await freshDatabase()
  for (let nth = 0; nth < 4; nth += 1) await act(installation)
  const noted = [await findActsHead(installation.db)]
  await act(installation)
  await withoutTriggers(
    installation,
    sql`
      do $$
      declare
        one record;
        before bytea := decode(repeat('00', 32), 'hex');
      begin
        update audit.act set record = 'another' where id = 2;
        for one in select * from audit.act order by id loop
          before := audit.link(before, one.id, one.at, one.who, one.what, one.record);
          update audit.act set hash = before where id = one.id;
        end loop;
        update audit.head set hash = before;
      end
      $$`,
  )
  equal(await checkActs(installation.db, []), null)
  deepEqual(await checkActs(installation.db, noted), { act: 4, why: 'not-as-noted' })
})

function someAct() {
  return { at: new Date(), who: WHO, what: 'case-opened' as const, record: randomUUID() }
}

async function act(installation: TestDatabase): Promise<void> {
  await transaction(asMember(installation.openAs('exeunt_desk'), WHO), (tx) => recordAct(tx, someAct()))
}
