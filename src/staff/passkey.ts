import {
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { type Transaction } from '#db'
import { issueChallenge } from './challenge.ts'
import { type RelyingParty, type StaffDeps } from './deps.ts'
import { insertCredential } from './passkey-store.ts'
import { type Purpose } from './store.ts'
import { webauthn } from './webauthn.ts'

// ES256, EdDSA, RS256: what passkeys are made of today.
const ALGORITHMS = [-7, -8, -257]

/** What the browser asks an authenticator for, to make a passkey. One that holds a passkey of `known` already makes no other. */
export async function registrationOptions(
  deps: StaffDeps & RelyingParty,
  { name, purpose, known = [] }: { name: string; purpose: Purpose; known?: readonly string[] },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await webauthn()
  return generateRegistrationOptions({
    rpName: 'Exeunt',
    rpID: new URL(deps.origin).hostname,
    userName: name,
    userDisplayName: name,
    // Random, and kept nowhere: the handle is for the authenticator to tell accounts apart.
    userID: Uint8Array.from(deps.random(32)),
    challenge: Uint8Array.from(Buffer.from(await issueChallenge(deps, purpose), 'base64url')),
    attestationType: 'none',
    excludeCredentials: known.map((id) => ({ id })),
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** The passkey that was made, as the authenticator says it, and the challenge, which the caller spends in its transaction. */
export async function verifyRegistration({ origin }: RelyingParty, response: RegistrationResponseJSON) {
  const { verifyRegistrationResponse } = await webauthn()
  let challenge = ''
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: (sent) => {
        challenge = sent
        return true
      },
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    return verified ? { ...registrationInfo, challenge } : undefined
  } catch {
    // The library throws at whatever does not fit: another origin, no user verification, broken CBOR.
    return undefined
  }
}

export type Registered = NonNullable<Awaited<ReturnType<typeof verifyRegistration>>>

/** Keep a passkey of a member, with her identity sealed to it. */
export async function keepPasskey(
  tx: Transaction,
  { credential, credentialBackedUp }: Registered,
  { member, wrappedIdentity }: { member: string; wrappedIdentity: Uint8Array },
): Promise<void> {
  await insertCredential(tx, {
    id: credential.id,
    member,
    public_key: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    backed_up: credentialBackedUp,
    wrapped_identity: Buffer.from(wrappedIdentity),
  })
}
