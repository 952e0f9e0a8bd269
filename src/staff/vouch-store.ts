// Who vouched for which passkey. The database holds the shape of each chain; what signed it is verified by check-passkeys.ts.
import { sql } from 'kysely'
import { type Database, type Transaction } from '#db'
import { type Assertion } from './touch.ts'

type Connection = Database | Transaction

/** A passkey with what vouches for it. */
export interface VouchRow {
  readonly credential: string
  readonly member: string
  readonly publicKey: Uint8Array
  readonly retired: boolean
  /** Null: nobody has vouched for it. */
  readonly statement: string | null
  /** Whose passkey signed; null: it begins a chain. */
  readonly voucher: string | null
  readonly clientData: Uint8Array | null
  readonly authenticatorData: Uint8Array | null
  readonly signature: Uint8Array | null
  /** An act of the database's own says that a chain begins here. */
  readonly begins: boolean
}

const VOUCHED = sql`
  select c.id as credential, c.member, c.public_key as "publicKey", c.retired, v.statement, v.voucher,
    v.client_data as "clientData", v.authenticator_data as "authenticatorData", v.signature,
    exists (
      select from audit.act a
      where a.what in ('passkey-founded', 'passkey-recovered') and a.who = c.member
        and a.record = encode(sha256(convert_to(v.statement, 'UTF8')), 'hex')) as begins
  from staff.credential c left join staff.vouch v on v.credential = c.id and v.member = c.member`

export async function insertVouch(
  tx: Transaction,
  vouch: { credential: string; member: string; statement: string; by: Assertion | null },
): Promise<void> {
  const { credential, member, statement, by } = vouch
  await sql`
    insert into staff.vouch (credential, member, statement, voucher, client_data, authenticator_data, signature)
    values (${credential}, ${member}, ${statement}, ${by?.credential ?? null}, ${by?.clientData ?? null}::bytea,
      ${by?.authenticatorData ?? null}::bytea, ${by?.signature ?? null}::bytea)`.execute(tx)
}

/** As whoever owns the tables: three keepers of the recovery key stand for this passkey. */
export async function insertRecoveredVouch(
  tx: Transaction,
  { credential, member, statement }: { credential: string; member: string; statement: string },
): Promise<void> {
  await sql`
    insert into staff.vouch (credential, member, statement, recovered)
    values (${credential}, ${member}, ${statement}, true)`.execute(tx)
}

export async function findVouch(db: Connection, credential: string): Promise<VouchRow | undefined> {
  const { rows } = await sql<VouchRow>`${VOUCHED} where c.id = ${credential}`.execute(db)
  return rows[0]
}

/** A page of all passkeys, by their ids. */
export async function selectVouches(
  db: Connection,
  after: string,
): Promise<(VouchRow & { admitted: boolean })[]> {
  const { rows } = await sql<VouchRow & { admitted: boolean }>`
    select one.*, m.state = 'admitted' as admitted
    from (${VOUCHED}) one join staff.member m on m.id = one.member
    where one.credential > ${after} order by one.credential limit 500`.execute(db)
  return rows
}
