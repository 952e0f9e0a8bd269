import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Database, type Transaction } from '#db'
import { type Decision, type DeclineReason } from './decision.ts'
import { rests } from './resting-store.ts'
import { isWaitingLook } from './second-look-store.ts'
import { type CaseStatus } from './status.ts'

export interface CaseRow {
  readonly submission: string
  readonly channel: string
  readonly box: string
  readonly boxKey: Uint8Array
  readonly sealed: Uint8Array
  readonly replyRecipient: Uint8Array | null
  /** How to reach the sender lies apart from what she declared: in a box of this reviewer's, or of somebody else's. */
  readonly contact: 'none' | 'apart' | 'yours'
}

interface SealedQuestion {
  readonly box: string
  readonly boxKey: Uint8Array
  readonly sealed: Uint8Array
}

export interface DecisionRow {
  readonly sequence: number
  readonly verdict: Decision['verdict']
  readonly reason: DeclineReason | null
  readonly day: Day
  readonly question: SealedQuestion | null
}

export interface FollowupRow {
  readonly id: string
  readonly kind: 'answer' | 'withdrawal' | 'wish-taken-back'
  readonly day: Day
  /** Not taken back since. */
  readonly stands: boolean
  readonly box: string
  readonly boxKey: Uint8Array
  readonly sealed: Uint8Array
}

interface PendingRow {
  readonly submission: string
  readonly cause: Cause
  readonly since: Day
}

/** What a case waits for a reviewer with. */
export type Cause = 'new' | 'answer' | 'withdrawal' | 'second-look-disagrees'

/**
 * A waiting case that nobody else has open and that this member has every key for: her own
 * if she has one, else the first from `id` on, else the first of all. Its row is locked, so that two
 * who ask at once get two cases. A wish to withdraw that still rests is nobody's. Cases in a language that she reads come
 * first; if there are none, the others do. What two disagreed about is for a third.
 */
export async function findPendingFrom(
  tx: Transaction,
  from: {
    id: string
    member: string
    languages: readonly string[]
    now: Date
    today: Day
  },
): Promise<PendingRow | undefined> {
  const waiting = (condition: ReturnType<typeof sql>) => sql<PendingRow>`
    select p.submission, p.cause, p.since
    from intake.pending p
    where ${condition} and ${isReady(from.today)} and ${isForThird(from.member)}
    and not ${rests(sql`p.submission`)} and not exists (
      select from review.lock l
      where l.submission = p.submission and l.until > ${from.now} and l.member <> ${from.member})
    and not exists (
      select from (
        select s.box from intake.submission s where s.id = p.submission
        union all
        select f.box from intake.followup f where f.submission = p.submission
      ) needed
      where not exists (
        select from vault.box_key k where k.box = needed.box and k.holder = ${from.member}))
    order by p.submission
    limit 1
    for update of p skip locked`
  const own = sql`p.submission in (
    select submission from review.lock where member = ${from.member} and until > ${from.now})`
  const onward = sql`p.submission >= ${from.id}`
  const read = sql`p.language = any (${from.languages})`
  const hers = from.languages.length > 0 ? [sql`${read} and ${onward}`, read] : []
  for (const condition of [own, ...hers, onward, sql`true`]) {
    const { rows } = await waiting(condition).execute(tx)
    if (rows[0]) return rows[0]
  }
  return undefined
}

/** Whether a member has a case open: what comes next is that one. */
export async function hasOpenCase(
  tx: Transaction,
  { member, now, today }: { member: string; now: Date; today: Day },
): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select exists (
      select from review.lock l join intake.pending p on p.submission = l.submission
      where l.member = ${member} and l.until > ${now} and ${isReady(today)}
        and not ${rests(sql`p.submission`)}) as open`.execute(tx)
  return rows[0]?.open ?? false
}

/** Of the queue's rows, `p`: whether it may be handed out. */
function isReady(today: Day) {
  return sql`(p.not_before is null or p.not_before <= ${today}::date)`
}

function isForThird(member: string) {
  return sql`(p.cause <> 'second-look-disagrees' or not exists (
    select from review.decision d where d.submission = p.submission and d.member = ${member}
    union all
    select from review.second_verdict v where v.submission = p.submission and v.member = ${member}))`
}

/**
 * Lock a case to a member. False where somebody else was quicker: she may have committed her lock after this
 * transaction chose the case and before it came to the case's row.
 */
export async function lockCase(
  tx: Transaction,
  { now, ...lock }: { submission: string; member: string; until: Date; followups: number; now: Date },
): Promise<boolean> {
  const row = await tx
    .insertInto('review.lock')
    .values(lock)
    .onConflict((conflict) =>
      conflict
        .column('submission')
        .doUpdateSet(lock)
        .where((held) =>
          held.or([held('review.lock.until', '<=', now), held('review.lock.member', '=', lock.member)]),
        ),
    )
    .returning('submission')
    .executeTakeFirst()
  return row !== undefined
}

/** Let a case, or a second look, stay with whoever has it. Of nobody else's anything is changed. */
export async function keepHeld(
  tx: Transaction,
  { submission, member, until }: { submission: string; member: string; until: Date },
): Promise<void> {
  for (const held of ['review.lock', 'review.look_queue'] as const) {
    await tx
      .updateTable(held)
      .set({ until })
      .where('submission', '=', submission)
      .where('member', '=', member)
      .execute()
  }
}

export async function deleteLock(
  tx: Transaction,
  lock: { member: string; submission: string },
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('review.lock')
    .where('submission', '=', lock.submission)
    .where('member', '=', lock.member)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function findCase(tx: Transaction, submission: string, holder: string): Promise<CaseRow> {
  const contact = sql<CaseRow['contact']>`(
    select case when apart.submission is null then 'none' when own.box is null then 'apart' else 'yours' end
    from (select) one
    left join intake.contact apart on apart.submission = s.id
    left join vault.box_key own on own.box = apart.box and own.holder = ${holder})`
  return tx
    .selectFrom('intake.submission as s')
    .innerJoin('vault.box_key as k', (join) => join.onRef('k.box', '=', 's.box').on('k.holder', '=', holder))
    .leftJoin('intake.return_code as c', 'c.submission', 's.id')
    .select(['s.id as submission', 's.channel', 's.box', 'k.sealed as boxKey'])
    .select(sql<Uint8Array>`review.read_sealed(s.id)`.as('sealed'))
    .select(['c.reply_recipient as replyRecipient', contact.as('contact')])
    .where('s.id', '=', submission)
    .executeTakeFirstOrThrow()
}

export async function findFollowups(
  tx: Transaction,
  submission: string,
  holder: string,
): Promise<FollowupRow[]> {
  const { rows } = await sql<FollowupRow>`
    select f.id, f.kind, f.day, f.box, k.sealed as "boxKey", f.sealed,
      not exists (
        select from intake.followup back
        where back.submission = f.submission and f.id = any (back.takes_back)) as stands
    from intake.followup f
    join vault.box_key k on k.box = f.box and k.holder = ${holder}
    where f.submission = ${submission}
    order by f.day, f.kind = 'wish-taken-back', f.id`.execute(tx)
  return rows
}

export async function findDecisions(
  tx: Transaction,
  submission: string,
  holder: string,
): Promise<DecisionRow[]> {
  const { rows } = await sql<
    Omit<DecisionRow, 'question'> & { [Part in keyof SealedQuestion]: SealedQuestion[Part] | null }
  >`
    select d.sequence, d.verdict, d.reason, d.day, d.question_box as box, k.sealed as "boxKey",
      d.question_for_desk as sealed
    from review.decision d
    left join vault.box_key k on k.box = d.question_box and k.holder = ${holder}
    where d.submission = ${submission}
    order by d.sequence`.execute(tx)
  return rows.map(({ box, boxKey, sealed, ...decision }) => ({
    ...decision,
    question: box && boxKey && sealed ? { box, boxKey, sealed } : null,
  }))
}

export interface HeldCase {
  readonly submission: string
  readonly cause: Cause
  /** Which reviews it. */
  readonly branch: string
  readonly channel: string
  readonly received: Day
  readonly lockedBy: string
  readonly until: Date
  /** How many follow-ups there are, and how many the reviewer was shown. */
  readonly followups: number
  readonly followupsShown: number
  /** Accepted for the register by an earlier decision. */
  readonly accepted: boolean
  readonly hasReturnCode: boolean
  /** Nobody is to have it now: its sender's wish to withdraw rests. */
  readonly rests: boolean
}

/** The case with its lock. The queue's row is locked, so nothing can be added to it meanwhile. */
export async function holdCase(
  tx: Transaction,
  { submission, today }: { submission: string; today: Day },
): Promise<HeldCase | undefined> {
  await sql`select from intake.pending where submission = ${submission} for update`.execute(tx)
  const { rows } = await sql<HeldCase>`
    select p.submission, p.cause, p.branch, s.channel, s.day as received, l.member as "lockedBy", l.until,
      l.followups as "followupsShown",
      (select count(*) from intake.followup f where f.submission = p.submission) as followups,
      exists (
        select from review.decision d
        where d.submission = p.submission and d.verdict in ('register', 'register-uncounted')) as accepted,
      exists (select from intake.return_code c where c.submission = p.submission) as "hasReturnCode",
      not ${isReady(today)} as rests
    from intake.pending p
    join intake.submission s on s.id = p.submission
    join review.lock l on l.submission = p.submission
    where p.submission = ${submission}`.execute(tx)
  return rows[0]
}

export async function insertDecision(
  tx: Transaction,
  row: {
    submission: string
    member: string
    decision: Decision
    digest: Uint8Array
    outline: Uint8Array | null
    day: Day
  },
): Promise<void> {
  const { submission, member, decision, digest, outline, day } = row
  const held = decision.verdict === 'hold' ? decision : null
  await sql`
    insert into review.decision (submission, sequence, member, verdict, reason, digest, outline, day,
      question_for_sender, question_for_desk, question_box)
    select ${submission}, coalesce(max(sequence), 0) + 1, ${member}, ${decision.verdict},
      ${decision.verdict === 'decline' ? decision.reason : null}, ${digest}, ${outline}::bytea, ${day}::date,
      ${held?.questionForSender ?? null}::bytea, ${held?.questionForDesk ?? null}::bytea, ${held?.questionBox ?? null}::uuid
    from review.decision where submission = ${submission}`.execute(tx)
}

/** Whether this member decided so before, in whichever of the two ways: she is not to know a second look by it. */
export async function wasDecided(
  tx: Transaction,
  { submission, member, digest }: { submission: string; member: string; digest: Uint8Array },
): Promise<boolean> {
  const { rows } = await sql`
    select from review.decision d
    where d.submission = ${submission} and d.member = ${member} and d.digest = ${digest}
    union all
    select from review.second_verdict v
    where v.submission = ${submission} and v.member = ${member} and v.digest = ${digest}`.execute(tx)
  return rows.length > 0
}

export async function removeCase(tx: Transaction, submission: string): Promise<void> {
  await tx.deleteFrom('intake.pending').where('submission', '=', submission).execute()
  await tx.deleteFrom('review.lock').where('submission', '=', submission).execute()
}

/** A colleague refused: the database gives the case back to its branch. */
export async function requeueWithdrawal(tx: Transaction, request: string): Promise<void> {
  await sql`select review.look_again(${request})`.execute(tx)
}

/** What waits, second looks among it: without them somebody would be handed a case while nothing waits. */
export async function measureQueue(
  db: Database,
  { member, today }: { member: string; today: Day },
): Promise<{ waiting: number; oldest: Day | null }> {
  const { rows } = await sql<{ waiting: number; oldest: Day | null }>`
    select count(*) as waiting, min(since) as oldest
    from (
      select p.since from intake.pending p where ${isReady(today)} and not ${rests(sql`p.submission`)}
      union all
      select l.since from review.second_look l join review.look_queue q on q.submission = l.submission
      where ${isWaitingLook(member)} and not ${rests(sql`l.submission`)}
    ) case_of_hers`.execute(db)
  return rows[0] ?? { waiting: 0, oldest: null }
}

export async function countDecisions(
  db: Database,
  { member, day }: { member: string; day: Day },
): Promise<number> {
  const { rows } = await sql<{ decided: number }>`
    select (select count(*) from review.decision where member = ${member} and day = ${day}::date)
      + (select count(*) from review.second_verdict where member = ${member} and day = ${day}::date)
      + (select count(*) from review.resting where member = ${member}) as decided`.execute(db)
  return rows[0]?.decided ?? 0
}

/** By the one function that the site's role may call here. */
export async function findStatus(
  db: Database,
  asked: { hashes: readonly Uint8Array[]; now: Date },
): Promise<CaseStatus | undefined> {
  const { rows } = await sql<CaseStatus>`
    select submission, state, reason, question, asked_to_withdraw as "askedToWithdraw", hash
    from review.status(${asked.hashes}, ${asked.now})`.execute(db)
  return rows[0]
}

export async function emptyQuestions(tx: Transaction, submission: string): Promise<void> {
  const nothing = Buffer.alloc(0)
  await tx
    .updateTable('review.decision')
    .set({ question_for_sender: nothing, question_for_desk: nothing })
    .where('submission', '=', submission)
    .where('question_for_sender', 'is not', null)
    .execute()
}
