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

// The other one hashes by promises, some seconds for a tree of 65,000: so sizes are drawn. EXEUNT_PROOF_ORACLE=all
// takes them all.
const all = process.env['EXEUNT_PROOF_ORACLE'] === 'all'

test('trees of 0 to 600 leaves have the roots that the other implementation finds', async () => {
  let edge = EMPTY_EDGE
  for (let size = 0; size <= 600; size++) {
    const grown = growTree(edge, size === 0 ? [] : hashes.slice(size - 1, size))
    edge = grown.edge
    if (!all && size > 70 && size % 23 !== 0 && size % 256 > 1) continue
    assert.deepEqual(plain(grown.root), plain(await other.treeHead(entries.slice(0, size))), `${size}`)
  }
})

test('a tree of some 65,000 leaves has the root that the other implementation finds, and our proof convinces it', async () => {
  const size = 65_530 + Math.floor(Math.random() * 271)
  const index = Math.floor(size * Math.random())
  const root = await other.treeHead(entries.slice(0, size))
  assert.deepEqual(plain(growTree(EMPTY_EDGE, hashes.slice(0, size)).root), plain(root), `${size}`)
  const proof = {
    log_id: '',
    tree_size: size,
    leaf_index: index,
    inclusion_path: await makeInclusion({ index, size, source }),
  }
  assert.ok(
    await other.verifyInclusionProof(root, leafHash(entries[index] ?? root), proof),
    `${index} of ${size}`,
  )
})

const large = all ? [65_530, 65_536, 65_537, 65_799, LARGEST] : []
for (const size of [1, 2, 3, 7, 8, 9, 31, 64, 100, 255, 256, 257, 511, 599, 600, ...large]) {
  test(`proofs in a tree of ${size} leaves are made and judged alike`, () => compareProofs(size))
}

async function compareProofs(size: number): Promise<void> {
  const some = entries.slice(0, size)
  const { root } = growTree(EMPTY_EDGE, hashes.slice(0, size))
  assert.deepEqual(plain(root), plain(await other.treeHead(some)))
  const index = Math.floor(size * Math.random())
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
  // It leaves the old root in where the RFC leaves it out, namely where the old size is a power of two.
  const expected = plain(theirPath[0] ?? root) === plain(oldRoot) ? theirPath.slice(1) : theirPath
  assert.deepEqual(ourPath.map(plain), expected.map(plain), `${oldSize} to ${size}`)
  const proof = expected.map(asHash)
  assert.ok(verifyConsistency({ oldSize, newSize: size, oldRoot, newRoot: root, proof }))
}

function plain(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
