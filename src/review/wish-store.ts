import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Database, type Transaction } from '#db'
import { type Wish } from './status.ts'

/** The wish of a code's holder, if one stands, and for how many days a wish rests in this installation. */
export async function findWish(
  db: Database,
  codeHash: Uint8Array,
): Promise<{ wish: Wish | null; coolingDays: number }> {
  const { rows } = await sql<{ asked: Day | null; until: Day | null; coolingDays: number }>`
    select wish.asked, wish.until, installation.cooling_days() as "coolingDays"
    from (select) one left join review.wish(${codeHash}) wish on true`.execute(db)
  const { asked = null, until = null, coolingDays = 0 } = rows[0] ?? {}
  return { wish: asked && until && { asked, until }, coolingDays }
}

/** Whether the wish that a reviewer decided for still stands: its sender may have thought better of it, or asked anew. */
export async function isWishDecided(tx: Transaction, submission: string): Promise<boolean> {
  const { rows } = await sql<{ decided: boolean }>`
    select review.wish_decided(${submission}) as decided`.execute(tx)
  return rows[0]?.decided ?? false
}

/** Leave a case as it is for good: nobody is handed it again, unless its sender says something more. */
export async function shelveCase(tx: Transaction, submission: string): Promise<void> {
  await tx
    .updateTable('intake.pending')
    .set({ not_before: 'infinity' })
    .where('submission', '=', submission)
    .execute()
  await tx.deleteFrom('review.lock').where('submission', '=', submission).execute()
}
