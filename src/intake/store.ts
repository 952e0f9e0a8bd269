import { type RawBuilder, sql } from 'kysely'
import { type Day, invariant } from '#basics'
import { type Door } from '#channels'
import { type Database, type Transaction } from '#db'

export interface SubmissionRow {
  readonly id: string
  readonly day: Day
  /** By its box it is reviewed at a branch. */
  readonly box: string
  readonly sealed: Uint8Array
  readonly digest: Uint8Array
  /** Of the page that it was sent from, or that its sender was shown. */
  readonly language: string | null
  /** The branch that took it down. */
  readonly home: string | null
  readonly wayBack: ReturnCodeRow | null
  readonly contact: ContactRow | null
}

/** `sent-before`: something else is stored under this id, and stands. */
export type PutOutcome = 'taken' | 'sent-before'
export type PutIn = (door: Door, row: SubmissionRow) => Promise<PutOutcome>

export interface ContactRow {
  readonly box: string
  readonly sealed: Uint8Array
}

export interface ReturnCodeRow {
  readonly hash: Uint8Array
  readonly replyRecipient: Uint8Array
}

/**
 * Put a submission in, together with its place in the queue, its way back and its sender's contact, by one function of the
 * database and so in one commit. The database sees to who may use the door; where an operator does, that she is one of
 * that branch, and the act is in the same commit.
 */
export function insertSubmission(db: Database): PutIn {
  return async (door, row) => {
    const [outcome] = await insertTogether(db, [{ door, row }])
    invariant(outcome, 'an outcome for what was put in')
    return outcome
  }
}

/**
 * The same for several at once, in one statement and one commit: an outcome each, or none is put in where one is refused.
 *
 * They go in the order of their ids, in every process. Two groups that have the same forms in them then meet at the first of
 * these, and the later one waits; otherwise a sender of two forms could have each wait for the other, with everybody in both.
 */
export async function insertTogether(
  db: Database,
  group: readonly { readonly door: Door; readonly row: SubmissionRow }[],
): Promise<PutOutcome[]> {
  const inOrder = group
    .map(({ door, row }, nth) => ({ door, row, nth }))
    .toSorted((one, other) => Number(one.row.id > other.row.id) - Number(one.row.id < other.row.id))
  const each = inOrder.map(({ door, row, nth }) => {
    const byRight = door.usedBy === 'operator' ? sql`intake.take_down(${row.home}, ` : sql`intake.take_in(`
    return sql`select ${nth}::int as nth, ${byRight}${everythingOf(door, row)}) as outcome`
  })
  const { rows } = await sql<{ nth: number; outcome: 'taken' | 'again' | 'sent-before' }>`
    ${sql.join(each, sql` union all `)} order by nth`.execute(db)
  invariant(rows.length === group.length, 'an outcome for each that was put in')
  return rows.map(({ outcome }) => (outcome === 'sent-before' ? outcome : 'taken'))
}

/** What each function of the database takes that puts a declaration in. */
export function everythingOf(door: Door, row: SubmissionRow): RawBuilder<unknown> {
  const { id, day, language, box, sealed, digest, wayBack, contact } = row
  return sql`${door.id}, ${id}::uuid, ${day}::date, ${language}, ${box}::uuid, ${sealed}, ${digest}, ${wayBack?.hash ?? null},
    ${wayBack?.replyRecipient ?? null}, ${contact?.box ?? null}::uuid, ${contact?.sealed ?? null}`
}

/** Of these look-up values the one that a return code has; the same question whether or not there is one. */
export async function findKnownHash(db: Database, hashes: LookUpValues): Promise<Uint8Array | null> {
  const { rows } = await sql<{ hash: Uint8Array | null }>`
    select intake.known_code(${hashes}) as hash`.execute(db)
  return rows[0]?.hash ?? null
}

export interface BoxRow {
  readonly id: string
  readonly branch: string
  readonly class: 'draft' | 'contact'
  readonly week: string
  readonly recipient: string
  /** Somebody has had its key who may have it no more. */
  readonly spent: boolean
  /** What the branch's reviewers read. */
  readonly languages: readonly string[]
  readonly closed: boolean
}

/** Of each branch and class the newest box, up to this week: those of the next are made and not used yet. */
export async function selectBoxes(db: Database, week: string): Promise<BoxRow[]> {
  const { rows } = await sql<BoxRow>`
    select distinct on (box.branch, box.class)
      box.id, box.branch, box.class, box.week, box.recipient, box.spent, branch.languages, branch.closed
    from vault.box box join staff.branch branch on branch.id = box.branch
    where box.class in ('draft', 'contact') and box.week <= ${week}
    order by box.branch, box.class, box.spent, box.week desc`.execute(db)
  return rows
}

/** The branch that reviews a submission. */
export async function findBranch(db: Database, submission: string): Promise<string> {
  const { rows } = await sql<{ branch: string | null }>`
    select intake.branch_of(${submission}) as branch`.execute(db)
  return rows[0]?.branch ?? 'centre'
}

export type FollowupKind = 'answer' | 'withdrawal' | 'wish-taken-back'

export interface FollowupRow {
  readonly id: string
  readonly submission: string
  readonly kind: FollowupKind
  readonly day: Day
  readonly box: string
  /** Which branch reviews it. */
  readonly branch: string
  readonly sealed: Uint8Array
  readonly digest: Uint8Array
}

/**
 * Put a follow-up in and its submission back into the queue, or out of it, in one commit. A wish to withdraw outranks an
 * answer; it rests, and taken back it leaves the queue as it was. False when there was one with this id: then nothing changed.
 */
export async function insertFollowup(db: Database, row: FollowupRow): Promise<boolean> {
  const { submission, id, kind, day, box, branch, sealed, digest } = row
  const said = sql`
    insert into intake.followup (submission, id, kind, day, box, sealed, digest)
    values (${submission}, ${id}, ${kind}, ${day}, ${box}, ${sealed}, ${digest})
    on conflict (submission, id) do nothing
    returning submission`
  const queued = {
    answer: sql`
      insert into intake.pending (submission, cause, since, branch)
      select submission, ${kind}, ${day}::date, ${branch} from said
      on conflict (submission) do update set cause = case
        when intake.pending.cause = 'withdrawal' then 'withdrawal' else excluded.cause end
      returning submission`,
    withdrawal: sql`select intake.queue_wish(submission, ${day}::date) from said`,
    'wish-taken-back': sql`select intake.end_wish(submission) from said`,
  }
  const { rows } = await sql`with said as (${said}) ${queued[kind]}`.execute(db)
  return rows.length === 1
}

/** What tells what was said under this id from anything else; null where nobody kept it, undefined where nothing was said. */
export async function findFollowupDigest(
  db: Database,
  { submission, id }: { submission: string; id: string },
): Promise<Uint8Array | null | undefined> {
  const row = await db
    .selectFrom('intake.followup')
    .select('digest')
    .where('submission', '=', submission)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.digest
}

/** Which submission a return code belongs to, for the look-up values of whatever was typed. */
export type FindByCodes = (hashes: LookUpValues) => Promise<string | null>
/** By the site's key, and by the desk's. */
export type LookUpValues = readonly [Uint8Array, Uint8Array]

export function findByCodes(db: Database): FindByCodes {
  return async (hashes) => (await findByCodesTogether(db, [hashes]))[0] ?? null
}

/** The same for several at once, in one statement. */
export async function findByCodesTogether(
  db: Database,
  group: readonly LookUpValues[],
): Promise<(string | null)[]> {
  const { rows } = await sql<{ submission: string | null }>`
    select submission from intake.submissions_by_codes(
      ${group.map(([hash]) => Buffer.from(hash))}::bytea[], ${group.map(([, hash]) => Buffer.from(hash))}::bytea[])
    order by nth`.execute(db)
  invariant(rows.length === group.length, 'an answer for each that was asked for')
  return rows.map(({ submission }) => submission)
}

export async function emptySubmission(tx: Transaction, submission: string): Promise<void> {
  const sealed = Buffer.alloc(0)
  await tx.updateTable('intake.submission').set({ sealed }).where('id', '=', submission).execute()
  await tx.updateTable('intake.followup').set({ sealed }).where('submission', '=', submission).execute()
  await tx.updateTable('intake.contact').set({ sealed }).where('submission', '=', submission).execute()
}
