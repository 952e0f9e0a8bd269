import { recordAct } from '#audit'
import { dayAt } from '#basics'
import { type Database, type Transaction, transaction } from '#db'
import { type BoxId, findRecovery, hasBox, makeBox, RECOVERY, VaultError, weekOf } from '#vault'
import { DEMO } from './demo-holder.ts'
import { type StaffNeeds } from './needs.ts'
import { CENTRE, mayHold } from './roles.ts'
import { isDemoHouse, lockHolders } from './store.ts'
import { selectTeam } from './team-store.ts'

/** Until branches make boxes of their own. */
const SLOT = { branch: CENTRE, class: 'draft' } as const

/** Whoever a new box's key is sealed to. */
export interface Holder {
  readonly holder: string
  readonly recipient: string
}

export interface NeededBox {
  readonly week: string
  readonly holders: readonly Holder[]
}

/** The demonstration's key, where there is one: it holds boxes as a member does. */
type Needs = Pick<StaffNeeds, 'db' | 'clock'> & { timeZone: string; demoRecipient: string | null }

/**
 * The box that this week lacks, or null. A box is made in a browser, because the server may not know its
 * key even for a moment: the first colleague who signs in in a new week makes it on the way, unasked.
 *
 * @NOTE A server in the wrong hands could name a recipient of its own among the holders. It could as well
 * serve another script; the one that is pinned and published is what protects from both.
 */
export async function neededBox(needs: Needs): Promise<NeededBox | null> {
  const week = weekOf(dayAt(needs.clock(), needs.timeZone))
  if (await hasBox(needs.db, { ...SLOT, week })) return null
  return { week, holders: await holdersOf(needs.db, needs.demoRecipient) }
}

/** Keep the week's box as a member's browser made it: sealed to every holder, and to nobody else. */
export async function makeWeeklyBox(
  needs: Needs,
  {
    by,
    box,
  }: { by: string; box: { id: BoxId; week: string; recipient: string; keys: readonly SealedKey[] } },
): Promise<{ outcome: 'made' | 'there-already' | 'refused' }> {
  try {
    return await transaction(needs.db, async (tx) => {
      await lockHolders(tx)
      const holders = new Set((await holdersOf(tx, needs.demoRecipient)).map(({ holder }) => holder))
      const given = new Set(box.keys.map(({ holder }) => holder))
      const now = needs.clock()
      const stale = box.week !== weekOf(dayAt(now, needs.timeZone))
      if (stale || given.size !== holders.size || !box.keys.every(({ holder }) => holders.has(holder)))
        return { outcome: 'refused' }
      const { outcome } = await makeBox(tx, { ...SLOT, ...box })
      if (outcome === 'made') await recordAct(tx, { at: now, who: by, what: 'box-made', record: box.id })
      return { outcome }
    })
  } catch (cause) {
    if (cause instanceof VaultError) return { outcome: 'refused' }
    throw cause
  }
}

interface SealedKey {
  readonly holder: string
  readonly sealed: Uint8Array
}

async function holdersOf(db: Database | Transaction, demoRecipient: string | null): Promise<Holder[]> {
  const members = (await selectTeam(db))
    .filter(({ state, roles }) => state === 'admitted' && mayHold(roles, SLOT))
    .flatMap(({ passkeys }) =>
      passkeys.map(({ credential, recipient }) => ({ holder: credential, recipient })),
    )
  const recovery = await findRecovery(db)
  const demo = demoRecipient && (await isDemoHouse(db)) ? [{ holder: DEMO, recipient: demoRecipient }] : []
  return [...members, ...(recovery ? [{ holder: RECOVERY, recipient: recovery }] : []), ...demo]
}
