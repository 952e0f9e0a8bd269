import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { recordAct } from '#audit'
import { type Secret } from '#basics'
import { actAs, transaction } from '#db'
import { issueChallenge, spendChallenge } from './challenge.ts'
import { type RelyingParty, type StaffDeps } from './deps.ts'
import { startSession } from './session.ts'
import { type GrantedRole } from './roles.ts'
import { findCredential, selectPasskeys, updateCounter } from './passkey-store.ts'
import { deleteSession, type State } from './store.ts'
import { selectRoles } from './team-store.ts'
import { hashToken } from './token.ts'
import { keyDigest } from './check-passkeys.ts'
import { verifyTouch } from './touch.ts'
import { webauthn } from './webauthn.ts'

/** Who signed in, and what her own browser needs to open her key with the same touch. */
export interface SignedIn {
  readonly name: string
  readonly roles: readonly GrantedRole[]
  readonly state: State
  readonly onePasskey: boolean
  readonly recipient: string
  readonly wrappedIdentity: Uint8Array
  /** SHA-256 of the passkey's public key, hex: what her identity was sealed under. */
  readonly key: string
}

/** Begin a sign-in. Nobody is named: the passkey itself says whose it is. */
export async function signInOptions(
  deps: StaffDeps & RelyingParty,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webauthn()
  return generateAuthenticationOptions({
    rpID: new URL(deps.origin).hostname,
    challenge: Uint8Array.from(Buffer.from(await issueChallenge(deps, 'sign-in'), 'base64url')),
    userVerification: 'required',
  })
}

/**
 * Sign in with a passkey, or touch it anew: a session that is `replaced` ends in the same transaction.
 *
 * There is one refusal for everything, so that a thief of a passkey learns nothing from it: not whether
 * the credential is known, nor whether its member has left.
 */
export async function signIn(
  deps: StaffDeps & RelyingParty,
  { response, replaced }: { response: AuthenticationResponseJSON; replaced: string | null },
): Promise<{ outcome: 'signed-in'; token: Secret<string>; member: SignedIn } | { outcome: 'refused' }> {
  const credential = await findCredential(deps.db, response.id)
  if (!credential?.recipient || credential.state === 'left') return { outcome: 'refused' }
  const { recipient } = credential
  const verified = await verifyTouch(deps, response, credential)
  if (!verified) return { outcome: 'refused' }

  return transaction(deps.db, async (tx) => {
    const now = deps.clock()
    const { challenge, counter, backedUp } = verified
    if (!(await spendChallenge(tx, { challenge, purpose: 'sign-in', now }))) return { outcome: 'refused' }
    await actAs(tx, credential.member)
    await updateCounter(tx, { id: credential.id, counter, backedUp })
    const token = await startSession(tx, deps, {
      member: credential.member,
      credential: credential.id,
      replaced,
    })
    await recordAct(tx, { at: now, who: credential.member, what: 'signed-in', record: credential.member })
    const { name, state, wrapped_identity: wrappedIdentity } = credential
    const roles = await selectRoles(tx, credential.member)
    const onePasskey = (await selectPasskeys(tx, credential.member)).length < 2
    return {
      outcome: 'signed-in',
      token,
      member: {
        name,
        roles,
        state,
        onePasskey,
        recipient,
        wrappedIdentity,
        key: keyDigest(credential.public_key),
      },
    }
  })
}

/** End a session. One that is not known has ended already. */
export async function signOut({ db, clock }: Pick<StaffDeps, 'db' | 'clock'>, token: string): Promise<void> {
  await transaction(db, async (tx) => {
    const member = await deleteSession(tx, hashToken(token))
    if (!member) return
    await actAs(tx, member)
    await recordAct(tx, { at: clock(), who: member, what: 'signed-out', record: member })
  })
}
