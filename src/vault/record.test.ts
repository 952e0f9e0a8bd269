import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Secret } from '#basics'
import { identityFromSeed } from './identity.ts'
import { paddedLength, unwrapRecord, wrapRecord } from './record.ts'
import { sealFile } from './seal-file.ts'
import { openRecord, sealRecord } from './seal-record.ts'

const KIB = 1024
const identity = identityFromSeed(new Secret(new Uint8Array(32).fill(1)))
const { recipient } = identity
const payload = new TextEncoder().encode('李雪梅, 1971')
const label = { recordId: '0d9b8f6e-0c53-4a7e-9f0f-2f8b3a5f1c11', field: 'names', version: 1 }
const others = {
  "another person's record": { ...label, recordId: '1d9b8f6e-0c53-4a7e-9f0f-2f8b3a5f1c11' },
  'another field of the same record': { ...label, field: 'text' },
  'an earlier writing of the same field': { ...label, version: 0 },
  // The two texts run on alike; only their lengths tell them apart.
  'a label with its border elsewhere': { ...label, recordId: `${label.recordId}n`, field: 'ames' },
}

test('a record opens as what it was sealed as', () => {
  const file = sealRecord({ ...label, recipient, payload })
  assert.deepEqual(openRecord({ ...label, identity, file }), { outcome: 'opened', payload })
})

for (const [what, other] of Object.entries(others)) {
  test(`a record does not open as ${what}`, () => {
    const file = sealRecord({ ...label, recipient, payload })
    assert.deepEqual(openRecord({ ...other, identity, file }), { outcome: 'not-this-record' })
  })
}

test('a record sealed to another box, an altered one and one of another make are told apart', () => {
  const file = sealRecord({ ...label, recipient, payload })
  const stranger = identityFromSeed(new Secret(new Uint8Array(32).fill(2)))
  assert.deepEqual(openRecord({ ...label, identity: stranger, file }), { outcome: 'not-for-this-key' })
  const altered = Uint8Array.from(file)
  altered[file.length - 1] = (altered[file.length - 1] ?? 0) ^ 1
  assert.deepEqual(openRecord({ ...label, identity, file: altered }), { outcome: 'damaged' })
  const bare = sealFile(recipient, payload)
  assert.deepEqual(openRecord({ ...label, identity, file: bare }), { outcome: 'damaged' })
  assert.deepEqual(openRecord({ ...label, identity, file: new Uint8Array(0) }), { outcome: 'damaged' })
})

test('any payload comes back whole, and every length is one that many records share', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 })
  const version = fc.nat({ max: 2 ** 32 - 1 })
  const size = fc.oneof(fc.nat({ max: 9 * KIB }), fc.nat({ max: 200 * KIB }))
  fc.assert(
    fc.property(text, text, version, size, (recordId, field, version, size) => {
      const payload = new Uint8Array(size).map((_, index) => index * 31)
      const plaintext = wrapRecord({ recordId, field, version, payload })
      const { length } = plaintext
      assert.ok([2, 4, 8, 16, 32].includes(length / KIB) || length % (64 * KIB) === 0, `${length}`)
      assert.deepEqual(unwrapRecord({ recordId, field, version, plaintext }), { outcome: 'opened', payload })
    }),
  )
})

test('a child with one name and a man with an address and a text are equally long', () => {
  const sealed = [1, 40, 1_900].map((size) =>
    sealRecord({ ...label, recipient, payload: new Uint8Array(size) }),
  )
  assert.deepEqual([...new Set(sealed.map((file) => file.length))], [2 * KIB + 1_659])
})

test('padding goes up only where it must', () => {
  const pairs = [
    [0, 2],
    [2 * KIB, 2],
    [2 * KIB + 1, 4],
    [64 * KIB, 64],
    [64 * KIB + 1, 128],
    [128 * KIB + 1, 192],
  ] as const
  for (const [size, kib] of pairs) assert.equal(paddedLength(size), kib * KIB)
})

test('the layout of a record never changes', () => {
  const plaintext = wrapRecord({
    recordId: 'ab',
    field: 'c',
    version: 258,
    payload: Uint8Array.of(0xd1, 0xd2),
  })
  const magic = Buffer.from('exeunt-record/v1\n').toString('hex')
  const front = magic + ['00000002', '6162', '00000001', '63', '00000102', '00000002', 'd1d2'].join('')
  assert.equal(Buffer.from(plaintext.subarray(0, front.length / 2)).toString('hex'), front)
  assert.ok(plaintext.subarray(front.length / 2).every((byte) => byte === 0))
})

test('what no record looks like is called damaged, never opened', () => {
  const whole = wrapRecord({ ...label, payload })
  const unwrapped = (plaintext: Uint8Array) => unwrapRecord({ ...label, plaintext }).outcome
  for (const end of [0, 5, 17, 20, 60, 80, whole.length - 1])
    assert.equal(unwrapped(whole.subarray(0, end)), 'damaged')
  const longer = new Uint8Array(4 * KIB)
  longer.set(whole)
  assert.equal(unwrapped(longer), 'damaged')
  for (const at of [0, 17, whole.length - 1]) {
    const altered = Uint8Array.from(whole)
    altered[at] = 0xff
    assert.equal(unwrapped(altered), 'damaged')
  }
})

test('a label without an unambiguous writing is refused', () => {
  for (const version of [-1, 0.5, 2 ** 32, Number.NaN]) {
    assert.throws(() => wrapRecord({ ...label, version, payload }), RangeError)
  }
  assert.throws(() => wrapRecord({ ...label, recordId: 'a\ud800', payload }), RangeError)
})

test('the browser can use the wrapper: it imports nothing and no buffer of it is shared', async () => {
  const { readFile } = await import('node:fs/promises')
  const source = await readFile(new URL(import.meta.url.replace('.test', '')), 'utf8')
  assert.doesNotMatch(source, /^import |\bBuffer\b|node:/m)
  const opened = unwrapRecord({ ...label, plaintext: wrapRecord({ ...label, payload }) })
  assert.ok(opened.outcome === 'opened' && opened.payload.buffer.byteLength === payload.length)
})
