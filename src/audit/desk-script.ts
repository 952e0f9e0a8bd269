import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Database, type Reader } from '#db'

/** A script that the desk says it serves, and since when. */
export interface NotedDesk {
  readonly digest: string
  readonly day: Day
}

/**
 * Write down which script the desk serves, if it is another than the last one. The act is by nobody, so the desk's role
 * has a function for it and for nothing besides. Says whether it was another.
 */
export async function noteDesk(db: Database, { digest, at }: { digest: string; at: Date }): Promise<boolean> {
  const { rows } = await sql<{ noted: boolean }>`select audit.note_desk(${digest}, ${at}) as noted`.execute(
    db,
  )
  return rows[0]?.noted ?? false
}

/** What the desk has written down, newest first. */
export async function findNotedDesks(db: Reader, { most }: { most: number }): Promise<NotedDesk[]> {
  const { rows } = await sql<NotedDesk>`
    select digest, day::text from audit.noted_desks(${most})`.execute(db)
  return rows
}
