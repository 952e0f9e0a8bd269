import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Database } from '#db'
import { freshDatabase } from '../../test/template-db.ts'
import { paceOfReview } from './index.ts'

const TODAY = '2026-11-30' as Day

test('whoever waits is told how long it takes, as it was with many, on days that are over', async () => {
  await using database = await freshDatabase('demo')
  const site = database.openAs('exeunt_site')
  equal(await paceOfReview(site, TODAY), null, 'nobody has decided anything')
  await decided(database.db, { cases: 29, on: '2026-11-20', afterDays: 3 })
  equal(await paceOfReview(site, TODAY), null, 'of few it would tell about somebody')
  await decided(database.db, { cases: 100, on: '2026-11-30', afterDays: 9 })
  equal(await paceOfReview(site, TODAY), null, 'what is decided today moves nothing before the day is over')
  await decided(database.db, { cases: 20, on: '2026-11-29', afterDays: 0 })
  equal(await paceOfReview(site, TODAY), 3, 'four of five within three days')
  await decided(database.db, { cases: 60, on: '2026-11-29', afterDays: 4 })
  equal(await paceOfReview(site, TODAY), 5, 'and never so exact that one case could be told')
  await decided(database.db, { cases: 500, on: '2026-11-28', afterDays: 40 })
  equal(await paceOfReview(site, TODAY), null, 'what takes longer than a month is not promised')
  equal(await paceOfReview(site, '2026-12-31' as Day), null, 'and nothing that is long ago')
})

/** So many cases, first decided on a day, so many days after they came. */
async function decided(
  db: Database,
  { cases, on, afterDays }: { cases: number; on: string; afterDays: number },
): Promise<void> {
  await sql`
    with made as (
      insert into intake.submission (id, channel, day, box, sealed, digest)
      select gen_random_uuid(), 'web', ${on}::date - ${afterDays}::int, gen_random_uuid(), '', sha256('')
      from generate_series(1, ${cases})
      returning id
    )
    insert into review.decision (submission, sequence, member, verdict, day)
    select id, 1, gen_random_uuid(), 'register', ${on}::date from made`.execute(db)
}
