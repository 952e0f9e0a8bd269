import { type Insertable, sql } from 'kysely'
import { type Day } from '#basics'
import { type Database, findNamed, type Reader, type Schema, type Transaction } from '#db'
import { type PublicLine } from '#review'
import { type Entry, type EntrySummary, type Line } from './entry.ts'
import { type RegisterState } from './state.ts'

/**
 * The first of so many numbers that follow one another. Their row stays locked until the transaction ends: numbers commit in
 * order, without gaps.
 */
export async function drawNumbers(tx: Transaction, count: number): Promise<number> {
  const { last } = await tx
    .updateTable('register.numbering')
    .set((row) => ({ last: row('last', '+', count) }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return last - count + 1
}

export function drawNextNumber(tx: Transaction): Promise<number> {
  return drawNumbers(tx, 1)
}

export async function lockNumbering(tx: Transaction): Promise<void> {
  await tx.selectFrom('register.numbering').select('last').forUpdate().execute()
}

export async function insertEntry(
  tx: Transaction,
  entry: Insertable<Schema['register.entry']>,
): Promise<void> {
  await tx.insertInto('register.entry').values(entry).execute()
}

export async function insertLines(
  tx: Transaction,
  said: { declaration: number; number: number; people: readonly PublicLine[] },
): Promise<void> {
  const { people, ...by } = said
  if (people.length === 0) return
  const rows = people.map(({ nameKind, ...line }) => ({ ...by, name_kind: nameKind, ...line }))
  await tx.insertInto('register.line').values(rows).execute()
}

export async function insertProvenance(
  tx: Transaction,
  provenance: { submission: string; number: number },
): Promise<void> {
  await tx.insertInto('register.provenance').values(provenance).execute()
}

export async function insertWithdrawnLines(
  tx: Transaction,
  withdrawn: { declaration: number; number: number; positions: readonly number[] },
): Promise<void> {
  const { declaration, number, positions } = withdrawn
  if (positions.length === 0) return
  await tx
    .insertInto('register.withdrawn_line')
    .values(positions.map((position) => ({ declaration, number, position })))
    .execute()
}

/** The number of the declaration that this submission became. */
export async function findNumber(tx: Transaction, submission: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('register.provenance')
    .select('number')
    .where('submission', '=', submission)
    .executeTakeFirst()
  return row?.number
}

export async function findPositions(tx: Transaction, declaration: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('register.line')
    .select('position')
    .where('declaration', '=', declaration)
    .where('number', '=', declaration)
    .execute()
  return rows.map((row) => row.position)
}

export async function findStandingPositions(tx: Transaction, declaration: number): Promise<number[]> {
  const gone = await tx
    .selectFrom('register.withdrawn_line')
    .select('position')
    .where('declaration', '=', declaration)
    .execute()
  const withdrawn = new Set(gone.map((row) => row.position))
  return (await findPositions(tx, declaration)).filter((position) => !withdrawn.has(position))
}

export async function findNumberOf(db: Database, submission: string): Promise<number | null> {
  const { rows } = await sql<Numbered>`select register.number_of(${submission}) as number`.execute(db)
  return rows[0]?.number ?? null
}

export async function findNumberByCode(db: Database, codeHash: Uint8Array): Promise<number | null> {
  const { rows } = await sql<Numbered>`select register.number_by_code(${codeHash}) as number`.execute(db)
  return rows[0]?.number ?? null
}

interface Numbered {
  readonly number: number | null
}

export async function findShown(db: Database, number: number): Promise<boolean> {
  const { rows } = await sql<{ shown: boolean }>`
    select exists (
      select from register.standing_entry entry
      join register.standing_line line using (number)
      where number = ${number} and entry.shown and not entry.changing and not line.withdrawn
    ) as shown`.execute(db)
  return rows[0]?.shown ?? false
}

export async function findLastNumber(db: Reader): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(number) as last from register.entry`.execute(
    db,
  )
  return rows[0]?.last ?? 0
}

/** All of it as it was at one instant: it is one statement, asked by everybody who reads a page. */
export async function findState(db: Database): Promise<RegisterState> {
  const [state] = await findNamed<RegisterState>(
    db,
    'register.state',
    sql`
      select covered.number as covered, emptied.times as emptied,
        (select coalesce(string_agg(declaration::text, ' ' order by declaration), '')
          from unnest(register.changing_now()) declaration) as changing
      from register.covered, register.emptied`,
  )
  return state as RegisterState // each has one row
}

/** Entries below `before`, newest first, each as it stands. */
export async function findSummaries(
  db: Database,
  page: { before: number; size: number },
): Promise<EntrySummary[]> {
  const { rows } = await sql<EntrySummary>`
    select number, kind, refers_to as "refersTo", day, people, withdrawn, names, words, language, place, counted, shown, changing
    from register.summary
    where number < ${page.before}
    order by number desc
    limit ${page.size}`.execute(db)
  return rows
}

export async function findEntry(
  db: Database,
  number: number,
): Promise<Omit<Entry, 'lines' | 'later' | 'links'> | undefined> {
  const { rows } = await sql<Omit<Entry, 'lines' | 'later' | 'links'>>`
    select number, kind, refers_to as "refersTo", day, words, language, place, counted, shown, certifiable, changing,
      uncounted_reason as "uncountedReason", channel,
      (select count(*) from register.withdrawn_line w
        where w.declaration = entry.refers_to and w.number = entry.number) as "withdrawnPeople"
    from register.standing_entry entry
    where number = ${number}`.execute(db)
  return rows[0]
}

export async function findStandingLines(db: Database, number: number): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select position, name, name_kind as "nameKind", basis, party, league, pioneers, withdrawn
    from register.standing_line
    where number = ${number}
    order by position`.execute(db)
  return rows
}

export async function findLater(
  db: Database,
  number: number,
): Promise<{ number: number; kind: 'correction' | 'withdrawal'; day: Day }[]> {
  const { rows } = await sql<{ number: number; kind: 'correction' | 'withdrawal'; day: Day }>`
    select number, kind, day from register.entry where refers_to = ${number} order by number`.execute(db)
  return rows
}

/** The submission that a declaration came from; none where it was taken over from an earlier registry. */
export async function findSubmission(tx: Transaction, number: number): Promise<string | undefined> {
  const row = await tx
    .selectFrom('register.provenance')
    .select('submission')
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.submission
}

/** Words, place, names and links of a declaration and of its corrections, and what links to it. */
export async function emptyEntry(tx: Transaction, number: number): Promise<void> {
  const numbers = await findStatements(tx, number)
  await tx
    .updateTable('register.entry')
    .set({ words: null, place: null, links_to: null })
    .where('number', 'in', numbers)
    .execute()
  await tx.updateTable('register.entry').set({ links_to: null }).where('links_to', '=', number).execute()
  await tx.updateTable('register.line').set({ name: null }).where('declaration', '=', number).execute()
}

export async function emptyLine(
  tx: Transaction,
  { number, line }: { number: number; line: number },
): Promise<void> {
  await tx
    .updateTable('register.line')
    .set({ name: null })
    .where('declaration', '=', number)
    .where('position', '=', line)
    .execute()
}

/** The numbers of a declaration and of everything that corrects it. */
async function findStatements(tx: Transaction, number: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('register.entry')
    .select('number')
    .where((where) =>
      where.or([
        where('number', '=', number),
        where.and([where('refers_to', '=', number), where('kind', '=', 'correction')]),
      ]),
    )
    .execute()
  return rows.map((row) => row.number)
}

/** Which of these have been taken over from an earlier registry. */
export async function findImported(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from register.imported where id = any (${ids}::text[])`.execute(tx)
  return rows.map(({ id }) => id)
}
