import { sql } from 'kysely'
import { type Database, type Transaction } from '#db'
import { type Act, readAct, type Verdict } from './act.ts'
import { type Asked } from './rules.ts'

type Connection = Database | Transaction

/** Requests are not listed without end: whoever has more to look at answers some first. */
const MOST_SHOWN = 40
export interface Request extends Asked {
  readonly id: string
  /** The act as its approver signs it. */
  readonly text: string
  readonly payload: string | null
  readonly requesterName: string
  readonly verdict: Verdict | null
  /** Who answered. */
  readonly approver: string | null
  readonly approverName: string | null
}

type Row = Omit<Request, 'act'>

const REQUESTS = sql`
  select r.id, r.act as text, r.payload, r.requester, asking.name as "requesterName", r.branch,
    r.requested_at as "requestedAt", approvals.answered_elsewhere(r.kind, r.requester, r.branch) as elsewhere, a.verdict, a.approver, answering.name as "approverName"
  from approvals.request r
  join staff.member asking on asking.id = r.requester
  left join approvals.answer a on a.request = r.id
  left join staff.member answering on answering.id = a.approver`

const read = (row: Row): Request => ({ ...row, act: readAct(row.text) })

export async function insertRequest(
  tx: Transaction,
  row: {
    id: string
    kind: Act['kind']
    act: string
    payload: string | null
    requester: string
    branch: string
    credential: string
    requested_at: Date
  },
): Promise<void> {
  await tx.insertInto('approvals.request').values(row).execute()
}

/** The request, locked until the transaction ends, if whoever asks may see it. */
export async function findRequest(tx: Transaction, id: string): Promise<Request | undefined> {
  const { rows } = await sql<Row>`${REQUESTS} where r.id = ${id}`.execute(tx)
  return rows[0] && read(rows[0])
}

/** What waits for an answer, has not run out, and is still there to be agreed to; oldest first. */
export async function selectOpen(db: Connection, now: Date): Promise<Request[]> {
  const { rows } = await sql<Row>`${REQUESTS}
    where a.request is null and r.requested_at > ${now}::timestamptz - approvals.life()
      and not approvals.is_moot(r.id)
    order by r.requested_at limit ${MOST_SHOWN}`.execute(db)
  return rows.map(read)
}

/** Whether what was asked for has ended in another way, so that there is nothing to agree to. */
export async function isMoot(tx: Transaction, request: string): Promise<boolean> {
  const { rows } = await sql<{ moot: boolean }>`select approvals.is_moot(${request}) as moot`.execute(tx)
  return rows[0]?.moot ?? true
}

/** What one member asked for and has been answered, newest first. */
export async function selectAnswered(db: Connection, requester: string): Promise<Request[]> {
  const { rows } = await sql<Row>`${REQUESTS}
    where a.request is not null and r.requester = ${requester}
    order by r.requested_at desc limit 10`.execute(db)
  return rows.map(read)
}

/** Whether something of this kind waits already about the same record. */
export async function isAsked(tx: Connection, act: Act, now: Date): Promise<boolean> {
  const { digest: _, ...same } = { digest: '', ...act }
  const { rows } = await sql`
    select from approvals.request r
    where r.kind = ${act.kind} and r.act::jsonb @> ${JSON.stringify(same)}::jsonb
      and r.requested_at > ${now}::timestamptz - approvals.life()
      and not exists (select from approvals.answer a where a.request = r.id)`.execute(tx)
  return rows.length > 0
}

export interface AnswerRow {
  readonly request: string
  readonly verdict: Verdict
  readonly approver: string
  readonly branch: string
  readonly credential: string
  readonly clientData: Uint8Array
  readonly authenticatorData: Uint8Array
  readonly signature: Uint8Array
  readonly at: Date
}

/** False if it was answered already. What the rules of the database refuse is thrown. */
export async function insertAnswer(tx: Transaction, row: AnswerRow): Promise<boolean> {
  const { rows } = await sql`
    insert into approvals.answer
      (request, verdict, approver, branch, credential, client_data, authenticator_data, signature, at)
    values (${row.request}, ${row.verdict}, ${row.approver}, ${row.branch}, ${row.credential}, ${row.clientData}::bytea,
      ${row.authenticatorData}::bytea, ${row.signature}::bytea, ${row.at})
    on conflict do nothing
    returning request`.execute(tx)
  return rows.length === 1
}

export type Assertion = AnswerRow & { readonly act: string; readonly publicKey: Uint8Array | null }

const ASSERTIONS = sql`
  select a.request, a.verdict, a.approver, a.branch, a.credential, a.client_data as "clientData",
    a.authenticator_data as "authenticatorData", a.signature, a.at, r.act, c.public_key as "publicKey"
  from approvals.answer a
  join approvals.request r on r.id = a.request
  left join staff.credential c on c.id = a.credential and c.member = a.approver`

/** A page of the answers, in the order of their requests' ids, with what verifies them. */
export async function selectAssertions(db: Connection, after: string): Promise<Assertion[]> {
  const { rows } = await sql<Assertion>`${ASSERTIONS}
    where a.request > ${after}::uuid
    order by a.request limit 500`.execute(db)
  return rows
}

/** The answer to one request. */
export async function selectAssertion(db: Connection, request: string): Promise<Assertion | undefined> {
  const { rows } = await sql<Assertion>`${ASSERTIONS} where a.request = ${request}::uuid`.execute(db)
  return rows[0]
}

export async function erasePayloads(tx: Transaction, entry: number): Promise<void> {
  await sql`
    update approvals.request set payload = null
    where kind = 'correction' and act::jsonb @> jsonb_build_object('entry', ${entry}::bigint)`.execute(tx)
}
