// Days that pass at once, in a test's own database: it goes by a clock of its own where somebody's wish has to rest.
import { sql } from 'kysely'
import { type Database } from '#db'

/** From now on the database's clock is so many days ahead. */
export async function setDaysAhead(owner: Database, days: number): Promise<void> {
  await sql`
    create or replace function installation.today() returns date language sql stable set search_path = '' as $$
      select installation.day_at(now() + ${sql.raw(`interval '${days * 24 * 60 * 60} seconds'`)})
    $$`.execute(owner)
}

/** A wish to withdraw that has rested long ago, for tests that are about what comes after. */
export async function addOldWish(owner: Database, submission: string): Promise<void> {
  await sql`
    insert into intake.followup (submission, kind, day, box, sealed)
    values (${submission}, 'withdrawal', '2020-01-01', gen_random_uuid(), '\\x00')`.execute(owner)
}

/** Its sender thinks better of it. */
export async function takeWishBack(owner: Database, submission: string): Promise<void> {
  await sql`
    insert into intake.followup (submission, kind, day, box, sealed)
    values (${submission}, 'wish-taken-back', '2020-02-01', gen_random_uuid(), '\\x00')`.execute(owner)
}
