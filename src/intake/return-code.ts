import { type Secret } from '#basics'
import { type CodeReading, type Entropy, keyedHash, readReturnCode } from '#vault'

/** The look-up value of a return code. Keyed: a thief of the table without the key can test no guess. */
export function codeHash(entropy: Entropy, codeKey: Secret<Uint8Array>): Uint8Array {
  return keyedHash(codeKey, 'exeunt/return-code/v1', entropy)
}

export interface TypedCode {
  readonly reading: CodeReading | null
  /** What it is looked up by. What is no code has one as well, which nothing is found by. */
  readonly hash: Uint8Array
}

/** What somebody typed into the field for a return code. Whatever it is, it takes the same way from here on. */
export function readCode(typed: string, codeKey: Secret<Uint8Array>): TypedCode {
  const reading = readReturnCode(typed)
  const hash = reading
    ? codeHash(reading.entropy, codeKey)
    : keyedHash(codeKey, 'exeunt/no-return-code/v1', NOTHING)
  return { reading, hash }
}

const NOTHING = new Uint8Array(16)
