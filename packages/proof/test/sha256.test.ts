import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { hmacSha256 } from '../src/basics/hmac.ts'
import { sha256 as ofNode } from '../src/basics/sha256-node.ts'
import { sha256 as ofOurs, sha256Each } from '../src/basics/sha256.ts'
import { bytes } from './vectors.ts'

// FIPS 180-4 examples, as NIST publishes them.
const VECTORS: readonly (readonly [string, string])[] = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  [
    'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
    'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
]

for (const [name, sha256] of Object.entries({ ofNode, ofOurs })) {
  test(`${name}: the examples of NIST come out`, () => {
    for (const [text, hex] of VECTORS) assert.equal(Buffer.from(sha256(bytes(text))).toString('hex'), hex)
  })
}

test('our SHA-256 agrees with the one of Node.js at every length up to five blocks', () => {
  for (let length = 0; length <= 320; length++) {
    const message = new Uint8Array(length).map((_, at) => at * 31 + length)
    assert.deepEqual(ofOurs(message), Uint8Array.from(ofNode(message)), `${length} bytes`)
  }
})

test('our SHA-256 agrees with the one of Node.js on any bytes, also on views into longer ones', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5_000 }), fc.nat(100), (message, from) => {
      const view = message.subarray(from)
      assert.deepEqual(ofOurs(view), Uint8Array.from(createHash('sha256').update(view).digest()))
    }),
  )
})

test('many hashes at once are those of each message alone, wherever they lie, and whatever lies between', () => {
  const lengths = fc.array(fc.tuple(fc.nat(300), fc.nat(5)), { maxLength: 40 })
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), lengths, fc.nat(9), (noise, some, before) => {
      let end = before
      const messages = some.map(([length, gap]) => {
        const start = end + gap
        end = start + length
        return { start, end }
      })
      // A view that begins at any place of its memory.
      const bytes = new Uint8Array(end + before)
        .map((_, at) => (noise[at % noise.length] ?? 0) + at)
        .subarray(before)
        .fill(7, end)
      const inside = messages.filter((message) => message.end <= bytes.length)
      const hashes = sha256Each(bytes, inside)
      assert.equal(hashes.length, 32 * inside.length)
      for (const [at, { start, end: until }] of inside.entries())
        assert.deepEqual(
          hashes.slice(32 * at, 32 * at + 32),
          Uint8Array.from(ofNode(bytes.subarray(start, until))),
        )
    }),
  )
})

test('every length up to 300 bytes, in one run of bytes, from every place of a word on', () => {
  for (const first of [0, 1, 2, 3]) {
    const messages: { start: number; end: number }[] = []
    for (let start = first, length = 0; length <= 300; start += length, length++)
      messages.push({ start, end: start + length })
    const bytes = new Uint8Array(messages.at(-1)?.end ?? 0).map((_, at) => at * 7 + (at >> 8))
    const hashes = sha256Each(bytes, messages)
    const expected = messages.map(({ start, end }) => ofNode(bytes.subarray(start, end)))
    assert.deepEqual(Buffer.from(hashes), Buffer.concat(expected))
  }
})

test('what is long is hashed as Node.js does', () => {
  for (const length of [65_535, 65_536, 1_000_003, 2 ** 24 + 1]) {
    const message = new Uint8Array(length).fill(length % 251).fill(3, length >> 1)
    assert.deepEqual(ofOurs(message), Uint8Array.from(ofNode(message)), `${length} bytes`)
  }
})

test('hashes that are made in turns by several who wait do not mix', async () => {
  const make = async (who: number) => {
    const found: string[] = []
    for (let round = 0; round < 50; round++) {
      const message = new Uint8Array(who * 13 + round).fill(who)
      found.push(Buffer.from(ofOurs(message)).toString('hex'))
      await Promise.resolve()
      assert.equal(found.at(-1), Buffer.from(ofNode(message)).toString('hex'))
    }
  }
  await Promise.all([1, 2, 3, 4, 5].map(make))
})

test('a hash does not change when the next one is made', () => {
  const first = ofOurs(bytes('one'))
  const copy = Uint8Array.from(first)
  ofOurs(bytes('two'))
  assert.deepEqual(first, copy)
})

test('HMAC agrees with the one of Node.js', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.uint8Array({ maxLength: 300 }), (key, message) => {
      const expected = createHmac('sha256', key).update(message).digest()
      assert.deepEqual(Uint8Array.from(hmacSha256(key, message)), Uint8Array.from(expected))
    }),
  )
})
