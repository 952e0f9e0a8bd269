import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Hash,
  asHash,
  compactRange,
  emptyRoot,
  encodeBase64,
  leafHash,
  makeConsistency,
  makeInclusion,
  memoryTree,
  nodeHash,
  readHash,
  verifyConsistency,
  verifyInclusion,
} from '../src/index.ts'
import { sha256 } from '../src/basics/sha256.ts'
import { brokenProofs } from './break-proof.ts'
import { bytes, fromHex, merkle } from './vectors.ts'

const eight = merkle.leavesHex.map((hex) => leafHash(fromHex(hex)))
const eightSource = memoryTree(eight)
const many = Array.from({ length: 70 }, (_, at) => leafHash(bytes(`entry ${at}`)))

test('leaf, node and record hashes are those of RFC 6962', () => {
  assert.deepEqual(hex(leafHash(bytes(merkle.leafHash.textOfEntry))), merkle.leafHash.hex)
  assert.equal(encodeBase64(leafHash(bytes(merkle.recordHash.textOfEntry))), merkle.recordHash.base64)
  // A node of two things that are no hashes: the published example is one.
  const { left, right } = merkle.nodeHash
  const input = Uint8Array.of(1, ...bytes(left), ...bytes(right))
  assert.equal(hex(sha256(input)), merkle.nodeHash.hex)
})

test('the roots of the tree of eight leaves are the published ones, at every size', () => {
  for (const [size, root] of merkle.rootsHexBySize.entries()) {
    assert.equal(hex(rootOf(eight.slice(0, size))), root)
    const range = compactRange()
    for (const leaf of eight.slice(0, size)) range.append(leaf)
    assert.equal(hex(range.root()), root)
    assert.equal(range.size(), size)
  }
})

test('the published inclusion proofs are made and verify', async () => {
  for (const { index, size, proof } of merkle.inclusion) {
    assert.deepEqual((await makeInclusion({ index, size, source: eightSource })).map(encodeBase64), proof)
    const root = rootOf(eight.slice(0, size))
    assert.ok(verifyInclusion({ index, size, root, leaf: at(eight, index), proof: proof.map(readHash) }))
  }
})

test('the published consistency proofs are made and verify, and have the published lengths', async () => {
  for (const { oldSize, newSize, proof } of merkle.consistency) {
    assert.deepEqual(
      (await makeConsistency({ oldSize, newSize, source: eightSource })).map(encodeBase64),
      proof,
    )
    const [oldRoot, newRoot] = [rootOf(eight.slice(0, oldSize)), rootOf(eight.slice(0, newSize))]
    assert.ok(verifyConsistency({ oldSize, newSize, oldRoot, newRoot, proof: proof.map(readHash) }))
  }
  for (const [oldSize, length] of Object.entries(merkle.consistencyLengthsTo8)) {
    const proof = await makeConsistency({ oldSize: Number(oldSize), newSize: 8, source: eightSource })
    assert.equal(proof.length, length)
  }
})

test('every leaf of every tree up to 70 is proved, and no altered proof is', async () => {
  for (let size = 1; size <= many.length; size++) {
    const root = rootOf(many.slice(0, size))
    for (let index = 0; index < size; index++) {
      const proof = await makeInclusion({ index, size, source: memoryTree(many) })
      const claim = { index, size, root, leaf: at(many, index), proof }
      assert.ok(verifyInclusion(claim), `${index} of ${size}`)
      if (size > 20 && index % 7 !== 0) continue
      for (const [what, broken] of brokenProofs(proof, root)) {
        assert.ok(!verifyInclusion({ ...claim, proof: broken }), `${index} of ${size}: ${what}`)
      }
      for (const [what, change] of Object.entries({
        'the leaf before': { index: index - 1 },
        'the leaf after': { index: index + 1 },
        'a far leaf': { index: index ^ 32 },
        'no size': { size: 0 },
        'a fraction': { index: index + 0.5 },
        'a size beyond counting': { size: 2 ** 53 },
        'the empty root': { root: emptyRoot() },
        'root for leaf': { leaf: root, root: claim.leaf },
        'a leaf of another entry': { leaf: leafHash(bytes('another')) },
      })) {
        const altered = { ...claim, ...change }
        // In a tree of one leaf root and leaf are one.
        if (size === 1 && what === 'root for leaf') continue
        assert.ok(!verifyInclusion(altered), `${index} of ${size}: ${what}`)
      }
    }
  }
})

test('a proof for another size is refused where its length or path differs', async () => {
  for (let size = 1; size <= 64; size++) {
    const proof = await makeInclusion({ index: 0, size, source: memoryTree(many) })
    const root = rootOf(many.slice(0, size))
    const claim = { index: 0, root, leaf: at(many, 0), proof }
    assert.ok(!verifyInclusion({ ...claim, size: size * 2 }), `${size} doubled`)
    if (Number.isInteger(Math.log2(size))) assert.ok(!verifyInclusion({ ...claim, size: size + 1 }))
  }
})

test('every tree up to 70 is a beginning of every later one, and no altered proof says so', async () => {
  for (let newSize = 1; newSize <= many.length; newSize++) {
    const newRoot = rootOf(many.slice(0, newSize))
    for (let oldSize = 1; oldSize <= newSize; oldSize++) {
      const oldRoot = rootOf(many.slice(0, oldSize))
      const proof = await makeConsistency({ oldSize, newSize, source: memoryTree(many) })
      const claim = { oldSize, newSize, oldRoot, newRoot, proof }
      assert.ok(verifyConsistency(claim), `${oldSize} to ${newSize}`)
      if (newSize > 20 && oldSize % 7 !== 0) continue
      for (const [what, broken] of brokenProofs(proof, newRoot)) {
        assert.ok(!verifyConsistency({ ...claim, proof: broken }), `${oldSize} to ${newSize}: ${what}`)
      }
      const changes = {
        'no old tree': { oldSize: 0 },
        'an old tree that is larger': { oldSize: newSize + 1 },
        'another old root': { oldRoot: leafHash(bytes('another')) },
        'another new root': { newRoot: leafHash(bytes('another')) },
        'a fraction': { oldSize: oldSize - 0.5 },
      }
      for (const [what, change] of Object.entries(changes)) {
        assert.ok(!verifyConsistency({ ...claim, ...change }), `${oldSize} to ${newSize}: ${what}`)
      }
      if (oldSize !== newSize) {
        const swapped = { ...claim, oldRoot: newRoot, newRoot: oldRoot }
        assert.ok(!verifyConsistency(swapped), `${oldSize} to ${newSize}: roots swapped`)
      }
    }
  }
})

test('proofs hold in trees of more leaves than 32 bits can count', async () => {
  // All leaves alike: then every subtree of a level has one hash, and no tree need be kept.
  const perfect: Hash[] = [leafHash(bytes('the same'))]
  for (let level = 0; level < 53; level++) perfect.push(nodeHash(at(perfect, level), at(perfect, level)))
  const source = async (nodes: readonly { level: number }[]) => nodes.map(({ level }) => at(perfect, level))
  const wholeRoot = async (size: number) => {
    const range = compactRange()
    for (let level = 52; level >= 0; level--) {
      if (Math.floor(size / 2 ** level) % 2 === 1) range.append(at(perfect, level), level)
    }
    return range.root()
  }
  const sizes = fc.integer({ min: 2, max: Number.MAX_SAFE_INTEGER })
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(Number.MAX_SAFE_INTEGER), async (size, any) => {
      const index = any % size
      const root = await wholeRoot(size)
      const proof = await makeInclusion({ index, size, source })
      assert.ok(verifyInclusion({ index, size, root, leaf: at(perfect, 0), proof }))
      assert.ok(!verifyInclusion({ index, size, root, leaf: at(perfect, 0), proof: proof.slice(1) }))
      const oldSize = index + 1
      const consistency = await makeConsistency({ oldSize, newSize: size, source })
      const oldRoot = await wholeRoot(oldSize)
      assert.ok(verifyConsistency({ oldSize, newSize: size, oldRoot, newRoot: root, proof: consistency }))
    }),
  )
})

test('a subtree is appended only where it is one', () => {
  const range = compactRange()
  range.append(at(many, 0))
  assert.throws(() => range.append(at(many, 1), 1), RangeError)
})

/** MTH as RFC 6962 section 2.1 defines it, word for word: the model that everything else is held to. */
function rootOf(leaves: readonly Hash[]): Hash {
  const [only] = leaves
  if (!only) return emptyRoot()
  if (leaves.length === 1) return only
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}

function at(hashes: readonly Hash[], index: number): Hash {
  return hashes[index] ?? asHash(new Uint8Array(32))
}

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex')
}
