import { sql } from 'kysely'
import { recordAct } from '#audit'
import { type Clock, type Random, Secret } from '#basics'
import { DOORS } from '#channels'
import { type Database, transaction } from '#db'
import { everythingOf, type IntakeDeps, type PutIn, submit } from '#intake'
import { recipientOfSeed } from '#vault'
import { type Language } from '#i18n'

/** How many canaries there are. Which ones is told to nobody. */
export async function canaries(db: Database): Promise<number> {
  const { rows } = await sql<{ placed: number }>`select oversight.canaries() as placed`.execute(db)
  return rows[0]?.placed ?? 0
}

interface Box {
  readonly id: string
  /** As age writes it. */
  readonly recipient: string
}

export interface CanaryBox {
  readonly branch: string
  readonly draft: Box
  /** For how to reach whoever does not exist. */
  readonly contact: Box
}

/** What a canary can be sealed to: what declarations are sealed to now, at each branch. */
export async function canaryBoxes({ boxes }: Pick<IntakeDeps, 'boxes'>): Promise<CanaryBox[]> {
  const open = await boxes()
  return (open?.all() ?? []).map(({ draft, contact }) => ({
    branch: draft.branch,
    draft: { id: draft.id, recipient: draft.recipient.text },
    contact: { id: contact.id, recipient: contact.recipient.text },
  }))
}

interface PlacingDeps extends IntakeDeps {
  readonly clock: Clock
  readonly random: Random
}

interface Canary {
  readonly id: string
  readonly box: string
  readonly sealed: Uint8Array
  readonly contact: { readonly box: string; readonly sealed: Uint8Array }
  /** Of the page that it seems to come from. */
  readonly language: Language
}

/**
 * Put a declaration of somebody who does not exist among the others, sealed by an administrator's browser to the box that
 * it names. It goes the way of what comes by the web door; only the right is another one. The act names the box: whoever reads
 * the acts is not to know the canary by them. Like a declaration it has a return code, which nobody knows; the same canary
 * sent again is placed once.
 */
export function placeCanary(
  { random, ...deps }: PlacingDeps,
  { by, id, ...canary }: Canary & { readonly by: string },
): Promise<{ outcome: 'placed' | 'refused' }> {
  const wayBack = { hash: random(32), replyRecipient: recipientOfSeed(new Secret(random(32))) }
  return transaction(deps.db, async (tx) => {
    const putIn: PutIn = async (door, row) => {
      const { rows } = await sql<{ outcome: 'taken' | 'again' | 'sent-before' | 'refused' }>`
        select oversight.place_canary(${everythingOf(door, row)}) as outcome`.execute(tx)
      const outcome = rows[0]?.outcome
      if (outcome === 'taken')
        await recordAct(tx, { at: deps.clock(), who: by, what: 'canary-placed', record: row.box })
      return outcome === 'taken' || outcome === 'again' ? 'taken' : 'sent-before'
    }
    const sent = { door: DOORS.web, clientKey: id, envelope: { ...canary, wayBack } }
    const { outcome } = await submit(sent, { ...deps, db: tx, putIn })
    return { outcome: outcome === 'received' ? 'placed' : 'refused' }
  })
}
