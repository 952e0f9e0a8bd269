// Row security alone: what a desk that forgot every check would show to a member of another branch.
import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { transaction } from '#db'
import { recordAct } from '#audit'
import { freshDatabase } from '../../test/template-db.ts'
import { insertBox } from '../../test/installation/boxes.ts'
import { insertCase, insertCode } from '../../test/installation/cases.ts'
import { enrolAll } from '../../test/installation/staff.ts'

const READS = [
  'intake.submission',
  'intake.followup',
  'intake.pending',
  'intake.return_code',
  'review.lock',
  'review.decision',
  'vault.box_key',
  'audit.act',
]

test('a member sees what belongs to her branch, and of another branch nothing at all', async () => {
  await using installation = await twoBranches()
  const seenBy = async (name: string) => {
    const db = installation.as(name)
    const counts = READS.map(async (table) => {
      const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`.execute(
        db,
      )
      return [table, rows[0]?.rows] as const
    })
    return Object.fromEntries(await Promise.all(counts))
  }
  const nothing = Object.fromEntries(READS.map((table) => [table, 0]))
  deepEqual(await seenBy('Moineau'), Object.fromEntries(READS.map((table) => [table, 1])))
  deepEqual(await seenBy('Wren'), { ...nothing, 'vault.box_key': 1 }, 'her own key, and nothing else')
  equal(
    (await seenBy('Heron'))['intake.submission'],
    0,
    'an administrator reads no case of a branch she is not at',
  )
})

test('nobody is named: nothing is seen', async () => {
  await using installation = await twoBranches()
  for (const table of READS) {
    const { rows } = await sql`select from ${sql.table(table)}`.execute(installation.desk)
    deepEqual(rows, [], table)
  }
})

test('a connection that has served one member serves the next in her own name', async () => {
  await using installation = await twoBranches()
  const reads = Array.from({ length: 60 }, async (_, nth) => {
    const name = ['Moineau', 'Wren', null][nth % 3] ?? null
    const db = name ? installation.as(name) : installation.desk
    const rows = await db.selectFrom('intake.submission').select('id').execute()
    equal(rows.length, name === 'Moineau' ? 1 : 0, name ?? 'nobody')
  })
  await Promise.all(reads)
})

test('of another branch’s case nothing is taken, decided or put back', async () => {
  await using installation = await twoBranches()
  const id = installation.submission
  const wren = installation.id('Wren')
  const tries: [string, RawBuilder<unknown>][] = [
    [
      'lock it',
      sql`insert into review.lock values (${id}, ${wren}, now(), 0)
        on conflict (submission) do update set member = excluded.member`,
    ],
    [
      'decide it',
      sql`insert into review.decision (submission, sequence, member, verdict, reason, day)
        values (${id}, 2, ${wren}, 'decline', 'not-understood', '2026-11-20')`,
    ],
    [
      'decide in another’s name',
      sql`insert into review.decision (submission, sequence, member, verdict, reason, day)
        values (${id}, 2, ${installation.id('Moineau')}, 'decline', 'not-understood', '2026-11-20')`,
    ],
    [
      'write an act in another’s name',
      sql`insert into audit.act (at, who, what, record)
        values (now(), ${installation.id('Moineau')}, 'declined', ${id})`,
    ],
  ]
  for (const [what, statement] of tries)
    await rejects(statement.execute(installation.as('Wren')), /row-level security/, what)
  await sql`delete from intake.pending`.execute(installation.as('Wren'))
  equal((await installation.db.selectFrom('intake.pending').selectAll().execute()).length, 1)
})

/** Moineau reviews in Paris, where a case waits; Wren reviews in Lyon; Heron administers the installation. */
async function twoBranches() {
  const installation = await freshDatabase()
  const { desk, id, as } = await enrolAll(installation, {
    Heron: { roles: ['administrator'] },
    Moineau: { branch: 'paris' },
    Wren: { branch: 'lyon' },
  })
  await insertBox(installation.db, { branch: 'lyon', holders: [id('Wren')] })
  const box = await insertBox(installation.db, { branch: 'paris', holders: [id('Moineau')] })
  const submission = await insertCase(installation.db, { box, branch: 'paris' })
  await insertCode(installation.db, submission)
  await sql`insert into intake.followup (submission, kind, day, box, sealed)
    values (${submission}, 'answer', '2026-11-21', ${box}, '\\x00')`.execute(installation.db)
  await sql`insert into review.lock values (${submission}, ${id('Moineau')}, now() + interval '1 hour', 1)`.execute(
    as('Moineau'),
  )
  await sql`insert into review.decision (submission, sequence, member, verdict, reason, day)
    values (${submission}, 1, ${id('Moineau')}, 'decline', 'not-understood', '2026-11-20')`.execute(
    as('Moineau'),
  )
  await transaction(as('Moineau'), (tx) =>
    recordAct(tx, { at: new Date(), who: id('Moineau'), what: 'declined', record: submission }),
  )
  return Object.assign(installation, { id, as, desk, submission })
}
