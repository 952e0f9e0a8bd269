import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { Secret } from '#basics'
import { asEntropy, digitsFor, type InstallationKeys, returnCodeWords } from '#vault'
import { LANGUAGES } from '#i18n'
import { idFrom } from './id.ts'
import { codeHash, readCode } from './return-code.ts'

const keysOf = (fill: number): InstallationKeys => {
  const key = () => new Secret<Uint8Array>(new Uint8Array(32).fill(fill))
  return { code: key(), once: key(), form: key(), database: key() }
}
const keys = keysOf(1)
const anyNonce = fc.uint8Array({ minLength: 32, maxLength: 32 })

test('a form has one id, a UUID of the eighth kind, and nobody without the key can find it', () => {
  fc.assert(
    fc.property(anyNonce, (nonce) => {
      const id = idFrom(nonce, 'exeunt/submission/v1', keys)
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      assert.equal(idFrom(nonce, 'exeunt/submission/v1', keys), id)
      assert.notEqual(idFrom(nonce, 'exeunt/submission/v1', keysOf(2)), id)
      assert.notEqual(idFrom(nonce, 'exeunt/followup/v1', keys), id)
    }),
  )
})

test('a code is looked up by the same value in whatever language or digits it is typed', () => {
  const code = asEntropy(randomBytes(16))
  const typings = [...LANGUAGES.map((language) => returnCodeWords(code, language).join(' ')), digitsFor(code)]
  for (const typed of typings) {
    assert.deepEqual(readCode(typed, keys.code), {
      reading: { entropy: code, duress: false },
      hash: codeHash(code, keys.code),
    })
  }
})

test('the duress form of a code is looked up by the same value, and says so to nobody but whoever reads it', () => {
  const code = asEntropy(randomBytes(16))
  for (const language of LANGUAGES) {
    const words = returnCodeWords(code, language)
    const { reading, hash } = readCode([...words, words[4]].join(' '), keys.code)
    assert.deepEqual([reading, hash], [{ entropy: code, duress: true }, codeHash(code, keys.code)])
  }
})

test('what is no code has a value to look up by as well, and nothing is found by it', () => {
  const nothing = readCode('no code at all', keys.code)
  assert.deepEqual(nothing, readCode('', keys.code))
  assert.equal(nothing.reading, null)
  const nearest = readCode('abandon '.repeat(11) + 'about', keys.code)
  assert.notDeepEqual(nothing.hash, nearest.hash, 'not by the code of nothing but zeros either')
})

test('the value that a code is looked up by tells nothing to whoever has another key', () => {
  const code = asEntropy(randomBytes(16))
  assert.notDeepEqual(codeHash(code, keys.code), codeHash(code, keysOf(2).code))
})
