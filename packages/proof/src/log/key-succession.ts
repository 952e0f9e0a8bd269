import { NOTE_KEY, type VerifierKey, readVerifierKey, writeVerifierKey } from './note-key.ts'
import { readNote } from './note.ts'
import { verifyNote } from './open-note.ts'
import { ProofError } from '../basics/proof-error.ts'

/**
 * What the key of a log says under its own signature of the key that is to follow it. The leaf that announces a key
 * is not enough to believe it: whoever appends leaves need not hold the key, and would follow it himself.
 * No checkpoint reads like this text, so the one cannot be passed off as the other.
 */
export function writeSuccession(heir: VerifierKey): string {
  return `${HEADER}\nkey ${writeVerifierKey(heir)}\n`
}

/** The key that a believed key of the same log has named to follow it; undefined where none has. Throws `bad-note`. */
export async function openSuccession(
  bytes: Uint8Array,
  believed: readonly VerifierKey[],
): Promise<VerifierKey | undefined> {
  const note = readNote(bytes)
  const opened = await verifyNote(note, believed)
  if (opened.outcome !== 'opened') return undefined
  const [, vkey] = TEXT.exec(note.text) ?? []
  const heir = vkey === undefined ? undefined : heirFrom(vkey)
  if (heir?.type !== NOTE_KEY) return undefined
  return opened.signed.some(({ key }) => key.name === heir.name) ? heir : undefined
}

function heirFrom(vkey: string): VerifierKey | undefined {
  try {
    return readVerifierKey(vkey)
  } catch (error) {
    if (error instanceof ProofError) return undefined
    throw error
  }
}

const HEADER = 'exeunt-log-key/v1'
const TEXT = /^exeunt-log-key\/v1\nkey ([^\n]+)\n$/
