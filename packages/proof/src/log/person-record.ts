import { encodeBase64 } from '../basics/base64.ts'
import { utf8 } from '../basics/bytes.ts'
import type { Commitment, Digest } from './commitment.ts'
import { ProofError } from '../basics/proof-error.ts'
import { asSize } from './size.ts'

/**
 * What the leaf of a person commits to: her line in the register, and by a commitment of its own what the
 * register says there. So a page whose words were hidden since can still show that its people are counted once,
 * and says nothing of what was hidden.
 */
export interface PersonRecord {
  /** Number of the entry in the register, and her line on it, from 1. */
  readonly entry: number
  readonly line: number
  /** To `contentRecord`, under a key of its own. */
  readonly content: Commitment
}

/** What the register says of a person, as a page shows it. Null is what is not published, or was not stated. */
export interface PersonContent {
  /** Registered on, `YYYY-MM-DD`. */
  readonly day: string
  readonly channel: string
  readonly basis: string
  readonly nameKind: string
  readonly name: string | null
  readonly place: string | null
  readonly language: string | null
  /** SHA-256 of the words of the declaration, in UTF-8. */
  readonly words: Digest | null
}

/** The bytes that the leaf of a person, or the restatement of it, commits to. */
export function personRecord({ entry, line, content }: PersonRecord): Uint8Array {
  return utf8(
    `registry-person/v1\nentry ${asSize(entry)}\nline ${asSize(line)}\ncontent ${encodeBase64(content)}\n`,
  )
}

/** The bytes of the content. Throws `bad-opening` at a value with a line feed: it could pass for two. */
export function contentRecord(content: PersonContent): Uint8Array {
  const { day, channel, basis, nameKind, name, place, language, words } = content
  return utf8(`registry-content/v1
day ${written(day)}
channel ${written(channel)}
basis ${written(basis)}
name-kind ${written(nameKind)}
name ${written(name)}
place ${written(place)}
language ${written(language)}
words ${words === null ? NOTHING : written(encodeBase64(words))}
`)
}

const NOTHING = '-'

/** A value is told from none by its first character, so that nobody is called "nothing". */
function written(value: string | null): string {
  if (value === null) return NOTHING
  if (/[\n\r]/.test(value) || !value.isWellFormed())
    throw new ProofError('bad-opening', 'A line of a record is one line of well-formed text.')
  return `=${value}`
}
