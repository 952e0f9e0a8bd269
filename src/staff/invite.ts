import { recordAct } from '#audit'
import { type Secret } from '#basics'
import { type Transaction, transaction } from '#db'
import { type StaffDeps } from './deps.ts'
import { CENTRE, type GrantedRole } from './roles.ts'
import { deleteInvitations, hasMembers, insertInvitation } from './store.ts'
import { hashToken, makeToken } from './token.ts'

const LIFE_MS = 24 * 60 * 60_000

/**
 * Invite whoever starts an empty installation. Each start replaces the invitation of the one before, so that
 * a link left in an old terminal opens nothing. An installation with members invites from its desk alone.
 */
export async function inviteFirstMember(
  deps: StaffDeps,
): Promise<{ outcome: 'invited'; token: Secret<string> } | { outcome: 'has-members' }> {
  return transaction(deps.db, async (tx) => {
    if (await hasMembers(tx)) return { outcome: 'has-members' }
    await deleteInvitations(tx)
    const { token, row } = newInvitation(deps, { role: 'administrator', branch: CENTRE, by: null })
    await insertInvitation(tx, row)
    return { outcome: 'invited', token }
  })
}

/** Invite an administrator in nobody's name, to an installation that has members; otherwise undefined. She waits like any newcomer. */
export async function inviteAsInstallation(
  tx: Transaction,
  deps: StaffDeps,
): Promise<Secret<string> | undefined> {
  if (!(await hasMembers(tx))) return undefined
  const { token, row } = newInvitation(deps, { role: 'administrator', branch: CENTRE, by: null })
  await insertInvitation(tx, row)
  return token
}

/** Invite a colleague to a role at a branch: a token for one enrolment within 24 hours. It is shown once; only its hash is kept. */
export async function invite(
  deps: StaffDeps,
  { by, role, branch }: GrantedRole & { by: string },
): Promise<{ outcome: 'invited'; token: Secret<string> }> {
  return transaction(deps.db, async (tx) => {
    const { token, row } = newInvitation(deps, { role, branch, by })
    await insertInvitation(tx, row)
    await recordAct(tx, { at: deps.clock(), who: by, what: 'invited', record: `${role}@${branch}` })
    return { outcome: 'invited', token }
  })
}

/** An invitation, and the token of which it holds the hash. */
export function newInvitation({ clock, random }: StaffDeps, given: GrantedRole & { by: string | null }) {
  const token = makeToken(random)
  const expiresAt = new Date(clock().getTime() + LIFE_MS)
  return { token, row: { token_hash: hashToken(token.reveal()), ...given, expires_at: expiresAt } }
}
