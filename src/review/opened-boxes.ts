import { sql } from 'kysely'
import { type Database } from '#db'

/** Of one member: a box that she opened cases of, and how many. */
export interface OpenedBox {
  readonly member: string
  readonly week: string
  readonly cases: number
}

/**
 * Every box that these members have ever opened a case of. Her browser had its key then, and whoever means harm has kept
 * it: what was sealed to these boxes is to be taken for known to her.
 */
export async function openedBoxes(db: Database, members: readonly string[]): Promise<OpenedBox[]> {
  const { rows } = await sql<OpenedBox>`
    select act.who::text as member, box.week, count(distinct act.record) as cases
    from audit.act act
    join intake.submission submission on submission.id::text = act.record
    join vault.box box on box.id = submission.box
    where act.what = 'case-opened' and act.who = any (${members}::uuid[])
    group by act.who, box.week
    order by box.week`.execute(db)
  return rows
}
