// Roots and proofs against another implementation of RFC 9162, which shares nothing with ours.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RFC9162 as other } from '@transmute/rfc9162'
import {
  EMPTY_EDGE,
  asHash,
  growTree,
  leafHash,
  makeConsistency,
  makeInclusion,
  memoryTree,
  verifyConsistency,
  verifyInclusion,
} from '../src/index.ts'

const LARGEST = 65_800
const entries = Array.from({ length: LARGEST }, (_, at) => new TextEncoder().encode(`entry ${at}`))
const hashes = entries.map(leafHash)
const source = memoryTree(hashes)

test('every tree of 0 to 600 leaves has the root that the other implementation finds', async () => {
  let edge = EMPTY_EDGE
  for (let size = 0; size <= 600; size++) {
    const grown = growTree(edge, size === 0 ? [] : hashes.slice(size - 1, size))
    edge = grown.edge
    assert.deepEqual(plain(grown.root), plain(await other.treeHead(entries.slice(0, size))), `${size}`)
  }
})

for (const sizes of [[1, 2, 3, 7, 8, 9, 31, 64, 100, 255, 256, 257, 511, 599, 600], [65_530, 65_536, 65_537, 65_800]]) {
  test(`proofs in trees of ${sizes.at(0)} to ${sizes.at(-1)} leaves are made and judged alike`, async () => {
    for (const size of sizes) await compareProofs(size)
  })
}

async function compareProofs(size: number): Promise<void> {
  const some = entries.slice(0, size)
  const { root } = growTree(EMPTY_EDGE, hashes.slice(0, size))
  assert.deepEqual(plain(root), plain(await other.treeHead(some)))
  const index = (size * 7919) % size === 0 ? Math.floor(size * 0.618) : (size * 7919) % size
  const entry = entries[index] ?? new Uint8Array(0)
  const leaf = leafHash(entry)

  const theirs = await other.inclusionProof(entry, some)
  const ours = await makeInclusion({ index, size, source })
  assert.deepEqual(ours.map(plain), theirs.inclusion_path.map(plain), `${index} of ${size}`)
  assert.ok(verifyInclusion({ index, size, root, leaf, proof: theirs.inclusion_path.map(asHash) }))
  assert.ok(await other.verifyInclusionProof(root, leaf, { ...theirs, inclusion_path: ours }))

  const oldSize = index + 1
  if (oldSize === size) return
  const earlier = await other.inclusionProof(entry, some.slice(0, oldSize))
  const theirPath = (await other.consistencyProof(earlier, some)).consistency_path
  const ourPath = await makeConsistency({ oldSize, newSize: size, source })
  const { root: oldRoot } = growTree(EMPTY_EDGE, hashes.slice(0, oldSize))
  assert.deepEqual(ourPath.map(plain), theirPath.map(plain), `${oldSize} to ${size}`)
  const proof = theirPath.map(asHash)
  assert.ok(verifyConsistency({ oldSize, newSize: size, oldRoot, newRoot: root, proof }))
}

function plain(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
