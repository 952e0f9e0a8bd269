import { type RawBuilder, sql } from 'kysely'
import { type Day } from '#basics'
import { findNamed, type Reader, type Transaction } from '#db'

export interface Mark {
  readonly seen: number
  readonly covered: number
}

export async function lockMark(tx: Transaction): Promise<Mark> {
  return tx.selectFrom('publish.mark').select(['seen', 'covered']).forUpdate().executeTakeFirstOrThrow()
}

export async function moveMark(tx: Transaction, mark: Mark): Promise<void> {
  await tx.updateTable('publish.mark').set(mark).execute()
}

/** How far the register is after a mark, and how much of it the world may see. */
export async function findNow(tx: Transaction, since: Mark): Promise<Mark> {
  const { rows } = await sql<Mark>`
    select register.prefix(${since.seen}) as seen,
      (select number from register.covered) as covered`.execute(tx)
  return rows[0] as Mark // one row, whatever is there
}

/**
 * The days of the ledger whose published entries have changed since a mark: by what was taken up on them, by what
 * was entered about them later, and once more when a checkpoint covers that.
 */
export async function findChangedDays(tx: Transaction, since: Mark, now: Mark): Promise<Day[]> {
  const { rows } = await sql<{ day: Day }>`
    select distinct batch.day
    from register.entry entry
    cross join lateral (${batchOf(sql`coalesce(entry.refers_to, entry.number)`)}) batch
    where ((entry.number > ${since.seen} and entry.number <= ${now.seen})
        or (entry.number > ${since.covered} and entry.number <= ${now.covered}))
      and batch.size <= (select published from ledger.head)
    order by batch.day`.execute(tx)
  return rows.map(({ day }) => day)
}

/** Every day on which the ledger took entries up, and published them. */
export async function findDays(tx: Transaction): Promise<Day[]> {
  const { rows } = await sql<{ day: Day }>`
    select distinct day from ledger.batch
    where entry > after and size <= (select published from ledger.head)
    order by day`.execute(tx)
  return rows.map(({ day }) => day)
}

/** The day on which the ledger took an entry up; undefined where it has not. */
export async function findDayOf(tx: Transaction, number: number): Promise<Day | undefined> {
  const { rows } = await sql<{ day: Day }>`
    select day from (${batchOf(sql`${number}::bigint`)}) batch
    where size <= (select published from ledger.head)`.execute(tx)
  return rows[0]?.day
}

/** The batch that took an entry up, found by where it ends: however many batches there are, one is looked at. */
function batchOf(number: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select first_behind.day, first_behind.size
    from (
      select one.day, one.size, one.after from ledger.batch one
      where one.entry >= ${number} order by one.entry, one.size limit 1
    ) first_behind
    where first_behind.after < ${number}`
}

/** The entries that the ledger took up on a day, by their numbers: from, up to. */
export async function findRangesOf(tx: Transaction, day: Day): Promise<{ after: number; upTo: number }[]> {
  const { rows } = await sql<{ after: number; upTo: number }>`
    select after, entry as "upTo" from ledger.batch
    where day = ${day} and entry > after and size <= (select published from ledger.head)
    order by size`.execute(tx)
  return rows
}

interface EntryRow {
  readonly number: number
  readonly day: Day
  readonly channel: string
  readonly language: string | null
  readonly place: string | null
  readonly words: string | null
}

interface Range {
  /** Not included. */
  readonly after: number
  readonly upTo: number
}

/** Entries in a range that show something, and have somebody on them who stands. */
export function findShown(db: Reader, range: Range): Promise<EntryRow[]> {
  return findWithin<EntryRow>(db, range, 'publish.shown', (within) => {
    return sql`
      select number, day, channel, language, place, words from register.standing_entry
      where ${within('number')} and kind = 'declaration' and counted and shown
      order by number`
  })
}

/** A leaf that may be opened to anybody, and what the register says of whom it is about. */
export interface OpenedLeaf {
  readonly number: number
  readonly line: number
  readonly name: string | null
  readonly nameKind: string
  readonly basis: string
  readonly party: boolean
  readonly league: boolean
  readonly pioneers: boolean
  readonly index: number
  readonly key: Uint8Array
  readonly content: Uint8Array
  /** Of the newest leaf of each person alone: what was said before stays closed. */
  readonly contentKey: Uint8Array | null
}

/** The leaves of those of a range of entries that may be opened, person by person, each person's in their order. */
export function findOpened(db: Reader, range: Range): Promise<OpenedLeaf[]> {
  return findWithin<OpenedLeaf>(db, range, 'publish.opened', (within) => {
    return sql`
      select line.number, line.position as line, line.name, line.name_kind as "nameKind", line.basis,
        line.party, line.league, line.pioneers,
        opening.index, opening.key, opening.content, opening.content_key as "contentKey"
      from ledger.public_opening opening
      join register.standing_line line on line.number = opening.entry and line.position = opening.line
      where ${within('opening.entry')} and ${within('line.number')}
      order by line.number, line.position, opening.index`
  })
}

/** The leaf that counts a person, where anybody may open it. */
export async function findOpenedLeaf(
  db: Reader,
  { number, line }: { number: number; line: number },
): Promise<number | undefined> {
  const rows = await findNamed<{ index: number }>(
    db,
    'publish.opened-leaf',
    sql`
      select opening.index from ledger.public_opening opening
      where opening.entry = ${number} and opening.line = ${line}
      order by opening.index limit 1`,
  )
  return rows[0]?.index
}

/** Whoever asks for one entry alone asks by its number, in a statement that is planned once; a range is planned as large as it is. */
async function findWithin<Row>(
  db: Reader,
  { after, upTo }: Range,
  name: string,
  query: (within: (column: string) => RawBuilder<unknown>) => RawBuilder<Row>,
): Promise<Row[]> {
  if (upTo === after + 1)
    return findNamed(
      db,
      name,
      query((column) => sql`${sql.ref(column)} = ${upTo}`),
    )
  const range = query((column) => sql`${sql.ref(column)} > ${after} and ${sql.ref(column)} <= ${upTo}`)
  return (await range.execute(db)).rows
}
