import { timingSafeEqual } from 'node:crypto'
import { type Clock, type Random, type Secret } from '#basics'
import { keyedHash } from '#vault'

const NONCE_BYTES = 32
const TIME_BYTES = 4
const MAC_BYTES = 16
const TOKEN_BYTES = NONCE_BYTES + TIME_BYTES + MAC_BYTES
const LIFETIME_SECONDS = 24 * 60 * 60

interface Needs {
  readonly clock: Clock
  readonly formKey: Secret<Uint8Array>
}

export type FormToken =
  | { outcome: 'fresh'; nonce: Uint8Array; ageSeconds: number }
  | { outcome: 'stale' }
  | { outcome: 'foreign' }

/**
 * The hidden field of a form: 32 random bytes, the second it was made, and our MAC over both.
 *
 * The nonce is the client key: everything that makes a submission one and the same (its id, its
 * return code) is derived from it, and it exists on the sender's page and nowhere else. The MAC
 * keeps another site from sending a form in a visitor's name.
 */
export function mintFormToken({ clock, formKey, random }: Needs & { random: Random }): string {
  const body = Buffer.alloc(NONCE_BYTES + TIME_BYTES)
  body.set(random(NONCE_BYTES))
  body.writeUInt32BE(secondsNow(clock), NONCE_BYTES)
  return Buffer.concat([body, macOf(body, formKey)]).toString('base64url')
}

/** Read a token back. A stale one (older than a day) is ours, but too old to be taken. */
export function readFormToken(token: string, { clock, formKey }: Needs): FormToken {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== TOKEN_BYTES || bytes.toString('base64url') !== token) return { outcome: 'foreign' }
  const body = bytes.subarray(0, NONCE_BYTES + TIME_BYTES)
  if (!timingSafeEqual(macOf(body, formKey), bytes.subarray(body.length))) return { outcome: 'foreign' }

  const ageSeconds = secondsNow(clock) - body.readUInt32BE(NONCE_BYTES)
  if (ageSeconds > LIFETIME_SECONDS) return { outcome: 'stale' }
  return { outcome: 'fresh', nonce: body.subarray(0, NONCE_BYTES), ageSeconds }
}

function macOf(body: Uint8Array, formKey: Secret<Uint8Array>): Uint8Array {
  return keyedHash(formKey, 'exeunt/form/v1', body).subarray(0, MAC_BYTES)
}

function secondsNow(clock: Clock): number {
  return Math.floor(clock().getTime() / 1_000)
}
