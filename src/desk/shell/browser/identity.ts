import { generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { comparedText } from '../../../staff/vouch.ts'
import { fromBase64, fromUtf8, toBase64, utf8 } from './bytes.ts'

/** A key pair as age writes it. The identity is the secret half. */
export interface KeyPair {
  readonly identity: string
  readonly recipient: string
}

export async function makeKeyPair(): Promise<KeyPair> {
  const identity = await generateHybridIdentity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/**
 * A member's identity, sealed to her passkey: `nonce (12 bytes) ‖ AES-256-GCM`, the key by HKDF-SHA-256 from
 * the passkey's PRF output. Her recipient and the passkey are bound in as associated data, so that the server can hand her
 * no other wrapped identity for them, and cannot tell her of another passkey. A fresh nonce and one sealing a key: GCM's limits are far away.
 */
export async function wrapIdentity(
  { identity, recipient }: KeyPair,
  prf: Uint8Array<ArrayBuffer>,
  passkey: { credential: string; key: string },
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const algorithm = { name: 'AES-GCM', iv, additionalData: utf8(comparedText({ recipient, ...passkey })) }
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt(algorithm, await wrappingKey(prf), utf8(identity)),
  )
  const wrapped = new Uint8Array(NONCE_BYTES + sealed.length)
  wrapped.set(iv)
  wrapped.set(sealed, NONCE_BYTES)
  return toBase64(wrapped)
}

/** Throws if it was not wrapped with this passkey, or for another recipient or passkey. */
export async function unwrapIdentity(
  wrapped: string,
  bound: { recipient: string; credential: string; key: string },
  prf: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const bytes = fromBase64(wrapped)
  const algorithm = {
    name: 'AES-GCM',
    iv: bytes.subarray(0, NONCE_BYTES),
    additionalData: utf8(comparedText(bound)),
  }
  const sealed = bytes.subarray(NONCE_BYTES)
  return fromUtf8(new Uint8Array(await crypto.subtle.decrypt(algorithm, await wrappingKey(prf), sealed)))
}

const NONCE_BYTES = 12

async function wrappingKey(prf: Uint8Array<ArrayBuffer>): ReturnType<typeof crypto.subtle.deriveKey> {
  const secret = await crypto.subtle.importKey('raw', prf, 'HKDF', false, ['deriveKey'])
  const derivation = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: utf8('exeunt/desk-identity/v1'),
  }
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
}
