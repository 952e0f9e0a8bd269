import { joined } from '../basics/bytes.ts'

/** A public key of ES256: a point of P-256, 32 bytes each. */
export interface Es256Key {
  readonly x: Uint8Array
  readonly y: Uint8Array
}

/** Whoever holds a key and signs with it. The signature is `r ‖ s`, 64 bytes (RFC 7518, section 3.4). */
export interface Es256Signer {
  /** The first eight bytes of the SHA-256 of its SubjectPublicKeyInfo. */
  readonly kid: Uint8Array
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>
}

const SIGNATURE_BYTES = 64

/** Every browser's WebCrypto has this curve, the old one of an office included. */
export async function verifyEs256(
  { x, y }: Es256Key,
  signature: Uint8Array,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  if (signature.length !== SIGNATURE_BYTES) return false
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await crypto.subtle
    .importKey('raw', joined([UNCOMPRESSED], x, y), algorithm, false, ['verify'])
    .catch(() => null)
  if (!key) return false
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, new Uint8Array(signature), bytes)
}

/** How a point is written that names both of its coordinates (SEC 1, section 2.3.3). */
const UNCOMPRESSED = 4
