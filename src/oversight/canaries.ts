import { sql } from 'kysely'
import { recordAct } from '#audit'
import { type Clock, dayAt, type Random, Secret } from '#basics'
import { type Database, transaction } from '#db'
import { recipientOfSeed } from '#vault'
import { type Language } from '#i18n'

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

interface PlacingDeps {
  readonly db: Database
  readonly clock: Clock
  readonly timeZone: string
  readonly random: Random
}

interface Canary {
  readonly id: string
  readonly box: string
  readonly sealed: Uint8Array
  /** Of the page that it seems to come from. */
  readonly language: Language
}

/**
 * Put a declaration of somebody who does not exist among the others, sealed by an administrator's browser to the box that
 * it names. The act names the box: whoever reads the acts is not to know the canary by them. Like a declaration it has a return
 * code, which nobody knows; the same canary sent again is placed once.
 */
export function placeCanary(
  { db, clock, timeZone, random }: PlacingDeps,
  { by, ...canary }: Canary & { readonly by: string },
): Promise<{ outcome: 'placed' | 'refused' }> {
  const hash = random(32)
  const reply = recipientOfSeed(new Secret(random(32)))
  return transaction(db, async (tx) => {
    const at = clock()
    const { rows } = await sql<{ outcome: 'placed' | 'there' | 'refused' }>`
      select oversight.place_canary(${canary.id}::uuid, ${canary.box}::uuid, ${canary.sealed}::bytea, ${canary.language},
        ${hash}::bytea, ${reply}::bytea, ${dayAt(at, timeZone)}::date) as outcome`.execute(tx)
    const outcome = rows[0]?.outcome ?? 'refused'
    if (outcome === 'refused') return { outcome }
    if (outcome === 'placed') await recordAct(tx, { at, who: by, what: 'canary-placed', record: canary.box })
    return { outcome: 'placed' }
  })
}
