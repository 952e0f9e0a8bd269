import { randomBytes } from 'node:crypto'
import { encodeBase64, writeHeader } from './age-header.ts'
import { PAYLOAD_NONCE_BYTES, joined, sealPayload } from './age-payload.ts'
import { type HybridRecipient } from './recipient.ts'
import { FILE_KEY_BYTES, wrapFileKey } from './wrap-file-key.ts'

/** The first word of our one stanza (C2SP age.md). */
export const STANZA_TYPE = 'mlkem768x25519'

/**
 * An age file of `plaintext`, to exactly one hybrid recipient (invariant: Sealed at rest). It is 1,659 bytes longer than a plaintext
 * of up to 64 KiB, and 16 more for each further 64 KiB.
 *
 * Never the same twice: file key and nonce are drawn from OpenSSL, as the key exchange is, and are not
 * passed in, because a repeated one would open the file. Never throws for a parsed recipient.
 */
export function sealFile(recipient: HybridRecipient, plaintext: Uint8Array): Uint8Array {
  const drawn = randomBytes(FILE_KEY_BYTES + PAYLOAD_NONCE_BYTES)
  const fileKey = drawn.subarray(0, FILE_KEY_BYTES)
  const { encapsulation, body } = wrapFileKey(recipient, fileKey)
  const header = writeHeader({ args: [STANZA_TYPE, encodeBase64(encapsulation)], body }, fileKey)
  return joined([header, ...sealPayload(fileKey, drawn.subarray(FILE_KEY_BYTES), plaintext)])
}
