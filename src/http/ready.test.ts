import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { type Asked } from './given.ts'
import { isKnown, ready } from './ready.ts'

const TEXT = 'SAMPLE '.repeat(1_000)
const page = () =>
  ready({
    bytes: Buffer.from(TEXT),
    headers: { 'Content-Type': 'text/html', 'Cache-Control': 'no-store', 'Content-Disposition': 'inline' },
    packed: 'often',
  })
type Sent = Partial<Record<'accept-encoding' | 'if-none-match', string>>
const asked = (sent: Sent = {}, method = 'GET'): Asked => ({ method, header: (name) => sent[name] })

test('an answer goes out as it is or compressed, says so, and says how long it is', () => {
  const answer = page()
  for (const [accepted, encoding, read] of [
    ['', undefined, (bytes: Buffer) => bytes],
    ['gzip', 'gzip', gunzipSync],
    ['br, gzip', 'br', brotliDecompressSync],
  ] as const) {
    const { headers, written, body } = answer.to(asked({ 'accept-encoding': accepted }))
    const bytes = Buffer.concat(body)
    equal(headers['Content-Encoding'], encoding)
    equal(headers['Content-Length'], String(bytes.length))
    equal(headers['Vary'], 'Accept-Encoding')
    equal(read(bytes).toString(), TEXT)
    deepEqual(written, Object.entries(headers).flat(), 'it is written as it is said')
  }
})

test('who asks for the head alone is told the same of a body that is not sent', () => {
  const answer = page()
  const whole = answer.to(asked({ 'accept-encoding': 'gzip' }))
  const head = answer.to(asked({ 'accept-encoding': 'gzip' }, 'HEAD'))
  deepEqual(head, { ...whole, body: [] })
})

test('each encoding is known by its own bytes, and who has them is told that they are still the ones', () => {
  const answer = page()
  const plain = answer.to(asked()).headers['ETag'] ?? ''
  const gzip = answer.to(asked({ 'accept-encoding': 'gzip' })).headers['ETag'] ?? ''
  match(plain, /^"[\w-]{22}"$/)
  notEqual(plain, gzip)
  for (const [known, status] of [
    [plain, 304],
    [`W/${plain}`, 304],
    [`"other", ${plain}`, 304],
    ['*', 304],
    [gzip, 200],
    ['"other"', 200],
    [plain.slice(1, -1), 200],
    ['', 200],
  ] as const)
    equal(answer.to(asked({ 'if-none-match': known })).status, status, known)
  const unchanged = answer.to(asked({ 'if-none-match': gzip, 'accept-encoding': 'gzip' }))
  deepEqual(unchanged.headers, { 'Cache-Control': 'no-store', Vary: 'Accept-Encoding', ETag: gzip })
  deepEqual(unchanged.body, [])
  equal(page().to(asked()).headers['ETag'], plain, 'and another process knows it by the same')
})

test('what somebody sent is answered as it is, and an error is known by nothing', () => {
  const { status, headers, body } = page().to(
    asked({ 'accept-encoding': 'gzip', 'if-none-match': '*' }, 'POST'),
  )
  deepEqual([status, headers['Content-Encoding'], Buffer.concat(body).toString()], [200, undefined, TEXT])
  const error = ready({ bytes: Buffer.from(TEXT), headers: {}, status: 404, packed: 'once' })
  const given = error.to(asked({ 'if-none-match': '*' }))
  deepEqual([given.status, given.headers['ETag']], [404, undefined])
})

test('what is small, or not to be compressed, goes out as it is whatever is asked', () => {
  for (const [bytes, packed] of [
    [Buffer.from('ok'), 'often'],
    [Buffer.from(TEXT), 'never'],
  ] as const) {
    const { headers } = ready({ bytes, headers: {}, packed }).to(asked({ 'accept-encoding': 'gzip, br' }))
    deepEqual([headers['Content-Encoding'], headers['Vary']], [undefined, undefined])
  }
})

test('nobody knows an answer by a part of its name', () => {
  ok(!isKnown('"a"b"', '"ab"'))
  ok(!isKnown('"abc"', '"ab"'))
  ok(isKnown(' * ', '"ab"'))
})
