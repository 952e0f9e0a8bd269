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
  return importSecret(ML_KEM_SEED, seed)
}

/** X25519 public key of 32 bytes. A low-order point imports; it is refused when first used. */
export function importX25519Public(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([X25519_PUBLIC, raw]), format: 'der', type: 'spki' })
}

/** X25519 secret scalar of 32 bytes. */
export function importX25519Secret(raw: Uint8Array): KeyObject {
  return importSecret(X25519_SECRET, raw)
}

/** The 1184 bytes of the public half of an ML-KEM-768 key. */
export function exportMlKemPublic(key: KeyObject): Uint8Array {
  return exportPublic(key)
}

/** The 32 bytes of the public half of an X25519 key. */
export function exportX25519Public(key: KeyObject): Uint8Array {
  return exportPublic(key)
}

/** As PEM: OpenSSL tries several readings of bare DER, and takes a third longer. */
function importSecret(shell: Uint8Array, raw: Uint8Array): KeyObject {
  const base64 = Buffer.concat([shell, raw]).toString('base64')
  return createPrivateKey(`-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----\n`)
}

function exportPublic(key: KeyObject): Uint8Array {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return publicKey.export({ format: 'raw-public' })
}
