import { utf8 } from '../basics/bytes.ts'
import { verifyCosignature } from './cosignature.ts'
import { verifyEd25519 } from '../basics/ed25519.ts'
import { COSIGNER_KEY, NOTE_KEY, type VerifierKey, isOf } from './note-key.ts'
import { type Note, type NoteSignature, readNote, signatureOf, writeNote } from './note.ts'
import type { Signer } from './signer.ts'

/** A key that has signed, and when it says it did, in seconds since 1970, if its kind says that. */
export interface Signed {
  readonly key: VerifierKey
  readonly atSeconds: number | undefined
}

export type OpenedNote =
  | { readonly outcome: 'opened'; readonly text: string; readonly signed: readonly Signed[] }
  /** None of the keys has signed. Signatures of others may be there; they mean nothing to us. */
  | { readonly outcome: 'unsigned' }
  /** A line claims to be of one of the keys and is not: somebody has been at the note, so none of it is believed. */
  | { readonly outcome: 'bad-signature'; readonly name: string }

/** The text of a note, if one of the keys has signed it (signed-note, "Signatures"). Throws `bad-note`. */
export async function openNote(bytes: Uint8Array, keys: readonly VerifierKey[]): Promise<OpenedNote> {
  return verifyNote(readNote(bytes), keys)
}

export async function verifyNote(note: Note, keys: readonly VerifierKey[]): Promise<OpenedNote> {
  const signed: Signed[] = []
  for (const signature of note.signatures) {
    const claimed = keys.filter((key) => isOf(key, signature))
    if (claimed.length === 0) continue
    const valid = await firstValid(note.text, signature, claimed)
    if (!valid) return { outcome: 'bad-signature', name: signature.name }
    signed.push(valid)
  }
  return signed.length === 0 ? { outcome: 'unsigned' } : { outcome: 'opened', text: note.text, signed }
}

/** The note with its text signed by a key for notes. `earlier` signatures stay below. */
export async function signNote({
  text,
  signers,
  earlier = [],
}: {
  readonly text: string
  readonly signers: readonly Signer[]
  readonly earlier?: readonly NoteSignature[]
}): Promise<Uint8Array> {
  const signatures: NoteSignature[] = []
  for (const signer of signers) {
    const { key } = signer
    if (key.type !== NOTE_KEY) throw new RangeError('A cosigner signs a time as well: use cosign.')
    signatures.push(signatureOf(key, await signer.sign(utf8(text))))
  }
  return writeNote({ text, signatures: [...signatures, ...earlier] })
}

/** Ids are short, so two keys may share one; then either may have signed. */
async function firstValid(
  text: string,
  { signature }: NoteSignature,
  keys: readonly VerifierKey[],
): Promise<Signed | undefined> {
  for (const key of keys) {
    if (key.type === COSIGNER_KEY) {
      const atSeconds = await verifyCosignature({ key, text, signature })
      if (atSeconds !== undefined) return { key, atSeconds }
    } else if (await verifyEd25519({ publicKey: key.publicKey, message: utf8(text), signature })) {
      return { key, atSeconds: undefined }
    }
  }
  return undefined
}
