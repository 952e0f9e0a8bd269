import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Channel } from '#channels'
import { type Database, type Transaction } from '#db'

export async function lockMark(tx: Transaction): Promise<number> {
  const { number } = await tx
    .selectFrom('statistics.mark')
    .select('number')
    .forUpdate()
    .executeTakeFirstOrThrow()
  return number
}

export async function newestNumber(tx: Transaction): Promise<number> {
  const { rows } = await sql<{ newest: number }>`
    select coalesce(max(number), 0) as newest from register.entry`.execute(tx)
  return rows[0]?.newest ?? 0
}

export async function addChanges(tx: Transaction, range: { after: number; upTo: number }): Promise<void> {
  await sql`
    insert into statistics.tally as tally (day, channel, counted, retracted, party, league, pioneers, not_stated)
    select day, channel, sum(counted), sum(retracted), sum(party), sum(league), sum(pioneers), sum(not_stated)
    from statistics.change
    where number > ${range.after} and number <= ${range.upTo}
    group by day, channel
    on conflict (day, channel) do update set
      counted = tally.counted + excluded.counted,
      retracted = tally.retracted + excluded.retracted,
      party = tally.party + excluded.party,
      league = tally.league + excluded.league,
      pioneers = tally.pioneers + excluded.pioneers,
      not_stated = tally.not_stated + excluded.not_stated`.execute(tx)
}

export async function moveMark(tx: Transaction, mark: { number: number; asOf: Date }): Promise<void> {
  await tx.updateTable('statistics.mark').set({ number: mark.number, as_of: mark.asOf }).execute()
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
  readonly baseline: number
  readonly today: number
  readonly yesterday: number
  readonly this_week: number
  readonly this_month: number
}

/** The tally summed up. A day's figure is the people counted on that day, before any withdrawal. */
export async function readTally(
  db: Database,
  days: { today: Day; yesterday: Day; monday: Day; first: Day },
): Promise<Tally> {
  const { rows } = await sql<Tally>`
    select
      (select as_of from statistics.mark) as as_of,
      coalesce((select people from statistics.baseline), 0) as baseline,
      coalesce(sum(counted), 0)::bigint as counted,
      coalesce(sum(retracted), 0)::bigint as retracted,
      coalesce(sum(party), 0)::bigint as party,
      coalesce(sum(league), 0)::bigint as league,
      coalesce(sum(pioneers), 0)::bigint as pioneers,
      coalesce(sum(not_stated), 0)::bigint as not_stated,
      coalesce(sum(counted) filter (where day = ${days.today}), 0)::bigint as today,
      coalesce(sum(counted) filter (where day = ${days.yesterday}), 0)::bigint as yesterday,
      coalesce(sum(counted) filter (where day >= ${days.monday}), 0)::bigint as this_week,
      coalesce(sum(counted) filter (where day >= ${days.first}), 0)::bigint as this_month
    from statistics.tally`.execute(db)
  return rows[0] as Tally // an aggregate without group by has exactly one row
}

/** People standing, by the channel they came in by. Sums to the total without the baseline. */
export async function readChannels(db: Database): Promise<Partial<Record<Channel, number>>> {
  const { rows } = await sql<{ channel: Channel; people: number }>`
    select channel, sum(counted - retracted)::bigint as people from statistics.tally group by channel order by channel`.execute(
    db,
  )
  return Object.fromEntries(rows.map((row) => [row.channel, row.people]))
}
