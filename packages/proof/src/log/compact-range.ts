import { type Hash, emptyRoot, nodeHash } from './hash.ts'
import { foldHashes } from './subtree.ts'

/** As much of a tree as is needed to go on growing it: one hash for each bit set in its size. */
export interface CompactRange {
  /** Append the hash of the perfect subtree over the next 2^`level` leaves; level 0 is one leaf. */
  append(hash: Hash, level?: number): void
  size(): number
  root(): Hash
}

/**
 * A tree that starts empty. A subtree of 2^level leaves may be appended only where the size so far is a
 * multiple of 2^level; elsewhere it would not be a subtree of the whole.
 */
export function compactRange(): CompactRange {
  const peaks: { hash: Hash; level: number }[] = []
  let size = 0
  return {
    append(hash, level = 0) {
      if (size % 2 ** level !== 0) throw new RangeError('A subtree begins at a multiple of its size.')
      size += 2 ** level
      let peak = { hash, level }
      for (let left = peaks.at(-1); left?.level === peak.level; left = peaks.at(-1)) {
        peaks.pop()
        peak = { hash: nodeHash(left.hash, peak.hash), level: peak.level + 1 }
      }
      peaks.push(peak)
    },
    size: () => size,
    root: () => foldHashes(peaks.map(({ hash }) => hash)) ?? emptyRoot(),
  }
}
