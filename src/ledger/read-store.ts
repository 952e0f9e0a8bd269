import { sql } from 'kysely'
import { type Reader } from '#db'
import { type Hash } from '#proof'
import { type PublishedLedger } from './read.ts'

/** One statement, so that checkpoint and horizon are of one moment. */
export async function findPublished(db: Reader): Promise<PublishedLedger | null> {
  const { rows } = await sql<Omit<PublishedLedger, 'root'> & { root: Uint8Array }>`
    select batch.size, batch.root, batch.totals, batch.day, covered.number as covered,
      head.published_at as "publishedAt", head.published_note as note, head.witnessed
    from ledger.head head
    join ledger.batch batch on batch.size = head.published
    cross join register.covered covered`.execute(db)
  const [found] = rows
  return found ? { ...found, root: found.root as Hash } : null
}
