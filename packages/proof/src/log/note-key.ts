import { sha256 } from '#sha256'
import { decodeBase64, encodeBase64 } from '../basics/base64.ts'
import { joined, sameBytes, utf8 } from '../basics/bytes.ts'
import { PUBLIC_KEY_BYTES } from '../basics/ed25519.ts'
import { ProofError } from '../basics/proof-error.ts'

/** Kinds of signature that are read here: Ed25519 over a note, and over a checkpoint with a time (tlog-cosignature). */
export const NOTE_KEY = 1
export const COSIGNER_KEY = 4
export type KeyType = typeof NOTE_KEY | typeof COSIGNER_KEY

/** A public key that signs notes under a name (signed-note, "Verifier keys"). */
export interface VerifierKey {
  readonly name: string
  /** The 4 bytes that, with the name, say which key a signature claims to be of. Not a proof of anything. */
  readonly keyId: Uint8Array
  readonly type: KeyType
  readonly publicKey: Uint8Array
}

/** Reads `<name>+<id>+<base64>`. Throws `bad-key`, also for kinds of key that are not read here. */
export function readVerifierKey(text: string): VerifierKey {
  const { name, id, material } = keyParts(text)
  const type = material[0]
  if (!isKeyType(type) || material.length !== 1 + PUBLIC_KEY_BYTES) {
    throw new ProofError('bad-key', 'Only Ed25519 keys are read: for notes (01) and for cosignatures (04).')
  }
  const key = verifierKey({ name, type, publicKey: material.slice(1) })
  if (hex(key.keyId) !== id) throw broken()
  return key
}

export function writeVerifierKey({ name, keyId, type, publicKey }: VerifierKey): string {
  return `${name}+${hex(keyId)}+${encodeBase64(joined([type], publicKey))}`
}

/** The key with its id: SHA-256(name ‖ 0x0A ‖ type ‖ public key), the first 4 bytes. */
export function verifierKey(parts: Omit<VerifierKey, 'keyId'>): VerifierKey {
  const { name, type, publicKey } = parts
  if (!isKeyName(name)) throw new ProofError('bad-key', 'The name of a key has no space and no plus sign.')
  return { ...parts, keyId: sha256(joined(utf8(`${name}\n`), [type], publicKey)).slice(0, KEY_ID_BYTES) }
}

/** Not empty, no Unicode space, no plus sign, nothing that UTF-8 cannot write. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !FORBIDDEN_IN_NAMES.test(name)
}

/** The three parts that a plus sign parts; base64 may have further ones. */
export function keyParts(text: string): { name: string; id: string; material: Uint8Array } {
  const [, name = '', id = '', base64 = ''] = PARTS.exec(text) ?? []
  if (!isKeyName(name)) throw broken()
  try {
    return { name, id, material: decodeBase64(base64) }
  } catch {
    throw broken()
  }
}

export function isKeyType(type: number | undefined): type is KeyType {
  return type === NOTE_KEY || type === COSIGNER_KEY
}

/** Whether a signature with this name and id claims to be of this key. */
export function isOf(
  key: VerifierKey,
  claim: { readonly name: string; readonly keyId: Uint8Array },
): boolean {
  return key.name === claim.name && sameBytes(key.keyId, claim.keyId)
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join('')
}

export const KEY_ID_BYTES = 4
const PARTS = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/
// Control characters are forbidden in notes, so in the names that stand there as well.
const FORBIDDEN_IN_NAMES = /[\p{White_Space}+\0-\x1f]/u

function broken(): ProofError {
  return new ProofError('bad-key', 'This is not a key: <name>+<8 hex digits>+<base64> is asked for.')
}
