import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { InvariantError, Secret } from '#basics'
import { keyedHash, replyIdentitySeed, returnCodeEntropy } from './derive.ts'
import { asEntropy } from './entropy.ts'
import { identityFromSeed } from './identity.ts'
import { openFile } from './open-file.ts'
import { sealFile } from './seal-file.ts'

const nonce = Uint8Array.from({ length: 32 }, (_, index) => index)
const key = new Secret(new Uint8Array(32).fill(0x0b))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

// The expected values were computed with another implementation (Python's hmac and hashlib).
test('the same form always leads to the same return code and reply key', () => {
  const entropy = returnCodeEntropy(nonce, key)
  assert.equal(hex(entropy), '8ef9cd9b670cb64aa9d3ffc8e6d12d1a')
  assert.equal(
    hex(replyIdentitySeed(entropy).reveal()),
    '86568bf716db02fdf1d52f042a4b808243faa7196269587e620a33a9c9a3b77e',
  )
})

test('a value is always looked up under the same hash', () => {
  const value = new TextEncoder().encode('one value')
  assert.equal(
    hex(keyedHash(key, 'return-code/v1', value)),
    '7fb7a0066818588d20bde960c5a956cd28d2ff2c389f7d8c187c1051bf19289d',
  )
})

test('a keyed hash is HMAC-SHA256 as others make it, however long the value is', () => {
  for (let length = 0; length < 300; length += 1) {
    const raw = randomBytes(32)
    const value = randomBytes(length)
    const others = createHmac('sha256', raw).update('purpose 目的\0').update(value).digest()
    assert.equal(
      hex(keyedHash(new Secret(new Uint8Array(raw)), 'purpose 目的', value)),
      others.toString('hex'),
    )
  }
})

test('purposes, keys and values each change the hash, and none runs into the next', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const hashes = [
    keyedHash(key, 'code', bytes('x')),
    keyedHash(key, 'once', bytes('x')),
    keyedHash(key, 'code', bytes('y')),
    keyedHash(new Secret(new Uint8Array(32)), 'code', bytes('x')),
    keyedHash(key, 'cod', bytes('ex')),
    keyedHash(key, '', bytes('codex')),
  ].map(hex)
  assert.equal(new Set(hashes).size, hashes.length)
})

test('the nonce of a form gives no code to whoever has not the key of the installation', () => {
  const another = new Secret(new Uint8Array(32).fill(0x0c))
  assert.notEqual(hex(returnCodeEntropy(nonce, another)), hex(returnCodeEntropy(nonce, key)))
})

test('the code and the reply key of a form say nothing of each other', () => {
  const entropy = returnCodeEntropy(nonce, key)
  assert.ok(!hex(replyIdentitySeed(entropy).reveal()).includes(hex(entropy)))
  const other = asEntropy(Uint8Array.from(entropy, (byte, index) => (index === 0 ? byte ^ 1 : byte)))
  assert.notEqual(hex(replyIdentitySeed(other).reveal()), hex(replyIdentitySeed(entropy).reveal()))
})

test('a reply sealed to a sender opens with the code alone', () => {
  const entropy = returnCodeEntropy(nonce, key)
  const { recipient } = identityFromSeed(replyIdentitySeed(entropy))
  const reply = new TextEncoder().encode('Please send the second page again.')
  const file = sealFile(recipient, reply)
  assert.deepEqual(openFile(identityFromSeed(replyIdentitySeed(entropy)), file), reply)
})

test('keys and nonces of another length are refused', () => {
  assert.throws(() => keyedHash(new Secret(new Uint8Array(31)), 'code', nonce), InvariantError)
  assert.throws(() => keyedHash(key, 'code\0', nonce), InvariantError)
  assert.throws(() => returnCodeEntropy(nonce.subarray(1), key), InvariantError)
  assert.throws(() => asEntropy(nonce), InvariantError)
})
