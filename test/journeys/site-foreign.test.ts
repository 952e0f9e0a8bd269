// What a page of somebody else's can make a visitor's browser do to the site: nothing. The forms are those that the site has
// routes for, so that one that is added is tried as well.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { type Browser, type Page } from 'playwright-core'
import { Secret } from '#basics'
import { siteApp } from '#site'
import { intakeRows } from '../faults/intake-rows.ts'
import { COMPLETE, declare } from './by-wire.ts'
import { type TestInstallation, openTestInstallation } from '../installation/with-site.ts'
import { codeOn, comeBack, go, openForm, says, send, visit } from './site-visitor.ts'
import { noBrowser, launchBrowser } from './browser.ts'

const journey = { skip: noBrowser }
const en = says('en')
let browser: Browser
let installation: TestInstallation
before(async () => {
  if (!noBrowser) browser = await launchBrowser()
  installation = await openTestInstallation()
})
after(async () => {
  await browser?.close()
  await installation?.[Symbol.asyncDispose]()
})

/** Every address that a form can be sent to. */
const formPaths = () =>
  installation.app.routes.filter(({ method }) => method === 'POST').map(({ path }) => path)

/** All that any form would need to be taken: a declaration, an act, a token that was made for this form. */
async function attackOn(path: string): Promise<Record<string, string>> {
  return { ...COMPLETE, p0n: 'SAMPLE planted', code: await declare(installation), token: await tokenAt(path) }
}

/** What the page of a form gives for it; '' where its form changes nothing and has none. */
async function tokenAt(path: string): Promise<string> {
  return tokenIn(await (await installation.app.request(path)).text())
}

function tokenIn(html: string): string {
  return /name="token" value="([^"]+)"/.exec(html)?.[1] ?? ''
}

test('every form of the site refuses what a foreign page sends, whatever says that it is foreign, and shows none of it', async () => {
  const paths = formPaths()
  assert.ok(paths.includes('/en/declare') && paths.includes('/zh-hans/return'), paths.join())
  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site', origin: 'https://centre.example' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-origin, cross-site' },
    { origin: 'https://attacker.example' },
    { origin: 'http://centre.example' },
    { origin: 'https://centre.example.attacker.example' },
    { origin: 'null' },
    { origin: 'nonsense' },
  ]
  for (const path of paths) {
    const fields = await attackOn(path)
    const rows = await intakeRows(installation.database.db)
    for (const headers of foreign) {
      const body = new URLSearchParams(fields)
      const answer = await installation.app.request(path, { method: 'POST', body, headers })
      const text = await answer.text()
      assert.equal(answer.status, 403, `${path} ${JSON.stringify(headers)}`)
      assert.ok(!text.includes('planted') && !text.includes('name="token"'), path)
      assert.ok(text.includes(`<a href="${path}">`), 'a way to a form of her own')
    }
    assert.deepEqual(await intakeRows(installation.database.db), rows, path)
    const anew = await tokenAt(path)
    assert.ok(anew === '' || anew !== fields['token'])
  }
})

test('what our own pages send is taken: from the site, its mirror or its onion, reloaded, and by a browser too old to say', async () => {
  const mirror = 'mirror.example:8443'
  const own: Record<string, string>[] = [
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://centre.example' },
    { origin: `https://${mirror}`, host: mirror },
    { origin: 'http://sample.onion', host: 'sample.onion' },
    {},
  ]
  for (const headers of own) {
    const body = new URLSearchParams({ ...COMPLETE, token: await tokenAt('/en/declare') })
    const answer = await installation.app.request('/en/declare', { method: 'POST', body, headers })
    const text = await answer.text()
    assert.ok(text.includes(en('done-title')), `${answer.status} ${JSON.stringify(headers)}`)
  }
})

test('a foreign page that chooses the address as well is given no link to another site', async () => {
  for (const path of ['//attacker.example/en/declare', '/en//attacker.example', '/%2f/attacker.example']) {
    const url = `https://centre.example${path}`
    const headers = { 'sec-fetch-site': 'cross-site' }
    const text = await (await installation.app.request(new Request(url, { method: 'POST', headers }))).text()
    assert.ok(!text.includes('attacker'), path)
  }
})

test('the token of one form is taken by no other, and nothing is stored under it', async () => {
  const code = await declare(installation)
  const rows = await intakeRows(installation.database.db)
  const token = await tokenAt('/en/declare')
  const body = new URLSearchParams({ code, token, do: 'withdraw' })
  const answer = await installation.app.request('/en/return', { method: 'POST', body })
  const text = await answer.text()
  assert.ok(text.includes(en('return-stale')))
  const other = new URLSearchParams({ ...COMPLETE, token: tokenIn(text) })
  const declared = await installation.app.request('/en/declare', { method: 'POST', body: other })
  assert.ok((await declared.text()).includes(en('declare-stale')))
  assert.deepEqual(await intakeRows(installation.database.db), rows)
})

test('no button of the form goes on with the token that was sent, so that nobody can plant one in an old browser', async () => {
  for (const act of ['language', 'add', 'ready', 'send']) {
    const token = await tokenAt('/en/declare')
    const body = new URLSearchParams({ ...COMPLETE, p0n: '', do: act, token })
    const shown = await (await installation.app.request('/en/declare', { method: 'POST', body })).text()
    assert.notEqual(tokenIn(shown), token, act)
  }
})

test('the same form gives one code at one installation, and another where the token alone is the same', async () => {
  const token = await tokenAt('/en/declare')
  const sendTo = async (app: TestInstallation['app']) => {
    const body = new URLSearchParams({ ...COMPLETE, token })
    const text = await (await app.request('/en/declare', { method: 'POST', body })).text()
    return /<p class="digits"[^>]*>([^<]+)/.exec(text)?.[1] ?? assert.fail('no code')
  }
  const code = await sendTo(installation.app)
  assert.equal(await sendTo(installation.app), code)
  const once = new Secret<Uint8Array>(randomBytes(32))
  const elsewhere = siteApp({ ...installation.deps, keys: { ...installation.deps.keys, once } })
  assert.notEqual(await sendTo(elsewhere), code, 'the nonce alone gives no code')
})

for (const host of ['127.0.0.1', 'localhost']) {
  test(
    `in a browser that comes from ${host}, another site, every form is refused, and the form that follows is her own`,
    journey,
    async () => {
      await using attacker = await openAttacker(host)
      const page = await visit(browser, { javaScriptEnabled: true })
      for (const path of formPaths().filter((found) => found.startsWith('/en/'))) {
        const fields = await attackOn(path)
        const rows = await intakeRows(installation.database.db)
        for (const act of ['send', 'language']) {
          for (const enctype of ['application/x-www-form-urlencoded', 'multipart/form-data']) {
            attacker.serve({
              action: `${installation.origin}${path}`,
              enctype,
              fields: { ...fields, do: act },
            })
            await beAttacked(page, attacker.origin, installation.origin + path)
            const shown = await page.content()
            assert.ok(
              shown.includes(en('common-error-foreign')) && !shown.includes('planted'),
              `${path} ${act}`,
            )
            assert.equal(await page.locator('[name=token]').count(), 0)
          }
        }
        await go(page.locator(`main a[href="${path}"]`))
        assert.ok((await page.locator('[name=token]').count()) > 0 || fields['token'] === '')
        assert.ok(fields['token'] === '' || !(await page.content()).includes(fields['token'] ?? ''))
        assert.deepEqual(await intakeRows(installation.database.db), rows, path)
      }
      await page.context().close()
    },
  )
}

test(
  'with scripts off, a form filled in on our own pages is taken, also where the language changes on the way',
  journey,
  async () => {
    const page = await visit(browser)
    const headers: Record<string, string>[] = []
    page.on('request', (request) => request.method() === 'POST' && headers.push(request.headers()))
    await openForm(page, installation, 'zh-hans')
    await page.locator('#p0n').fill('SAMPLE Amina')
    await page.locator('#p0l').check()
    await go(page.locator('button[name=do][value=language]').first())
    await send(page)
    const code = await codeOn(page)
    assert.equal(code.length, 12)
    await comeBack(page, installation, { typed: code.join(' ') })
    await go(page.locator('button[value="withdraw-ask"]'))
    await go(page.locator('button[value="withdraw"]'))
    assert.equal(await page.locator('button[value="wish-back"]').count(), 1)
    assert.deepEqual(
      new Set(headers.map(({ origin }) => origin)),
      new Set([installation.origin]),
      'a browser without Sec-Fetch-Site says whose page it is as well',
    )
    await page.reload()
    assert.equal(await page.locator('button[value="wish-back"]').count(), 1, 'reloaded, it is answered alike')
    await page.context().close()
  },
)

interface Attack {
  readonly action: string
  readonly enctype: string
  readonly fields: Record<string, string>
}

/** Somebody's page on another host or port, that sends a form to the site as soon as it is opened. */
async function openAttacker(host: string) {
  let attack: Attack = { action: '', enctype: '', fields: {} }
  const server = createServer((_request, response) => {
    const inputs = Object.entries(attack.fields).map(
      ([name, value]) => `<input name="${name}" value="${value}">`,
    )
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(
      `<form method="post" action="${attack.action}" enctype="${attack.enctype}">${inputs.join('')}</form>
       <script>document.createElement('form').submit.call(document.forms[0])</script>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : assert.fail()
  return {
    origin: `http://${host}:${port}`,
    serve(next: Attack) {
      attack = next
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Open the attacker's page and wait until the browser stands where its form went. */
async function beAttacked(page: Page, origin: string, target: string): Promise<void> {
  await page.goto(origin)
  await page.waitForURL(target)
}
