import { sql } from 'kysely'
import { type Reader } from '#db'

/** What an entry lacks that it should rest on. The view `register.unfounded` says which rule it is. */
export interface Unfounded {
  readonly number: number
  readonly why: 'no-provenance' | 'no-submission' | 'no-decision' | 'no-act' | 'no-approval' | 'not-imported'
}

/** The first entry that rests on nothing, or null: each came from somewhere, and somebody of the staff said so. */
export async function checkFoundations(db: Reader): Promise<Unfounded | null> {
  const { rows } = await sql<Unfounded>`
    select number, why from register.unfounded order by number limit 1`.execute(db)
  return rows[0] ?? null
}
