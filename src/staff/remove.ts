import { recordAct } from '#audit'
import { transaction } from '#db'
import { type StaffNeeds } from './needs.ts'
import { deleteInvitations, lockHolders } from './store.ts'
import { markLeft, selectTeam, type TeamMember } from './team-store.ts'

export type Removed = {
  readonly outcome: 'removed' | 'not-there' | 'yourself' | 'last-administrator'
}

/**
 * A member leaves the desk: from the moment this commits her sessions are dead, no box key is handed to her, and no new
 * box is sealed to her; the database sees to it. What her browser has opened it may have kept: the acts say which boxes these were.
 */
export function removeMember(
  { db, clock }: Pick<StaffNeeds, 'db' | 'clock'>,
  { by, member }: { by: string; member: string },
): Promise<Removed> {
  return transaction(db, async (tx) => {
    // Nobody makes a box or admits meanwhile: who holds the keys must not change under their hands.
    await lockHolders(tx)
    if (member === by) return { outcome: 'yourself' }
    const team = await selectTeam(tx)
    const leaver = team.find(({ id, state }) => id === member && state !== 'left')
    if (!leaver) return { outcome: 'not-there' }
    const administers = ({ state, roles }: TeamMember) =>
      state === 'admitted' && roles.some(({ role }) => role === 'administrator')
    if (administers(leaver) && !team.some((one) => one.id !== member && administers(one)))
      return { outcome: 'last-administrator' }
    await markLeft(tx, member)
    // Whoever she has invited would come as a stranger in her place.
    await deleteInvitations(tx)
    await recordAct(tx, { at: clock(), who: by, what: 'removed', record: member })
    return { outcome: 'removed' }
  })
}
