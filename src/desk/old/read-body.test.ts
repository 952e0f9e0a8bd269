import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageFile, bytes, list, object, oneOf, orNull, text, uuid, wholeNumber } from './read-body.ts'

test('an object has the fields it should and no other', () => {
  const read = object({ name: text({ max: 5 }), role: oneOf(['reviewer']) })
  assert.deepEqual(read({ name: 'Heron', role: 'reviewer' }), { name: 'Heron', role: 'reviewer' })
  for (const value of [
    null,
    7,
    [],
    {},
    { name: 'Heron' },
    { name: 'Heron', role: 'queen' },
    { name: 'Heron', role: 'reviewer', more: 1 },
    JSON.parse('{"name":"Heron","role":"reviewer","__proto__":{}}'),
  ]) {
    assert.equal(read(value), undefined, JSON.stringify(value))
  }
})

test('bytes have one writing', () => {
  assert.deepEqual(bytes({ max: 3 })('AQID'), Buffer.from([1, 2, 3]))
  for (const value of ['', 'AQI', 'AQID\n', 'AQIDBA==', 'A-_D', 7])
    assert.equal(bytes({ max: 3 })(value), undefined, String(value))
})

test('what is sealed looks like an age file, and what is not is not taken', () => {
  const file = Buffer.from('age-encryption.org/v1\n-> …').toString('base64')
  assert.ok(ageFile({ max: 100 })(file))
  assert.equal(ageFile({ max: 100 })(Buffer.from('plain words').toString('base64')), undefined)
})

test('lists, numbers, ids and absences are held to their form', () => {
  assert.equal(
    list(uuid, 1)(['00000000-0000-4000-8000-000000000000', '00000000-0000-4000-8000-000000000000']),
    undefined,
  )
  assert.equal(list(uuid, 1)(['00000000-0000-4000-8000-00000000000G']), undefined)
  assert.equal(wholeNumber({ min: 1, max: 9 })(1.5), undefined)
  assert.equal(wholeNumber({ min: 1, max: 9 })('1'), undefined)
  assert.equal(orNull(uuid)(null), null)
  assert.equal(orNull(uuid)(undefined), undefined)
  assert.equal(text({ max: 9 })('\ud800'), undefined)
})
