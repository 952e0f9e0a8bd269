import { encodeBase64 } from '../basics/base64.ts'
import { joined } from '../basics/bytes.ts'
import { ed25519FromSeed } from '../basics/ed25519.ts'
import { type KeyType, type VerifierKey, hex, isKeyType, keyParts, verifierKey } from './note-key.ts'
import { ProofError } from '../basics/proof-error.ts'

/** Who can sign. The secret may be elsewhere: in another process, in a token. */
export interface Signer {
  readonly key: VerifierKey
  sign(message: Uint8Array): Promise<Uint8Array>
}

/** Reads `PRIVATE+KEY+<name>+<id>+<base64 of type and seed>`. Throws `bad-key`; the message quotes nothing. */
export async function readSigner(text: string): Promise<Signer> {
  if (!text.startsWith(PREFIX)) throw broken()
  const { name, id, material } = keyParts(text.slice(PREFIX.length))
  const type = material[0]
  if (!isKeyType(type)) throw broken()
  const signer = await signerFromSeed({ name, type, seed: material.slice(1) })
  if (hex(signer.key.keyId) !== id) throw broken()
  return signer
}

/** The signer of a 32-byte seed. Throws `bad-key`. */
export async function signerFromSeed(parts: {
  readonly name: string
  readonly type: KeyType
  readonly seed: Uint8Array
}): Promise<Signer> {
  const { name, type, seed } = parts
  const { publicKey, sign } = await ed25519FromSeed(seed)
  return { key: verifierKey({ name, type, publicKey }), sign }
}

/** What `readSigner` reads. It is the secret itself: for a file with mode 0600, never for a log. */
export function writeSigningKey(key: VerifierKey, seed: Uint8Array): string {
  return `${PREFIX}${key.name}+${hex(key.keyId)}+${encodeBase64(joined([key.type], seed))}`
}

const PREFIX = 'PRIVATE+KEY+'

function broken(): ProofError {
  return new ProofError('bad-key', 'This is not a signing key.')
}
