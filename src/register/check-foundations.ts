import { sql } from 'kysely'
import { type Reader } from '#db'
import { findLastNumber } from './store.ts'

/** What an entry lacks that it should rest on. The view `register.unfounded` says which rule it is. */
export interface Unfounded {
  readonly number: number
  readonly why: 'no-provenance' | 'no-submission' | 'no-decision' | 'no-act' | 'no-approval' | 'not-imported'
}

/** Entries that are looked at with one question. */
const AT_ONCE = 65_536

/** The first entry that rests on nothing, or null: each came from somewhere, and somebody of the staff said so. */
export async function checkFoundations(db: Reader): Promise<Unfounded | null> {
  const last = await findLastNumber(db)
  // The total that was carried over is before all entries, under 0.
  for (let after = -1; after < last; after += AT_ONCE) {
    const { rows } = await sql<Unfounded>`
      select number, why from register.unfounded
      where number > ${after} and number <= ${after + AT_ONCE} order by number limit 1`.execute(db)
    if (rows[0]) return rows[0]
  }
  return null
}
