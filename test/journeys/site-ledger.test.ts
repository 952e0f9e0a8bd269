// The ledger, as it is met: by a reader without scripts, by a browser that checks it, by a declarant who looks for
// herself, and by a stranger with one command.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { type Browser, type Page } from 'playwright-core'
import { dayFilePath, readPublishedEntries, readTilePath, writePublishedEntries } from '#proof'
import { languagesCovering } from '#i18n'
import { completeFor, declareAndRegister, get, post } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { says, visit } from './site-visitor.ts'
import { noBrowser, launchBrowser } from './browser.ts'
import { runNode, type Ended } from '../installation/run.ts'

const en = says('en')
const journey = { skip: noBrowser }
let browser: Browser
let installation: TestInstallation
let hidden = ''
const folder = mkdtempSync(join(tmpdir(), 'stranger-'))
before(async () => {
  if (!noBrowser) browser = await launchBrowser()
  installation = await openTestInstallation()
  await declareAndRegister(installation, { p0n: 'Amina', p0p: 'on' })
  hidden = await declareAndRegister(installation, { ...completeFor(['甲', '乙']), show: 'counted' })
  await declareAndRegister(installation, completeFor(['丙', '丁', '戊']))
  // The day is over, and closed.
  installation.wait(24)
  await installation.work()
})
after(async () => {
  await browser?.close()
  await installation[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

test('the page says it all without a script, in each language, and names the parts', journey, async () => {
  for (const language of languagesCovering('site')) {
    const page = await visit(browser)
    await page.goto(`${installation.origin}/${language}/ledger`)
    const text = await page.locator('main').innerText()
    const t = says(language)
    for (const key of ['ledger-heading', 'ledger-proves-1', 'ledger-not-1', 'ledger-browser-off'] as const)
      assert.ok(text.includes(t(key)), `${language} ${key}`)
    const { checkpoint } = JSON.parse((await get(installation, '/count.json')).text) as {
      checkpoint: { root: string }
    }
    assert.ok(text.includes(checkpoint.root))
    assert.equal(await page.locator('[data-part="audit"]').isVisible(), false)
    assert.equal(await page.locator('svg[role="img"]').count(), 1)
    for (const link of await page.locator('.files a').all()) {
      const { status } = await get(installation, (await link.getAttribute('href')) ?? '')
      assert.equal(status, 200)
    }
  }
})

test(
  'with scripts on, the browser checks everything itself, and says so in the language of the page',
  journey,
  async () => {
    const page = await openLedgerPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.locator('[data-part="audit-start"]').click()
    await said(page, 'audit-progress', /come to 6 people counted here\. .* that is 6\.$/)
    const outcomes = await page
      .locator('.results li')
      .evaluateAll((lines) =>
        lines.map((line) => (line as unknown as { dataset: { outcome: string } }).dataset.outcome),
      )
    assert.deepEqual(
      outcomes,
      Array.from({ length: 7 }, () => 'proved'),
    )
    assert.ok(asked.every((url) => url.startsWith(installation.origin)))

    const chinese = await openLedgerPage('zh-hans')
    await chinese.locator('[data-part="audit-start"]').click()
    await said(chinese, 'audit-progress', /合计本处计入 6 人/)
  },
)

test('whoever has enough of a check stops it, however long the server lets her wait', journey, async () => {
  const page = await openLedgerPage()
  const bundles = '**/log/tile/entries/**'
  await page.route(bundles, () => {})
  const asked = page.waitForRequest(bundles)
  await page.locator('[data-part="audit-start"]').press('Enter')
  await asked
  const stop = page.locator('[data-part="audit-stop"]')
  assert.ok(await stop.evaluate((button) => button.matches(':focus')), 'who came by keyboard stands on it')
  await stop.press('Enter')
  await said(page, 'audit-progress', new RegExp(en('ledger-stopped')))
  assert.equal(await page.locator('progress').isVisible(), false)
  await page.unroute(bundles)
  const start = page.locator('[data-part="audit-start"]')
  assert.ok(await start.evaluate((button) => button.matches(':focus')))
  await start.press('Enter')
  await said(page, 'audit-progress', /come to 6 people counted here\./)
})

test('a file that was changed is found by the browser, and named', journey, async () => {
  const { deps } = installation
  const [, size = ''] = (await get(installation, '/log/checkpoint')).text.split('\n')
  const path = `log/tile/entries/000.p/${size}`
  const honest = deps.folder.get(path) ?? assert.fail('the bundle is there')
  deps.folder.put(new Map([[path, Uint8Array.from(honest).with(150, 65)]]))
  const page = await openLedgerPage()
  await page.locator('[data-part="audit-start"]').click()
  await said(page, 'audit-progress', new RegExp(en('ledger-something-false')))
  const failed = page.locator('.results [data-outcome="failed"]')
  assert.ok((await failed.innerText()).includes(path.replace('log/', '')))
  deps.folder.put(new Map([[path, honest]]))
})

test(
  'who is only counted gets a short code for each person, and finds it among those of her day',
  journey,
  async () => {
    const { text } = await post(installation, '/en/return', { code: hidden, do: 'look' })
    const codes = [
      ...(/<ul class="codes"[^>]*>(.*?)<\/ul>/.exec(text)?.[1]?.matchAll(/<li>(\d+)<\/li>/g) ?? []),
    ].map(([, code = '']) => code)
    assert.equal(codes.length, 2)
    const day = /found among those of (.+?) by/.exec(text)?.[1] ?? ''
    const date = new Date(`${day} 12:00 UTC`).toISOString().slice(0, 10)

    const page = await openLedgerPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
    const askedFor: string[][] = []
    for (const code of codes) {
      asked.length = 0
      await look(page, code, date)
      await said(page, 'code-answer', /of the 6 people counted on that day have this code/)
      askedFor.push(asked.toSorted())
    }
    asked.length = 0
    await look(page, '000000', date)
    await said(page, 'code-answer', /\S{2}/)
    assert.ok(asked.length > 0)
    for (const requests of askedFor)
      assert.deepEqual(
        requests,
        asked.toSorted(),
        'what is asked of the installation does not depend on the code',
      )
    const taken = new Set(codes)
    const answers = new Set<string>()
    for (let made = 0; made < 100 && answers.size < 2; made += 1) {
      const code = String(made).padStart(2, '0')
      if (taken.has(code)) continue
      await look(page, code, date)
      answers.add((await page.locator('[data-part="code-answer"]').innerText()).replace(/\d+/g, '#'))
      if (answers.has(en('ledger-code-not-found', { people: '#' }))) break
    }
    assert.ok(answers.has(en('ledger-code-not-found', { people: '#' })))
    await look(page, '12', '2020-01-01')
    await said(page, 'code-answer', new RegExp(en('ledger-code-no-day')))
    await look(page, 'x', date)
    await said(page, 'code-answer', new RegExp(en('ledger-code-not-a-code')))
  },
)

test('a code is given only once the day is over, and nothing that opens a leaf ever for who is not shown', async () => {
  const today = await declareAndRegister(installation, { show: 'counted' })
  const { text } = await post(installation, '/en/return', { code: today, do: 'look' })
  assert.ok(text.includes(en('return-check-later')))
  assert.ok(!/<ul class="codes">/.test(text))
  assert.equal((await get(installation, '/entries/2.json')).status, 404)
  assert.equal((await get(installation, '/entries/2-1.tlog-proof')).status, 404)
})

test("an entry's file opens the leaves of its people, in the browser and for anybody", journey, async () => {
  const { text, status } = await get(installation, '/entries/3.json')
  assert.equal(status, 200)
  const page = await openLedgerPage()
  await give(page, 'entry.json', text)
  await said(page, 'file-answer', /Everybody in this file \(3\)/)
  await give(page, 'entry.json', text.replace('丙', '己'))
  await said(page, 'file-answer', /line 1 of entry 3/)
  await give(page, 'entry.json', text.replace('"log":"', '"log":"other.'))
  await said(page, 'file-answer', new RegExp(en('ledger-file-foreign')))
  await give(page, 'entry.json', 'SAMPLE')
  await said(page, 'file-answer', new RegExp(en('ledger-file-none')))
  const [day = ''] = await days()
  const packed = installation.deps.folder.get(`days/${day}/entries.json.gz`) ?? assert.fail()
  assert.equal((JSON.parse(gunzipSync(packed).toString()) as { entries: unknown[] }).entries.length, 2)
  await give(page, 'day.json.gz', packed)
  await said(page, 'file-answer', /Everybody in this file \(4\)/)
  await said(page, 'file-answer', new RegExp(en('ledger-file-listed', { day })))
  // Everybody who is left in it is counted; the one who is left out was to be shown to others alone.
  const file = readPublishedEntries(gunzipSync(packed))
  await give(page, 'day.json', writePublishedEntries({ ...file, entries: file.entries.slice(1) }))
  await said(page, 'file-answer', new RegExp(en('ledger-file-other', { day })))
})

test('a stranger with one file and one command comes to the same, and the next time holds the ledger to it', async () => {
  const state = join(folder, 'state')
  const first = await verify('audit', installation.origin, '--keep', state)
  assert.equal(first.status, 3, first.output)
  assert.match(first.output, /^proved figures: /m)
  assert.match(first.output, /^evidence direct: people \d+$/m)
  const vkey = (await get(installation, '/log/vkey')).text.trim()
  const second = await verify('audit', installation.origin, '--keep', state, '--vkey', vkey)
  assert.equal(second.status, 0, second.output)
  assert.match(second.output, /^proved history: /m)
  assert.match(second.output, /^proved files: .*stands for \(1\)/m)

  const trusted = ['--keep', state]
  writeFileSync(join(folder, 'entry.json'), (await get(installation, '/entries/3.json')).text)
  assert.equal((await verify('entries', 'entry.json', installation.origin, ...trusted)).status, 0)
  const [closed = ''] = await days()
  const path = dayFilePath(closed)
  writeFileSync(join(folder, 'day.json.gz'), installation.deps.folder.get(path) ?? assert.fail())
  const ofTheDay = await verify('entries', 'day.json.gz', installation.origin, ...trusted)
  assert.equal(ofTheDay.status, 0, ofTheDay.output)
  assert.match(ofTheDay.output, /^proved: this is the file of /m)
  writeFileSync(join(folder, 'line.tlog-proof'), (await get(installation, '/entries/3-2.tlog-proof')).text)
  const proof = await verify('proof', 'line.tlog-proof', '--vkey', vkey)
  assert.equal(proof.status, 0, proof.output)
  const { text } = await post(installation, '/en/return', { code: hidden, do: 'look' })
  const code = /<ul class="codes"[^>]*><li>(\d+)/.exec(text)?.[1] ?? ''
  const [day = ''] = await days()
  assert.equal((await verify('code', code, installation.origin, '--day', day, ...trusted)).status, 0)
})

test('no tile is handed out that the published checkpoint does not cover, though it lies there', async () => {
  const { folder: files } = installation.deps
  const [, size = ''] = (await get(installation, '/log/checkpoint')).text.split('\n')
  const beyond = `tile/0/000.p/${Number(size) + 1}`
  files.put(new Map([[`log/${beyond}`, new Uint8Array(32 * (Number(size) + 1))]]))
  assert.equal((await get(installation, `/log/${beyond}`)).status, 404)
  const there = await get(installation, `/log/tile/0/000.p/${size}`)
  assert.equal(there.status, 200)
  assert.equal(there.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.equal(there.headers.get('access-control-allow-origin'), '*')
  assert.equal(there.headers.get('content-type'), 'application/octet-stream')
  for (const path of [
    'tile/1/000',
    'tile/0/x000/000',
    'tile/0/000.p/0',
    'tile/entries/../../../secrets/code.key',
    'tile/64/000',
  ]) {
    const { status, headers } = await get(installation, `/log/${path}`)
    assert.deepEqual([status, headers.get('cache-control')], [404, 'no-store'], path)
  }
  assert.equal(readTilePath(beyond).width, Number(size) + 1)
  const bundle = await installation.app.request(`/log/tile/entries/000.p/${size}`, {
    headers: { 'Accept-Encoding': 'gzip' },
  })
  assert.equal(bundle.headers.get('content-encoding'), 'gzip')
  const plain = await installation.app.request(`/log/tile/entries/000.p/${size}`)
  assert.deepEqual(gunzipSync(await bundle.arrayBuffer()), Buffer.from(await plain.arrayBuffer()))
})

async function openLedgerPage(language = 'en'): Promise<Page> {
  const page = await visit(browser, { javaScriptEnabled: true })
  await page.goto(`${installation.origin}/${language}/ledger`)
  await page.locator('[data-part="audit-start"]').waitFor()
  return page
}

async function look(page: Page, code: string, date: string): Promise<void> {
  await page.locator('#own-code').fill(code)
  await page.locator('#own-day').fill(date)
  await page.locator('[data-part="code"] button').click()
  await page.locator('[data-part="code-answer"]:not(:text-is("…"))').waitFor()
}

async function give(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  await page.locator('#own-file').setInputFiles([])
  await page
    .locator('#own-file')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) })
}

async function said(page: Page, where: string, what: RegExp): Promise<void> {
  await page.locator(`[data-part="${where}"]`).filter({ hasText: what }).waitFor()
}

async function days(): Promise<string[]> {
  const { text } = await get(installation, '/days/index.json')
  return (JSON.parse(text) as { days: { date: string }[] }).days.map(({ date }) => date)
}

/** The verifier as a stranger downloads it, run by Node alone. */
async function verify(...args: string[]): Promise<Ended> {
  const command = join(folder, 'exeunt-verify.mjs')
  writeFileSync(command, (await get(installation, '/exeunt-verify.mjs')).text)
  return runNode([command, ...args], { cwd: folder })
}
