import { sha256 } from '#sha256'
import { encodeBase64 } from '../basics/base64.ts'
import { joined, sameBytes, utf8 } from '../basics/bytes.ts'
import { hmacSha256 } from '../basics/hmac.ts'
import { ProofError } from '../basics/proof-error.ts'
import { asSize } from './size.ts'

declare const commitment: unique symbol
declare const digest: unique symbol

/** 32 bytes that stand for a record without saying anything of it, as long as its key is not known. */
export type Commitment = Uint8Array & { readonly [commitment]: true }

/** The SHA-256 of a published text. */
export type Digest = Uint8Array & { readonly [digest]: true }

/** What opens a commitment: the key drawn for this leaf alone, and the canonical bytes of the record. */
export interface Opening {
  /** 32 random bytes. Destroy it, with the record, and the leaf is 32 random bytes for ever. */
  readonly key: Uint8Array
  readonly record: Uint8Array
}

/**
 * HMAC-SHA256(key, "registry-commit/v1\n" ‖ SHA-256(record)).
 *
 * Binding: nobody opens a leaf to another record. Hiding rests on the key: a bare hash could be searched by
 * guessing names. The key has exactly 32 bytes, because HMAC pads a shorter one with zeros and would take
 * both for the same. Throws `bad-opening` at another length.
 */
export function commit({ key, record }: Opening): Commitment {
  if (key.length !== KEY_BYTES) throw new ProofError('bad-opening', 'The key of a commitment has 32 bytes.')
  labelled.set(sha256(record), LABEL.length)
  return hmacSha256(key, labelled) as Commitment
}

/** Whether this key and record are what the leaf was made of. Throws `bad-opening` at a key of another length. */
export function opens(commitment: Commitment, opening: Opening): boolean {
  return sameBytes(commit(opening), commitment)
}

/** The record that a hidden retraction commits to: which leaf it takes back. */
export function targetRecord(index: number): Uint8Array {
  return utf8(`registry-target/v1\n${asSize(index)}\n`)
}

/**
 * The record that an amendment or a restatement commits to: the new record, and the leaf that stated this person last. So each
 * state of a person follows exactly one, and which it is can be opened.
 */
export function amendmentRecord(previous: number, record: Uint8Array): Uint8Array {
  return utf8(`registry-amend/v2\n${asSize(previous)}\n${encodeBase64(sha256(record))}\n`)
}

/** Throws `bad-leaf` at another length than 32. */
export function asCommitment(bytes: Uint8Array): Commitment {
  return ofLength(bytes) as Commitment
}

/** Throws `bad-leaf` at another length than 32. */
export function asDigest(bytes: Uint8Array): Digest {
  return ofLength(bytes) as Digest
}

/** The digest of a text that a baseline or a note stands for. */
export function digestOf(text: Uint8Array): Digest {
  return sha256(text) as Digest
}

const KEY_BYTES = 32
const LABEL = utf8('registry-commit/v1\n')
// Nothing waits between filling this and hashing it, so one serves all calls.
const labelled = joined(LABEL, new Uint8Array(32))

function ofLength(bytes: Uint8Array): Uint8Array {
  if (bytes.length !== KEY_BYTES) throw new ProofError('bad-leaf', 'A commitment or digest has 32 bytes.')
  return bytes
}
