import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Reader } from '#db'
import { type Hash } from '#proof'
import { type GrownTo, type PublishedLedger } from './read.ts'

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

export async function findGrowth(db: Reader): Promise<GrownTo[]> {
  const { rows } = await sql<GrownTo>`
    select closes as date, (totals -> 'counted' ->> 'people')::bigint as counted
    from ledger.batch
    where closes is not null and size <= (select published from ledger.head)
    order by size`.execute(db)
  return rows
}

/** The leaves that count the people of a declaration, by the one function that the site's role may call. */
export async function findLeavesOf(
  db: Reader,
  codeHash: Uint8Array,
): Promise<{ index: number; bytes: Uint8Array }[]> {
  const { rows } = await sql<{ index: number; bytes: Uint8Array }>`
    select index, bytes from ledger.leaves_of(${codeHash}) order by line`.execute(db)
  return rows
}

/** The day on which a leaf was appended, whether it is closed, and how many people were newly counted on it. */
export async function findDayOf(
  db: Reader,
  index: number,
): Promise<{ date: Day; isClosed: boolean; people: number } | undefined> {
  const { rows } = await sql<{ date: Day; isClosed: boolean; people: number }>`
    select batch.day as date, closing.size is not null as "isClosed",
      coalesce(ledger.arrivals(closing.totals), 0) - coalesce(ledger.arrivals(before.totals), 0) as people
    from (select * from ledger.batch where size > ${index} order by size limit 1) batch
    left join ledger.batch closing
      on closing.closes = batch.day and closing.size <= (select published from ledger.head)
    left join ledger.batch before
      on before.closes = (select max(closes) from ledger.batch where closes < batch.day)
    where batch.first <= ${index}`.execute(db)
  return rows[0]
}

export async function findBaselineDay(db: Reader): Promise<Day | null> {
  const row = await db.selectFrom('ledger.baseline').select('as_of').executeTakeFirst()
  return (row?.as_of as Day | undefined) ?? null
}
