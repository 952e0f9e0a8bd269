import { type Database, type Transaction } from '#db'
import { type BoxClass, type BoxId } from './box.ts'

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

interface Slot {
  readonly branch: string
  readonly class: BoxClass
  readonly week: string
}

/** Whether a branch has its box of that week and class. */
export async function hasBox(db: Connection, slot: Slot): Promise<boolean> {
  const row = await db
    .selectFrom('vault.box')
    .select('id')
    .where('branch', '=', slot.branch)
    .where('class', '=', slot.class)
    .where('week', '=', slot.week)
    .executeTakeFirst()
  return row !== undefined
}

/** False if there is a box of that branch, week and class already: the first one made stands. */
export async function insertBox(
  tx: Transaction,
  box: Slot & { id: BoxId; recipient: string },
): Promise<boolean> {
  const { id, class: boxClass, branch, week, recipient } = box
  const row = await tx
    .insertInto('vault.box')
    .values({ id, class: boxClass, branch, week, recipient })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
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

/** How many boxes there are of these branches and classes, of any week. */
export async function countBoxes(
  db: Connection,
  slots: readonly Pick<Slot, 'branch' | 'class'>[],
): Promise<number> {
  const rows = await db.selectFrom('vault.box').select(['branch', 'class']).execute()
  return rows.filter((row) => slots.some((slot) => slot.branch === row.branch && slot.class === row.class))
    .length
}

/** The table takes one row: a second recovery key is refused by the database. */
export async function keepRecovery(tx: Transaction, recipient: string): Promise<void> {
  await tx.insertInto('vault.recovery').values({ recipient }).execute()
}

export async function findRecovery(db: Connection): Promise<string | undefined> {
  const row = await db.selectFrom('vault.recovery').select('recipient').executeTakeFirst()
  return row?.recipient
}
