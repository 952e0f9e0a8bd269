import { type KeyObject, createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import { TAG_BYTES, openBytes, sealBytes } from './aead.ts'
import {
  ENCAPSULATION_BYTES,
  type KemPublicKeys,
  type KemSecretKeys,
  decapsulate,
  encapsulate,
} from './hybrid-kem.ts'
import { VaultError } from './vault-error.ts'

/** Length in bytes of the key that seals one file. */
export const FILE_KEY_BYTES = 16

/** What stands in the header for the one recipient: the encapsulation and the sealed file key, raw bytes. */
export interface WrappedFileKey {
  readonly encapsulation: Uint8Array
  readonly body: Uint8Array
}

/** Seal a file key of 16 bytes: HPKE base mode (RFC 9180; C2SP "mlkem768x25519"). Throws as the KEM does. */
export function wrapFileKey(keys: KemPublicKeys, fileKey: Uint8Array): WrappedFileKey {
  const { sharedSecret, encapsulation } = encapsulate(keys)
  const { key, nonce } = keySchedule(sharedSecret)
  return { encapsulation, body: Buffer.concat(sealBytes(key, nonce, fileKey)) }
}

/**
 * The file key of 16 bytes.
 *
 * Throws `VaultError`: `bad-header` at wrong lengths or a low-order point, `no-match` if it was sealed
 * to another key (which cannot be told from a corrupt encapsulation).
 */
export function unwrapFileKey(
  secretKeys: KemSecretKeys,
  publicKeys: KemPublicKeys,
  { encapsulation, body }: WrappedFileKey,
): Uint8Array {
  // Lengths first: a longer body under the same tag could be built to open with two keys (age.md).
  if (encapsulation.length !== ENCAPSULATION_BYTES || body.length !== FILE_KEY_BYTES + TAG_BYTES) {
    throw new VaultError('bad-header', 'The recipient line of the file has a wrong length.')
  }
  const { key, nonce } = keySchedule(sharedSecretOf(secretKeys, publicKeys, encapsulation))
  const fileKey = openBytes(key, nonce, body)
  if (!fileKey) throw new VaultError('no-match', 'The file is sealed to another key.')
  return fileKey
}

function sharedSecretOf(secretKeys: KemSecretKeys, publicKeys: KemPublicKeys, encapsulation: Uint8Array) {
  try {
    return decapsulate(secretKeys, publicKeys, encapsulation)
  } catch {
    throw new VaultError('bad-header', 'The recipient line of the file holds no valid key exchange.')
  }
}

/** RFC 9180 section 5.1. The psk is empty, so the secret's input keying material is a constant label. */
function keySchedule(sharedSecret: Uint8Array): { key: KeyObject; nonce: Uint8Array } {
  const key = hkdfSync('sha256', SECRET_INPUT, sharedSecret, KEY_INFO, 32)
  const nonce = hkdfSync('sha256', SECRET_INPUT, sharedSecret, NONCE_INFO, 12)
  return { key: createSecretKey(Buffer.from(key)), nonce: new Uint8Array(nonce) }
}

// HPKE's suite: KEM X-Wing 0x647a, KDF HKDF-SHA256 0x0001, AEAD ChaCha20-Poly1305 0x0003.
const SUITE = Buffer.concat([Buffer.from('HPKE'), Buffer.from('647a00010003', 'hex')])
const INFO = Buffer.from('age-encryption.org/mlkem768x25519')
const NOTHING = Buffer.alloc(0)

const SECRET_INPUT = createSecretKey(labeled('secret', NOTHING))
const CONTEXT = Buffer.concat([
  Buffer.from([0]),
  labeledExtract('psk_id_hash', NOTHING),
  labeledExtract('info_hash', INFO),
])
const KEY_INFO = Buffer.concat([Buffer.from([0, 32]), labeled('key', CONTEXT)])
const NONCE_INFO = Buffer.concat([Buffer.from([0, 12]), labeled('base_nonce', CONTEXT)])

function labeledExtract(label: string, value: Uint8Array): Buffer {
  return createHmac('sha256', NOTHING).update(labeled(label, value)).digest()
}

function labeled(label: string, value: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from('HPKE-v1'), SUITE, Buffer.from(label), value])
}
