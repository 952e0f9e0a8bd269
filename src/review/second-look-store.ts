import { type RawBuilder, sql } from 'kysely'
import { type Day } from '#basics'
import { type Transaction } from '#db'
import { rests } from './resting-store.ts'

export interface LookRow {
  readonly submission: string
  /** As the case was when it first waited: a second look is not to be told from a first one. */
  readonly since: Day
}

/** Of second looks, `l`: whether she may have it, and would not know the case again. Her own decisions she never sees. */
export function isWaitingLook(member: string): RawBuilder<boolean> {
  return sql<boolean>`(
    review.may_be_looked_at(l.submission)
    and not exists (
      select from audit.act a
      where a.record = l.submission::text and a.who = ${member} and a.what = 'case-opened' and a.id <= l.acts))`
}

/** A second look that nobody has open and that this member has the key for: one at random, in her languages first. */
export async function findLook(
  tx: Transaction,
  by: { member: string; languages: readonly string[]; now: Date; from: string },
): Promise<LookRow | undefined> {
  const { member, languages, now, from } = by
  const looks = (condition: RawBuilder<unknown>) =>
    sql<LookRow>`
    select l.submission, l.since
    from review.look_queue q join review.second_look l on l.submission = q.submission
    where ${condition} and (q.until is null or q.until <= ${now} or q.member = ${member})
      and ${isWaitingLook(member)} and not ${rests(sql`l.submission`)}
      and exists (
        select from intake.submission s join vault.box_key k on k.box = s.box and k.holder = ${member}
        where s.id = l.submission)
    order by q.submission
    limit 1`.execute(tx)
  const onward = sql`q.submission >= ${from}`
  const read = sql`l.language = any (${languages})`
  const hers = languages.length > 0 ? [sql`${read} and ${onward}`, read] : []
  for (const condition of [...hers, onward, sql`true`]) {
    const { rows } = await looks(condition)
    if (rows[0]) return rows[0]
  }
  return undefined
}

/** The second look that a member has open. */
export async function findOpenLook(
  tx: Transaction,
  { member, now }: { member: string; now: Date },
): Promise<LookRow | undefined> {
  const { rows } = await sql<LookRow>`
    select l.submission, l.since
    from review.look_queue q join review.second_look l on l.submission = q.submission
    where q.member = ${member} and q.until > ${now} and not ${rests(sql`q.submission`)}
    limit 1`.execute(tx)
  return rows[0]
}

/** False where somebody else was quicker. */
export async function lockLook(
  tx: Transaction,
  { now, submission, member, until }: { submission: string; member: string; until: Date; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update review.look_queue q set member = ${member}, until = ${until}
    where q.submission = ${submission} and (q.until is null or q.until <= ${now} or q.member = ${member})
    returning q.submission`.execute(tx)
  return rows.length > 0
}

/** False if she does not have it open. */
export async function freeLook(
  tx: Transaction,
  { member, submission }: { member: string; submission: string },
): Promise<boolean> {
  const { rows } = await sql`
    update review.look_queue q set member = null, until = null
    where q.submission = ${submission} and q.member = ${member}
    returning q.submission`.execute(tx)
  return rows.length > 0
}

/** The look that this member holds of this case, its row locked until the transaction ends; and whether its sender could be asked. */
export async function holdLook(
  tx: Transaction,
  { submission, member, now }: { submission: string; member: string; now: Date },
): Promise<{ hasReturnCode: boolean } | undefined> {
  const { rows } = await sql<{ hasReturnCode: boolean }>`
    select exists (
      select from intake.return_code c where c.submission = q.submission) as "hasReturnCode"
    from review.look_queue q
    where q.submission = ${submission} and q.member = ${member} and q.until >= ${now}
    for update`.execute(tx)
  return rows[0]
}

/** It leaves the queue by it. */
export async function insertSecondVerdict(
  tx: Transaction,
  row: {
    submission: string
    member: string
    verdict: string
    digest: Uint8Array
    outline: Uint8Array | null
    day: Day
  },
): Promise<void> {
  const { submission, member, verdict, digest, outline, day } = row
  await sql`
    insert into review.second_verdict (submission, member, verdict, digest, outline, day)
    values (${submission}, ${member}, ${verdict}, ${digest}, ${outline}::bytea, ${day}::date)`.execute(tx)
}
