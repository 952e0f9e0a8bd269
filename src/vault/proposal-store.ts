// Boxes that one holder has made and no second one has opened yet. Nothing is sealed to them.
import { sql } from 'kysely'
import { type Database, type Transaction } from '#db'
import { type BoxId } from './box.ts'
import { hasBox, type Slot } from './box-store.ts'

type Connection = Database | Transaction

/** False if there is a box or a proposal of that branch, week and class already: the first one made stands. */
export async function insertProposal(
  tx: Transaction,
  { id, class: boxClass, branch, week, recipient }: Slot & { id: BoxId; recipient: string },
): Promise<boolean> {
  if (await hasBox(tx, { branch, class: boxClass, week })) return false
  const row = await tx
    .insertInto('vault.proposal')
    .values({ id, class: boxClass, branch, week, recipient })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertProposedKey(
  tx: Transaction,
  key: { box: string; holder: string; sealed: Uint8Array },
): Promise<void> {
  await tx
    .insertInto('vault.proposed_key')
    .values({ ...key, sealed: Buffer.from(key.sealed) })
    .execute()
}

export async function proposalsOf(db: Connection, weeks: readonly string[]): Promise<Slot[]> {
  const rows = await db
    .selectFrom('vault.proposal')
    .select(['branch', 'class', 'week'])
    .where('week', 'in', weeks)
    .execute()
  return rows as Slot[]
}

/** Make a box of it at once, where nobody else could look at it: the database decides. */
export async function openAlone(tx: Transaction, box: BoxId): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select vault.open_alone(${box}) as done`.execute(tx)
  return rows[0]?.done ?? false
}

/** A key to be opened by whoever acts, and what the box's identity has to come to. */
export interface KeyToLookAt {
  readonly box: string
  readonly recipient: string
  readonly sealed: Uint8Array
}

/** Proposals of others, which whoever acts may confirm. */
export async function toConfirm(db: Connection, most: number): Promise<KeyToLookAt[]> {
  const { rows } =
    await sql<KeyToLookAt>`select box, recipient, sealed from vault.to_confirm(${most})`.execute(db)
  return rows
}

export async function confirmProposal(
  tx: Transaction,
  { box, recovery }: { box: string; recovery: Uint8Array | null },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select vault.confirm(${box}, ${recovery && Buffer.from(recovery)}::bytea) as done`.execute(tx)
  return rows[0]?.done ?? false
}

export async function refuseProposal(tx: Transaction, box: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select vault.refuse(${box}) as done`.execute(tx)
  return rows[0]?.done ?? false
}

/** Keys of whoever acts that colleagues gave her and that she has not opened. */
export async function unopenedKeys(db: Connection, most: number): Promise<KeyToLookAt[]> {
  const { rows } = await sql<KeyToLookAt>`select box, recipient, sealed from vault.unopened(${most})`.execute(
    db,
  )
  return rows
}

export async function markLookedAt(
  tx: Transaction,
  { good, bad }: { good: readonly string[]; bad: readonly string[] },
): Promise<void> {
  await sql`select vault.look_at(${[...good]}::uuid[], ${[...bad]}::uuid[])`.execute(tx)
}
