import { type RawBuilder } from 'kysely'
import { type Reader } from './database.ts'

/**
 * The rows of a statement that has a name: PostgreSQL plans it once a connection, and not at each request. For what is asked
 * often, by keys and always in the same words; another text under the same name is refused. Where rows are asked for by a
 * range it helps nothing: how many there are decides the plan.
 */
export async function findNamed<Row>(db: Reader, name: string, query: RawBuilder<Row>): Promise<Row[]> {
  const compiled = query.compile(db)
  // Kysely hands the text on as it is; pg takes a text with its name in the place of a text.
  const sql = { name, text: compiled.sql } as unknown as string
  const { rows } = await db.executeQuery<Row>({ ...compiled, sql })
  return rows
}
