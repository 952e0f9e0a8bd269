import * as crypto from 'node:crypto'
import { exportX25519Public, importX25519Public } from './raw-keys.ts'

/** The public half: an ML-KEM-768 key, an X25519 key, and the raw bytes of the latter, which are hashed. */
export interface KemPublicKeys {
  readonly mlKem: crypto.KeyObject
  readonly x25519: crypto.KeyObject
  readonly x25519Raw: Uint8Array
}

/** The secret half of the same two keys. */
export interface KemSecretKeys {
  readonly mlKem: crypto.KeyObject
  readonly x25519: crypto.KeyObject
}

/** Length in bytes of an encapsulation: ML-KEM-768 ciphertext 1088, X25519 ephemeral key 32. */
export const ENCAPSULATION_BYTES = 1088 + 32

/**
 * A fresh 32-byte shared secret and the 1120 bytes from which the holder of the secret keys finds it again.
 *
 * X-Wing (draft-connolly-cfrg-xwing-kem; C2SP age.md, "mlkem768x25519"): safe while either half is.
 * Randomness is OpenSSL's own; it cannot be passed in. Throws if the X25519 key is a low-order point.
 */
export function encapsulate(keys: KemPublicKeys): { sharedSecret: Buffer; encapsulation: Buffer } {
  const mlKem = crypto.encapsulate(keys.mlKem)
  // Not crypto.encapsulate(keys.x25519): that is RFC 9180's DHKEM, which hashes; X-Wing wants it raw.
  const ephemeral = crypto.generateKeyPairSync('x25519')
  const share = exportX25519Public(ephemeral.publicKey)
  const exchanged = crypto.diffieHellman({ privateKey: ephemeral.privateKey, publicKey: keys.x25519 })
  return {
    sharedSecret: combine(mlKem.sharedKey, exchanged, share, keys.x25519Raw),
    encapsulation: Buffer.concat([mlKem.ciphertext, share]),
  }
}

/**
 * The shared secret of an encapsulation of 1120 bytes.
 *
 * Throws if its X25519 half is a low-order point. A corrupt ML-KEM half does not throw: the secret
 * is then simply another one (implicit rejection), and what it should open stays shut.
 */
export function decapsulate(
  secretKeys: KemSecretKeys,
  publicKeys: KemPublicKeys,
  encapsulation: Uint8Array,
): Buffer {
  const share = encapsulation.subarray(-32)
  const mlKemSecret = crypto.decapsulate(secretKeys.mlKem, encapsulation.subarray(0, -32))
  const publicKey = importX25519Public(share)
  const exchanged = crypto.diffieHellman({ privateKey: secretKeys.x25519, publicKey })
  return combine(mlKemSecret, exchanged, share, publicKeys.x25519Raw)
}

/** `\.//^\`, X-Wing's label. It stands last. */
const LABEL = Buffer.from('5c2e2f2f5e5c', 'hex')

function combine(mlKemSecret: Uint8Array, exchanged: Uint8Array, share: Uint8Array, own: Uint8Array): Buffer {
  return crypto.hash('sha3-256', Buffer.concat([mlKemSecret, exchanged, share, own, LABEL]), 'buffer')
}
