import { recordAct } from '#audit'
import { type Database, transaction } from '#db'
import { countBoxes, giveKeys, type HeldKey, keysOf, type SealedKey } from '#vault'
import { type StaffNeeds } from './needs.ts'
import { mayHold, OPENED_BY } from './roles.ts'
import { lockHolders } from './store.ts'
import { markAdmitted, selectTeam, type TeamMember } from './team-store.ts'

export { languagesOf, readLanguages } from './languages.ts'
export { type TeamMember } from './team-store.ts'

export function team({ db }: { db: Database }): Promise<TeamMember[]> {
  return selectTeam(db)
}

/** Of the box keys of a holder, sealed to her, those that a colleague's roles let that colleague hold as well. */
export async function keysFor(
  { db }: { db: Database },
  { holder, member }: { holder: string; member: string },
): Promise<HeldKey[]> {
  const colleague = (await selectTeam(db)).find(({ id }) => id === member)
  const held = await keysOf(db, holder)
  return colleague ? held.filter((key) => mayHold(colleague.roles, key)) : []
}

export type Admitted = { readonly outcome: 'admitted' | 'not-waiting' | 'keys-missing' | 'four-eyes' }

/**
 * Admit a colleague who enrolled: the member who admits has opened her own box keys and sealed to the newcomer those
 * that the newcomer's role opens. All of them or none, else the newcomer would meet cases that she cannot open.
 *
 * Whoever invited her does not admit her: one member alone brings nobody in. The database holds that as well; it lets
 * only whoever is alone in a house do both.
 */
export async function admit(
  { db, clock }: Pick<StaffNeeds, 'db' | 'clock'>,
  {
    by,
    member,
    keys,
  }: { by: { member: string; holder: string }; member: string; keys: readonly SealedKey[] },
): Promise<Admitted> {
  return transaction(db, async (tx) => {
    await lockHolders(tx)
    const team = await selectTeam(tx)
    const newcomer = team.find(({ id, state }) => id === member && state === 'waiting')
    if (!newcomer || newcomer.passkeys.length === 0) return { outcome: 'not-waiting' }
    const isAlone = team.filter(({ state }) => state === 'admitted').length === 1
    if (newcomer.invitedBy === by.member && !isAlone) return { outcome: 'four-eyes' }

    const mine = (await keysOf(tx, by.holder)).filter((key) => mayHold(newcomer.roles, key))
    const wanted = new Set(mine.map(({ box }) => box))
    const given = new Set(keys.map(({ box }) => box))
    const complete = given.size === wanted.size && keys.every(({ box }) => wanted.has(box))
    const others = wanted.size === 0 && (await countBoxes(tx, newcomer.roles.flatMap(slotsOf))) > 0
    if (!complete || others) return { outcome: 'keys-missing' }

    if (!(await markAdmitted(tx, { member, by: by.member }))) return { outcome: 'not-waiting' }
    for (const { credential } of newcomer.passkeys) await giveKeys(tx, credential, keys)
    await recordAct(tx, { at: clock(), who: by.member, what: 'admitted', record: member })
    return { outcome: 'admitted' }
  })
}

function slotsOf({ role, branch }: TeamMember['roles'][number]) {
  return (['draft', 'contact', 'papers'] as const)
    .filter((boxClass) => OPENED_BY[boxClass].includes(role))
    .map((boxClass) => ({ branch, class: boxClass }))
}
