import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Secret, systemRandom } from '#basics'
import { mintFormToken, readFormToken } from './form-token.ts'

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const formKey = new Secret<Uint8Array>(new Uint8Array(32).fill(1))
const MADE_MS = Date.parse('2026-11-19T08:00:00Z')
const at = (seconds: number) => ({
  clock: () => new Date(MADE_MS + seconds * 1_000),
  formKey,
  random: systemRandom,
})
const token = mintFormToken(at(0))

test('a form is fresh for a day, to the second, and says how long it lay open', () => {
  for (const ageSeconds of [0, 1, 3_600, 24 * 3_600]) {
    const opened = readFormToken(token, at(ageSeconds))
    assert.ok(opened.outcome === 'fresh')
    assert.equal(opened.ageSeconds, ageSeconds)
    assert.equal(opened.nonce.length, 32)
  }
  for (const ageSeconds of [24 * 3_600 + 1, 30 * 24 * 3_600])
    assert.deepEqual(readFormToken(token, at(ageSeconds)), { outcome: 'stale' })
})

test('a form is the same form each time it is read, and another one than any other', () => {
  const nonceOf = (one: string) => {
    const opened = readFormToken(one, at(0))
    return opened.outcome === 'fresh' ? Buffer.from(opened.nonce).toString('hex') : ''
  }
  assert.equal(nonceOf(token), nonceOf(token))
  assert.equal(new Set(Array.from({ length: 100 }, () => nonceOf(mintFormToken(at(0))))).size, 100)
})

test('any single character altered, left out or put in makes it foreign, fresh or stale', () => {
  for (const seconds of [0, 48 * 3_600]) {
    for (let place = 0; place < token.length; place += 1) {
      const before = token.slice(0, place)
      const after = token.slice(place + 1)
      for (const letter of BASE64URL) {
        if (letter === token[place]) continue
        assert.equal(readFormToken(before + letter + after, at(seconds)).outcome, 'foreign')
      }
      assert.equal(readFormToken(before + after, at(seconds)).outcome, 'foreign')
      assert.equal(readFormToken(`${before}A${token.slice(place)}`, at(seconds)).outcome, 'foreign')
    }
  }
})

test('the same bytes written in another way are foreign: one form has one token', () => {
  for (const other of [
    `${token}=`,
    ` ${token}`,
    `${token}\n`,
    `${token}!`,
    token.replaceAll('-', '+').replaceAll('_', '/') + '=',
  ]) {
    assert.equal(readFormToken(other, at(0)).outcome, 'foreign')
  }
})

test('no text at all makes it stumble, and none but ours is taken', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), (text) =>
      assert.equal(readFormToken(text, at(0)).outcome, 'foreign'),
    ),
  )
  const another = { ...at(0), formKey: new Secret<Uint8Array>(new Uint8Array(32).fill(2)) }
  assert.equal(readFormToken(mintFormToken(another), at(0)).outcome, 'foreign')
})
