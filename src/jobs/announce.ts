import { sql } from 'kysely'
import { type Transaction } from '#db'

/** News for the modules downstream, which nobody calls (invariant: Calls go upstream only). The database refuses any other (jobs.announce). */
export type Announcement = 'register:take' | 'statistics:fold' | 'publish:days'

/** Announce in the caller's transaction: the news goes out if the act is committed, and only then. */
export async function announce(tx: Transaction, announcement: Announcement): Promise<void> {
  await sql`select jobs.announce(${announcement})`.execute(tx)
}
