import { createHash, timingSafeEqual } from 'node:crypto'
import { type Secret } from '#basics'
import { keyedHash } from './derive.ts'

/** What was sent under a key that may come again: because an answer was lost, a button pressed twice, a page gone back to. */
export interface Sent {
  /** What it is, as a name that is used for nothing else: `declaration`, `answer`, … */
  readonly kind: string
  /** What the sender repeats: a form's nonce, an id that her browser made, the record that she decides. */
  readonly key: Uint8Array | string
  /** What it is about: the declaration, the request. '' where it is about nothing that was there before. */
  readonly target: string
  readonly content: Uint8Array | string
}

/**
 * The digest that is stored with everything that is taken in under a key: the same again is known by it, and answered as it was;
 * something else under that key is not taken for the same, and lost. 32 bytes, by the installation's key `once` (at the
 * desk, the desk's): whoever has the database can confirm no guess of what was sent, and does not see that two sent alike.
 */
export function sentDigest({ kind, key, target, content }: Sent, once: Secret<Uint8Array>): Uint8Array {
  // Each part as its own hash, so that none runs into the next.
  const parts = [key, target, content].map((part) => createHash('sha256').update(part).digest())
  return keyedHash(once, `exeunt/sent/${kind}/v1`, Buffer.concat(parts))
}

/** Whether what is stored under a key is what was sent now. What nobody kept a digest of is something else. */
export function isSame(stored: Uint8Array | null | undefined, digest: Uint8Array): boolean {
  return stored?.length === digest.length && timingSafeEqual(stored, digest)
}
