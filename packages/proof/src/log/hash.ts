import { sha256 } from '#sha256'
import { decodeBase64 } from '../basics/base64.ts'
import type { Span } from '../basics/bytes.ts'
import { ProofError } from '../basics/proof-error.ts'
import { sha256Each } from '../basics/sha256.ts'

declare const hash: unique symbol

/** 32 bytes that stand for a leaf, or for a whole subtree. Not any SHA-256: those of RFC 6962 only. */
export type Hash = Uint8Array & { readonly [hash]: true }

export const HASH_BYTES = 32

/** The hash of an entry: SHA-256(0x00 ‖ entry) (RFC 6962 section 2.1). */
export function leafHash(entry: Uint8Array): Hash {
  const prefixed =
    entry.length < leafInput.length
      ? leafInput.subarray(0, entry.length + 1)
      : new Uint8Array(entry.length + 1)
  prefixed.set(entry, 1)
  return sha256(prefixed) as Hash
}

/**
 * The hash of two subtrees: SHA-256(0x01 ‖ left ‖ right). The two prefixes keep a node from being passed off
 * as a leaf, and a leaf as a node.
 */
export function nodeHash(left: Hash, right: Hash): Hash {
  nodeInput.set(left, 1)
  nodeInput.set(right, 1 + HASH_BYTES)
  return sha256(nodeInput) as Hash
}

/** The hashes of subtrees that stand side by side, two and two: `nodeHash` of each pair, in a run of half the bytes. */
export function nodeHashes(hashes: Uint8Array): Uint8Array {
  const pairs = hashes.length / PAIR_BYTES
  if (!Number.isInteger(pairs)) throw new RangeError('Hashes are taken two and two.')
  const inputs = new Uint8Array(pairs * NODE_BYTES)
  const spans: Span[] = []
  for (let pair = 0; pair < pairs; pair++) {
    const start = pair * NODE_BYTES
    inputs[start] = NODE_PREFIX
    inputs.set(hashes.subarray(pair * PAIR_BYTES, (pair + 1) * PAIR_BYTES), start + 1)
    spans.push({ start, end: start + NODE_BYTES })
  }
  return sha256Each(inputs, spans)
}

/** The root of the tree without a leaf: SHA-256 of nothing. */
export function emptyRoot(): Hash {
  return sha256(new Uint8Array(0)) as Hash
}

/** Throws `bad-hash` at another length. */
export function asHash(bytes: Uint8Array): Hash {
  if (bytes.length !== HASH_BYTES) throw new ProofError('bad-hash', 'A hash has 32 bytes.')
  return bytes as Hash
}

/** Throws `bad-base64` or `bad-hash`. */
export function readHash(text: string): Hash {
  return asHash(decodeBase64(text))
}

const PAIR_BYTES = 2 * HASH_BYTES
const NODE_BYTES = 1 + PAIR_BYTES
const NODE_PREFIX = 1

// Nothing waits between filling these and hashing them, so one of each serves all calls.
const nodeInput = new Uint8Array(NODE_BYTES).fill(NODE_PREFIX, 0, 1)
const leafInput = new Uint8Array(256)
