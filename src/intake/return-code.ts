import { type Secret } from '#basics'
import { type Database } from '#db'
import {
  type CodeReading,
  deskKeysOf,
  type Entropy,
  type InstallationKeys,
  keyedHash,
  readReturnCode,
} from '#vault'
import { findKnownHash, type LookUpValues } from './store.ts'

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

/**
 * The same, by the hash that the database knows it by. What was given at a desk is looked up by the desk's key, so both are
 * asked for, whatever was typed.
 */
export async function findCode(
  typed: string,
  { db, keys }: { db: Database; keys: InstallationKeys },
): Promise<TypedCode> {
  const { reading, hashes } = lookUpValues(typed, keys)
  return { reading, hash: (await findKnownHash(db, hashes)) ?? hashes[0] }
}

/** What was given at the site has one, what was given at a desk another: by both it is looked up, whatever was typed. */
export function lookUpValues(
  typed: string,
  keys: InstallationKeys,
): { reading: CodeReading | null; hashes: LookUpValues } {
  const { reading, hash } = readCode(typed, keys.code)
  return { reading, hashes: [hash, readCode(typed, deskKeysOf(keys).code).hash] }
}

const NOTHING = new Uint8Array(16)
