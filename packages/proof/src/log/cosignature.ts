import { joined, utf8 } from '../basics/bytes.ts'
import { SIGNATURE_BYTES, verifyEd25519 } from '../basics/ed25519.ts'
import { COSIGNER_KEY, type VerifierKey } from './note-key.ts'
import { type NoteSignature, signatureOf } from './note.ts'
import type { Signer } from './signer.ts'
import { asSize } from './size.ts'

/**
 * The signature of a witness under the text of a checkpoint (tlog-cosignature, v1): as of this second, the
 * largest tree of this log that she has seen, each consistent with the one before.
 */
export async function cosign({
  cosigner,
  text,
  atSeconds,
}: {
  readonly cosigner: Signer
  readonly text: string
  readonly atSeconds: number
}): Promise<NoteSignature> {
  if (cosigner.key.type !== COSIGNER_KEY)
    throw new RangeError('A cosignature asks for a key for cosignatures.')
  const time = new Uint8Array(TIME_BYTES)
  new DataView(time.buffer).setBigUint64(0, BigInt(asSize(atSeconds)))
  return signatureOf(cosigner.key, joined(time, await cosigner.sign(message(text, BigInt(atSeconds)))))
}

/** When the witness cosigned, in seconds since 1970; undefined if she did not. */
export async function verifyCosignature({
  key,
  text,
  signature,
}: {
  readonly key: VerifierKey
  readonly text: string
  readonly signature: Uint8Array
}): Promise<number | undefined> {
  if (key.type !== COSIGNER_KEY || signature.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined
  const at = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0)
  // The format ends at 2^63 - 1; what lies between is no time that anybody has lived at.
  if (at > BigInt(Number.MAX_SAFE_INTEGER)) return undefined
  const { publicKey } = key
  const bare = signature.slice(TIME_BYTES)
  return (await verifyEd25519({ publicKey, message: message(text, at), signature: bare }))
    ? Number(at)
    : undefined
}

const TIME_BYTES = 8

/** The first line keeps a cosignature from being passed off as a signature of the note itself. */
function message(text: string, at: bigint): Uint8Array {
  return utf8(`cosignature/v1\ntime ${at}\n${text}`)
}
