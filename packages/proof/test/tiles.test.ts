import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  EMPTY_EDGE,
  type Hash,
  encodeBase64,
  entriesOf,
  growTree,
  hashAt,
  hashOfRun,
  keepTiles,
  leafHash,
  leafHashes,
  makeConsistency,
  makeInclusion,
  memoryTree,
  newTiles,
  nodeHash,
  openBundle,
  readBundle,
  readTilePath,
  tilePath,
  tileReader,
  tileWidth,
  verifyConsistency,
  verifyInclusion,
  writeBundle,
} from '../src/index.ts'
import { entryInBundle } from '../src/log/bundle.ts'
import { refused } from './refused.ts'
import { type Files, fetcherOf } from './sample-log.ts'
import { bytes, fromHex, tessera, tilePaths } from './vectors.ts'

const many = Array.from({ length: 70_000 }, (_, at) => leafHash(bytes(`entry ${at}`)))

test('paths of tiles are written and read as tlog-tiles has them', () => {
  for (const { path, ...name } of tilePaths.paths) {
    assert.equal(tilePath(name), path)
    assert.deepEqual(readTilePath(path), name)
  }
  for (const path of tilePaths.refused) assert.throws(() => readTilePath(path), refused('bad-path'), path)
})

test('every path reads back as the tile it was written for', () => {
  const level = fc.oneof(fc.nat(63), fc.constant('entries' as const))
  const index = fc.nat(Number.MAX_SAFE_INTEGER)
  fc.assert(
    fc.property(level, index, fc.integer({ min: 1, max: 256 }), (level, index, width) => {
      assert.deepEqual(readTilePath(tilePath({ level, index, width })), { level, index, width })
    }),
  )
})

test('a tree has the tiles that tlog-tiles counts', () => {
  for (const { size, full, partial } of tilePaths.widths) {
    for (const [text, count] of Object.entries(full)) {
      const level = Number(text)
      if (count > 0) assert.equal(tileWidth({ level, index: count - 1, size }), 256)
      assert.equal(tileWidth({ level, index: count, size }), partial[text])
      assert.equal(tileWidth({ level, index: count + 1, size }), 0)
    }
  }
})

test('a tree grown in any steps has the same tiles, and writes those that newTiles names', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(5), fc.nat(700)), { maxLength: 6 }), (steps) => {
      let edge = EMPTY_EDGE
      for (const step of steps) {
        const size = edge.size + step
        const grown = growTree(edge, many.slice(edge.size, size))
        const named = [...newTiles(edge.size, size)].map(tilePath)
        assert.deepEqual(grown.tiles.map(tilePath), named)
        edge = grown.edge
        assert.equal(encodeBase64(grown.root), encodeBase64(growTree(EMPTY_EDGE, many.slice(0, size)).root))
      }
    }),
    { numRuns: 40 },
  )
})

test('bundles are the bytes of tessera, and read back', () => {
  const five = tessera.entries.slice(0, 5).map(bytes)
  assert.equal(Buffer.from(writeBundle(five)).toString('hex'), tessera.bundleOf5Hex)
  assert.deepEqual(readBundle(fromHex(tessera.bundleOf5Hex)), five)
  assert.deepEqual(readBundle(writeBundle([new Uint8Array(0), new Uint8Array(65_535)])).length, 2)
  for (const cut of [1, 4, 8]) {
    assert.throws(
      () => readBundle(fromHex(tessera.bundleOf5Hex).subarray(0, -cut)),
      refused('bad-bundle'),
      `${cut}`,
    )
  }
  for (const entries of [[], Array.from({ length: 257 }, () => bytes('x')), [new Uint8Array(65_536)]]) {
    assert.throws(() => writeBundle(entries), refused('bad-bundle'))
  }
  assert.throws(() => readBundle(new Uint8Array(0)), refused('bad-bundle'))
  assert.throws(() => readBundle(new Uint8Array(2 * 257)), refused('bad-bundle'))
})

test('the hashes of a bundle are those of its entries, one by one, and the bundle stays as it was', () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 140 }), { minLength: 1, maxLength: 256 })
  fc.assert(
    fc.property(entries, (entries) => {
      // What the server reads from a disk is a Buffer, of which a part may be shared with others.
      for (const bytes of [writeBundle(entries), Buffer.from(writeBundle(entries))]) {
        const before = Uint8Array.from(bytes)
        const bundle = openBundle(bytes)
        assert.deepEqual(Buffer.from(leafHashes(bundle)), Buffer.concat(entries.map(leafHash)))
        assert.deepEqual(Uint8Array.from(bytes), before)
        assert.deepEqual(
          entriesOf(bundle).map((entry) => Uint8Array.from(entry)),
          entries,
        )
      }
    }),
    { numRuns: 50 },
  )
})

test('the hash of a run of a tile is that of its pairs, and theirs, up to one', () => {
  const tile = Buffer.concat(many.slice(0, 256))
  const folded = (hashes: readonly Hash[]): Hash => {
    const [left, right, ...more] = hashes
    if (!left) return assert.fail('a run has a hash')
    if (!right) return left
    if (more.length === 0) return nodeHash(left, right)
    const middle = hashes.length / 2
    return nodeHash(folded(hashes.slice(0, middle)), folded(hashes.slice(middle)))
  }
  for (let width = 1; width <= 256; width *= 2)
    for (const start of new Set([0, 256 - width]))
      assert.deepEqual(
        Buffer.from(hashOfRun(tile, start, start + width)),
        Buffer.from(folded(many.slice(start, start + width))),
      )
  for (const [start, end] of [
    [0, 0],
    [0, 3],
    [2, 1],
    [255, 257],
    [0, 512],
  ] as const)
    assert.throws(() => hashOfRun(tile, start, end), RangeError, `${start} ${end}`)
  assert.deepEqual(hashAt(tile, 3), tile.subarray(96, 128))
})

test('proofs made from tiles are those made from memory', async () => {
  for (const size of [1, 255, 256, 257, 600, 65_536, 65_793, 70_000]) {
    const { files, root } = treeFiles(size)
    const source = tileReader({ fetcher: fetcherOf(files), size, root }).hashes
    for (const index of [0, size >> 1, size - 1]) {
      const proof = await makeInclusion({ index, size, source })
      assert.deepEqual(proof, await makeInclusion({ index, size, source: memoryTree(many) }))
      assert.ok(verifyInclusion({ index, size, root, leaf: many[index] ?? root, proof }))
      const oldRoot = growTree(EMPTY_EDGE, many.slice(0, index + 1)).root
      const consistency = await makeConsistency({ oldSize: index + 1, newSize: size, source })
      assert.ok(
        verifyConsistency({ oldSize: index + 1, newSize: size, oldRoot, newRoot: root, proof: consistency }),
      )
    }
  }
})

test('one changed byte in any tile that was fetched is noticed, whatever was asked', async () => {
  for (const size of [
    1, 2, 3, 7, 255, 256, 257, 511, 512, 513, 600, 1023, 65_535, 65_536, 65_537, 65_792, 65_793, 70_000,
  ]) {
    const { files, root } = treeFiles(size)
    for (const index of new Set([0, Math.floor(size / 3), size - 1])) {
      const honest = fetcherOf(files)
      await makeInclusion({ index, size, source: tileReader({ fetcher: honest, size, root }).hashes })
      await tileReader({ fetcher: honest, size, root }).tile(0, index >> 8)
      for (const path of honest.asked) {
        const tile = files.get(path) ?? new Uint8Array(0)
        for (const at of new Set([0, Math.floor(tile.length / 2) + 5, tile.length - 1])) {
          const forged = new Map(files).set(path, tile.with(at, (tile[at] ?? 0) ^ 1))
          const reader = tileReader({ fetcher: fetcherOf(forged), size, root })
          await assert.rejects(
            reader.tile(0, index >> 8),
            refused('forged-tile'),
            `${size}: ${path} at ${at}`,
          )
        }
        for (const bytes of [
          tile.subarray(32),
          tile.subarray(1),
          new Uint8Array([...tile, 0]),
          new Uint8Array(0),
        ]) {
          const reader = tileReader({ fetcher: fetcherOf(new Map(files).set(path, bytes)), size, root })
          await assert.rejects(
            reader.tile(0, index >> 8),
            refused('forged-tile'),
            `${size}: ${path} of ${bytes.length}`,
          )
        }
      }
    }
  }
})

test('tiles that were kept under one checkpoint serve under every later one, and nothing forged is served with them', async () => {
  const kept = keepTiles(16)
  for (const size of [255, 256, 600, 1_000, 65_535, 65_536, 65_793, 70_000]) {
    const { files, root } = treeFiles(size)
    const fetcher = fetcherOf(files)
    const reader = tileReader({ fetcher, size, root, kept })
    for (const index of new Set([0, 300 % size, size >> 1, size - 1])) {
      const proof = await makeInclusion({ index, size, source: reader.hashes })
      assert.deepEqual(
        proof,
        await makeInclusion({ index, size, source: memoryTree(many) }),
        `${index} of ${size}`,
      )
    }
    if (size === 1_000) assert.ok(!fetcher.asked.has('tile/0/000'), 'it was read under the tree of 256')
  }
  // A tree that differs in its first leaf has another first tile, and that one is looked at.
  const other = [...many.slice(1, 2), ...many.slice(1, 600)]
  const grown = growTree(EMPTY_EDGE, other)
  const honest: Files = new Map(grown.tiles.map((tile) => [tilePath(tile), tile.bytes]))
  const { files } = treeFiles(600)
  const forged = new Map(honest).set('tile/0/000', files.get('tile/0/000') ?? new Uint8Array(0))
  const readerOf = (files: Files) =>
    tileReader({ fetcher: fetcherOf(files), size: 600, root: grown.root, kept })
  await assert.rejects(readerOf(forged).tile(0, 0), refused('forged-tile'))
  assert.deepEqual(await readerOf(honest).tile(0, 0), honest.get('tile/0/000'))
})

test('a tile is read once however many ask for it, there are never more than were to be kept, and a failure is not kept', async () => {
  const { files, root } = treeFiles(70_000)
  const asked: string[] = []
  const fetcher = {
    async fetch(path: string) {
      asked.push(path)
      return files.get(path) ?? ('absent' as const)
    },
  }
  const reader = tileReader({ fetcher, size: 70_000, root, kept: keepTiles(4) })
  await Promise.all(Array.from({ length: 50 }, () => reader.tile(0, 7)))
  assert.equal(asked.filter((path) => path === 'tile/0/007').length, 1)
  for (const index of [8, 9, 10, 11, 7]) await reader.tile(0, index)
  assert.equal(asked.filter((path) => path === 'tile/0/007').length, 2, 'it had made room')
  assert.equal(
    asked.filter((path) => path === 'tile/1/000').length,
    1,
    'what is asked for again and again stays',
  )

  const lost = files.get('tile/0/020')
  files.delete('tile/0/020')
  await assert.rejects(reader.tile(0, 20), refused('missing-tile'))
  files.set('tile/0/020', lost ?? new Uint8Array(0))
  assert.deepEqual(await reader.tile(0, 20), lost)

  const broken = tileReader({ fetcher, size: 600, root: many[0] ?? root })
  await assert.rejects(broken.checkEdge(), refused('forged-tile'))
  const edge = tileReader({ fetcher, size: 70_000, root })
  const partial = files.get('tile/1/001.p/17') ?? assert.fail()
  files.set('tile/1/001.p/17', partial.with(0, (partial[0] ?? 0) ^ 1))
  await assert.rejects(edge.checkEdge(), refused('forged-tile'))
  files.set('tile/1/001.p/17', partial)
  await edge.checkEdge()
})

test('one entry of a bundle is found without the others, and none where the bundle ends', () => {
  const some = Array.from({ length: 256 }, (_, at) => bytes('x'.repeat(at)))
  const bundle = writeBundle(some)
  for (const [at, entry] of some.entries()) assert.deepEqual(entryInBundle(bundle, at), entry)
  assert.equal(entryInBundle(bundle, 256), undefined)
  assert.equal(entryInBundle(bundle.subarray(0, -1), 255), undefined)
  assert.equal(entryInBundle(new Uint8Array(0), 0), undefined)
})

test('a log that has grown may serve the full tile for the partial one', async () => {
  const { files } = treeFiles(600)
  const { root } = growTree(EMPTY_EDGE, many.slice(0, 100))
  const reader = tileReader({ fetcher: fetcherOf(files), size: 100, root })
  assert.equal((await reader.tile(0, 0)).length, 3200)
})

test('a tile that is not served is missed by name', async () => {
  const { files, root } = treeFiles(600)
  files.delete('tile/0/001')
  const reader = tileReader({ fetcher: fetcherOf(files), size: 600, root })
  await assert.rejects(reader.tile(0, 1), (error: Error & { place?: string }) => error.place === 'tile/0/001')
  await assert.rejects(reader.tile(0, 3), RangeError)
})

function treeFiles(size: number) {
  const files: Files = new Map()
  const { root, tiles } = growTree(EMPTY_EDGE, many.slice(0, size))
  for (const tile of tiles) files.set(tilePath(tile), tile.bytes)
  return { files, root }
}
