import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { systemRandom } from '#basics'
import { around, gzipAround } from './around.ts'
import { type Asked } from './given.ts'

const GAP_BYTES = 70
const token = () => Buffer.from(systemRandom(GAP_BYTES)).toString('base64url').slice(0, GAP_BYTES)
/** As pages repeat themselves, on both sides of the gap. */
const row = (nth: number) =>
  `<li><label for="p${nth}">省 ${nth}</label><input id="p${nth}" name="p${nth}"/></li>\n`
const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, nth) => row(from + nth)).join('')
const page = { before: rows(0, 200), after: rows(150, 400), gapBytes: GAP_BYTES }
const form = () => around({ ...page, headers: { 'Cache-Control': 'no-store' }, packed: 'gzip' })
const asked = (accepted: string, method = 'GET'): Asked => ({
  method,
  header: (name) => (name === 'accept-encoding' ? accepted : '*'),
})

test('what goes in between stands there, compressed or not, and the length of the answer is always the same', () => {
  const answer = form()
  for (const accepted of ['', 'gzip', 'br, gzip;q=0.5', 'br', 'gzip;q=0']) {
    const lengths = new Set<string | undefined>()
    for (let round = 0; round < 50; round += 1) {
      const middle = token()
      const { headers, body } = answer.to(asked(accepted), middle)
      const bytes = Buffer.concat(body)
      const isPacked = headers['Content-Encoding'] === 'gzip'
      equal((isPacked ? gunzipSync(bytes) : bytes).toString(), page.before + middle + page.after)
      equal(headers['Content-Length'], String(bytes.length))
      lengths.add(headers['Content-Length'])
    }
    equal(lengths.size, 1, accepted)
  }
})

test('it is not much larger than if the whole had been compressed at once', () => {
  const given = gzipAround({ ...page, before: Buffer.from(page.before), after: Buffer.from(page.after) })
  const whole = gzipSync(page.before + token() + page.after, { level: 9 })
  ok(given.sizeBytes < whole.length * 1.05 + 40, `${given.sizeBytes} instead of ${whole.length}`)
})

test('whatever stands around it and whatever goes in, it is read back', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 2_000 }).map((value) => value.replaceAll('\0', ''))
  fc.assert(
    fc.property(
      text,
      text,
      fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 80 }),
      (before, after, middle) => {
        const pieces = { before: Buffer.from(before), after: Buffer.from(after), gapBytes: middle.length }
        const given = gzipAround(pieces)
        const bytes = Buffer.concat(given.with(middle))
        equal(bytes.length, given.sizeBytes)
        deepEqual(
          gunzipSync(bytes),
          Buffer.concat([pieces.before, Buffer.from(middle, 'latin1'), pieces.after]),
        )
      },
    ),
  )
})

test('a page of many windows is read back as well', () => {
  const before = Buffer.from(rows(0, 2_000))
  const after = Buffer.from(rows(0, 2_000))
  const middle = token()
  deepEqual(
    gunzipSync(Buffer.concat(gzipAround({ before, after, gapBytes: GAP_BYTES }).with(middle))),
    Buffer.concat([before, Buffer.from(middle), after]),
  )
})

test('it is known by nothing, and nobody is told that she has it already', () => {
  const { status, headers } = form().to(asked('gzip'), token())
  deepEqual([status, headers['ETag'], headers['Cache-Control']], [200, undefined, 'no-store'])
})

test('who asks for the head alone is told the same', () => {
  const answer = form()
  deepEqual(answer.to(asked('gzip', 'HEAD'), token()), { ...answer.to(asked('gzip'), token()), body: [] })
})

test('what has another length than its place is refused', () => {
  throws(() => form().to(asked('gzip'), 'short'))
})
