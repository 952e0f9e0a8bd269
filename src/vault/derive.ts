import { hash, hkdfSync } from 'node:crypto'
import { Secret, invariant } from '#basics'
import { ENTROPY_BYTES, type Entropy, asEntropy } from './entropy.ts'
import { IDENTITY_SEED_BYTES } from './identity.ts'

/** Length in bytes of a form's nonce, of a key of the installation, and of a keyed hash. */
const NONCE_BYTES = 32
const KEY_BYTES = 32

/**
 * The return code of the form with this 32-byte nonce, by the installation's key `once`.
 *
 * Derived, not drawn: a sender whose connection broke sends the same form again and gets the same code,
 * though we stored nothing that would reveal it. The nonce alone gives no code: it stands in a page, and whoever
 * made a browser send that page, or read it, knows it.
 */
export function returnCodeEntropy(nonce: Uint8Array, once: Secret<Uint8Array>): Entropy {
  invariant(nonce.length === NONCE_BYTES, 'a form nonce has 32 bytes')
  return asEntropy(keyedHash(once, 'exeunt/return-code/v2', nonce).subarray(0, ENTROPY_BYTES))
}

/**
 * The seed of the identity that replies to this sender are sealed to, 32 bytes, for `identityFromSeed`.
 *
 * The installation keeps the recipient alone. Whoever steals the database reads no reply without the code. HKDF-SHA256
 * (RFC 5869), no salt.
 */
export function replyIdentitySeed(entropy: Entropy): Secret<Uint8Array> {
  const info = 'exeunt/reply-key/v1'
  return new Secret(new Uint8Array(hkdfSync('sha256', entropy, new Uint8Array(0), info, IDENTITY_SEED_BYTES)))
}

/**
 * HMAC-SHA256 of purpose ‖ 0x00 ‖ value, 32 bytes: what is stored in place of a value we must recognise
 * but not know. `key` is one of the installation keys (32 bytes, in files of the key directory, never in the
 * database), so a stolen database alone cannot be searched by guessing.
 *
 * One purpose is one use of the key: hashes for two purposes never meet. Throws InvariantError at a key of
 * another length or a purpose with a zero byte, which would let two purposes share an input.
 */
export function keyedHash(key: Secret<Uint8Array>, purpose: string, value: Uint8Array): Uint8Array {
  invariant(!purpose.includes('\0') && purpose.isWellFormed(), 'a purpose is text without a zero byte')
  const { inner, outer } = padsOf(key)
  const within = hash('sha256', Buffer.concat([inner, Buffer.from(`${purpose}\0`), value]), 'binary')
  const whole = hash('sha256', Buffer.concat([outer, Buffer.from(within, 'binary')]), 'binary')
  return Uint8Array.from(Buffer.from(whole, 'binary'))
}

interface Pads {
  readonly inner: Uint8Array
  readonly outer: Uint8Array
}

const PADS = new WeakMap<Secret<Uint8Array>, Pads>()
/** Of SHA-256, in bytes. */
const BLOCK_BYTES = 64

/**
 * What HMAC hashes before the text, and before what comes of it (RFC 2104), made once a key. Two hashes in one call each take an
 * eighth of what an object of Node.js for each HMAC does.
 */
function padsOf(key: Secret<Uint8Array>): Pads {
  const known = PADS.get(key)
  if (known) return known
  const raw = key.reveal()
  invariant(raw.length === KEY_BYTES, 'a key of the installation has 32 bytes')
  const block = Buffer.concat([raw], BLOCK_BYTES)
  const pads = { inner: block.map((byte) => byte ^ 0x36), outer: block.map((byte) => byte ^ 0x5c) }
  PADS.set(key, pads)
  return pads
}
