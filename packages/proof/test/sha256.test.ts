import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { hmacSha256 } from '../src/basics/hmac.ts'
import { sha256 as ofNode } from '../src/basics/sha256-node.ts'
import { sha256 as ofOurs } from '../src/basics/sha256.ts'
import { bytes } from './vectors.ts'

// FIPS 180-4 examples, as NIST publishes them.
const VECTORS: readonly (readonly [string, string])[] = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
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
