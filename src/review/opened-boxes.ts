import { sql } from 'kysely'
import { type Database } from '#db'

/** Of one member: a box that she opened cases of, and how many. */
export interface OpenedBox {
  readonly member: string
  readonly branch: string
  readonly week: string
  readonly cases: number
}

/**
 * Every box that these members have ever opened a case of. Her browser had its key then, and whoever means harm has kept
 * it: what was sealed to these boxes is to be taken for known to her. The database answers administrators alone.
 */
export async function openedBoxes(db: Database, members: readonly string[]): Promise<OpenedBox[]> {
  const { rows } = await sql<OpenedBox>`
    select member, branch, week, cases from audit.opened_boxes(${members}::uuid[])`.execute(db)
  return rows
}
