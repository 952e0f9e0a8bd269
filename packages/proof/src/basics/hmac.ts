import { sha256 } from '#sha256'

/** HMAC-SHA256 (RFC 2104). Keys are at most one block long here: 64 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const length = BLOCK_BYTES + message.length
  const inner = length <= innerInput.length ? innerInput.subarray(0, length) : new Uint8Array(length)
  for (let at = 0; at < BLOCK_BYTES; at++) {
    const octet = at < key.length ? (key[at] ?? 0) : 0
    inner[at] = octet ^ 0x36
    outerInput[at] = octet ^ 0x5c
  }
  inner.set(message, BLOCK_BYTES)
  outerInput.set(sha256(inner), BLOCK_BYTES)
  return sha256(outerInput)
}

const BLOCK_BYTES = 64
const DIGEST_BYTES = 32

// Nothing waits between filling these and hashing them, so one of each serves all calls.
const innerInput = new Uint8Array(2 * BLOCK_BYTES)
const outerInput = new Uint8Array(BLOCK_BYTES + DIGEST_BYTES)
