import { decodeBase64, encodeBase64 } from '../basics/base64.ts'
import { joined, readUtf8, utf8 } from '../basics/bytes.ts'
import { KEY_ID_BYTES, type VerifierKey, isKeyName } from './note-key.ts'
import { ProofError } from '../basics/proof-error.ts'

/** A text with lines that claim to be signatures of it (signed-note). Reading it verifies nothing. */
export interface Note {
  /** Ends with a line feed. This is what is signed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export interface NoteSignature {
  readonly name: string
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

/** Reads a note; text and signatures part at the last empty line. Throws `bad-note`. */
export function readNote(bytes: Uint8Array): Note {
  if (bytes.length > MOST_NOTE_BYTES) throw broken('A note of more than 1 MB is not read.')
  const whole = readUtf8(bytes)
  if (whole === undefined || FORBIDDEN.test(whole))
    throw broken('A note is UTF-8 without control characters.')
  const textEnd = whole.lastIndexOf('\n\n') + 1
  if (textEnd === 0 || !whole.endsWith('\n')) throw broken('A note is a text, an empty line, and signatures.')
  const lines = whole.slice(textEnd + 1, -1).split('\n')
  if (lines.length > MOST_SIGNATURES) throw broken('A note of more than 100 signatures is not read.')
  // The same line twice says nothing more than once.
  return { text: whole.slice(0, textEnd), signatures: [...new Set(lines)].map(readSignature) }
}

/** The bytes that `readNote` reads. Throws `bad-note` at a text that no note has. */
export function writeNote({ text, signatures }: Note): Uint8Array {
  if (!text.endsWith('\n') || !text.isWellFormed() || FORBIDDEN.test(text) || signatures.length === 0) {
    throw broken('The text of a note ends with a line feed, has no control characters, and is signed.')
  }
  return utf8(`${text}\n${signatures.map(writeSignature).join('')}`)
}

/** One line, line feed included: what a witness answers. */
export function writeSignature({ name, keyId, signature }: NoteSignature): string {
  return `${DASH}${name} ${encodeBase64(joined(keyId, signature))}\n`
}

/** Reads one line, without its line feed. Throws `bad-note`. */
export function readSignature(line: string): NoteSignature {
  const [name = '', base64 = '', ...more] = line.slice(DASH.length).split(' ')
  if (!line.startsWith(DASH) || more.length > 0 || !isKeyName(name))
    throw broken('A signature line is broken.')
  const bytes = decoded(base64)
  if (bytes.length <= KEY_ID_BYTES) throw broken('A signature line is too short.')
  return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) }
}

/** A signature that names the key it is of. */
export function signatureOf({ name, keyId }: VerifierKey, signature: Uint8Array): NoteSignature {
  return { name, keyId, signature }
}

const DASH = '— '
const MOST_NOTE_BYTES = 1_000_000
const MOST_SIGNATURES = 100
// All below U+0020 but the line feed.
const FORBIDDEN = /[\0-\x09\x0b-\x1f]/

function decoded(base64: string): Uint8Array {
  try {
    return decodeBase64(base64)
  } catch {
    throw broken('A signature is not base64.')
  }
}

function broken(message: string): ProofError {
  return new ProofError('bad-note', message)
}
