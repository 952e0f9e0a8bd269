import { type RawBuilder, sql } from 'kysely'
import { type Day } from '#basics'
import { type Transaction } from '#db'

export interface LookRow {
  readonly submission: string
  /** As the case was when it first waited: a second look is not to be told from a first one. */
  readonly since: Day
}

/** Of second looks, `l`: nobody has taken it yet, and she would not know the case again. Her own decisions she never sees. */
export function isWaitingLook(member: string): RawBuilder<boolean> {
  return sql<boolean>`(
    not exists (select from review.second_verdict v where v.submission = l.submission)
    and not exists (
      select from audit.act a
      where a.record = l.submission::text and a.who = ${member} and a.what = 'case-opened' and a.id <= l.acts))`
}

/** A second look that this holder has the key for: the one that she has open, else one at random, in her languages first. */
export async function findLook(
  tx: Transaction,
  by: { member: string; credential: string; now: Date; from: string },
): Promise<LookRow | undefined> {
  const { member, credential, now, from } = by
  const looks = (condition: RawBuilder<unknown>) => sql<LookRow>`
    select l.submission, l.since from review.second_look l
    where ${condition} and ${isWaitingLook(member)}
      and not exists (
        select from review.look_lock held
        where held.submission = l.submission and held.until > ${now} and held.member <> ${member})
      and exists (
        select from intake.submission s join vault.box_key k on k.box = s.box and k.holder = ${credential}
        where s.id = l.submission and not review.is_erased(s.id))
    order by l.submission
    limit 1`
  const onward = sql`l.submission >= ${from}`
  const read = sql`l.language in (select unnest(languages) from staff.member where id = ${member})`
  for (const condition of [sql`${read} and ${onward}`, read, onward, sql`true`]) {
    const { rows } = await looks(condition).execute(tx)
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
    from review.look_lock held join review.second_look l on l.submission = held.submission
    where held.member = ${member} and held.until > ${now}
    limit 1`.execute(tx)
  return rows[0]
}

/** False where somebody else was quicker. */
export async function lockLook(
  tx: Transaction,
  { now, submission, member, until }: { submission: string; member: string; until: Date; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into review.look_lock as held (submission, member, until) values (${submission}, ${member}, ${until})
    on conflict (submission) do update set member = excluded.member, until = excluded.until
      where held.until <= ${now} or held.member = excluded.member
    returning held.submission`.execute(tx)
  return rows.length > 0
}

export async function deleteLookLock(
  tx: Transaction,
  { member, submission }: { member: string; submission: string },
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('review.look_lock')
    .where('submission', '=', submission)
    .where('member', '=', member)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The look that this member holds of this case, its row locked until the transaction ends; and whether its sender could be asked. */
export async function holdLook(
  tx: Transaction,
  { submission, member, now }: { submission: string; member: string; now: Date },
): Promise<{ hasReturnCode: boolean } | undefined> {
  const { rows } = await sql<{ hasReturnCode: boolean }>`
    select exists (
      select from intake.return_code c where c.submission = held.submission) as "hasReturnCode"
    from review.look_lock held
    where held.submission = ${submission} and held.member = ${member} and held.until >= ${now}
    for update`.execute(tx)
  return rows[0]
}

export async function insertSecondVerdict(
  tx: Transaction,
  row: { submission: string; member: string; verdict: string; outline: Uint8Array | null; day: Day },
): Promise<void> {
  const { submission, member, verdict, outline, day } = row
  await sql`
    insert into review.second_verdict (submission, member, verdict, outline, day)
    values (${submission}, ${member}, ${verdict}, ${outline}::bytea, ${day}::date)`.execute(tx)
}
