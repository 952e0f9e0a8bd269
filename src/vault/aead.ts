import { type KeyObject, createCipheriv, createDecipheriv } from 'node:crypto'

/** Bytes that sealing adds: the authentication tag. */
export const TAG_BYTES = 16

const ALGORITHM = 'chacha20-poly1305'
const OPTIONS = { authTagLength: TAG_BYTES }

/** ChaCha20-Poly1305 (RFC 8439) without associated data: ciphertext, then tag. `nonce` is 12 bytes. */
export function sealBytes(key: KeyObject, nonce: Uint8Array, plaintext: Uint8Array): Buffer[] {
  const cipher = createCipheriv(ALGORITHM, key, nonce, OPTIONS)
  const ciphertext = cipher.update(plaintext)
  cipher.final()
  return [ciphertext, cipher.getAuthTag()]
}

/** The plaintext, or undefined if key, nonce or any bit of `sealed` is not the right one. */
export function openBytes(key: KeyObject, nonce: Uint8Array, sealed: Uint8Array): Buffer | undefined {
  if (sealed.length < TAG_BYTES) return undefined
  const decipher = createDecipheriv(ALGORITHM, key, nonce, OPTIONS)
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const plaintext = decipher.update(sealed.subarray(0, -TAG_BYTES))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  return plaintext
}
