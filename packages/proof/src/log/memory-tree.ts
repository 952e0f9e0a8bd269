import { type Hash, nodeHash } from './hash.ts'
import type { HashSource } from './subtree.ts'

/** The nodes of a tree whose leaves are all at hand: for tests, small logs, and proofs about one's own export. */
export function memoryTree(leaves: readonly Hash[]): HashSource {
  const levels: (readonly Hash[])[] = [leaves]
  for (let below = leaves; below.length > 1; below = levels.at(-1) ?? []) {
    const level: Hash[] = []
    for (let at = 0; at + 1 < below.length; at += 2) {
      const [left, right] = [below[at], below[at + 1]]
      if (left && right) level.push(nodeHash(left, right))
    }
    levels.push(level)
  }
  return async (nodes) =>
    nodes.map(({ level, index }) => {
      const hash = levels[level]?.[index]
      if (!hash) throw new RangeError('The tree has no such node.')
      return hash
    })
}
