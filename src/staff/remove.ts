import { recordAct } from '#audit'
import { transaction } from '#db'
import { takeKeys } from '#vault'
import { type StaffNeeds } from './needs.ts'
import { deleteInvitations, deleteSessionsOf, lockHolders, markLeft, selectTeam } from './store.ts'

export type Removed = {
  readonly outcome: 'removed' | 'not-there' | 'yourself' | 'last-administrator'
}

/**
 * A member leaves the desk: from the moment this commits her sessions are dead, no box key is handed to her, and no new
 * box is sealed to her. What her browser has opened it may have kept: the acts say which boxes these were.
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
    const leaver = team.filter(({ id, state }) => id === member && state !== 'left')
    const [first] = leaver
    if (!first) return { outcome: 'not-there' }
    const isLast = !team.some(
      ({ id, role, state }) => role === 'administrator' && state === 'admitted' && id !== member,
    )
    if (first.role === 'administrator' && isLast) return { outcome: 'last-administrator' }
    await markLeft(tx, member)
    await deleteSessionsOf(tx, member)
    // Whoever she has invited would come as a stranger in her place.
    await deleteInvitations(tx)
    for (const { credential } of leaver) if (credential) await takeKeys(tx, credential)
    await recordAct(tx, { at: clock(), who: by, what: 'removed', record: member })
    return { outcome: 'removed' }
  })
}
