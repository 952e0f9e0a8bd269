import { type KeyObject, createSecretKey, hkdfSync } from 'node:crypto'
import { TAG_BYTES, openBytes, sealBytes } from './aead.ts'
import { VaultError } from './vault-error.ts'

/** Length in bytes of the random nonce that opens the payload. */
export const PAYLOAD_NONCE_BYTES = 16

const CHUNK_BYTES = 64 * 1024
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES

/**
 * The payload of an age file in pieces (C2SP age.md, "Payload"): nonce of 16 bytes, then sealed chunks of
 * 64 KiB. An empty plaintext is one empty chunk; an exact multiple of 64 KiB gets no extra one.
 */
export function sealPayload(fileKey: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): Uint8Array[] {
  const key = payloadKey(fileKey, nonce)
  const pieces: Uint8Array[] = [nonce]
  const count = Math.max(1, Math.ceil(plaintext.length / CHUNK_BYTES))
  for (let index = 0; index < count; index++) {
    const chunk = plaintext.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES)
    pieces.push(...sealBytes(key, chunkNonce(index, index === count - 1), chunk))
  }
  return pieces
}

/**
 * The plaintext, all or nothing: no byte is handed out before the last chunk has been verified, so
 * that a truncated record cannot pass for a short one. Throws `VaultError` `bad-payload`, and
 * `bad-header` if the nonce itself is cut short (age counts it with the header).
 */
export function openPayload(fileKey: Uint8Array, payload: Uint8Array): Uint8Array {
  if (payload.length < PAYLOAD_NONCE_BYTES) {
    throw new VaultError('bad-header', 'The file ends before its payload begins.')
  }
  const key = payloadKey(fileKey, payload.subarray(0, PAYLOAD_NONCE_BYTES))
  const sealed = payload.subarray(PAYLOAD_NONCE_BYTES)
  const count = Math.max(1, Math.ceil(sealed.length / SEALED_CHUNK_BYTES))
  const chunks: Uint8Array[] = []
  for (let index = 0; index < count; index++) {
    const chunk = sealed.subarray(index * SEALED_CHUNK_BYTES, (index + 1) * SEALED_CHUNK_BYTES)
    const opened = openBytes(key, chunkNonce(index, index === count - 1), chunk)
    if (!opened || (opened.length === 0 && index > 0)) {
      throw new VaultError('bad-payload', 'The sealed bytes are damaged or cut short.')
    }
    chunks.push(opened)
  }
  return joined(chunks)
}

/** One plain array of its own: pieces of Node's shared buffer pool must not leave this module. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.length
  }
  return whole
}

function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', createSecretKey(fileKey), nonce, 'payload', 32)))
}

/** 11 bytes of big-endian counter, then 1 on the last chunk only. 32 of its 88 bits count to 256 TiB. */
function chunkNonce(index: number, last: boolean): Uint8Array {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setUint32(7, index)
  nonce[11] = last ? 1 : 0
  return nonce
}
