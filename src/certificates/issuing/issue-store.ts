import { sql } from 'kysely'
import { type Day, invariant } from '#basics'
import { type Reader, type Transaction } from '#db'
import { type State } from '#proof'

/** An approval of a content, as far as it has come. */
export interface Approved {
  readonly request: string
  readonly submission: string
  readonly line: number
  readonly digest: string
  readonly requester: string
  readonly approver: string | null
  readonly verdict: 'approved' | 'refused' | null
  readonly closed: boolean
  /** The branch's own box, in which what is issued is kept for it. */
  readonly box: string
  readonly recipient: string
}

export async function findApproved(db: Reader, approval: string): Promise<Approved | undefined> {
  const { rows } = await sql<Approved>`
    select p.request, r.submission, r.line, q.act::jsonb ->> 'digest' as digest, q.requester, a.approver, a.verdict,
      exists (select from certificates.closed c where c.request = p.request) as closed,
      own.id as box, own.recipient
    from certificates.prepared p
    join certificates.request r on r.id = p.request
    join approvals.request q on q.id = p.approval and q.kind = 'certificate'
    left join approvals.answer a on a.request = p.approval
    join vault.box own on own.id = p.own_box
    where p.approval = ${approval}`.execute(db)
  return rows[0]
}

export interface Intent {
  readonly number: string
  readonly list: number
  readonly index: number
  /** Of the key, in hexadecimal digits. */
  readonly kid: string
  readonly day: Day
  readonly isIssued: boolean
}

export async function findIntent(db: Reader, approval: string): Promise<Intent | undefined> {
  const { rows } = await sql<Intent>`
    select n.number, n.list, n.index, n.kid, n.day,
      exists (select from certificates.issued i where i.number = n.number) as "isIssued"
    from certificates.intent n where n.approval = ${approval}`.execute(db)
  return rows[0]
}

export interface Place {
  readonly list: number
  readonly index: number
}

/** False where the place is taken already. */
export async function takePlace(
  tx: Transaction,
  { list, index, decoy = null }: Place & { decoy?: number | null },
): Promise<boolean> {
  const { rows } = await sql`
    insert into certificates.place (list, index, decoy) values (${list}, ${index}, ${decoy})
    on conflict do nothing returning index`.execute(tx)
  return rows.length === 1
}

/** Until the end of the transaction nobody else fills, reads or publishes the lists. */
export async function lockLists(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('exeunt/certificates/lists'))`.execute(tx)
}

export interface Stock {
  /** The newest list. */
  readonly list: number
  /** How many of its places are published as something. */
  readonly shown: number
  /** The newest batch of spare places. */
  readonly batch: number
  /** Of all lists: spare places that may be taken, and places that are. */
  readonly left: number
  readonly taken: number
}

export async function findStock(db: Reader): Promise<Stock> {
  const { rows } = await sql<Stock>`
    with shown as (select list, index from certificates.spare union select list, index from certificates.place),
      newest as (select coalesce(max(list), 1) as list from shown)
    select newest.list,
      (select count(*)::int from shown where shown.list = newest.list) as shown,
      (select coalesce(max(batch), 0) from certificates.spare) as batch,
      (select count(*)::int from ${UNTAKEN} where not s.idle) as left,
      (select count(*)::int from certificates.place) as taken
    from newest`.execute(db)
  const [stock] = rows
  invariant(stock, 'a sum has a row')
  return stock
}

const UNTAKEN = sql`(
  select * from certificates.spare s
  where not exists (select from certificates.place p where p.list = s.list and p.index = s.index)) s`

export async function findLists(db: Reader): Promise<number[]> {
  const { rows } = await sql<{ list: number }>`
    select list from certificates.spare union select list from certificates.place order by list`.execute(db)
  return rows.map(({ list }) => list)
}

/** Those of the oldest batch that has any. */
export async function findSpares(db: Reader): Promise<Place[]> {
  const { rows } = await sql<Place>`
    with free as materialized (select * from ${UNTAKEN} where not s.idle)
    select list, index from free where batch = (select min(batch) from free) order by list, index`.execute(db)
  return rows
}

/** Of the indices those that are free; the first `idle` of them are never taken. */
export async function insertSpares(
  tx: Transaction,
  row: { list: number; indices: readonly number[]; idle: number; batch: number; day: Day },
): Promise<void> {
  const { list, indices, idle, batch, day } = row
  await sql`
    insert into certificates.spare (list, index, batch, idle, day)
    select ${list}, drawn.index, ${batch}, drawn.nth <= ${idle}, ${day}::date
    from unnest(${indices}::int[]) with ordinality drawn (index, nth)
    where not exists (select from certificates.place p where p.list = ${list} and p.index = drawn.index)
    on conflict do nothing`.execute(tx)
}

export async function insertIntent(
  tx: Transaction,
  row: Omit<Intent, 'isIssued'> & { approval: string; request: string },
): Promise<void> {
  await sql`
    insert into certificates.intent (number, approval, request, list, index, kid, day)
    values (${row.number}, ${row.approval}, ${row.request}, ${row.list}, ${row.index}, ${row.kid}, ${row.day})`.execute(
    tx,
  )
}

export interface IssuedRow {
  readonly number: string
  readonly day: Day
  readonly lookup: Uint8Array
  readonly pdf: Uint8Array
  readonly reply: Uint8Array
  readonly box: string
  readonly copy: Uint8Array
  readonly record: Uint8Array
}

/** False where a colleague, or this process before it ended, was quicker. */
export async function insertIssued(tx: Transaction, row: IssuedRow): Promise<boolean> {
  const { rows } = await sql`
    insert into certificates.issued (number, day, lookup, pdf, reply, box, copy, record)
    values (${row.number}, ${row.day}, ${row.lookup}, ${row.pdf}, ${row.reply}, ${row.box}, ${row.copy}, ${row.record})
    on conflict (number) do nothing returning number`.execute(tx)
  return rows.length === 1
}

/** What stood before for the same person of the same declaration ends where a new one begins. */
export async function supersede(
  tx: Transaction,
  { number, day }: { number: string; day: Day },
): Promise<void> {
  await sql`
    insert into certificates.change (number, state, reason, day, successor)
    select earlier.number, 'superseded', 'issued-anew', ${day}::date, ${number}
    from certificates.intent later
    join certificates.request asked on asked.id = later.request
    join certificates.request before on before.submission = asked.submission and before.line = asked.line
    join certificates.intent earlier on earlier.request = before.id and earlier.number <> later.number
    join certificates.state s on s.number = earlier.number and s.state in ('valid', 'suspended')
    where later.number = ${number}`.execute(tx)
}

export interface PlaceState extends Place {
  readonly state: State
}

const STATES = sql`
  select p.list, p.index, case
      when p.decoy is not null then (array['revoked', 'suspended', 'superseded', 'withdrawn'])[p.decoy]
      else coalesce(s.state, 'revoked')
    end as state
  from certificates.place p
  left join certificates.intent n on n.list = p.list and n.index = p.index
  left join certificates.state s on s.number = n.number`

/**
 * What every place of a list says; those that are not here are unissued. What is begun and not finished is as good as
 * revoked.
 */
export async function findStates(db: Reader): Promise<PlaceState[]> {
  const { rows } = await sql<PlaceState>`
    ${STATES} union all select s.list, s.index, 'valid' from ${UNTAKEN}`.execute(db)
  return rows
}

export interface SettledState extends Place {
  /** Null where it became so on the day that was asked about, or later. */
  readonly state: State | null
}

/** The same, as of the end of the day before. */
export async function findSettledStates(db: Reader, today: Day): Promise<SettledState[]> {
  const { rows } = await sql<SettledState>`
    select told.list, told.index, case when
        n.day is null or (n.day < ${today} and coalesce(i.day, n.day) < ${today}
          and not exists (select from certificates.change c where c.number = n.number and c.day >= ${today})
          and not exists (select from certificates.withdrawn w where w.number = n.number and w.day >= ${today}))
      then told.state end as state
    from (${STATES}) told
    left join certificates.intent n on n.list = told.list and n.index = told.index
    left join certificates.issued i on i.number = n.number
    union all
    select s.list, s.index, case when s.day < ${today} then 'valid' end from ${UNTAKEN}`.execute(db)
  return rows
}

export async function emptyOld(db: Reader, today: Day): Promise<number> {
  const { rows } = await sql<{ emptied: number }>`select certificates.forget(${today}) as emptied`.execute(db)
  return rows[0]?.emptied ?? 0
}
