import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
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
  return Uint8Array.from(
    createHmac('sha256', keyObjectOf(key)).update(`${purpose}\0`, 'utf8').update(value).digest(),
  )
}

const IMPORTED = new WeakMap<Secret<Uint8Array>, KeyObject>()

/** Imported once: Node.js throws and catches at each use of a raw key. */
function keyObjectOf(key: Secret<Uint8Array>): KeyObject {
  const imported = IMPORTED.get(key) ?? secretKeyOf(key.reveal())
  IMPORTED.set(key, imported)
  return imported
}

function secretKeyOf(raw: Uint8Array): KeyObject {
  invariant(raw.length === KEY_BYTES, 'a key of the installation has 32 bytes')
  return createSecretKey(raw)
}
