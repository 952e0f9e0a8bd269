import { type RawBuilder, sql } from 'kysely'
import { type Database, type Transaction } from '#db'

interface RestingRow {
  readonly submission: string
  readonly member: string
  readonly passkey: string
  /** As `writeDecision` writes it. */
  readonly decision: string
  readonly due: Date
}

export async function insertResting(tx: Transaction, row: RestingRow): Promise<void> {
  await tx.insertInto('review.resting').values(row).execute()
}

/** The acting member's own: of others' the database shows nothing. */
export async function findResting(
  tx: Transaction,
  submission: string,
): Promise<Pick<RestingRow, 'decision'> | undefined> {
  return tx
    .selectFrom('review.resting')
    .select('decision')
    .where('submission', '=', submission)
    .executeTakeFirst()
}

/** The acting member's own. Undefined where it has been carried out or undone: of two who ask at once, one has it. */
export async function deleteResting(
  tx: Transaction,
  submission: string,
): Promise<Pick<RestingRow, 'decision' | 'passkey'> | undefined> {
  return tx
    .deleteFrom('review.resting')
    .where('submission', '=', submission)
    .returning(['decision', 'passkey'])
    .executeTakeFirst()
}

export interface Due {
  readonly submission: string
  readonly member: string
}

export async function findDue(db: Database, moment: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select submission, member from review.due(${moment})`.execute(db)
  return rows
}

/** Whether the acting member has decided this case, and her decision rests. */
export function rests(submission: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from review.resting r where r.submission = ${submission})`
}
