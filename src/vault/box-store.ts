import { sql } from 'kysely'
import { type Database, type Transaction } from '#db'
import { type BoxClass } from './box.ts'

type Connection = Database | Transaction

/** A box's key, sealed to somebody who may hold it. */
export interface SealedKey {
  readonly box: string
  readonly sealed: Uint8Array
}

/** A box's key as one holder has it: opened by her browser alone. */
export interface HeldKey extends SealedKey {
  readonly branch: string
  readonly class: BoxClass
}

/** Which box it is. */
export interface Slot {
  readonly branch: string
  readonly class: BoxClass
  readonly week: string
}

/** Whether a branch has its box of that week and class, and nobody who left has had its key. */
export async function hasBox(db: Connection, slot: Slot): Promise<boolean> {
  const row = await db
    .selectFrom('vault.box')
    .select('id')
    .where('branch', '=', slot.branch)
    .where('class', '=', slot.class)
    .where('week', '=', slot.week)
    .where('spent', '=', false)
    .executeTakeFirst()
  return row !== undefined
}

/** The boxes of these weeks that are not spent. */
export async function boxesOf(db: Connection, weeks: readonly string[]): Promise<Slot[]> {
  const rows = await db
    .selectFrom('vault.box')
    .select(['branch', 'class', 'week'])
    .where('week', 'in', weeks)
    .where('spent', '=', false)
    .execute()
  return rows as Slot[]
}

/** A key that a holder may have and lacks: as sealed to whoever asks, and whom it is to be sealed to. */
export interface OwedKey extends SealedKey {
  readonly holder: string
  readonly recipient: string
}

/** Which key it is: of which box, for whom. */
export type KeyPlace = Pick<OwedKey, 'box' | 'holder'>

/** Of those that whoever acts can give, at most so many, after this one. */
export async function owedKeys(
  db: Connection,
  { after, most }: { after: KeyPlace | null; most: number },
): Promise<OwedKey[]> {
  const { rows } = await sql<OwedKey>`
    select box, sealed, holder, recipient
    from vault.owed(${after?.box ?? null}::uuid, ${after?.holder ?? null}::uuid, ${most})`.execute(db)
  return rows
}

/** Those among them that are owed, and that whoever acts can give. */
export async function areOwed(db: Connection, keys: readonly KeyPlace[]): Promise<KeyPlace[]> {
  const { rows } = await sql<KeyPlace>`
    select box, holder from vault.are_owed(
      ${keys.map(({ box }) => box)}::uuid[], ${keys.map(({ holder }) => holder)}::uuid[])`.execute(db)
  return rows
}

/** Give a holder the keys that a colleague sealed to her. */
export async function giveKeys(tx: Transaction, holder: string, keys: readonly SealedKey[]): Promise<void> {
  if (keys.length === 0) return
  await tx
    .insertInto('vault.box_key')
    .values(keys.map(({ box, sealed }) => ({ box, holder, sealed: Buffer.from(sealed) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Every key that a holder has. */
export async function keysOf(db: Connection, holder: string): Promise<HeldKey[]> {
  const rows = await db
    .selectFrom('vault.box_key as key')
    .innerJoin('vault.box as box', 'box.id', 'key.box')
    .select(['key.box', 'key.sealed', 'box.branch', 'box.class'])
    .where('key.holder', '=', holder)
    .execute()
  return rows.map((row) => ({ ...row, class: row.class as BoxClass }))
}

/** The table takes one row: a second recovery key is refused by the database. */
export async function keepRecovery(tx: Transaction, recipient: string): Promise<void> {
  await tx.insertInto('vault.recovery').values({ recipient }).execute()
}

export async function findRecovery(db: Connection): Promise<string | undefined> {
  const row = await db.selectFrom('vault.recovery').select('recipient').executeTakeFirst()
  return row?.recipient
}
