import { type Hash, leafHash } from '../src/index.ts'

/** The ways in which transparency-dev/merkle breaks proofs: each must be refused. */
export function brokenProofs(proof: readonly Hash[], root: Hash): (readonly [string, readonly Hash[]])[] {
  const stranger = leafHash(new Uint8Array(1))
  const broken: (readonly [string, readonly Hash[]])[] = [
    ['root appended', [...proof, root]],
    ['root put before', [root, ...proof]],
    ['a hash appended', [...proof, stranger]],
    ['a hash put before', [stranger, ...proof]],
  ]
  if (proof.length > 0) {
    broken.push(
      ['empty', []],
      ['last hash dropped', proof.slice(0, -1)],
      ['first hash dropped', proof.slice(1)],
    )
    const [first = root] = proof
    broken.push(['first hash twice', [first, ...proof]])
  }
  for (const at of proof.keys()) {
    for (const bit of [4, 255])
      broken.push([`bit ${bit} of hash ${at}`, proof.with(at, flipped(proof[at], bit))])
  }
  return broken
}

function flipped(hash: Hash | undefined, bit: number): Hash {
  const copy = Uint8Array.from(hash ?? [])
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return copy as Hash
}
