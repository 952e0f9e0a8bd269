import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Reader, type Transaction } from '#db'
import { asDigest, type Digest, type ListedFile } from '#proof'

/** A day's newest file, by what it is made with and what it comes to. */
export interface DayFileRow {
  readonly day: Day
  readonly nonce: Uint8Array
  readonly written: Day
  readonly digest: Digest
}

/** The day that is closed next; it stays open until the transaction ends. Null before the log's birth. */
export async function holdDayOpen(tx: Transaction): Promise<Day | null> {
  const { rows } = await sql<{ day: Day | null }>`select ledger.open_day() as day`.execute(tx)
  return rows[0]?.day ?? null
}

export async function findDayFile(db: Reader, day: Day): Promise<DayFileRow | undefined> {
  const row = await db
    .selectFrom('ledger.day_file')
    .select(['day', 'nonce', 'written', 'digest'])
    .where('day', '=', day)
    .executeTakeFirst()
  return row && { ...row, day, written: row.written as Day, digest: digestIn(row.digest) }
}

/** The day has this file from now on. What the one before it was made with is destroyed. */
export async function noteDayFile(tx: Transaction, { day, ...file }: DayFileRow): Promise<void> {
  const made = { nonce: Buffer.from(file.nonce), written: file.written, digest: Buffer.from(file.digest) }
  await tx
    .insertInto('ledger.day_file')
    .values({ day, ...made })
    .onConflict((conflict) => conflict.column('day').doUpdateSet(made))
    .execute()
}

/** From now on a day leaf stands for the files as they are. Returns them, in their order. */
export async function listDayFiles(tx: Transaction): Promise<ListedFile[]> {
  await sql`update ledger.day_file set listed = digest where listed is distinct from digest`.execute(tx)
  return findListedFiles(tx)
}

/** The files that the newest day leaf stands for, whether it is published yet or not. */
export async function findListedFiles(db: Reader): Promise<ListedFile[]> {
  const { rows } = await sql<{ day: Day; listed: Uint8Array }>`
    select day, listed from ledger.day_file where listed is not null order by day`.execute(db)
  return rows.map(({ day, listed }) => ({ day, digest: digestIn(listed) }))
}

function digestIn(bytes: Uint8Array): Digest {
  return asDigest(Uint8Array.from(bytes))
}
