import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as v from 'valibot'
import {
  ageFile,
  base64url,
  branchId,
  bytes,
  count,
  day,
  digest,
  flag,
  list,
  moment,
  parsed,
  parsedJson,
  recipient,
  text,
  uuid,
  wholeNumber,
} from './index.ts'

const ID = '00000000-0000-4000-8000-000000000000'

test('an object has the fields it should and no other', () => {
  const member = v.strictObject({ name: text({ max: 5 }), role: v.picklist(['reviewer']) })
  assert.deepEqual(parsed(member, { name: 'Heron', role: 'reviewer' }), { name: 'Heron', role: 'reviewer' })
  for (const value of [
    null,
    7,
    [],
    {},
    { name: 'Heron' },
    { name: 'Heron', role: 'queen' },
    { name: 'Heron', role: 'reviewer', more: 1 },
    { name: 'Heron', role: 'reviewer', constructor: 1 },
    JSON.parse('{"name":"Heron","role":"reviewer","__proto__":{}}'),
    JSON.parse('{"__proto__":{"name":"Heron","role":"reviewer"}}'),
  ]) {
    assert.equal(parsed(member, value), undefined, JSON.stringify(value))
  }
})

test('what is no JSON is nothing, and says nothing of what it was', () => {
  assert.deepEqual(parsedJson(v.strictObject({ at: count }), '{"at":0}'), { at: 0 })
  for (const value of ['', '{"at":0', '{"at":0}}', 'nothing', '[0]'])
    assert.equal(parsedJson(v.strictObject({ at: count }), value), undefined)
})

test('bytes have one writing', () => {
  assert.deepEqual(parsed(bytes({ max: 3 }), 'AQID'), Buffer.from([1, 2, 3]))
  for (const value of ['', 'AQI', 'AQID\n', 'AQIDBA==', 'A-_D', 7])
    assert.equal(parsed(bytes({ max: 3 }), value), undefined, String(value))
  assert.equal(parsed(bytes({ min: 4, max: 4 }), 'AQID'), undefined)
})

test('what is sealed looks like an age file, and what is not is not taken', () => {
  const file = Buffer.from('age-encryption.org/v1\n-> …').toString('base64')
  assert.ok(parsed(ageFile({ max: 100 }), file))
  assert.equal(parsed(ageFile({ max: 10 }), file), undefined)
  assert.equal(parsed(ageFile({ max: 100 }), Buffer.from('plain words').toString('base64')), undefined)
})

test('lists, numbers and absences are held to their form', () => {
  assert.deepEqual(parsed(list(uuid, { max: 1 }), [ID]), [ID])
  for (const value of [[ID, ID], [`${ID.slice(1)}G`], ID, { 0: ID, length: 1 }])
    assert.equal(parsed(list(uuid, { max: 1 }), value), undefined)
  for (const value of [1.5, '1', 0, 10, Number.NaN])
    assert.equal(parsed(wholeNumber({ min: 1, max: 9 }), value), undefined)
  assert.equal(parsed(count, 2 ** 53), undefined)
  assert.equal(parsed(flag, 'true'), undefined)
  assert.equal(parsed(v.nullable(uuid), null), null)
  assert.equal(parsed(v.nullable(uuid), undefined), undefined)
  assert.equal(parsed(text({ max: 9 }), '\ud800'), undefined)
})

const FORMS = [
  { what: 'an id', schema: uuid, good: ID, bad: [`${ID}0`, ID.toUpperCase().replace('8', 'A'), `${ID}\n`] },
  { what: 'a branch', schema: branchId, good: 'north-2', bad: ['', 'North', 'a'.repeat(41), 'a\n'] },
  { what: 'a digest', schema: digest, good: 'a0'.repeat(32), bad: ['A0'.repeat(32), 'a'.repeat(63)] },
  { what: 'base64url', schema: base64url({ max: 4 }), good: 'A-_0', bad: ['', 'A+/0', 'AAAAA', 'AAA='] },
  { what: 'a recipient', schema: recipient, good: `age1pq1${'q'.repeat(1952)}`, bad: ['age1pq1q'] },
  {
    what: 'a moment',
    schema: moment,
    good: '2026-11-30T00:00:00.000Z',
    bad: ['2026-11-30T00:00:00Z', '2026-11-30'],
  },
  { what: 'a day', schema: day, good: '2026-02-28', bad: ['2026-02-29', '2026-2-28', ''] },
] as const
for (const { what, schema, good, bad } of FORMS) {
  test(`${what} has one form`, () => {
    assert.equal(parsed<string>(schema, good), good)
    for (const value of bad) assert.equal(parsed<string>(schema, value), undefined, value)
    for (const value of [null, undefined, 7, [good], { good }])
      assert.equal(parsed<string>(schema, value), undefined)
  })
}
