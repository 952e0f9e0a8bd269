import { sql } from 'kysely'
import { recordAct } from '#audit'
import { type Clock, dayAt } from '#basics'
import { type Database, transaction } from '#db'

/** How many canaries there are. Which ones is told to nobody. */
export async function canaries(db: Database): Promise<number> {
  const { rows } = await sql<{ placed: number }>`select oversight.canaries() as placed`.execute(db)
  return rows[0]?.placed ?? 0
}

export interface CanaryBox {
  readonly branch: string
  readonly id: string
  readonly recipient: string
}

/** What a canary can be sealed to: the newest box of each branch. */
export async function canaryBoxes(db: Database): Promise<CanaryBox[]> {
  const { rows } = await sql<CanaryBox>`
    select distinct on (branch) branch, id, recipient from vault.box
    where class = 'draft' order by branch, week desc limit 50`.execute(db)
  return rows
}

/**
 * Put a declaration of somebody who does not exist among the others, sealed by an administrator's browser to the box that
 * it names. The act names the box: whoever reads the acts is not to know the canary by them.
 */
export function placeCanary(
  { db, clock, timeZone }: { db: Database; clock: Clock; timeZone: string },
  { by, ...canary }: { by: string; id: string; box: string; sealed: Uint8Array },
): Promise<{ outcome: 'placed' | 'refused' }> {
  return transaction(db, async (tx) => {
    const at = clock()
    const { rows } = await sql<{ placed: boolean }>`
      select oversight.place_canary(${canary.id}::uuid, ${canary.box}::uuid, ${canary.sealed}::bytea,
        ${dayAt(at, timeZone)}::date) as placed`.execute(tx)
    if (!rows[0]?.placed) return { outcome: 'refused' }
    await recordAct(tx, { at, who: by, what: 'canary-placed', record: canary.box })
    return { outcome: 'placed' }
  })
}
