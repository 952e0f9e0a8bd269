// Passkeys in software (WebAuthn 3, section 6; COSE key, RFC 9053, section 7.1): each has the key pair that its own id comes to.
import { createECDH, createHash, createPrivateKey, sign } from 'node:crypto'

/** Where the passkeys of test installations sign. */
export const DESK_ORIGIN = 'https://desk.centre.example'

/** Flags of authenticator data: somebody touched it, and was verified. */
const TOUCHED = 0x05

/** Its public key, as an authenticator gives it. */
export function publicKeyOf(passkey: string): Buffer {
  const { x, y } = pairOf(passkey)
  return Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), x, Buffer.from('225820', 'hex'), y])
}

/** What it signs over a challenge, base64url. */
export function signWith(
  passkey: string,
  challenge: string,
  { origin = DESK_ORIGIN, counter = 1 }: { origin?: string; counter?: number } = {},
) {
  const clientData = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin }))
  const rest = Buffer.alloc(5, TOUCHED)
  rest.writeUInt32BE(counter, 1)
  const authenticatorData = Buffer.concat([sha256(new URL(origin).hostname), rest])
  const signature = signBytes(passkey, Buffer.concat([authenticatorData, sha256(clientData)]))
  return { clientData, authenticatorData, signature }
}

export function signBytes(passkey: string, bytes: Buffer): Buffer {
  const { x, y, d } = pairOf(passkey)
  const text = (part: Buffer) => part.toString('base64url')
  const key = { kty: 'EC', crv: 'P-256', x: text(x), y: text(y), d: text(d) }
  return sign('sha256', bytes, createPrivateKey({ format: 'jwk', key }))
}

/** The same as a browser sends it. */
export function touchWith(passkey: string, ...over: [string, { origin?: string; counter?: number }?]) {
  const { clientData, authenticatorData, signature } = signWith(passkey, ...over)
  const response = {
    clientDataJSON: clientData.toString('base64url'),
    authenticatorData: authenticatorData.toString('base64url'),
    signature: signature.toString('base64url'),
  }
  return { id: passkey, rawId: passkey, type: 'public-key' as const, response, clientExtensionResults: {} }
}

function pairOf(passkey: string): { x: Buffer; y: Buffer; d: Buffer } {
  const d = sha256(passkey)
  const point = createECDH('prime256v1')
  point.setPrivateKey(d)
  const both = point.getPublicKey()
  return { x: both.subarray(1, 33), y: both.subarray(33), d }
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}
