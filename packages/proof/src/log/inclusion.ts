import { sameBytes } from '../basics/bytes.ts'
import { type Hash, nodeHash } from './hash.ts'
import { asSize, isSize, shiftRight, splitPoint } from './size.ts'
import { type HashSource, type LeafRange, hashRanges } from './subtree.ts'

export interface InclusionClaim {
  readonly index: number
  readonly size: number
  readonly root: Hash
  readonly leaf: Hash
  readonly proof: readonly Hash[]
}

/**
 * Whether `leaf` stands at `index` in the tree of `size` leaves with this root (RFC 9162 section 2.1.3.2).
 * The length of a proof follows from index and size; any other length is refused.
 */
export function verifyInclusion({ index, size, root, leaf, proof }: InclusionClaim): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false
  let at = index
  let last = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash)
      while (at % 2 === 0 && at !== 0) {
        at = shiftRight(at, 1)
        last = shiftRight(last, 1)
      }
    } else {
      hash = nodeHash(hash, sibling)
    }
    at = shiftRight(at, 1)
    last = shiftRight(last, 1)
  }
  return last === 0 && sameBytes(hash, root)
}

/** The proof that `verifyInclusion` asks for: the leaf's sibling first (RFC 9162 section 2.1.3.1). */
export async function makeInclusion(claim: {
  readonly index: number
  readonly size: number
  readonly source: HashSource
}): Promise<Hash[]> {
  return hashRanges(siblingRanges(asSize(claim.index), asSize(claim.size)), claim.source)
}

function siblingRanges(index: number, size: number): LeafRange[] {
  if (index >= size) throw new RangeError('There is no such leaf in the tree.')
  const ranges: LeafRange[] = []
  let start = 0
  let end = size
  while (end - start > 1) {
    const middle = start + splitPoint(end - start)
    if (index < middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
    }
  }
  return ranges.reverse()
}
