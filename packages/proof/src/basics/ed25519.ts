import { joined } from './bytes.ts'
import { ProofError } from './proof-error.ts'

export const PUBLIC_KEY_BYTES = 32
export const SIGNATURE_BYTES = 64
const SEED_BYTES = 32

/** Whether the signature is the key's over the message (RFC 8032), by the WebCrypto of Node.js or the browser. */
export async function verifyEd25519(claim: {
  readonly publicKey: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
}): Promise<boolean> {
  const { publicKey, message, signature } = claim
  if (signature.length !== SIGNATURE_BYTES) return false
  const { subtle } = globalThis.crypto
  const key = await known(() => subtle.importKey('raw', joined(publicKey), ALGORITHM, false, ['verify']))
  return key !== undefined && subtle.verify(ALGORITHM, key, joined(signature), joined(message))
}

/** The key pair of a 32-byte seed. The secret half stays inside WebCrypto. */
export async function ed25519FromSeed(seed: Uint8Array): Promise<{
  readonly publicKey: Uint8Array
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>
}> {
  if (seed.length !== SEED_BYTES) throw new ProofError('bad-key', 'The seed of a signing key has 32 bytes.')
  const { subtle } = globalThis.crypto
  const pkcs8 = joined(PKCS8_PREFIX, seed)
  const readable = await known(() => subtle.importKey('pkcs8', pkcs8, ALGORITHM, true, ['sign']))
  const key = await known(() => subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign']))
  if (!readable || !key) throw new ProofError('bad-key', 'This is not the seed of a signing key.')
  const { x = '' } = await subtle.exportKey('jwk', readable)
  return {
    publicKey: Uint8Array.from(atob(x.replaceAll('-', '+').replaceAll('_', '/')), (digit) =>
      digit.charCodeAt(0),
    ),
    sign: async (message) => new Uint8Array(await subtle.sign(ALGORITHM, key, joined(message))),
  }
}

const ALGORITHM = 'Ed25519'
// DER around the 32 bytes of an Ed25519 private key (RFC 8410 section 7).
const PKCS8_PREFIX = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20)

/** The key, or undefined if its bytes are none. Says so where the browser does not know Ed25519 at all. */
async function known<Key>(importKey: () => Promise<Key>): Promise<Key | undefined> {
  try {
    return await importKey()
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'NotSupportedError') return undefined
    throw new ProofError('no-ed25519', 'This browser cannot check Ed25519 signatures: use a newer one.')
  }
}
