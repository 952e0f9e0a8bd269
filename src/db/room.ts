import { sql } from 'kysely'
import { type Transaction } from './database.ts'

/**
 * Room for so many more entries and leaves in the tables that are divided by ranges, for the owner who is about to put them in.
 * Processes have what each start makes, and it is more than years bring. docs/decisions/0100-partitions.md
 */
export async function makeRoom(
  tx: Transaction,
  { entries, leaves }: { entries: number; leaves: number },
): Promise<void> {
  await sql`select installation.make_room(${entries}, ${leaves})`.execute(tx)
}
