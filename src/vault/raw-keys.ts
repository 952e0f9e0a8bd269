import { type KeyObject, createPrivateKey, createPublicKey } from 'node:crypto'

// node:crypto imports these keys only inside a DER shell. For keys of a fixed size the shell is a
// constant prefix: FIPS 203 / RFC 9935 for ML-KEM-768, RFC 8410 for X25519.
const ML_KEM_PUBLIC = Buffer.from('308204b2300b0609608648016503040402038204a100', 'hex')
const ML_KEM_SEED = Buffer.from('3054020100300b060960864801650304040204428040', 'hex')
const X25519_PUBLIC = Buffer.from('302a300506032b656e032100', 'hex')
const X25519_SECRET = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** Lengths in bytes of what crosses this file. */
export const ML_KEM_PUBLIC_BYTES = 1184
export const X25519_BYTES = 32

/** ML-KEM-768 encapsulation key of 1184 bytes. Throws what OpenSSL throws, also at a coefficient >= q. */
export function importMlKemPublic(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([ML_KEM_PUBLIC, raw]), format: 'der', type: 'spki' })
}

/** ML-KEM-768 decapsulation key from its 64-byte seed d ‖ z. */
export function importMlKemSeed(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([ML_KEM_SEED, seed]), format: 'der', type: 'pkcs8' })
}

/** X25519 public key of 32 bytes. A low-order point imports; it is refused when first used. */
export function importX25519Public(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([X25519_PUBLIC, raw]), format: 'der', type: 'spki' })
}

/** X25519 secret scalar of 32 bytes. */
export function importX25519Secret(raw: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([X25519_SECRET, raw]), format: 'der', type: 'pkcs8' })
}

/** The 1184 bytes of the public half of an ML-KEM-768 key. */
export function exportMlKemPublic(key: KeyObject): Uint8Array {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(ML_KEM_PUBLIC.length)
}

/** The 32 bytes of the public half of an X25519 key. As JWK: the DER export takes twenty times as long. */
export function exportX25519Public(key: KeyObject): Uint8Array {
  const { x = '' } = key.export({ format: 'jwk' })
  return Buffer.from(x, 'base64url')
}
