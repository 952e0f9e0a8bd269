// How many decisions are looked at again, in a test's own database: all, none, or as many as chance wants.
import { sql } from 'kysely'
import { type Database } from '#db'

export async function drawSecondLooks(owner: Database, share: number): Promise<void> {
  await sql`
    create or replace function installation.second_look_share() returns numeric language sql stable set search_path = '' as $$
      select ${sql.raw(String(share))}::numeric
    $$`.execute(owner)
}
