// What the footer of every page promises, and the headers that hold browsers to it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type Browser } from 'playwright-core'
import { languagesCovering } from '#i18n'
import { COMPLETE, completeFor, post } from './by-wire.ts'
import { allPages, type FilledInstallation, openFilledInstallation } from './site-pages.ts'
import { says, visit } from './site-visitor.ts'
import { noBrowser, launchBrowser } from './browser.ts'

let browser: Browser
let installation: FilledInstallation
before(async () => {
  if (!noBrowser) browser = await launchBrowser()
  installation = await openFilledInstallation()
})
after(async () => {
  await browser?.close()
  await installation[Symbol.asyncDispose]()
})

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'"
const MAY_RUN = "script-src 'self'; connect-src 'self'"

/** The one address on every page that is not ours; whoever goes there is not said to come from here. */
const WAY_OUT = /<a href="https:\/\/www\.bing\.com\/"(?: target="_self")? rel="noreferrer">/
/** Other addresses of the same site, and what a branch gives as its own. */
const NAMED =
  /<a href="(?:http:\/\/sample[a-z]+\.onion|https:\/\/mirror\.sample\.example)" rel="noreferrer">/g

/** The one page with a script, which it can do without: it checks the count in the reader's own browser. */
const OWN_SCRIPT = /<script type="module" src="\/assets\/ledger-[0-9a-f]+\.js"><\/script>/g

/** On a page with a form. It says where links open, and without an address changes none. */
const LINKS_BESIDE = '<base target="_blank"/>'

test('no page has a style of its own, a frame, or a word of another site; and one a script, of ours', async () => {
  for (const language of languagesCovering('site')) {
    for (const { name, html } of await allPages(installation, language)) {
      assert.equal(html.match(OWN_SCRIPT)?.length ?? 0, name === 'ledger' ? 1 : 0, `${language} ${name}`)
      assert.ok(
        !/<script|<style|<iframe|<object|<embed|<base|<meta http-equiv|\sstyle=|\son\w+=|javascript:/i.test(
          html.replaceAll(OWN_SCRIPT, '').replace(LINKS_BESIDE, ''),
        ),
        `${language} ${name}`,
      )
      const ours = html.replace(WAY_OUT, '').replaceAll(NAMED, '')
      for (const [, address = ''] of ours.matchAll(/(?:src|href|action|formaction)="([^"]*)"/g)) {
        assert.match(address, /^(?:\/(?!\/)|#)/, `${language} ${name}: ${address}`)
      }
      assert.match(html, WAY_OUT, `${language} ${name} has the way out, which is told nothing`)
    }
  }
})

test('a field that has a fault is marked as one, and whoever took no code is not told to write it down', async () => {
  const pages = new Map((await allPages(installation, 'en')).map(({ name, html }) => [name, html]))
  const marked = (name: string) =>
    [
      ...(pages.get(name) ?? '').matchAll(
        /<(?:input|textarea|select)[^>]* id="(\w+)"[^>]*aria-invalid="true"/g,
      ),
    ].map(([, id]) => id)
  assert.deepEqual(marked('form with errors'), ['p0n', 'p1n', 'list', 'words', 'place', 'contact'])
  assert.deepEqual(marked('form of three'), [])
  assert.deepEqual(marked('a certificate to ask for'), ['name', 'latin', 'born', 'when'])
  const t = says('en')
  for (const [name, told, untold] of [
    ['done', 'done-leave', 'done-leave-no-code'],
    ['done without a code', 'done-leave-no-code', 'done-leave'],
  ] as const) {
    assert.ok(pages.get(name)?.includes(t(told)), name)
    assert.ok(!pages.get(name)?.includes(t(untold)), name)
  }
})

test('every answer forbids everything foreign, is kept by no browser, and sets no cookie', async () => {
  const paths = [
    '/',
    '/en/',
    '/en/declare',
    '/zh-hans/return',
    '/zh-hant/register',
    '/en/register/6',
    '/en/counting',
    '/en/safety',
    '/en/nowhere',
    '/healthz',
    '/robots.txt',
    '/count.json',
    '/log/checkpoint',
    '/log/vkey',
    '/log/tile/0/000.p/1',
    '/log/tile/entries/000.p/1',
    '/days/index.json',
    '/entries/6.json',
    '/entries/6-1.tlog-proof',
    '/exeunt-verify.mjs',
    '/en/ledger',
    '/en/register?number=6',
  ]
  for (const path of paths) {
    for (const method of ['GET', 'HEAD', 'POST']) {
      const { headers } = await installation.app.request(path, { method })
      const policy = path === '/en/ledger' && method !== 'POST' ? `${POLICY}; ${MAY_RUN}` : POLICY
      assert.equal(headers.get('content-security-policy'), policy, `${method} ${path}`)
      assert.equal(headers.get('referrer-policy'), 'no-referrer, same-origin')
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('x-frame-options'), 'DENY')
      assert.deepEqual(headers.getSetCookie(), [], path)
      const kept = headers.get('cache-control')
      const isFile = /^\/(?:log|days|entries|count|exeunt)/.test(path)
      if (isFile && method !== 'POST') assert.match(kept ?? '', /^public, max-age=\d+|^no-store$/, path)
      else assert.equal(kept, 'no-store', path)
      for (const said of ['server', 'x-powered-by', 'last-modified', 'date'])
        assert.equal(headers.get(said), null, said)
    }
  }
})

test('what a page is known by is the page alone: whoever asks is given the same, and nothing that could be told again', async () => {
  const somebody = { Cookie: 'x=1', 'User-Agent': 'a', 'Accept-Language': 'zh', Referer: 'r' }
  for (const path of [
    '/',
    '/en/',
    '/en/register',
    '/en/register/6',
    '/en/ledger',
    '/count.json',
    '/entries/6.json',
  ]) {
    const [hers, another] = await Promise.all(
      [somebody, {}].map(async (headers) =>
        (await installation.app.request(path, { headers })).headers.get('etag'),
      ),
    )
    assert.match(hers ?? '', /^"[\w-]{22}"$/, path)
    assert.equal(hers, another, path)
  }
  // A form's token differs each time: were it kept and known again, it would be a mark on whoever has it.
  for (const path of ['/en/declare', '/en/return', '/en/certificate', '/en/nowhere', '/healthz'])
    assert.equal((await installation.app.request(path)).headers.get('etag'), null, path)
})

test(
  'a browser that walks through the site gets no cookie, keeps nothing, and speaks to nobody else',
  { skip: noBrowser },
  async () => {
    const page = await visit(browser, { javaScriptEnabled: true })
    const asked = new Set<string>()
    const refused: string[] = []
    page.on('request', (request) => asked.add(new URL(request.url()).origin))
    page.on('console', (message) => refused.push(message.text()))
    page.on('pageerror', (error) => refused.push(error.message))
    for (const path of [
      '',
      'en/',
      'en/declare',
      'zh-hans/return',
      'zh-hant/register/6',
      'en/counting',
      'zh-hans/ledger',
      'zh-hans/safety',
    ]) {
      await page.goto(`${installation.origin}/${path}`)
    }
    assert.deepEqual([...asked], [installation.origin])
    assert.deepEqual(refused, [], 'nothing of ours is refused by our own policy')
    const state = await page.context().storageState()
    assert.deepEqual(state, { cookies: [], origins: [] })
  },
)

test('of what a browser says about itself nothing is read but what it can unpack, which state of a page it has, a form’s length and kind, and whose page sent it', async () => {
  const read = new Set<string>()
  const kept = {
    Cookie: 'x=1',
    'User-Agent': 'a',
    'Accept-Language': 'zh',
    'X-Forwarded-For': '1.2.3.4',
    Referer: 'r',
    'Accept-Encoding': 'gzip',
  }
  for (const path of [
    '/',
    '/en/',
    '/en/declare',
    '/en/return',
    '/en/register',
    '/en/register/6',
    '/en/counting',
    '/count.json',
    '/en/ledger',
    '/log/checkpoint',
    '/log/tile/entries/000.p/1',
    '/entries/6.json',
    '/nowhere',
  ]) {
    await installation.app.fetch(watched(new Request(`http://site${path}`, { headers: kept }), read))
  }
  for (const [path, fields] of [
    ['declare', { ...COMPLETE }],
    ['return', { code: installation.asked, do: 'look' }],
  ] as const) {
    const body = new URLSearchParams(fields)
    await installation.app.fetch(
      watched(new Request(`http://site/en/${path}`, { method: 'POST', headers: kept, body }), read),
    )
  }
  assert.deepEqual([...read].toSorted(), [
    'accept-encoding',
    'content-length',
    'content-type',
    'if-none-match',
    'origin',
    'sec-fetch-site',
  ])
})

const PAGE_BYTES = 30_000
const FORM_GZIP_BYTES = 14_000
const ABOUT_A_CODE = /^(?:return|unknown code|question|answer too long|sure to withdraw)$/
const HAS_A_LIST =
  /people|withdrawn|of three|with errors|hostile|branches|to ask for|no code at all|certificate/

test('each page is small enough for a slow line, with its stylesheet', async (t) => {
  const style = installation.deps.assets.get('style.css')?.bytes ?? new Uint8Array()
  t.diagnostic(
    `page, bytes | ${languagesCovering('site').join(' | ')} | largest with the stylesheet (${style.length}), gzip`,
  )
  const weights = new Map<string, number[]>()
  for (const language of languagesCovering('site')) {
    for (const { name, html } of await allPages(installation, language)) {
      const both = gzipSync(html).length + gzipSync(style).length
      weights.set(name, [...(weights.get(name) ?? []), Buffer.byteLength(html), both])
    }
  }
  for (const [name, figures] of weights) {
    const pages = figures.filter((_, at) => at % 2 === 0)
    const compressed = Math.max(...figures.filter((_, at) => at % 2 === 1))
    const largest = Math.max(...pages) + style.length
    t.diagnostic(
      `${name.padEnd(26)} | ${pages.map((size) => String(size).padStart(6)).join(' | ')} | ${largest}, ${compressed}`,
    )
    // Pages about a code have one size, whatever they say; lists of people are as long as the lists.
    if (ABOUT_A_CODE.test(name)) assert.deepEqual([...new Set(pages)], [24_576], name)
    else if (!HAS_A_LIST.test(name)) assert.ok(largest <= PAGE_BYTES, `${name} weighs ${largest}`)
    if (name === 'declare')
      assert.ok(compressed <= FORM_GZIP_BYTES, `${name} weighs ${compressed} compressed`)
  }
})

test('a form of two hundred people comes back in 64 kB, and is never compressed', async () => {
  const people = { ...completeFor(Array.from({ length: 200 }, () => '林小雨')), do: 'language' }
  const { text, headers } = await post(installation, '/zh-hans/declare', people)
  assert.equal(headers.get('content-encoding'), null)
  assert.ok(Buffer.byteLength(text) < 64_000, `${Buffer.byteLength(text)}`)
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
