import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { isKnown, ready } from './ready.ts'

const TEXT = 'SAMPLE '.repeat(1_000)
const page = () =>
  ready({
    bytes: Buffer.from(TEXT),
    headers: { 'Content-Type': 'text/html', 'Cache-Control': 'no-store', 'Content-Disposition': 'inline' },
    packed: 'often',
  })
const asked = (headers: Record<string, string> = {}, method = 'GET') =>
  new Request('http://site/', { headers, method })

test('an answer goes out as it is or compressed, says so, and says how long it is', async () => {
  const answer = page()
  for (const [accepted, encoding, read] of [
    ['', null, (bytes: Buffer) => bytes],
    ['gzip', 'gzip', gunzipSync],
    ['br, gzip', 'br', brotliDecompressSync],
  ] as const) {
    const given = answer.to(asked({ 'Accept-Encoding': accepted }))
    const bytes = Buffer.from(await given.arrayBuffer())
    equal(given.headers.get('content-encoding'), encoding)
    equal(given.headers.get('content-length'), String(bytes.length))
    equal(given.headers.get('vary'), 'Accept-Encoding')
    equal(read(bytes).toString(), TEXT)
  }
})

test('who asks for the head alone is told the same of a body that is not sent', async () => {
  const answer = page()
  const whole = answer.to(asked({ 'Accept-Encoding': 'gzip' }))
  const head = answer.to(asked({ 'Accept-Encoding': 'gzip' }, 'HEAD'))
  equal(await head.text(), '')
  deepEqual([...head.headers], [...whole.headers])
})

test('each encoding is known by its own bytes, and who has them is told that they are still the ones', async () => {
  const answer = page()
  const plain = answer.to(asked()).headers.get('etag') ?? ''
  const gzip = answer.to(asked({ 'Accept-Encoding': 'gzip' })).headers.get('etag') ?? ''
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
    equal(answer.to(asked({ 'If-None-Match': known })).status, status, known)
  const unchanged = answer.to(asked({ 'If-None-Match': gzip, 'Accept-Encoding': 'gzip' }))
  deepEqual(Object.fromEntries(unchanged.headers), {
    'cache-control': 'no-store',
    etag: gzip,
    vary: 'Accept-Encoding',
  })
  equal(await unchanged.text(), '')
  const same = page().to(asked()).headers.get('etag')
  equal(same, plain, 'and another process knows it by the same')
})

test('what somebody sent is answered as it is, and an error is known by nothing', async () => {
  const answer = page().to(asked({ 'Accept-Encoding': 'gzip', 'If-None-Match': '*' }, 'POST'))
  equal(answer.headers.get('content-encoding'), null)
  equal(await answer.text(), TEXT)
  const error = ready({ bytes: Buffer.from(TEXT), headers: {}, status: 404, packed: 'once' })
  const given = error.to(asked({ 'If-None-Match': '*' }))
  deepEqual([given.status, given.headers.get('etag')], [404, null])
})

test('what is small, or not to be compressed, goes out as it is whatever is asked', () => {
  for (const [bytes, packed] of [
    [Buffer.from('ok'), 'often'],
    [Buffer.from(TEXT), 'never'],
  ] as const) {
    const given = ready({ bytes, headers: {}, packed }).to(asked({ 'Accept-Encoding': 'gzip, br' }))
    deepEqual([given.headers.get('content-encoding'), given.headers.get('vary')], [null, null])
  }
})

test('one answer does not change what the next one is told', () => {
  const answer = page()
  answer.to(asked()).headers.set('Cache-Control', 'public')
  equal(answer.to(asked()).headers.get('cache-control'), 'no-store')
})

test('nobody knows an answer by a part of its name', () => {
  ok(!isKnown('"a"b"', '"ab"'))
  ok(!isKnown('"abc"', '"ab"'))
  ok(isKnown(' * ', '"ab"'))
})
