import { type KeyObject, hash } from 'node:crypto'
import { bech32 } from '@scure/base'
import { type Brand } from '#basics'
import { encapsulate } from './hybrid-kem.ts'
import { ML_KEM_PUBLIC_BYTES, X25519_BYTES, importMlKemPublic, importX25519Public } from './raw-keys.ts'
import { VaultError } from './vault-error.ts'

/** Length in bytes of a raw recipient: ML-KEM-768 key 1184, then X25519 key 32. */
export const RECIPIENT_BYTES = ML_KEM_PUBLIC_BYTES + X25519_BYTES

/**
 * A hybrid post-quantum age recipient (C2SP age.md, "mlkem768x25519"), its keys imported.
 *
 * Only this module makes one. A plain X25519 recipient has no such type, so a record that must stay
 * secret for decades cannot be sealed to one, nor to a mixture of both.
 */
export type HybridRecipient = Brand<
  {
    /** `age1pq1…`, 1959 characters. */
    readonly text: string
    /** The same 1216 bytes, for a database column. */
    readonly raw: Uint8Array
    readonly mlKem: KeyObject
    readonly x25519: KeyObject
    readonly x25519Raw: Uint8Array
  },
  'HybridRecipient'
>

/**
 * The recipient written as `age1pq1…` or as its raw 1216 bytes.
 *
 * Throws `VaultError` `bad-recipient` at anything else, and at keys that parse but cannot be sealed to:
 * a bad key must fail here, where staff register it, never when a declaration is waiting. The most recently
 * parsed recipients are remembered, because importing the keys takes as long as sealing a record.
 */
export function parseRecipient(source: string | Uint8Array): HybridRecipient {
  const raw = typeof source === 'string' ? decodeText(source) : checkLength(source)
  const name = hash('sha256', raw, 'base64')
  const recipient = remembered.get(name) ?? tried(raw)

  // Set anew, so that the map's order is the order of last use and its head is the one to forget.
  remembered.delete(name)
  remembered.set(name, recipient)
  for (const oldest of remembered.keys()) {
    if (remembered.size <= REMEMBERED_MAX) break
    remembered.delete(oldest)
  }
  return recipient
}

/**
 * The recipient of keys that this process has just derived: neither tried nor remembered.
 * Throws what OpenSSL throws; of bytes from outside, `parseRecipient` is the only reader.
 */
export function importRecipient(raw: Uint8Array): HybridRecipient {
  const copy = Uint8Array.from(raw)
  const x25519Raw = copy.subarray(ML_KEM_PUBLIC_BYTES)
  return {
    text: bech32.encode('age1pq', bech32.toWords(copy), false),
    raw: copy,
    mlKem: importMlKemPublic(copy.subarray(0, ML_KEM_PUBLIC_BYTES)),
    x25519: importX25519Public(x25519Raw),
    x25519Raw,
  } as HybridRecipient
}

/** Public keys only, about 6 KB each: a busy installation has three boxes a branch open at a time. */
const remembered = new Map<string, HybridRecipient>()
const REMEMBERED_MAX = 1024

function decodeText(text: string): Uint8Array {
  try {
    const { prefix, words } = bech32.decode(text, false)
    if (prefix === 'age1pq' && text.startsWith('age1pq1')) return checkLength(bech32.fromWords(words))
  } catch {
    // The library's message quotes the text; ours does not.
  }
  throw new VaultError('bad-recipient', 'This is not a hybrid age recipient (age1pq1…).')
}

function checkLength(raw: Uint8Array): Uint8Array {
  if (raw.length === RECIPIENT_BYTES) return raw
  throw new VaultError('bad-recipient', `A hybrid age recipient has ${RECIPIENT_BYTES} bytes.`)
}

/** A low-order X25519 point imports without complaint and throws only when it is used: use it once. */
function tried(raw: Uint8Array): HybridRecipient {
  try {
    const recipient = importRecipient(raw)
    encapsulate(recipient)
    return recipient
  } catch {
    throw new VaultError('bad-recipient', 'Nothing can be sealed to this recipient: its keys are invalid.')
  }
}
