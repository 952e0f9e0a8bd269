import { type AuthenticationResponseJSON } from '@simplewebauthn/server'
import { type Transaction } from '#db'
import { type RelyingParty } from './deps.ts'
import { findCredential, updateCounter } from './passkey-store.ts'
import { webauthn } from './webauthn.ts'

/** What an authenticator signed, as it is kept. */
export interface Assertion {
  readonly credential: string
  readonly clientData: Uint8Array
  readonly authenticatorData: Uint8Array
  readonly signature: Uint8Array
}

interface Known {
  readonly id: string
  readonly public_key: Uint8Array
  readonly counter: number
}

/**
 * Verify an assertion of a known passkey: made for this desk, with its holder verified, and with a counter that has grown;
 * one that has not is a copied authenticator. Null if it is anything else; the caller looks at the challenge it was made over.
 */
export async function verifyTouch(
  { origin }: RelyingParty,
  response: AuthenticationResponseJSON,
  known: Known,
): Promise<{ challenge: string; counter: number; backedUp: boolean } | null> {
  const { verifyAuthenticationResponse } = await webauthn()
  let challenge = ''
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (sent) => {
        challenge = sent
        return true
      },
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      credential: { id: known.id, publicKey: Uint8Array.from(known.public_key), counter: known.counter },
    })
    const { newCounter, credentialBackedUp } = authenticationInfo
    return verified ? { challenge, counter: newCounter, backedUp: credentialBackedUp } : null
  } catch {
    // The library throws at whatever does not fit.
    return null
  }
}

/** The assertion, if one of this member's own passkeys made it over exactly this challenge; else null. */
export async function touchedOver(
  tx: Transaction,
  party: RelyingParty,
  { touch, member, challenge }: { touch: AuthenticationResponseJSON; member: string; challenge: string },
): Promise<Assertion | null> {
  const credential = await findCredential(tx, touch.id)
  if (!credential || credential.member !== member || credential.state !== 'admitted') return null
  const verified = await verifyTouch(party, touch, credential)
  if (!verified || verified.challenge !== challenge) return null
  await updateCounter(tx, { id: credential.id, counter: verified.counter, backedUp: verified.backedUp })
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
  const { clientDataJSON, authenticatorData, signature } = touch.response
  return {
    credential: credential.id,
    clientData: bytes(clientDataJSON),
    authenticatorData: bytes(authenticatorData),
    signature: bytes(signature),
  }
}

/**
 * Whether a kept assertion is by this public key, over this challenge, for this desk. Which counter it had then is nobody's
 * question now.
 */
export async function isSignedOver(
  { credential, clientData, authenticatorData, signature }: Assertion,
  { publicKey, challenge, origin }: { publicKey: Uint8Array; challenge: string; origin: string },
): Promise<boolean> {
  const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  const { verifyAuthenticationResponse } = await webauthn()
  try {
    const { verified } = await verifyAuthenticationResponse({
      response: {
        id: credential,
        rawId: credential,
        type: 'public-key',
        response: {
          clientDataJSON: base64url(clientData),
          authenticatorData: base64url(authenticatorData),
          signature: base64url(signature),
        },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      credential: { id: credential, publicKey: Uint8Array.from(publicKey), counter: -1 },
    })
    return verified
  } catch {
    return false
  }
}
