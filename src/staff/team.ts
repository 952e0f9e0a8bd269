import { recordAct } from '#audit'
import { type Database, transaction } from '#db'
import { giveKeys, type HeldKey, keysOf } from '#vault'
import { type StaffNeeds } from './needs.ts'
import { lockHolders, markAdmitted, type Role, selectTeam, type State } from './store.ts'

export interface TeamMember {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly state: State
  /** Her passkey's id and public key; null for the demo reviewer, who has no passkey. */
  readonly credential: string | null
  readonly recipient: string | null
  /** Whether her passkey is copied between devices by its maker. */
  readonly backedUp: boolean | null
}

export function team({ db }: { db: Database }): Promise<TeamMember[]> {
  return selectTeam(db)
}

/** The box keys of a holder, sealed to her. */
export function heldKeys({ db }: { db: Database }, holder: string): Promise<HeldKey[]> {
  return keysOf(db, holder)
}

/**
 * Admit a colleague who enrolled: the member who admits has opened every box key of hers and sealed it to
 * the newcomer. All of them or none, else the newcomer would meet cases that she cannot open.
 */
export async function admit(
  { db, clock }: Pick<StaffNeeds, 'db' | 'clock'>,
  { by, member, keys }: { by: { member: string; holder: string }; member: string; keys: readonly HeldKey[] },
): Promise<{ outcome: 'admitted' | 'not-waiting' | 'keys-missing' }> {
  return transaction(db, async (tx) => {
    await lockHolders(tx)
    const held = new Set((await keysOf(tx, by.holder)).map((key) => key.box))
    const given = new Set(keys.map((key) => key.box))
    if (held.size === 0 || given.size !== held.size || !keys.every((key) => held.has(key.box)))
      return { outcome: 'keys-missing' }

    const newcomer = (await selectTeam(tx)).find(({ id, state }) => id === member && state === 'waiting')
    if (!newcomer?.credential || !(await markAdmitted(tx, member))) return { outcome: 'not-waiting' }
    await giveKeys(tx, newcomer.credential, keys)
    await recordAct(tx, { at: clock(), who: by.member, what: 'admitted', record: member })
    return { outcome: 'admitted' }
  })
}
