import { recordAct } from '#audit'
import { type Secret } from '#basics'
import { transaction } from '#db'
import { type StaffNeeds } from './needs.ts'
import { deleteInvitations, hasMembers, insertInvitation, type Role } from './store.ts'
import { hashToken, makeToken } from './token.ts'

const LIFE_MS = 24 * 60 * 60_000

/**
 * Invite whoever starts an empty house. Each start replaces the invitation of the one before, so that
 * a link left in an old terminal opens nothing. A house with members invites from its desk alone.
 */
export async function inviteFirstMember(
  needs: StaffNeeds,
): Promise<{ outcome: 'invited'; token: Secret<string> } | { outcome: 'has-members' }> {
  return transaction(needs.db, async (tx) => {
    if (await hasMembers(tx)) return { outcome: 'has-members' }
    await deleteInvitations(tx)
    const { token, row } = newInvitation(needs, 'administrator')
    await insertInvitation(tx, row)
    return { outcome: 'invited', token }
  })
}

/** Invite a colleague: a token for one enrolment within 24 hours. It is shown once; only its hash is kept. */
export async function invite(
  needs: StaffNeeds,
  { by, role }: { by: string; role: Role },
): Promise<{ outcome: 'invited'; token: Secret<string> }> {
  return transaction(needs.db, async (tx) => {
    const { token, row } = newInvitation(needs, role)
    await insertInvitation(tx, row)
    await recordAct(tx, { at: needs.clock(), who: by, what: 'invited', record: role })
    return { outcome: 'invited', token }
  })
}

function newInvitation({ clock, random }: StaffNeeds, role: Role) {
  const token = makeToken(random)
  const expiresAt = new Date(clock().getTime() + LIFE_MS)
  return { token, row: { token_hash: hashToken(token.reveal()), role, expires_at: expiresAt } }
}
