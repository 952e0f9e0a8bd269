import { sql } from 'kysely'
import { type Reader, type Transaction } from '#db'
import { type Figures, NO_FIGURES } from '#proof'

const FIGURES = sql`party, league, pioneers, not_stated as "notStated", people`

/** What the baseline was at the log's birth; nothing, where none was attested. */
export async function findAttested(db: Reader): Promise<Figures> {
  const { rows } = await sql<Figures>`select ${FIGURES} from ledger.baseline`.execute(db)
  return rows[0] ?? NO_FIGURES
}

/** All who were ever taken over, by what they left. */
export async function findTakenOver(db: Reader): Promise<Figures> {
  const { rows } = await sql<Figures>`select ${FIGURES} from ledger.taken_over`.execute(db)
  return rows[0] ?? NO_FIGURES
}

/** Under the numbering's lock: one after another. */
export async function setTakenOver(tx: Transaction, figures: Figures): Promise<void> {
  const { notStated, ...sums } = figures
  await tx
    .updateTable('ledger.taken_over')
    .set({ ...sums, not_stated: notStated })
    .execute()
}
