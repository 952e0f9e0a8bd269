// Passkeys of members. One that was given up keeps its row and opens nothing.
import { sql } from 'kysely'
import { type Database, type Transaction } from '#db'
import { type State } from './store.ts'

type Connection = Database | Transaction

export interface NewCredential {
  readonly id: string
  readonly member: string
  readonly public_key: Buffer
  readonly counter: number
  readonly transports: string[]
  readonly backed_up: boolean
  readonly wrapped_identity: Buffer
}

export async function insertCredential(tx: Transaction, credential: NewCredential): Promise<void> {
  await tx.insertInto('staff.credential').values(credential).execute()
}

/** A passkey that was not given up, with whose it is. */
export async function findCredential(db: Connection, id: string) {
  const row = await db
    .selectFrom('staff.credential as credential')
    .innerJoin('staff.member as member', 'member.id', 'credential.member')
    .selectAll('credential')
    .select(['member.name', 'member.state', 'member.recipient'])
    .where('credential.id', '=', id)
    .where('credential.retired', '=', false)
    .executeTakeFirst()
  return row && { ...row, state: row.state as State }
}

export async function updateCounter(
  tx: Transaction,
  { id, counter, backedUp }: { id: string; counter: number; backedUp: boolean },
): Promise<void> {
  await tx
    .updateTable('staff.credential')
    .set({ counter, backed_up: backedUp })
    .where('id', '=', id)
    .execute()
}

export interface Passkey {
  readonly credential: string
  /** Whether it is copied between devices by its maker. */
  readonly backedUp: boolean
  /** SHA-256 of its public key, hex. */
  readonly key: string
}

/** Those that a member has and has not given up. */
export async function selectPasskeys(db: Connection, member: string): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('staff.credential')
    .select(['id', 'backed_up', sql<string>`encode(sha256(public_key), 'hex')`.as('key')])
    .where('member', '=', member)
    .where('retired', '=', false)
    .orderBy('id')
    .execute()
  return rows.map(({ id, backed_up: backedUp, key }) => ({ credential: id, backedUp, key }))
}

/** False if she has no such passkey. The database throws where it is her last one. */
export async function markRetired(
  tx: Transaction,
  { id, member }: { id: string; member: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('staff.credential')
    .set({ retired: true })
    .where('id', '=', id)
    .where('member', '=', member)
    .where('retired', '=', false)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
