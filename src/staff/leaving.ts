import { recordAct } from '#audit'
import { type Secret } from '#basics'
import { transaction } from '#db'
import { newInvitation } from './invite.ts'
import { type StaffDeps } from './deps.ts'
import { CENTRE } from './roles.ts'
import { deleteInvitations, insertInvitation, lockHolders } from './store.ts'
import { deleteInvitationsOf, markLeft, markWaiting, selectTeam, type TeamMember } from './team-store.ts'

export type Removed = {
  readonly outcome: 'removed' | 'not-there' | 'yourself' | 'last-administrator'
}

/**
 * A member leaves the desk: from the moment this commits her sessions are dead, no box key is handed to her, and no new
 * box is sealed to her; the database sees to it. What her browser has opened it may have kept: the acts say which boxes these were.
 */
export function removeMember(
  { db, clock }: Pick<StaffDeps, 'db' | 'clock'>,
  { by, member }: { by: string; member: string },
): Promise<Removed> {
  return transaction(db, async (tx) => {
    // Nobody makes a box or admits meanwhile: who holds the keys must not change under their hands.
    await lockHolders(tx)
    if (member === by) return { outcome: 'yourself' }
    const team = await selectTeam(tx)
    const leaver = team.find(({ id, state }) => id === member && state !== 'left')
    if (!leaver) return { outcome: 'not-there' }
    if (isLastAdministrator(leaver, team)) return { outcome: 'last-administrator' }
    await markLeft(tx, member)
    // Whoever she has invited would come as a stranger in her place.
    await deleteInvitations(tx)
    await recordAct(tx, { at: clock(), who: by, what: 'removed', record: member })
    return { outcome: 'removed' }
  })
}

export type Lost =
  | { readonly outcome: 'started'; readonly token: Secret<string> }
  | { readonly outcome: 'not-there' | 'yourself' | 'last-administrator' }

/**
 * A colleague has lost her passkeys, all of them, and with them her key. She waits like a newcomer: with the link that this
 * gives she makes a new passkey and a new key as the member she was, and another colleague compares its fingerprint and admits her.
 * Whoever starts it does not finish it; the database sees to that. Until then everything of hers is shut.
 */
export function startReturn(deps: StaffDeps, { by, member }: { by: string; member: string }): Promise<Lost> {
  return transaction(deps.db, async (tx) => {
    await lockHolders(tx)
    if (member === by) return { outcome: 'yourself' }
    const team = await selectTeam(tx)
    const colleague = team.find(({ id }) => id === member)
    // Whoever waits with a passkey has lost nothing: she waits to be compared.
    const hasLost =
      colleague?.state === 'admitted' || (colleague?.state === 'waiting' && colleague.passkeys.length === 0)
    if (!colleague || !hasLost) return { outcome: 'not-there' }
    if (isLastAdministrator(colleague, team)) return { outcome: 'last-administrator' }
    await markWaiting(tx, { member, by })
    await deleteInvitationsOf(tx, member)
    const role = colleague.roles[0]?.role ?? 'reviewer'
    const { token, row } = newInvitation(deps, { role, branch: CENTRE, by })
    await insertInvitation(tx, { ...row, member })
    await recordAct(tx, { at: deps.clock(), who: by, what: 'passkeys-lost', record: member })
    return { outcome: 'started', token }
  })
}

function isLastAdministrator(one: TeamMember, team: readonly TeamMember[]): boolean {
  const administers = ({ state, roles }: TeamMember) =>
    state === 'admitted' && roles.some(({ role }) => role === 'administrator')
  return administers(one) && !team.some((other) => other.id !== one.id && administers(other))
}
