import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type MessageKey } from '#i18n'
import { drip, sendRaw } from './raw.ts'
import { type Answer, ask, codeIn, declaration, openForm, says, send } from './visitor.ts'
import { elapse, patience } from '../patience.ts'
import { becomes } from './becomes.ts'
import { openServedSite } from '../installation/site-process.ts'

const DRIPPING = 150
/** The limits that src/http/listen.ts sets, and how much later the server may look. */
const LIMIT_MS = { headers: 5_000, request: 20_000, leeway: patience(3_000) }
const HONEST_P95_MS = patience(100)

test('three hundred clients that drip are shut out in time, and an honest visitor notices nothing', async (t) => {
  await using installation = await openServedSite()
  const { origin } = installation.site
  const alone = await visitWhile(origin, (visits) => visits < 40)

  const headers = Array.from({ length: DRIPPING }, () =>
    drip(origin, { beginning: 'GET /en/ HTTP/1.1\r\nHost: x\r\n', drop: 'X-More: 1\r\n' }),
  )
  const beginning = `POST /en/declare HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9999\r\n\r\nwords=`
  const bodies = Array.from({ length: DRIPPING }, () => drip(origin, { beginning, drop: 'a' }))
  try {
    const limitMs = LIMIT_MS.request + LIMIT_MS.leeway
    const everybodyGone = Promise.all([...headers, ...bodies].map(({ closedAfterMs }) => closedAfterMs)).then(
      () => true,
    )
    let gone = false
    void everybodyGone.then(() => (gone = true))
    const begun = performance.now()
    const honest = await visitWhile(origin, () => !gone && performance.now() - begun < limitMs + 2_000)
    await becomes('nobody is connected any more', () => gone)

    const headersMs = await Promise.all(headers.map(({ closedAfterMs }) => closedAfterMs))
    const bodiesMs = await Promise.all(bodies.map(({ closedAfterMs }) => closedAfterMs))
    t.diagnostic(`headers closed after ${span(headersMs)}, bodies after ${span(bodiesMs)}`)
    t.diagnostic(
      `an honest visitor waits ${p95(alone)} ms (p95) alone, ${p95(honest)} ms meanwhile, of ${honest.length} visits`,
    )
    assert.ok(Math.max(...headersMs) <= LIMIT_MS.headers + LIMIT_MS.leeway)
    assert.ok(Math.max(...bodiesMs) <= LIMIT_MS.request + LIMIT_MS.leeway)
    // On a machine that is busy with other tests an honest visitor waits without any help of ours.
    assert.ok(p95(honest) <= Math.max(HONEST_P95_MS, 3 * p95(alone)))
  } finally {
    for (const client of [...headers, ...bodies]) client.end()
  }
  assert.ok(codeIn(await send(origin, declaration(await openForm(origin), { name: '林晓雨' }))))
  assert.doesNotMatch(installation.site.output(), /process\.failed/)
})

test('a head that is too large, a length given twice and a broken request are refused before anything is read', async () => {
  await using installation = await openServedSite()
  const { origin } = installation.site
  const post = 'POST /en/declare HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n'
  const expected: [number, string][] = [
    [431, `GET /en/ HTTP/1.1\r\nHost: x\r\nX-Large: ${'a'.repeat(9_000)}\r\n\r\n`],
    [431, `GET /en/?${'a'.repeat(9_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
    [400, `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    [400, `${post}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd`],
    [400, `${post}Content-Length: -1\r\n\r\n`],
    [400, `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
    [400, `GET /en/ HTTP/1.1\r\n\r\n`],
    [400, `GET /en/ HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n`],
    [400, `GET /en/\0 HTTP/1.1\r\nHost: x\r\n\r\n`],
    [400, `GET /en/ HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n`],
    [400, 'nonsense\r\n\r\n'],
  ]
  for (const [status, bytes] of expected) {
    const answer = await sendRaw(origin, bytes)
    assert.equal(answer.status, status, bytes.slice(0, 200))
    assert.doesNotMatch(answer.text, TRACE)
    assert.match(answer.text, /could not be read[^]*请[^]*請/)
  }
  assert.deepEqual(await installation.rows(), NOTHING)
})

test('a form that is too large is refused in words, in the language of its page, however its length is told', async () => {
  await using installation = await openServedSite()
  const { origin } = installation.site
  for (const [language, size] of [
    ['zh-hans', 330_000],
    ['zh-hant', 1_000_000],
    ['en', 5_000_000],
  ] as const) {
    const body = declaration(await openForm(origin), { name: 'a' }).padEnd(size, 'a')
    const answer = await send(origin, body, { language })
    assert.equal(answer.status, 413, `${size} bytes`)
    assert.ok(
      answer.body.includes(`lang="${{ 'zh-hans': 'zh-Hans', 'zh-hant': 'zh-Hant', en: 'en' }[language]}"`),
    )
    assertPlain(answer)

    const head = `POST /${language}/declare HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n`
    const chunk = `${(65_536).toString(16)}\r\n${'a'.repeat(65_536)}\r\n`
    const chunked = await sendRaw(
      origin,
      `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(Math.ceil(size / 65_536))}0\r\n\r\n`,
    )
    assert.equal(chunked.status, 413, `${size} bytes in chunks`)
  }
  assert.deepEqual(await installation.rows(), NOTHING)
})

test('a form that no browser sends is answered in words, never by a failure, and nothing of it is taken in', async () => {
  await using installation = await openServedSite()
  const { origin } = installation.site
  const form = async () => declaration(await openForm(origin, { language: 'zh-hans' }), { name: '马莲' })
  const malformed: [string, string | Uint8Array, Record<string, string>?][] = [
    ['a field twice', `${await form()}&words=b`],
    ['a token twice', `${await form()}&token=b`],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from(await form()), Buffer.from([0x26, 0x61, 0x3d, 0xff, 0xfe])]),
    ],
    [
      'half a surrogate pair in bytes',
      Buffer.concat([Buffer.from(await form()), Buffer.from([0x26, 0x61, 0x3d, 0xed, 0xa0, 0x80])]),
    ],
    ['another type', await form(), { 'content-type': 'multipart/form-data; boundary=x' }],
    ['JSON', '{"do":"send"}', { 'content-type': 'application/json' }],
    ['no type', await form(), { 'content-type': '' }],
    ['an unknown button', (await form()).replace('do=send', 'do=%3Cscript%3E')],
    ['a button of the prototype', (await form()).replace('do=send', 'do=__proto__')],
    ['no button', (await form()).replace('do=send&', '')],
    ['nothing', ''],
  ]
  for (const [what, body, headers = {}] of malformed) {
    const answer = await send(origin, body, { language: 'zh-hans', headers })
    assert.equal(answer.status, 400, what)
    assert.ok(says(answer, 'common-error-malformed', 'zh-hans'), what)
    assertPlain(answer)
  }
  const faulty: [string, string][] = [
    ['half a surrogate pair, percent-encoded', (await form()).replace(/p0n=[^&]*/, 'p0n=%ED%A0%80')],
    ['half a percent sign', (await form()).replace(/p0n=[^&]*/, 'p0n=%E9%A')],
    ['a name of nothing but NUL', (await form()).replace(/p0n=[^&]*/, 'p0n=%00%00')],
    ['a choice of the prototype', (await form()).replace(/p0w=[^&]*/, 'p0w=constructor')],
    ['a place that is none', `${await form()}&place=__proto__`],
    ['a person too many', (await form()).replace('people=1', 'people=1e9')],
  ]
  for (const [what, body] of faulty) {
    const answer = await send(origin, body, { language: 'zh-hans' })
    assert.equal(answer.status, 422, what)
    assertPlain(answer)
  }
  assert.deepEqual(await installation.rows(), NOTHING)

  const odd = `${await form()}&__proto__=a&constructor=b&toString=c&p0n%00=d&website%5B%5D=e`
  assert.ok(
    codeIn(await send(origin, odd, { language: 'zh-hans' })),
    'fields that nobody asked for are not looked at',
  )
  assert.equal((await installation.rows()).submissions, 1)
})

test('an address or a method that nobody offers is answered in words', async () => {
  await using installation = await openServedSite()
  const { origin } = installation.site
  const addresses = [
    '/en/register/99999999999999999999',
    '/en/register/0',
    '/en/register/-1',
    '/en/register/1e3',
    '/en/register/%00',
    '/en/register/%E0%A4%A',
    '/en/register?before=x',
    '/en/register?before=999999999999999',
    '/en/register?number=%00',
    '/en/register?number=99999999999999999999',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/en/../../etc/passwd',
    '//example.org/',
    '/__proto__',
    '/en/constructor',
    '/assets/../secrets',
    '/en/%',
    '/assets/%2e%2e%2fsite.json',
    '/en/declare/../../x',
    '/%ff',
    '/zh-hans/%F0%9F%98%80',
    '/?__proto__[a]=b',
  ]
  for (const address of addresses) {
    const answer = await sendRaw(origin, `GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    assert.ok(answer.status >= 200 && answer.status < 500, `${address}: ${answer.status}`)
    assert.doesNotMatch(answer.text, TRACE, address)
    assert.doesNotMatch(answer.text, /root:/, address)
  }
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']) {
    const answer = await sendRaw(
      origin,
      `${method} /en/declare HTTP/1.1\r\nHost: x\r\nX-Kanarie: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    )
    assert.ok([400, 404, 405].includes(answer.status), `${method}: ${answer.status}`)
    assert.doesNotMatch(answer.text, /kanarie/i)
  }
  const said: [string, MessageKey][] = [['/zh-hant/nowhere', 'common-error-not-found']]
  for (const [address, key] of said) assert.ok(says(await ask(`${origin}${address}`), key, 'zh-hant'))
  assert.doesNotMatch(installation.site.output(), /failed/, 'none of this is a failure of ours')
})

const NOTHING = { submissions: 0, codes: 0, pending: 0, followups: 0 }
/** What a program says when it falls, and a page must never say. */
const TRACE = /\bat .+\.[jt]sx?:\d+|node_modules|TypeError|RangeError|SyntaxError|InvariantError/

function assertPlain(answer: Answer): void {
  assert.match(String(answer.headers['content-type']), /^text\/html; charset=UTF-8$/i)
  assert.match(answer.body, /<h1>/)
  assert.doesNotMatch(answer.body, TRACE)
  assert.doesNotMatch(answer.body, /<script/i)
}

/** Ask for the form again and again, each time as somebody new. Returns how long each waited. */
async function visitWhile(origin: string, goesOn: (visits: number) => boolean): Promise<number[]> {
  const waits: number[] = []
  for (; goesOn(waits.length); await elapse(50)) {
    const begun = performance.now()
    assert.equal((await ask(`${origin}/en/declare`)).status, 200)
    waits.push(performance.now() - begun)
  }
  return waits
}

function p95(waits: readonly number[]): number {
  return Math.round(waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.95)] ?? 0)
}

function span(times: readonly number[]): string {
  return `${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))} ms`
}
