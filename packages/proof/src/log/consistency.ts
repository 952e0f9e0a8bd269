import { sameBytes } from '../basics/bytes.ts'
import { type Hash, nodeHash } from './hash.ts'
import { asSize, isSize, shiftRight, splitPoint } from './size.ts'
import { type HashSource, type LeafRange, hashRanges } from './subtree.ts'

export interface ConsistencyClaim {
  readonly oldSize: number
  readonly newSize: number
  readonly oldRoot: Hash
  readonly newRoot: Hash
  readonly proof: readonly Hash[]
}

/**
 * Whether the old tree is the beginning of the new one (RFC 9162 section 2.1.4.2): nothing was changed or taken
 * out, only added. An empty old tree begins every tree and proves nothing, so it is refused.
 */
export function verifyConsistency({ oldSize, newSize, oldRoot, newRoot, proof }: ConsistencyClaim): boolean {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize === 0 || oldSize > newSize) return false
  if (oldSize === newSize) return proof.length === 0 && sameBytes(oldRoot, newRoot)

  const [first, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof
  if (!first) return false
  let at = oldSize - 1
  let last = newSize - 1
  while (at % 2 === 1) {
    at = shiftRight(at, 1)
    last = shiftRight(last, 1)
  }
  let oldHash = first
  let newHash = first
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      oldHash = nodeHash(sibling, oldHash)
      newHash = nodeHash(sibling, newHash)
      while (at % 2 === 0 && at !== 0) {
        at = shiftRight(at, 1)
        last = shiftRight(last, 1)
      }
    } else {
      newHash = nodeHash(newHash, sibling)
    }
    at = shiftRight(at, 1)
    last = shiftRight(last, 1)
  }
  return last === 0 && sameBytes(oldHash, oldRoot) && sameBytes(newHash, newRoot)
}

/** The proof that `verifyConsistency` asks for (RFC 9162 section 2.1.4.1). */
export async function makeConsistency(claim: {
  readonly oldSize: number
  readonly newSize: number
  readonly source: HashSource
}): Promise<Hash[]> {
  return hashRanges(changedRanges(asSize(claim.oldSize), asSize(claim.newSize)), claim.source)
}

function changedRanges(oldSize: number, newSize: number): LeafRange[] {
  if (oldSize === 0 || oldSize > newSize)
    throw new RangeError('There is no proof from this size to that one.')
  const ranges: LeafRange[] = []
  let start = 0
  let end = newSize
  while (oldSize !== end) {
    const middle = start + splitPoint(end - start)
    if (oldSize <= middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
    }
  }
  // A verifier has the old root itself already: that is the one range left out.
  if (start > 0) ranges.push({ start, end })
  return ranges.reverse()
}

function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size)) && 2 ** Math.log2(size) === size
}
