import { sha256 } from '#sha256'
import { joined } from './bytes.ts'

/** HMAC-SHA256 (RFC 2104). Keys are at most one block long here: 64 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const inner = new Uint8Array(BLOCK_BYTES).fill(0x36)
  const outer = new Uint8Array(BLOCK_BYTES).fill(0x5c)
  for (const [at, octet] of key.entries()) {
    inner[at] = octet ^ 0x36
    outer[at] = octet ^ 0x5c
  }
  return sha256(joined(outer, sha256(joined(inner, message))))
}

const BLOCK_BYTES = 64
