import { type KeyObject, createHash } from 'node:crypto'
import { bech32 } from '@scure/base'
import { type Brand, Secret, invariant } from '#basics'
import { exportMlKemPublic, exportX25519Public, importMlKemSeed, importX25519Secret } from './raw-keys.ts'
import { type HybridRecipient, importRecipient } from './recipient.ts'
import { VaultError } from './vault-error.ts'

/**
 * The key pair behind a hybrid recipient. The server derives one only for the sender's own replies,
 * from the return code that the sender types; box identities live in reviewers' browsers.
 *
 * The secret keys are opaque objects of node:crypto: printing or serialising them shows nothing.
 */
export type HybridIdentity = Brand<
  { readonly recipient: HybridRecipient; readonly mlKem: KeyObject; readonly x25519: KeyObject },
  'HybridIdentity'
>

/** Length in bytes of the seed that a whole identity is derived from. */
export const IDENTITY_SEED_BYTES = 32

/** The identity of a 32-byte seed, always the same one (C2SP age.md, "mlkem768x25519"). Takes some 0.5 ms. */
export function identityFromSeed(seed: Secret<Uint8Array>): HybridIdentity {
  const { mlKem, x25519, raw } = keysOfSeed(seed)
  return { recipient: importRecipient(raw), mlKem, x25519 } as HybridIdentity
}

/** The 1216 bytes of the recipient of a seed, for a database column: half the time, where nothing is sealed to it yet. */
export function recipientOfSeed(seed: Secret<Uint8Array>): Uint8Array {
  return keysOfSeed(seed).raw
}

/** The seed as the age tool writes it: `AGE-SECRET-KEY-PQ-1…`, 77 characters. */
export function writeIdentity(seed: Secret<Uint8Array>): Secret<string> {
  return new Secret(bech32.encodeFromBytes('age-secret-key-pq-', checkedSeed(seed)).toUpperCase())
}

/** The seed of an `AGE-SECRET-KEY-PQ-1…` text. Throws `VaultError` `bad-identity` at anything else. */
export function readIdentity(text: Secret<string>): Secret<Uint8Array> {
  try {
    const { prefix, bytes } = bech32.decodeToBytes(text.reveal())
    const ours =
      prefix.toUpperCase() === 'AGE-SECRET-KEY-PQ-' && text.reveal() === text.reveal().toUpperCase()
    if (ours && bytes.length === IDENTITY_SEED_BYTES) return new Secret(bytes)
  } catch {
    // The library's message quotes the secret; ours does not.
  }
  throw new VaultError('bad-identity', 'This is not a hybrid age identity (AGE-SECRET-KEY-PQ-1…).')
}

function keysOfSeed(seed: Secret<Uint8Array>): { mlKem: KeyObject; x25519: KeyObject; raw: Uint8Array } {
  const expanded = createHash('shake256', { outputLength: 96 }).update(checkedSeed(seed)).digest()
  const mlKem = importMlKemSeed(expanded.subarray(0, 64))
  const x25519 = importX25519Secret(expanded.subarray(64))
  return { mlKem, x25519, raw: Buffer.concat([exportMlKemPublic(mlKem), exportX25519Public(x25519)]) }
}

function checkedSeed(seed: Secret<Uint8Array>): Uint8Array {
  const raw = seed.reveal()
  invariant(raw.length === IDENTITY_SEED_BYTES, 'an identity seed has 32 bytes')
  return raw
}
