import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Database, type Transaction } from '#db'

export interface SubmissionRow {
  readonly id: string
  readonly channel: string
  readonly day: Day
  readonly box: string
  readonly sealed: Uint8Array
  readonly digest: Uint8Array
  /** Which branch reviews it. */
  readonly branch: string
  /** Of the page that it was sent from. */
  readonly language: string | null
}

export interface ContactRow {
  readonly box: string
  readonly sealed: Uint8Array
}

export interface ReturnCodeRow {
  readonly hash: Uint8Array
  readonly replyRecipient: Uint8Array
}

/** What is stored beside a submission, where there is any. */
interface Ways {
  readonly wayBack: ReturnCodeRow | null
  readonly contact: ContactRow | null
}

/**
 * Put a submission in, together with its place in the queue and its way back, in one statement and
 * so in one commit. False when a submission with this id was there: then nothing was put in.
 */
export async function insertSubmission(
  db: Database,
  row: SubmissionRow,
  { wayBack, contact }: Ways,
): Promise<boolean> {
  const { rows } = await sql<{ fresh: number }>`
    with fresh as (
      insert into intake.submission (id, channel, day, box, sealed, digest)
      values (${row.id}, ${row.channel}, ${row.day}, ${row.box}, ${row.sealed}, ${row.digest})
      on conflict (id) do nothing
      returning id
    ), waiting as (
      insert into intake.pending (submission, cause, since, branch, language)
      select id, 'new', ${row.day}::date, ${row.branch}, ${row.language} from fresh
    ), apart as (
      insert into intake.contact (submission, box, sealed)
      select id, ${contact?.box ?? null}::uuid, ${contact?.sealed ?? null}::bytea from fresh
      where ${contact !== null}
    ), way_back as (
      insert into intake.return_code (hash, submission, reply_recipient)
      select ${wayBack?.hash ?? null}::bytea, id, ${wayBack?.replyRecipient ?? null}::bytea from fresh
      where ${wayBack !== null}
    )
    select count(*) as fresh from fresh`.execute(db)
  return rows[0]?.fresh === 1
}

/** Put one in that was taken down at a branch. Null where it was; what is there already, by its digest, where it is not. */
export async function insertInPerson(
  db: Database,
  row: Omit<SubmissionRow, 'channel'>,
  { at, wayBack, contact }: Ways & { at: { branch: string; timeZone: string } },
): Promise<Uint8Array | null> {
  const { rows } = await sql<{ before: Uint8Array | null }>`
    select intake.take_in(${row.id}, ${row.day}, ${at.timeZone}, ${at.branch}, ${row.language}, ${row.box}, ${row.sealed},
      ${row.digest}, ${wayBack?.hash ?? null}, ${wayBack?.replyRecipient ?? null}, ${contact?.box ?? null},
      ${contact?.sealed ?? null}) as before`.execute(db)
  return rows[0]?.before ?? null
}

/** Of these look-up values the one that a return code has; the same question whether or not there is one. */
export async function findKnownHash(db: Database, hashes: readonly Uint8Array[]): Promise<Uint8Array | null> {
  const { rows } = await sql<{ hash: Uint8Array | null }>`
    select intake.known_code(${hashes}) as hash`.execute(db)
  return rows[0]?.hash ?? null
}

export async function findDigest(db: Database, id: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('intake.submission')
    .select('digest')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.digest
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

/** Which submission a return code belongs to, for the look-up value of whatever was typed. */
export async function findSubmissionByCode(db: Database, hash: Uint8Array): Promise<string | null> {
  const { rows } = await sql<{ submission: string | null }>`
    select intake.submission_by_code(${hash}) as submission`.execute(db)
  return rows[0]?.submission ?? null
}

export async function emptySubmission(tx: Transaction, submission: string): Promise<void> {
  const sealed = Buffer.alloc(0)
  await tx.updateTable('intake.submission').set({ sealed }).where('id', '=', submission).execute()
  await tx.updateTable('intake.followup').set({ sealed }).where('submission', '=', submission).execute()
  await tx.updateTable('intake.contact').set({ sealed }).where('submission', '=', submission).execute()
}
