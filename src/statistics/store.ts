import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Database, type Reader, type Transaction } from '#db'

export async function lockMark(tx: Transaction): Promise<number> {
  const { number } = await tx
    .selectFrom('statistics.mark')
    .select('number')
    .forUpdate()
    .executeTakeFirstOrThrow()
  return number
}

/** The changes of a range of entries, each on the day on which the ledger took it up. */
export async function addChanges(tx: Transaction, range: { after: number; upTo: number }): Promise<void> {
  await sql`
    insert into statistics.tally as tally (day, channel, counted, retracted, party, league, pioneers, not_stated)
    select batch.day, change.channel, sum(counted), sum(retracted), sum(party), sum(league), sum(pioneers), sum(not_stated)
    from statistics.change change
    cross join lateral (
      select day, after from ledger.batch where entry >= change.number order by entry, size limit 1
    ) batch
    where change.number > batch.after and change.number > ${range.after} and change.number <= ${range.upTo}
    group by batch.day, change.channel
    on conflict (day, channel) do update set
      counted = tally.counted + excluded.counted,
      retracted = tally.retracted + excluded.retracted,
      party = tally.party + excluded.party,
      league = tally.league + excluded.league,
      pioneers = tally.pioneers + excluded.pioneers,
      not_stated = tally.not_stated + excluded.not_stated`.execute(tx)
}

/** Which checkpoint the tally agrees with, and the baseline in it. */
export async function readMark(db: Reader): Promise<Pick<Mark, 'size' | 'baseline'>> {
  return db.selectFrom('statistics.mark').select(['size', 'baseline']).executeTakeFirstOrThrow()
}

export interface Mark {
  /** The last entry folded in. */
  readonly number: number
  readonly asOf: Date
  /** The checkpoint that the tally agrees with. */
  readonly size: number
  readonly root: Uint8Array
  /** The day that is open in it. */
  readonly day: Day
  readonly baseline: number
}

export async function moveMark(tx: Transaction, mark: Mark): Promise<void> {
  const { number, asOf, size, root, day, baseline } = mark
  await tx
    .updateTable('statistics.mark')
    .set({ number, as_of: asOf, size, root: Buffer.from(root), day, baseline })
    .execute()
}

/** The tally, summed up, in the shape that the ledger's totals are held to. */
export interface Sums extends Recount {
  readonly channels: Readonly<Record<string, number>>
}

export async function readSums(db: Reader): Promise<Sums> {
  const { rows } = await sql<Recount>`
    select
      coalesce(sum(counted), 0)::bigint as counted,
      coalesce(sum(retracted), 0)::bigint as retracted,
      coalesce(sum(party), 0)::bigint as party,
      coalesce(sum(league), 0)::bigint as league,
      coalesce(sum(pioneers), 0)::bigint as pioneers,
      coalesce(sum(not_stated), 0)::bigint as not_stated
    from statistics.tally`.execute(db)
  return { ...(rows[0] as Recount), channels: await readChannels(db) }
}

export interface Recount {
  readonly counted: number
  readonly retracted: number
  readonly party: number
  readonly league: number
  readonly pioneers: number
  readonly not_stated: number
}

export async function readRecount(db: Database): Promise<Recount> {
  return db.selectFrom('statistics.recount').selectAll().executeTakeFirstOrThrow() as Promise<Recount>
}

export interface Tally extends Recount {
  readonly as_of: Date
  readonly size: number
  readonly root: Uint8Array | null
  readonly baseline: number
  readonly today: number
  readonly yesterday: number
  readonly this_week: number
  readonly this_month: number
  readonly by_channel: Readonly<Record<string, number>>
}

/**
 * The tally summed up, and the checkpoint it agrees with. A day's figure is the people counted on it, before any
 * withdrawal; who was carried over from an earlier registry came on none. Weeks start on Monday.
 */
export async function readTally(db: Database): Promise<Tally> {
  const { rows } = await sql<Tally>`
    select mark.as_of, mark.size, mark.root, mark.baseline,
      (select coalesce(jsonb_object_agg(channel, people), '{}') from statistics.standing) as by_channel,
      coalesce(sum(counted), 0)::bigint as counted,
      coalesce(sum(retracted), 0)::bigint as retracted,
      coalesce(sum(party), 0)::bigint as party,
      coalesce(sum(league), 0)::bigint as league,
      coalesce(sum(pioneers), 0)::bigint as pioneers,
      coalesce(sum(not_stated), 0)::bigint as not_stated,
      coalesce(sum(came) filter (where tally.day = mark.day), 0)::bigint as today,
      coalesce(sum(came) filter (where tally.day = mark.day - 1), 0)::bigint as yesterday,
      coalesce(sum(came) filter (where tally.day >= date_trunc('week', mark.day)), 0)::bigint as this_week,
      coalesce(sum(came) filter (where tally.day >= date_trunc('month', mark.day)), 0)::bigint as this_month
    from statistics.mark mark
    left join (
      select tally.*, case grade when 'carried' then 0 else counted end as came
      from statistics.tally join installation.channel on id = channel
    ) tally on true
    group by mark.as_of, mark.size, mark.root, mark.baseline`.execute(db)
  return rows[0] as Tally // the mark has one row
}

/** People standing, by the channel they came in by. Sums to the total without the baseline. */
async function readChannels(tx: Reader): Promise<Record<string, number>> {
  const { rows } = await sql<{ channel: string; people: number }>`
    select channel, people from statistics.standing`.execute(tx)
  return Object.fromEntries(rows.map((row) => [row.channel, row.people]))
}
