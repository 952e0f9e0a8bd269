import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Secret, systemRandom } from '#basics'
import { type FormPurpose, formTokens } from './form-token.ts'

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const formKey = new Secret<Uint8Array>(new Uint8Array(32).fill(1))
const MADE_MS = Date.parse('2026-11-19T08:00:00Z')
interface At {
  readonly purpose?: FormPurpose
  readonly key?: Secret<Uint8Array>
}
const at = (seconds: number, { purpose = 'declare', key = formKey }: At = {}) =>
  formTokens(purpose, {
    clock: () => new Date(MADE_MS + seconds * 1_000),
    formKey: key,
    random: systemRandom,
  })
const token = at(0).mint()

test('a form is fresh for a day, to the second, and says how long it lay open', () => {
  for (const ageSeconds of [0, 1, 3_600, 24 * 3_600]) {
    const opened = at(ageSeconds).read(token)
    assert.ok(opened.outcome === 'fresh')
    assert.equal(opened.ageSeconds, ageSeconds)
    assert.equal(opened.nonce.length, 32)
  }
  for (const ageSeconds of [24 * 3_600 + 1, 30 * 24 * 3_600])
    assert.deepEqual(at(ageSeconds).read(token), { outcome: 'stale' })
})

test('a form is the same form each time it is read, and another one than any other', () => {
  const nonceOf = (one: string) => {
    const opened = at(0).read(one)
    return opened.outcome === 'fresh' ? Buffer.from(opened.nonce).toString('hex') : ''
  }
  assert.equal(nonceOf(token), nonceOf(token))
  assert.equal(new Set(Array.from({ length: 100 }, () => nonceOf(at(0).mint()))).size, 100)
})

test('any single character altered, left out or put in makes it foreign, fresh or stale', () => {
  for (const seconds of [0, 48 * 3_600]) {
    for (let place = 0; place < token.length; place += 1) {
      const before = token.slice(0, place)
      const after = token.slice(place + 1)
      for (const letter of BASE64URL) {
        if (letter === token[place]) continue
        assert.equal(at(seconds).read(before + letter + after).outcome, 'foreign')
      }
      assert.equal(at(seconds).read(before + after).outcome, 'foreign')
      assert.equal(at(seconds).read(`${before}A${token.slice(place)}`).outcome, 'foreign')
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
    assert.equal(at(0).read(other).outcome, 'foreign')
  }
})

test('no text at all makes it stumble, and none but ours is taken', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), (text) =>
      assert.equal(at(0).read(text).outcome, 'foreign'),
    ),
  )
  const another = at(0, { key: new Secret<Uint8Array>(new Uint8Array(32).fill(2)) })
  assert.equal(at(0).read(another.mint()).outcome, 'foreign')
})

test('the token of one form is foreign to every other', () => {
  const purposes: FormPurpose[] = ['declare', 'return', 'certificate', 'in-person']
  for (const purpose of purposes) {
    const own = at(0, { purpose }).mint()
    for (const other of purposes) {
      const { outcome } = at(0, { purpose: other }).read(own)
      assert.equal(outcome, other === purpose ? 'fresh' : 'foreign', `${purpose} at ${other}`)
    }
  }
})

test('a form that is shown again has another nonce and its own age; what is not fresh begins anew', () => {
  const again = at(60).renew(token, 'SAMPLE')
  const [before, opened] = [at(60).read(token), at(60).read(again)]
  assert.ok(before.outcome === 'fresh' && opened.outcome === 'fresh')
  assert.notDeepEqual(opened.nonce, before.nonce)
  assert.equal(opened.ageSeconds, 60)
  assert.equal(at(24 * 3_600 + 1).read(again).outcome, 'stale', 'shown again, it grows no younger')

  for (const notFresh of ['', 'nothing of ours', at(0, { purpose: 'return' }).mint()]) {
    const begun = at(60).read(at(60).renew(notFresh, 'SAMPLE'))
    assert.ok(begun.outcome === 'fresh')
    assert.equal(begun.ageSeconds, 0)
  }
})

test('whoever reloads a form that is shown again has the same token; with anything else in it, another', () => {
  const again = at(60).renew(token, 'SAMPLE one')
  assert.equal(at(60).renew(token, 'SAMPLE one'), again)
  assert.notEqual(at(60).renew(token, 'SAMPLE two'), again)
  // Whoever planted the nonce has not the key, and comes to another.
  const key = new Secret<Uint8Array>(new Uint8Array(32).fill(2))
  assert.notEqual(at(60, { key }).renew(token, 'SAMPLE one'), again)
})
