import { type Hash, nodeHash } from './hash.ts'

/** The perfect subtree over the 2^`level` leaves from `index` * 2^`level` on. */
export interface TreeNode {
  readonly level: number
  readonly index: number
}

/** Leaves from `start` up to but without `end`. */
export interface LeafRange {
  readonly start: number
  readonly end: number
}

/** Where hashes come from: tiles, a database, memory. As many hashes as nodes, in their order. */
export type HashSource = (nodes: readonly TreeNode[]) => Promise<readonly Hash[]>

/** The fewest perfect subtrees that make up the range, left to right. */
export function nodesOf({ start, end }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = []
  let at = start
  while (at < end) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level++
    nodes.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** The hash of subtrees that stand side by side, each smaller than the one to its left (RFC 6962 section 2.1). */
export function foldHashes(hashes: readonly Hash[]): Hash | undefined {
  return hashes.reduceRight<Hash | undefined>(
    (right, left) => (right ? nodeHash(left, right) : left),
    undefined,
  )
}

/** The hashes of several ranges, asked of the source at once. */
export async function hashRanges(ranges: readonly LeafRange[], source: HashSource): Promise<Hash[]> {
  const groups = ranges.map(nodesOf)
  const hashes = await source(groups.flat())
  const found: Hash[] = []
  let at = 0
  for (const group of groups) {
    const whole = foldHashes(hashes.slice(at, at + group.length))
    if (!whole || at + group.length > hashes.length) throw new RangeError('The hash source left hashes out.')
    found.push(whole)
    at += group.length
  }
  return found
}
