// Whoever has the ledger's role and nothing else gives one person two newest states.
import { equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { check, withoutTriggers } from '../../test/installation/full-ledger.ts'
import { openLedger } from '../../test/installation/ledger.ts'
import { correct, declare } from '../../test/people.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { Difference } from './index.ts'

test('a second amendment of one state is refused, and so is one of another person’s; what is put in past that is found', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await declare(installation, { people: [{}] })
  await declare(installation, { people: [{}] })
  await ledger.take()
  await correct(installation, 1, { people: [{ name: 'SAMPLE one' }] })
  await ledger.take()
  await correct(installation, 1, { people: [{ name: 'SAMPLE two' }] })
  await ledger.take()
  await check({ installation, ledger })
  equal((await ledger.audit()).outcome, 'proved')

  const { rows } = await sql<{ index: number; previous: number }>`
    select index, previous from ledger.leaf where kind = 'amend' order by index`.execute(installation.db)
  const [first, second] = rows
  equal(second?.previous, first?.index, 'the second follows the first')
  const amend = (previous: number, entry: number) => sql`
    insert into ledger.leaf (index, kind, bytes, entry, line, previous)
    select max(index) + 1, 'amend', '\\x00', ${entry}::bigint, 1, ${previous}::bigint from ledger.leaf`
  const role = ledger.deps.db
  await rejects(amend(first?.previous ?? 0, 1).execute(role), /one_successor/)
  await rejects(amend(first?.index ?? 0, 1).execute(role), /one_successor/)
  await rejects(amend(second?.index ?? 0, 2).execute(role), /of the same person/)

  await withoutTriggers(
    installation,
    sql`update ledger.leaf set previous = case index when ${second?.index} then ${first?.previous}::bigint else 0 end
      where kind = 'amend'`,
  )
  await rejects(
    check({ installation, ledger }),
    (found) => found instanceof Difference && /does not follow what was stated/.test(found.message),
  )
})
