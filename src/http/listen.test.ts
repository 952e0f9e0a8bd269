import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { Hono } from 'hono'
import { becomes } from '../../test/faults/becomes.ts'
import { again } from '../../test/patience.ts'
import { type App, listen, readBytes, ready, securityHeaders } from './index.ts'
import { plainHeaders } from './security-headers.ts'

const REFUSED = { refusal: 'It could not be read.', tooSlow: 'It came in too slowly.' }
const MOST_BYTES = 1024 * 1024
/** A twentieth of the real one: 2 KiB a second. */
const PACE = { windowMs: 1_000, leastBytes: 2_048 }

function app(): Hono {
  const made = new Hono()
  made.use(securityHeaders('site'))
  made.get('/healthz', (c) => c.text('ok'))
  made.post('/', async (c) => {
    const body = await readBytes(c, MOST_BYTES)
    return c.text(body.outcome === 'bytes' ? `${body.bytes.length} bytes` : body.outcome)
  })
  return made
}

test('a probe in HTTP/1.0 that names no host is answered', async () => {
  await using server = await listen(app(), { port: 0, hostname: '127.0.0.1', ...REFUSED })
  for (const head of ['GET /healthz HTTP/1.0\r\n', 'GET /healthz HTTP/1.0\r\nHost: x\r\n']) {
    const answer = await sent(server.port, `${head}\r\n`)
    match(answer, /^HTTP\/1\.1 200 /)
    match(answer, /\r\n\r\nok$/)
  }
})

test('what is refused before any page is asked has the headers of every answer, and says so in words', async () => {
  await using server = await listen(app(), { port: 0, hostname: '127.0.0.1', ...REFUSED })
  const get = 'GET /healthz HTTP/1.1\r\nConnection: close\r\n'
  const refused: readonly (readonly [number, string])[] = [
    [400, `${get}\r\n`],
    [400, `${get}Host: a\r\nHost: b\r\n\r\n`],
    [400, `${get}Host: a\r\nhost: a\r\n\r\n`],
    [400, 'GET /healthz HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n'],
    [400, `${get}Host: a b\r\n\r\n`],
    [400, `${get}Host: a/b\r\n\r\n`],
    [400, 'GET healthz HTTP/1.1\r\nHost: a\r\n\r\n'],
    [400, 'GET /a\\b HTTP/1.1\r\nHost: a b\r\n\r\n'],
    [400, `${get}Host: a\r\nX: a\0b\r\n\r\n`],
    [400, `${get}Host: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`],
    [400, 'nonsense\r\n\r\n'],
    [417, `${get}Host: a\r\nExpect: everything\r\n\r\n`],
    [431, `${get}Host: a\r\nX: ${'a'.repeat(9_000)}\r\n\r\n`],
  ]
  for (const [status, bytes] of refused) {
    const answer = await sent(server.port, bytes)
    equal(Number(answer.slice(9, 12)), status, JSON.stringify(bytes.slice(0, 120)))
    ok(answer.endsWith(`\r\n\r\n${REFUSED.refusal}`), answer)
    for (const [name, value] of Object.entries(plainHeaders()))
      ok(answer.toLowerCase().includes(`\r\n${name}: ${value}\r\n`.toLowerCase()), `${name}: ${answer}`)
  }
})

test('a method that nobody offers never is a failure of ours', async () => {
  await using server = await listen(app(), { port: 0, hostname: '127.0.0.1', ...REFUSED })
  for (const method of ['TRACE', 'PROPFIND', 'M-SEARCH', 'QUERY', 'OPTIONS', 'CONNECT', 'PRI']) {
    const answer = await sent(server.port, `${method} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    ok(!answer.startsWith('HTTP/1.1 5'), `${method}: ${answer}`)
  }
})

test('a body that comes steadily on a slow line is waited for, however long it takes', async () => {
  await using server = await listen(app(), { port: 0, hostname: '127.0.0.1', ...REFUSED, pace: PACE })
  const body = 'a'.repeat(16 * 1024)
  const begun = performance.now()
  const answer = await dripped(server.port, { body, bytesAtOnce: 512, everyMs: 100 })
  match(answer, /^HTTP\/1\.1 200 [^]*\r\n\r\n16384 bytes$/)
  ok(performance.now() - begun > 2 * PACE.windowMs)
})

test('a body that only drips is let go, and told so in words of its own', async () => {
  await using server = await listen(app(), { port: 0, hostname: '127.0.0.1', ...REFUSED, pace: PACE })
  const body = 'a'.repeat(16 * 1024)
  const answer = await dripped(server.port, { body, bytesAtOnce: 16, everyMs: 100 })
  match(answer, /^HTTP\/1\.1 408 /)
  ok(answer.endsWith(`\r\n\r\n${REFUSED.tooSlow}`), answer)
  match(answer, /content-security-policy: default-src 'none'/i)
})

test('a body that comes fast and then stops is let go as well', async () => {
  await using server = await listen(app(), { port: 0, hostname: '127.0.0.1', ...REFUSED, pace: PACE })
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n'
  match(await sent(server.port, `${head}${'a'.repeat(90_000)}`), /^HTTP\/1\.1 408 /)
})

test('what is found first is written as it is, to whoever names a plain host and brings no body; all else goes the long way', async () => {
  const page = ready({ bytes: Buffer.from('first'), headers: { 'X-Way': 'short' }, packed: 'never' })
  const routed = new Hono()
  routed.all('*', (c) => c.text('routed'))
  const first: App['first'] = (address, asked) => {
    if (address === '/kept') return page.to(asked)
    return address === '/later' ? Promise.resolve(page.to(asked)) : undefined
  }
  const site = Object.assign(routed, { first })
  await using server = await listen(site, { port: 0, hostname: '127.0.0.1', ...REFUSED })
  for (const [head, said] of [
    ['GET /kept HTTP/1.1\r\nHost: a', 'first'],
    ['GET /later HTTP/1.1\r\nHost: a.b:8080', 'first'],
    ['HEAD /kept HTTP/1.1\r\nHost: a', ''],
    ['GET /other HTTP/1.1\r\nHost: a', 'routed'],
    ['GET /kept?x=1 HTTP/1.1\r\nHost: a', 'routed'],
    ['GET http://a/kept HTTP/1.1\r\nHost: a', 'routed'],
    ['GET /kept HTTP/1.1\r\nHost: A', 'routed'],
    ['GET /kept HTTP/1.1\r\nHost: a b', REFUSED.refusal],
    ['GET /kept HTTP/1.1\r\nHost: a\r\nHost: a', REFUSED.refusal],
    ['GET /kept HTTP/1.1\r\nHost: a\r\nContent-Length: 0', 'routed'],
  ] as const) {
    const answer = await sent(server.port, `${head}\r\nConnection: close\r\n\r\n`)
    ok(answer.endsWith(`\r\n\r\n${said}`), `${head}: ${answer}`)
    equal(/^x-way: short/im.test(answer), said === 'first' || said === '', head)
  }
})

test('whoever goes away while she sends is no failure of ours', async () => {
  const outcomes: string[] = []
  const made = new Hono()
  made.post('/', async (c) => {
    outcomes.push((await readBytes(c, MOST_BYTES)).outcome)
    return c.text('')
  })
  await using server = await listen(made, { port: 0, hostname: '127.0.0.1', ...REFUSED })
  const socket = connect(server.port, '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999\r\n\r\nabc', () => socket.destroy())
  await becomes('the server has noticed', () => outcomes.length > 0)
  deepEqual(outcomes, ['malformed'])
})

/** What comes back for these bytes until the other side closes. */
function sent(port: number, bytes: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString('utf8')))
  socket.on('error', () => {})
  socket.on('close', () => resolve(answer))
  return promise
}

function dripped(
  port: number,
  { body, bytesAtOnce, everyMs }: { body: string; bytesAtOnce: number; everyMs: number },
): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const socket = connect(port, '127.0.0.1')
  let [answer, at] = ['', 0]
  socket.write(`POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`)
  const dripping = again(everyMs, () => {
    if (!socket.writable || at >= body.length) return
    socket.write(body.slice(at, at + bytesAtOnce))
    at += bytesAtOnce
  })
  socket.on('data', (chunk) => (answer += chunk.toString('utf8')))
  socket.on('error', () => {})
  socket.on('close', () => {
    dripping.end()
    resolve(answer)
  })
  return promise
}
