import { recordAct } from '#audit'
import { type Database, transaction } from '#db'
import { type StaffNeeds } from './needs.ts'
import { lockHolders } from './store.ts'
import { markAdmitted, selectTeam, type TeamMember } from './team-store.ts'

export { languagesOf, readLanguages } from './languages.ts'
export { type TeamMember } from './team-store.ts'

export function team({ db }: { db: Database }): Promise<TeamMember[]> {
  return selectTeam(db)
}

export type Admitted = { readonly outcome: 'admitted' | 'not-waiting' | 'key-differs' | 'four-eyes' }

/**
 * Admit a colleague who enrolled, or who has come back with a new key: `recipient` is the key whose fingerprint the two have
 * compared. From then on she is owed the keys of the boxes that her roles open, and whoever can open them hands them on.
 *
 * Whoever invited her does not admit her: one member alone brings nobody in. The database holds that as well; it lets
 * only whoever is alone in a house do both.
 */
export async function admit(
  { db, clock }: Pick<StaffNeeds, 'db' | 'clock'>,
  { by, member, recipient }: { by: string; member: string; recipient: string },
): Promise<Admitted> {
  return transaction(db, async (tx) => {
    await lockHolders(tx)
    const team = await selectTeam(tx)
    const newcomer = team.find(({ id, state }) => id === member && state === 'waiting')
    if (!newcomer || newcomer.passkeys.length === 0) return { outcome: 'not-waiting' }
    if (newcomer.recipient !== recipient) return { outcome: 'key-differs' }
    const isAlone = team.filter(({ state }) => state === 'admitted').length === 1
    if (newcomer.invitedBy === by && !isAlone) return { outcome: 'four-eyes' }
    const at = clock()
    if (!(await markAdmitted(tx, { member, by, at }))) return { outcome: 'not-waiting' }
    await recordAct(tx, { at, who: by, what: 'admitted', record: member })
    return { outcome: 'admitted' }
  })
}
