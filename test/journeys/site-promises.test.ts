// What the footer of every page promises, and the headers that hold browsers to it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type Browser } from 'playwright-core'
import { LANGUAGES } from '#words'
import { COMPLETE } from './by-wire.ts'
import { allPages, type FilledHouse, openFilledHouse } from './site-pages.ts'
import { launch, noBrowser, visit } from './site-visitor.ts'

let browser: Browser
let house: FilledHouse
before(async () => {
  if (!noBrowser) browser = await launch()
  house = await openFilledHouse()
})
after(async () => {
  await browser?.close()
  await house[Symbol.asyncDispose]()
})

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'"

test('no page has a script, a style of its own, a frame, or a word of another site', async () => {
  for (const language of LANGUAGES) {
    for (const { name, html } of await allPages(house, language)) {
      assert.ok(!/<script|<style|<iframe|<object|<embed|<base|<meta http-equiv|\sstyle=|\son\w+=|javascript:/i.test(html), `${language} ${name}`)
      for (const [, address = ''] of html.matchAll(/(?:src|href|action|formaction)="([^"]*)"/g)) {
        assert.match(address, /^(?:\/(?!\/)|#)/, `${language} ${name}: ${address}`)
      }
    }
  }
})

test('every answer forbids everything foreign, is kept nowhere, and sets no cookie', async () => {
  const paths = ['/', '/en/', '/en/declare', '/zh-hans/return', '/zh-hant/register', '/en/register/6', '/en/counting', '/en/safety',
    '/en/nowhere', '/healthz', '/robots.txt', '/count.json', '/en/register?number=6']
  for (const path of paths) {
    for (const method of ['GET', 'HEAD', 'POST']) {
      const { headers } = await house.app.request(path, { method })
      assert.equal(headers.get('content-security-policy'), POLICY, path)
      assert.equal(headers.get('referrer-policy'), 'no-referrer')
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('x-frame-options'), 'DENY')
      assert.deepEqual(headers.getSetCookie(), [], path)
      const kept = headers.get('cache-control')
      assert.equal(kept, path === '/count.json' && method !== 'POST' ? 'public, max-age=5' : 'no-store', path)
      for (const said of ['server', 'x-powered-by', 'etag', 'last-modified', 'date']) assert.equal(headers.get(said), null, said)
    }
  }
})

test('a browser that walks through the site gets no cookie, keeps nothing, and speaks to nobody else', { skip: noBrowser }, async () => {
  const page = await visit(browser, { javaScriptEnabled: true })
  const asked = new Set<string>()
  const refused: string[] = []
  page.on('request', (request) => asked.add(new URL(request.url()).origin))
  page.on('console', (message) => refused.push(message.text()))
  page.on('pageerror', (error) => refused.push(error.message))
  for (const path of ['', 'en/', 'en/declare', 'zh-hans/return', 'zh-hant/register/6', 'en/counting', 'zh-hans/safety']) {
    await page.goto(`${house.origin}/${path}`)
  }
  assert.deepEqual([...asked], [house.origin])
  assert.deepEqual(refused, [], 'nothing of ours is refused by our own policy')
  const state = await page.context().storageState()
  assert.deepEqual(state, { cookies: [], origins: [] })
})

test('of what a browser says about itself nothing is read but the length and the kind of a form', async () => {
  const read = new Set<string>()
  const kept = { Cookie: 'x=1', 'User-Agent': 'a', 'Accept-Language': 'zh', 'X-Forwarded-For': '1.2.3.4', Referer: 'r', 'Accept-Encoding': 'gzip' }
  for (const path of ['/', '/en/', '/en/declare', '/en/return', '/en/register', '/en/register/6', '/en/counting', '/count.json', '/nowhere']) {
    await house.app.fetch(watched(new Request(`http://site${path}`, { headers: kept }), read))
  }
  for (const [path, fields] of [['declare', { ...COMPLETE }], ['return', { code: house.asked, do: 'look' }]] as const) {
    const body = new URLSearchParams(fields)
    await house.app.fetch(watched(new Request(`http://site/en/${path}`, { method: 'POST', headers: kept, body }), read))
  }
  assert.deepEqual([...read].toSorted(), ['accept-encoding', 'content-length', 'content-type'])
})

const PAGE_BYTES = 30_000
const FORM_GZIP_BYTES = 14_000

test('each page is small enough for a slow line, with its stylesheet', async () => {
  const style = house.needs.assets.get('style.css')?.bytes ?? new Uint8Array()
  const table: Record<string, Record<string, number>> = {}
  for (const language of LANGUAGES) {
    for (const { name, html } of await allPages(house, language)) {
      const page = Buffer.byteLength(html)
      table[`${language} ${name}`] = { page, style: style.length, both: page + style.length, gzip: gzipSync(html).length + gzipSync(style).length }
    }
  }
  if (process.env['SHOW_WEIGHTS']) console.table(table)
  for (const [name, { page = 0, both = 0, gzip = 0 }] of Object.entries(table)) {
    // Pages about a code have one size, whatever they say; lists of people are as long as the lists.
    if (/unknown|question|answer|withdraw$| return$/.test(name)) assert.equal(page, 32_768, name)
    else if (!/people|withdrawn|three|errors/.test(name)) assert.ok(both <= PAGE_BYTES, `${name} weighs ${both}`)
    if (name.endsWith(' declare')) assert.ok(gzip <= FORM_GZIP_BYTES, `${name} weighs ${gzip} compressed`)
  }
})

test('a form of two hundred people goes through a slow line: it weighs less than what may come back', async () => {
  const { text } = await (async () => {
    const fields = new URLSearchParams({ ...COMPLETE, people: '200', do: 'language' })
    const answer = await house.app.request('/zh-hans/declare', { method: 'POST', body: fields })
    return { text: await answer.text() }
  })()
  assert.ok(gzipSync(text).length < 30_000, `${gzipSync(text).length}`)
})

/** A request that notes which of its headers are asked for. */
function watched(request: Request, read: Set<string>): Request {
  const headers = new Proxy(request.headers, {
    get(target, key) {
      const value = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      if (key !== 'get' && key !== 'has') return () => assert.fail(`all headers are read by ${String(key)}`)
      return (name: string) => {
        read.add(name.toLowerCase())
        return value.call(target, name)
      }
    },
  })
  return new Proxy(request, {
    get(target, key) {
      if (key === 'headers') return headers
      const value = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
