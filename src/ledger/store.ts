import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Database, type Reader, type Transaction } from '#db'
import { type Figures, type Hash, type Totals } from '#proof'
import { type Batch, type Head } from './batch.ts'
import { type LeafDraft, type Standing } from './draft.ts'

interface BatchRow extends Omit<Batch, 'root' | 'totals'> {
  readonly root: Uint8Array
  readonly totals: Totals
}

const BATCH = sql`size, first, root, after, entry, day, closes, totals`

/** The newest batch, whether it is signed yet or not. */
export async function findNewestBatch(db: Reader): Promise<Batch | undefined> {
  const { rows } = await sql<BatchRow>`select ${BATCH} from ledger.batch order by size desc limit 1`.execute(
    db,
  )
  return rows[0] && batchOf(rows[0])
}

/** The batch with which the log had so many leaves. */
export async function findBatch(db: Reader, size: number): Promise<Batch | undefined> {
  const { rows } = await sql<BatchRow>`select ${BATCH} from ledger.batch where size = ${size}`.execute(db)
  return rows[0] && batchOf(rows[0])
}

/** The batches that closed a day and are published, in order. */
export async function findClosedDays(db: Reader): Promise<Batch[]> {
  const { rows } = await sql<BatchRow>`
    select ${BATCH} from ledger.batch
    where closes is not null and size <= (select published from ledger.head)
    order by size`.execute(db)
  return rows.map(batchOf)
}

/** The last day that was closed, by any batch; null before the first. */
export async function findLastClosed(db: Reader): Promise<Day | null> {
  const { rows } = await sql<{ day: Day | null }>`select max(closes) as day from ledger.batch`.execute(db)
  return rows[0]?.day ?? null
}

/** The day of the first batch; null before the log's birth. */
export async function findFirstDay(db: Reader): Promise<Day | null> {
  const { rows } = await sql<{ day: Day }>`select day from ledger.batch order by size limit 1`.execute(db)
  return rows[0]?.day ?? null
}

export async function insertBatch(tx: Transaction, batch: Batch): Promise<void> {
  await tx
    .insertInto('ledger.batch')
    .values({ ...batch, root: Buffer.from(batch.root), totals: JSON.stringify(batch.totals) })
    .execute()
}

const HEAD = sql`
  closed_at as "closedAt", signed, note, published, published_note as "publishedNote",
  published_at as "publishedAt", witnessed, policy, trouble, trouble_since as "troubleSince"`

export async function findHead(db: Reader): Promise<Head> {
  const { rows } = await sql<Head>`select ${HEAD} from ledger.head`.execute(db)
  return rows[0] as Head // the migration has put the one row there
}

/** The head, locked until the transaction ends: one sequencer at a time, whatever pools the connections. */
export async function lockHead(tx: Transaction): Promise<Head> {
  const { rows } = await sql<Head>`select ${HEAD} from ledger.head for update`.execute(tx)
  return rows[0] as Head
}

export async function setClosed(tx: Transaction, closedAt: Date): Promise<void> {
  await tx.updateTable('ledger.head').set({ closed_at: closedAt }).execute()
}

/** Compare and swap: the commit point of a signature. False when somebody else has moved the head meanwhile. */
export async function swapSigned(
  db: Database,
  { from, to, note }: { from: number; to: number; note: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('ledger.head')
    .set({ signed: to, note })
    .where('signed', '=', from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function setPublished(
  tx: Transaction,
  published: { size: number; note: string; at: Date; witnessed: boolean; policy: string },
): Promise<void> {
  const { size, note, at, witnessed, policy } = published
  await tx
    .updateTable('ledger.head')
    .set({ published: size, published_note: note, published_at: at, witnessed, policy })
    .execute()
}

/** The last entry of the register that the world may see. */
export async function findCovered(db: Reader): Promise<number> {
  const { number } = await db.selectFrom('register.covered').select('number').executeTakeFirstOrThrow()
  return number
}

/** The world may see the register up to this entry. */
export async function setCovered(tx: Transaction, entry: number): Promise<void> {
  await tx.updateTable('register.covered').set({ number: entry }).execute()
}

export async function setTrouble(db: Database, trouble: string | null, now: Date): Promise<void> {
  await sql`
    update ledger.head set trouble = ${trouble}, trouble_since = ${trouble === null ? null : now}
    where trouble is distinct from ${trouble}`.execute(db)
}

/**
 * Leaves and what opens them, from number `first` on. Their bytes go over as one value and are cut up by the server, and
 * numbers as one text: a parameter or an element at a time would take several times as long.
 */
export async function insertLeaves(
  tx: Transaction,
  { first, drafts, entries }: { first: number; drafts: readonly LeafDraft[]; entries: readonly Uint8Array[] },
): Promise<void> {
  const lengths = entries.map((entry) => entry.length)
  await sql`
    insert into ledger.leaf (index, kind, bytes, entry, line, previous)
    select ${first}::bigint + at - 1, kind, substring(${Buffer.concat(entries)}::bytea from start for length),
      nullif(entry, 0), nullif(line, 0), nullif(previous, -1)
    from unnest(
      ${arrayOf(drafts.map(({ leaf }) => leaf.kind))}::text[],
      ${arrayOf(startsOf(lengths))}::int[], ${arrayOf(lengths)}::int[],
      ${arrayOf(drafts.map(({ of }) => of?.declaration ?? 0))}::bigint[],
      ${arrayOf(drafts.map(({ of }) => of?.position ?? 0))}::int[],
      ${arrayOf(drafts.map(({ previous }) => previous ?? -1))}::bigint[]
    ) with ordinality as leaf (kind, start, length, entry, line, previous, at)`.execute(tx)
  await insertOpenings(tx, { first, drafts })
}

async function insertOpenings(
  tx: Transaction,
  { first, drafts }: { first: number; drafts: readonly LeafDraft[] },
): Promise<void> {
  const opened = drafts.flatMap(({ opening }, at) => (opening ? [{ index: first + at, ...opening }] : []))
  if (opened.length === 0) return
  const none = Buffer.alloc(HASH_BYTES)
  await sql`
    insert into ledger.opening (index, key, content, content_key)
    select index, substring(${Buffer.concat(opened.map(({ key }) => key))}::bytea from start for ${HASH_BYTES}::int),
      case when said then
        substring(${Buffer.concat(opened.map(({ content }) => content ?? none))}::bytea from start for ${HASH_BYTES}::int) end,
      case when said then
        substring(${Buffer.concat(opened.map(({ contentKey }) => contentKey ?? none))}::bytea from start for ${HASH_BYTES}::int) end
    from unnest(
      ${arrayOf(opened.map(({ index }) => index))}::bigint[],
      ${arrayOf(startsOf(opened.map(() => HASH_BYTES)))}::int[],
      ${arrayOf(opened.map(({ content }) => (content === null ? 'f' : 't')))}::boolean[]
    ) as opening (index, start, said)`.execute(tx)
}

const HASH_BYTES = 32

/** An array as PostgreSQL writes one: of numbers, and of words that need no quotes. */
function arrayOf(values: readonly (number | string)[]): string {
  return `{${values.join(',')}}`
}

/** Where each piece starts in all of them joined; PostgreSQL counts from 1. */
function startsOf(lengths: readonly number[]): number[] {
  let next = 1
  return lengths.map((length) => {
    const start = next
    next += length
    return start
  })
}

/** Entries that come from the database as one value. */
const RUN = 8_192

/**
 * The entries of the log from `start` up to but without `end`, in order. They come as runs and are cut up here: a row each would
 * take several times as long.
 */
export async function findEntries(
  db: Reader,
  { start, end }: { start: number; end: number },
): Promise<Uint8Array[]> {
  const entries: Uint8Array[] = []
  for (let first = start; first < end; first += RUN)
    entries.push(...(await findRun(db, { start: first, end: Math.min(first + RUN, end) })))
  return entries
}

async function findRun(db: Reader, { start, end }: { start: number; end: number }): Promise<Uint8Array[]> {
  const { rows } = await sql<{ bytes: Uint8Array | null; lengths: string | null }>`
    select string_agg(bytes, '' order by index) as bytes, string_agg(length(bytes)::text, ',' order by index) as lengths
    from ledger.leaf where index >= ${start} and index < ${end}`.execute(db)
  const { bytes, lengths } = rows[0] ?? {}
  if (!bytes || !lengths) return []
  let at = 0
  return lengths.split(',').map((length) => {
    at += Number(length)
    return bytes.subarray(at - Number(length), at)
  })
}

/** The numbers of the leaves that count people, for those who were counted in earlier batches. */
export async function findTargets(
  db: Reader,
  people: readonly { declaration: number; position: number }[],
): Promise<(Standing & { declaration: number; position: number })[]> {
  const { rows } = await sql<Standing & { declaration: number; position: number }>`
    select leaf.entry as declaration, leaf.line as position, leaf.index as target, (
      select max(later.index) from ledger.leaf later
      where later.entry = leaf.entry and later.line = leaf.line
        and later.kind in ('add', 'import', 'amend', 'restate')) as newest
    from unnest(
      ${people.map(({ declaration }) => declaration)}::bigint[], ${people.map(({ position }) => position)}::int[]
    ) as person (entry, line)
    join ledger.leaf leaf on leaf.entry = person.entry and leaf.line = person.line
      and leaf.kind in ('add', 'import')`.execute(db)
  return rows
}

export async function findIdentity(db: Reader): Promise<{ origin: string; vkeys: string[] } | undefined> {
  const { rows } = await sql<{ origin: string; vkeys: string[] }>`
    select origin, array(select vkey from ledger.key order by position) as vkeys from ledger.identity`.execute(
    db,
  )
  return rows[0]
}

export async function insertIdentity(tx: Transaction, origin: string): Promise<void> {
  await tx.insertInto('ledger.identity').values({ origin }).execute()
}

export async function insertKey(tx: Transaction, vkey: string): Promise<void> {
  await sql`
    insert into ledger.key (vkey, position)
    select ${vkey}, coalesce(max(position), 0) + 1 from ledger.key`.execute(tx)
}

export interface BaselineRow {
  readonly as_of: Day
  readonly party: number
  readonly league: number
  readonly pioneers: number
  readonly not_stated: number
  readonly people: number
  readonly dossier: Uint8Array
}

export async function findBaseline(db: Reader): Promise<BaselineRow | undefined> {
  const { rows } = await sql<BaselineRow>`select * from ledger.baseline`.execute(db)
  return rows[0]
}

function batchOf({ root, ...row }: BatchRow): Batch {
  return { ...row, root: root as Hash }
}

export async function insertBaseline(
  tx: Transaction,
  { asOf, figures, dossier }: { asOf: Day; figures: Figures; dossier: Uint8Array },
): Promise<void> {
  const { notStated, ...sums } = figures
  const row = { ...sums, not_stated: notStated, as_of: asOf, dossier: Buffer.from(dossier) }
  await tx.insertInto('ledger.baseline').values(row).execute()
}

/** Destroy what opens the leaves of an entry's people, or of one of them. Returns how many leaves were closed for ever. */
export async function deleteOpenings(
  tx: Transaction,
  { number, line }: { number: number; line: number | null },
): Promise<number> {
  const { rows } = await sql<{ index: number }>`
    delete from ledger.opening using ledger.leaf leaf
    where leaf.index = opening.index and leaf.entry = ${number} and (${line}::int is null or leaf.line = ${line}::int)
    returning opening.index`.execute(tx)
  return rows.length
}

/** How many acts the last leaf that notes them stands for; 0 before the first. */
export async function findLastNoted(db: Reader): Promise<number> {
  const { rows } = await sql<{
    acts: number
  }>`select coalesce(max(acts), 0) as acts from ledger.noted`.execute(db)
  return rows[0]?.acts ?? 0
}

export async function insertNoted(
  tx: Transaction,
  { index, acts, hash }: { index: number; acts: number; hash: Uint8Array },
): Promise<void> {
  await tx
    .insertInto('ledger.noted')
    .values({ index, acts, hash: Buffer.from(hash) })
    .execute()
}

/** What the clock is held to before anything is appended by it. */
export async function findMoments(db: Reader): Promise<{ database: Date; newest: Date | null }> {
  const { rows } = await sql<{ database: Date; newest: Date | null }>`
    select clock_timestamp() as database, (select closed_at from ledger.head) as newest`.execute(db)
  return rows[0] as { database: Date; newest: Date | null } // one row, whatever is there
}
