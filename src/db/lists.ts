import type pg from 'pg'
import { DatabaseError } from './error.ts'

/**
 * The rows of the tables that list what the program knows (channels, languages, kinds of acts), by the table's name. Other
 * tables refer to them, so that what nobody knows is stored nowhere.
 */
export type Lists = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>

/**
 * Add the rows that are missing. None ever goes, for something may refer to it; and none is altered: what was stored under it
 * would say something else. Throws `LIST_CHANGED`.
 */
export async function fillLists(client: pg.Client, lists: Lists): Promise<void> {
  for (const [table, rows] of Object.entries(lists)) {
    const given = `jsonb_populate_recordset(null::${table}, $1::jsonb)`
    const json = JSON.stringify(rows)
    await client.query(`insert into ${table} select * from ${given} on conflict do nothing`, [json])
    const { rows: others } = await client.query<{ row: string }>(
      `select row_to_json(other)::text as row from (select * from ${given} except select * from ${table}) other`,
      [json],
    )
    const [other] = others
    if (!other) continue
    throw new DatabaseError(
      'LIST_CHANGED',
      `${table} says something else of ${other.row}, and keeps it for ever.`,
    )
  }
}
