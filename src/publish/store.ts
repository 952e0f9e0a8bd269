import { type RawBuilder, sql } from 'kysely'
import { type Day } from '#basics'
import { type Reader, type Transaction } from '#db'
import { asCommitment, type LeafOpening, type PublishedPerson } from '#proof'

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
    join ledger.batch batch
      on coalesce(entry.refers_to, entry.number) > batch.after
      and coalesce(entry.refers_to, entry.number) <= batch.entry
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
    select day from ledger.batch
    where after < ${number} and entry >= ${number} and size <= (select published from ledger.head)`.execute(
    tx,
  )
  return rows[0]?.day
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

/** One alone is asked for by its number: PostgreSQL has less to weigh when it plans the views. */
function within(column: string, { after, upTo }: Range): RawBuilder<unknown> {
  return upTo === after + 1
    ? sql`${sql.ref(column)} = ${upTo}`
    : sql`${sql.ref(column)} > ${after} and ${sql.ref(column)} <= ${upTo}`
}

/** Entries in a range that show something, and have somebody on them who stands. */
export async function findShown(db: Reader, range: Range): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select number, day, channel, language, place, words from register.standing_entry
    where ${within('number', range)} and kind = 'declaration' and counted and shown
    order by number`.execute(db)
  return rows
}

interface PersonRow {
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
  readonly contentKey: Uint8Array | null
  readonly content: Uint8Array
  readonly restatedIndex: number | null
  readonly restatedKey: Uint8Array
  readonly restatedContentKey: Uint8Array
  readonly steps: readonly { readonly index: number; readonly key: string; readonly content: string }[]
}

/** Those of a range of entries whose leaves may be opened to anybody, with what opens them. */
export async function findOpened(
  db: Reader,
  range: Range,
): Promise<(PublishedPerson & { readonly number: number })[]> {
  const { rows } = await sql<PersonRow>`
    select line.number, line.position as line, line.name, line.name_kind as "nameKind", line.basis,
      line.party, line.league, line.pioneers,
      opening.index, opening.key, opening.content_key as "contentKey", opening.content,
      opening.restated_index as "restatedIndex", opening.restated_key as "restatedKey",
      opening.restated_content_key as "restatedContentKey", opening.steps
    from ledger.public_opening opening
    join register.standing_line line on line.number = opening.entry and line.position = opening.line
    where ${within('opening.entry', range)} and ${within('line.number', range)}
    order by line.number, line.position`.execute(db)
  return rows.map(personOf)
}

function personOf(row: PersonRow): PublishedPerson & { readonly number: number } {
  const { number, line, name, nameKind, basis, party, league, pioneers } = row
  return { number, line, name, nameKind, basis, left: { party, league, pioneers }, opening: openingOf(row) }
}

function openingOf({ index, key, contentKey, content, ...restated }: PersonRow): LeafOpening {
  if (restated.restatedIndex === null || contentKey !== null)
    return { index, key, contentKey: contentKey ?? new Uint8Array(0) }
  return {
    index,
    key,
    content: asCommitment(Uint8Array.from(content)),
    restated: {
      index: restated.restatedIndex,
      key: restated.restatedKey,
      contentKey: restated.restatedContentKey,
      since: restated.steps.map(({ index: at, key: stepKey, content: closed }) => ({
        index: at,
        key: Buffer.from(stepKey, 'base64'),
        content: asCommitment(Uint8Array.from(Buffer.from(closed, 'base64'))),
      })),
    },
  }
}
