import { type Clock } from '#basics'

/** A form's token lives as long; after that its form brings nothing back by itself. */
const LIFETIME_MS = 24 * 60 * 60 * 1_000

/**
 * Whose slips were handed over, by the nonces of their forms. A browser can send a form again that it sent before; without
 * this, "back" would bring the slip of whoever sat here last. In memory alone: that a slip was handed over is nobody's to
 * read, and whoever can start the desk anew needs no such way.
 */
export function slipsHandedOver(clock: Clock): {
  add(nonce: Uint8Array): void
  has(nonce: Uint8Array): boolean
} {
  const until = new Map<string, number>()
  const nameOf = (nonce: Uint8Array) => Buffer.from(nonce).toString('base64')
  return {
    add(nonce) {
      const now = clock().getTime()
      for (const [name, end] of until) if (end < now) until.delete(name)
      until.set(nameOf(nonce), now + LIFETIME_MS)
    },
    has: (nonce) => until.has(nameOf(nonce)),
  }
}
