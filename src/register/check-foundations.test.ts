// Whoever may write the register's rows, and nothing else, enters people whom nobody sent.
import { deepEqual, equal } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { crowd, foundCrowd } from '../../test/people.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { checkFoundations } from './index.ts'

test('people who are put in with the worker’s role alone are found, whatever is put in with them', async () => {
  await using installation = await freshDatabase()
  const work = { db: installation.openAs('exeunt_work') }
  await crowd(installation, { entries: 2 })
  await foundCrowd(installation)
  equal(await checkFoundations(installation.db), null)

  await crowd(work, { entries: 3, each: 100 })
  deepEqual(await checkFoundations(installation.db), { number: 3, why: 'no-provenance' })
  for (const number of [3, 4, 5])
    await work.db.insertInto('register.provenance').values({ number, submission: randomUUID() }).execute()
  deepEqual(
    await checkFoundations(installation.db),
    { number: 3, why: 'no-submission' },
    'of something made up',
  )
})

test('what was sent and declined, or never looked at, is found where it was entered all the same', async () => {
  await using installation = await freshDatabase()
  await crowd(installation, { entries: 1 })
  await foundCrowd(installation)
  const submission = randomUUID()
  await sql`
    insert into intake.submission (id, channel, day, box, sealed, digest)
    select ${submission}, 'web', '2026-11-20', box, '\\x00', sha256('SAMPLE') from intake.submission limit 1`.execute(
    installation.db,
  )
  const work = installation.openAs('exeunt_work')
  await crowd({ db: work }, { entries: 1, each: 100 })
  await work.insertInto('register.provenance').values({ number: 2, submission }).execute()
  deepEqual(await checkFoundations(installation.db), { number: 2, why: 'no-decision' })
  // Whoever owns the tables adds the decision as well; the act she would have to chain.
  await installation.db
    .insertInto('review.decision')
    .values({ submission, sequence: 1, member: randomUUID(), verdict: 'register', day: '2026-11-20' })
    .execute()
  deepEqual(await checkFoundations(installation.db), { number: 2, why: 'no-act' })
})

test('a correction and a withdrawal that no two agreed to are found', async () => {
  for (const kind of ['correction', 'withdrawal']) {
    await using installation = await freshDatabase()
    await crowd(installation, { entries: 1 })
    await foundCrowd(installation)
    const work = installation.openAs('exeunt_work')
    await sql`update register.numbering set last = 2`.execute(work)
    await sql`
      insert into register.entry
        (number, kind, refers_to, day, received, channel, vetted, counted, shown, certifiable)
      values (2, ${kind}, 1, '2026-11-20', '2026-11-20', 'web', true, false, true, false)`.execute(work)
    deepEqual(await checkFoundations(installation.db), { number: 2, why: 'no-approval' }, kind)
  }
})

test('what was taken over without the operator’s act is found', async () => {
  await using installation = await freshDatabase()
  await crowd({ db: installation.openAs('exeunt_work') }, { entries: 1, channel: 'import' })
  deepEqual(await checkFoundations(installation.db), { number: 1, why: 'not-imported' })
  await installation.db.insertInto('register.imported').values({ id: 'SAMPLE', number: 1 }).execute()
  deepEqual(await checkFoundations(installation.db), { number: 1, why: 'no-act' })
  await sql`
    insert into audit.act (at, who, what, record) values (now(), audit.nobody(), 'imported', '1-1')`.execute(
    installation.db,
  )
  equal(await checkFoundations(installation.db), null)
})
