// The two SAMPLE people of a demonstration. They are members as all others are, with passkeys in software whose keys anybody can
// derive from what stands here: nothing real may ever lie under them.
import { createECDH, createHash, createHmac, createPrivateKey, sign } from 'node:crypto'
import { Secret } from '#basics'
import { type HybridIdentity, identityFromSeed } from '#vault'

/** A name is data, not a phrase of the pages: it marks every act of hers as a sample. */
export const PEOPLE = ['SAMPLE reviewer', 'SAMPLE colleague'] as const
export type PersonName = (typeof PEOPLE)[number]

/** Flags of authenticator data: somebody touched it, and was verified. */
const TOUCHED = 0x05

/** The id of her passkey: base64url, as an authenticator gives it. */
export function passkeyOf(name: string): string {
  return derived(name, 'passkey').toString('base64url')
}

/** Her public key (COSE; RFC 9053, section 7.1). */
export function publicKeyOf(name: string): Buffer {
  const { x, y } = pairOf(name)
  return Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), x, Buffer.from('225820', 'hex'), y])
}

/** What opens everything that is sealed to her. */
export function identityOf(name: string): HybridIdentity {
  return identityFromSeed(identitySeedOf(name))
}

export function identitySeedOf(name: string): Secret<Uint8Array> {
  return new Secret<Uint8Array>(derived(name, 'identity'))
}

/** What her passkey answers to the input of the PRF. */
export function prfOf(name: string, input: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHmac('sha256', derived(name, 'prf')).update(input).digest())
}

/** All that a software passkey is made of, for the page that has to be one. */
export function softwarePasskey(name: string) {
  return { id: passkeyOf(name), name, key: jwkOf(name), prf: derived(name, 'prf').toString('base64url') }
}

/** What her passkey signs over a challenge (base64url), as a browser sends it. */
export function touchOf(name: string, challenge: string, { origin }: { readonly origin: string }) {
  const clientData = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin }))
  const authenticatorData = Buffer.concat([
    sha256(new URL(origin).hostname),
    Buffer.from([TOUCHED, 0, 0, 0, 0]),
  ])
  const key = createPrivateKey({ format: 'jwk', key: jwkOf(name) })
  const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientData)]), key)
  const id = passkeyOf(name)
  const response = {
    clientDataJSON: clientData.toString('base64url'),
    authenticatorData: authenticatorData.toString('base64url'),
    signature: signature.toString('base64url'),
  }
  return {
    clientData,
    authenticatorData,
    signature,
    sent: { id, rawId: id, type: 'public-key' as const, response, clientExtensionResults: {} },
  }
}

function jwkOf(name: string) {
  const { x, y, d } = pairOf(name)
  const text = (part: Buffer) => part.toString('base64url')
  return { kty: 'EC', crv: 'P-256', x: text(x), y: text(y), d: text(d) }
}

function pairOf(name: string): { x: Buffer; y: Buffer; d: Buffer } {
  const d = derived(name, 'key')
  const point = createECDH('prime256v1')
  point.setPrivateKey(d)
  const both = point.getPublicKey()
  return { x: both.subarray(1, 33), y: both.subarray(33), d }
}

function derived(name: string, what: string): Buffer {
  return sha256(`exeunt/demo/v1/${name}/${what}`)
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}
