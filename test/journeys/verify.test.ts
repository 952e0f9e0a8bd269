// An officer at a counter, with a certificate that somebody handed over: on paper, as a PDF, as a file.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, describe, test } from 'node:test'
import { type Browser, type Page, type Request } from 'playwright-core'
import { languagesCovering } from '#i18n'
import { showCredential } from '#proof'
import { openWholeInstallation } from '../installation/whole.ts'
import { crowd } from '../people.ts'
import { isAccessible } from './accessible.ts'
import { type TestInstallation, openTestInstallation } from '../installation/with-site.ts'
import { patience } from '../patience.ts'
import { someCentre } from './some-centre.ts'
import { launchBrowser, noBrowser } from './browser.ts'

const noPdf = spawnSync('pdftoppm', ['-v']).error ? 'needs poppler-utils' : false

describe('checking a certificate', { skip: noBrowser }, () => {
  let browser: Browser
  let folder: string
  let installation: TestInstallation
  let centre: Awaited<ReturnType<typeof someCentre>>
  before(async () => {
    browser = await launchBrowser()
    folder = await mkdtemp(join(tmpdir(), 'verify-'))
    installation = await openTestInstallation()
    await crowd({ db: installation.database.db }, { entries: 12 })
    await installation.work()
    centre = await someCentre(installation, join(folder, 'issuer'))
  })
  after(async () => {
    await browser.close()
    await installation[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })
  const at = (name: string) => join(folder, name)

  test('a camera opens the address: four answers, what it says, and nothing of it has been sent', async () => {
    const page = await open()
    const asked: string[] = []
    page.on('request', (request) =>
      asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`),
    )
    await page.goto(centre.link)
    await answersAre(page, ['passed', 'passed', 'passed', 'unchecked'])
    assert.equal(page.url(), `${installation.origin}/v`, 'nothing stands in the address bar any more')
    assert.deepEqual(asked, [`GET ${installation.origin}/v `, `GET ${installation.origin}/status/1 `])
    const said = await page.locator('[data-part="says"]').innerText()
    for (const text of ['SAMPLE 林晓雨', 'SAMPLE LIN Xiaoyu', '17 May 1968', 'K7Q2-M9PA-3RTV'])
      assert.ok(said.includes(text), text)
    assert.equal(
      (await page.locator('[data-part="root"]').innerText()).replace(/ /g, '').toLowerCase(),
      centre.root,
    )
    assert.match(await page.locator('main').innerText(), /Compare the name with a document/)
  })

  test('however a mail changed the address, it is read; what was sent with the path is said to have been', async () => {
    const page = await open()
    const [address = '', digits = ''] = centre.link.split('#')
    const root = address.slice(0, -2)
    const opens = async (changed: string, { wasSent }: { wasSent: boolean }) => {
      const asked: string[] = []
      const heard = (request: Request) => asked.push(request.url())
      page.on('request', heard)
      await page.goto('about:blank')
      await page.goto(changed)
      await sentenceIs(page, 'passed', 'Three passed, one could not be checked.')
      assert.equal(page.url(), `${installation.origin}/v`, changed)
      assert.equal(await page.locator('[data-part="sent"]').isVisible(), wasSent, changed)
      assert.equal(
        asked.filter((url) => url.replace(/#.*/, '').includes(digits.slice(0, 50))).length,
        wasSent ? 1 : 0,
      )
      page.off('request', heard)
    }
    for (const changed of [
      `${centre.link}.`,
      `${centre.link}。`,
      `${centre.link})>`,
      `${root}/V#${digits}`,
      `${root}/v/#${digits}`,
      `${root}/v?from=mail#${digits}`,
    ])
      await opens(changed, { wasSent: false })
    for (const changed of [
      `${root}/v%23${digits}`,
      `${root}/v/${digits}.`,
      `${root}/v${digits}`,
      `${root}/v?${digits}`,
    ])
      await opens(changed, { wasSent: true })
    await page.goto(`${installation.origin}/v`)
    for (const pasted of [
      `<${centre.link}>.`,
      centre.link.replace('#', '%23'),
      (digits.match(/.{1,70}/g) ?? []).join('=\n'),
    ]) {
      await type(page, pasted)
      await sentenceIs(page, 'passed', 'Three passed, one could not be checked.')
      await page.locator('[data-part="again"]').click()
      await page.locator('[data-part="result"]').waitFor({ state: 'hidden' })
    }
  })

  test('an address of sixty thousand digits is no certificate, and is said to be none at once', async () => {
    const page = await open()
    for (const tail of ['', 'x']) {
      await page.goto('about:blank')
      const begun = performance.now()
      await page.goto(`${installation.origin}/v#${'7'.repeat(60_000)}${tail}`)
      await page
        .locator('[data-part="problem"]')
        .filter({ hasText: /no certificate/ })
        .waitFor()
      assert.ok(performance.now() - begun < patience(15_000))
    }
  })

  test('the camera comes first, and then a file and the address; a file may be dropped anywhere', async () => {
    const page = await open(`${installation.origin}/v`)
    const tops = await page
      .locator('[data-part="camera"], #file, #typed')
      .evaluateAll((all) => all.map((one) => `${one.id}${one.getBoundingClientRect().top > 0 ? '' : '?'}`))
    assert.deepEqual(tops, ['', 'file', 'typed'])
    const bytes = [...Buffer.from(centre.token)]
    await page.evaluate(`{
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([new Uint8Array([${bytes.join()}])], ''))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    }`)
    await sentenceIs(page, 'passed', 'All four passed.')
  })

  test('who issues, how an office reaches it, and what checks without a network stand on the page', async () => {
    const page = await open(`${installation.origin}/v`)
    const said = await page.locator('main').innerText()
    for (const text of [
      installation.deps.centre.name.en,
      installation.deps.centre.address,
      installation.deps.centre.contact,
    ])
      assert.ok(text !== '' && said.includes(text), text)
    const links = await page
      .locator('[data-part="take"] a')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    assert.deepEqual(links, ['/v/en.html', '/status/1', '/exeunt-verify.mjs'])
    for (const path of links)
      assert.equal((await fetch(`${installation.origin}${path}`)).status, 200, path ?? '')
  })

  test(
    'the PDF and the credential bring the proof of the ledger along; a photograph of the paper does not',
    { skip: noPdf },
    async () => {
      const page = await open(`${installation.origin}/v`)
      await writeFile(at('mine.pdf'), await centre.pdf())
      await writeFile(at('mine.sd-jwt'), centre.token)
      for (const name of ['mine.pdf', 'mine.sd-jwt']) {
        await page.locator('#file').setInputFiles(at(name))
        await answersAre(page, ['passed', 'passed', 'passed', 'passed'])
        await sentenceIs(page, 'passed', 'All four passed.')
      }
      execFileSync('pdftoppm', ['-r', '150', '-png', '-singlefile', at('mine.pdf'), at('photo')])
      for (const [name, mimeType] of [
        ['photo.png', 'image/png'],
        ['photo', ''],
        ['photo.pdf', 'application/pdf'],
      ] as const) {
        await page.locator('[data-part="again"]').click()
        await page.locator('#file').setInputFiles({ name, mimeType, buffer: await readFile(at('photo.png')) })
        await answersAre(page, ['passed', 'passed', 'passed', 'unchecked'])
      }
      await page
        .locator('#file')
        .setInputFiles({ name: 'a', mimeType: 'image/png', buffer: await readFile(at('mine.pdf')) })
      await sentenceIs(page, 'passed', 'All four passed.')
    },
  )

  test('what its holder does not show is not there', async () => {
    const page = await open(`${installation.origin}/v`)
    await writeFile(at('anonymous.sd-jwt'), showCredential(centre.token, 'anonymous'))
    await page.locator('#file').setInputFiles(at('anonymous.sd-jwt'))
    await answersAre(page, ['passed', 'passed', 'passed', 'unchecked'])
    assert.match(await page.locator('[data-part="says"]').innerText(), /not shown/)
  })

  test('whatever the list says of a place is said in words, and its holder is found by nobody else', async () => {
    const page = await open()
    for (const [state, word] of [
      [1, /It was revoked/],
      [2, /suspended for now/],
      [3, /A newer one has taken its place/],
      [12, /was withdrawn/],
      [13, /has issued nothing at the place/],
    ] as const) {
      await centre.publishList({ 7: state })
      await page.goto('about:blank')
      await page.goto(centre.link)
      await answersAre(page, ['passed', 'passed', 'failed', 'unchecked'])
      await sentenceIs(page, 'failed', 'Two passed, one failed, one could not be checked.')
      for (const place of ['[data-check="status"]', '[data-part="reasons"]'])
        assert.match(await page.locator(place).innerText(), word)
    }
    await centre.publishList({})
  })

  test('a forged one, one of another centre, and what is none at all each have their own words', async () => {
    const page = await open(`${installation.origin}/v`)
    const digits = centre.link.split('#')[1] ?? ''
    await type(page, digits.replace(/.{12}$/, '123456789012'))
    await answersAre(page, ['failed', 'passed', 'passed', 'unchecked'])
    await writeFile(at('forged.sd-jwt'), centre.token.replace(/\.[\w-]{86}~/, `.${'A'.repeat(86)}~`))
    await page.locator('#file').setInputFiles(at('forged.sd-jwt'))
    await answersAre(page, ['failed', 'passed', 'passed', 'passed'])
    const foreign = await someCentre(installation, at('foreign'), { publish: false })
    await type(page, foreign.link)
    await answersAre(page, ['unchecked', 'failed', 'passed', 'unchecked'])

    const problem = page.locator('[data-part="problem"]')
    const saysOf = async (name: string, content: string | Buffer, words: RegExp) => {
      await writeFile(at(name), content)
      await page.locator('#file').setInputFiles(at(name))
      await problem.filter({ hasText: words }).waitFor()
      assert.ok(await page.locator('[data-part="result"]').isHidden(), 'no answer of before stays beside it')
    }
    await saysOf('other.pdf', '%PDF-1.7 SAMPLE', /no credential in this PDF/)
    await saysOf(
      'cut.sd-jwt',
      centre.token.slice(0, 400),
      /neither picture, PDF nor credential|no certificate/,
    )
    await saysOf('noise.bin', randomBytes(2_000), /neither picture, PDF nor credential/)
    await saysOf('white.png', Buffer.from(WHITE, 'base64'), /no code in this picture/)
    await saysOf('white', Buffer.from(WHITE, 'base64'), /no code in this picture/)
    await saysOf(
      'photo.heic',
      Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
      /cannot open this kind of picture/,
    )
    await saysOf('locked.pdf', '%PDF-1.7 SAMPLE trailer << /Encrypt 9 0 R >>', /protected with a password/)
    await type(page, '4711')
    await problem.filter({ hasText: /no certificate/ }).waitFor()
  })

  test('the same page as a file checks without a network, and takes the list of states as a file', async () => {
    const page = await open(`${installation.origin}/v`)
    const download = page.waitForEvent('download')
    await page.locator('[data-part="take"] a[href="/v/en.html"]').click()
    await (await download).saveAs(at('alone.html'))
    assert.equal(
      await readFile(at('alone.html'), 'utf8'),
      await (await fetch(`${installation.origin}/v`)).text(),
      'it is the same file',
    )
    const alone = await open(pathToFileURL(at('alone.html')).href, { offline: true, locale: 'zh-CN' })
    assert.deepEqual(
      await alone.locator('#language option').allInnerTexts(),
      ['English'],
      'it holds one language',
    )
    await writeFile(at('mine.sd-jwt'), centre.token)
    await alone.locator('#file').setInputFiles(at('mine.sd-jwt'))
    await answersAre(alone, ['passed', 'passed', 'unchecked', 'passed'])
    await sentenceIs(alone, 'unchecked', 'Three passed, one could not be checked.')
    await writeFile(at('list.jwt'), await centre.publishList({}))
    await alone.locator('#file').setInputFiles(at('list.jwt'))
    await answersAre(alone, ['passed', 'passed', 'passed', 'passed'])
  })

  test('it can be read aloud, in each language, by day and by night, and fits a telephone', async () => {
    for (const [locale, colorScheme, title] of [
      ['zh-CN', 'dark', '核验证书'],
      ['zh-TW', 'light', '核驗證書'],
      ['en-GB', 'dark', 'Check a certificate'],
    ] as const) {
      const page = await open(centre.link, {
        locale,
        colorScheme,
        bypassCSP: true,
        viewport: { width: 320, height: 640 },
      })
      await page.locator('[data-part="result"]').waitFor()
      assert.equal(await page.locator('h1').innerText(), title)
      await isAccessible(page)
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'))
    }
  })

  test('another language says the same again, of the same certificate', async () => {
    const page = await open(centre.link)
    await answersAre(page, ['passed', 'passed', 'passed', 'unchecked'])
    await page.locator('#language').selectOption('zh-hans')
    await page.getByText('签署以后，一个字符也没有改动。').waitFor()
    await answersAre(page, ['passed', 'passed', 'passed', 'unchecked'])
    assert.equal(await page.locator('html').getAttribute('lang'), 'zh-Hans')
    assert.equal(await page.locator('[data-part="take"] a').first().getAttribute('href'), '/v/zh-hans.html')
  })

  test('a language that cannot be fetched leaves the page as it is, and nothing of the certificate is lost', async () => {
    const page = await open()
    await page.route(/zh-han.\.html$/, (route) => route.abort())
    await page.goto(centre.link)
    await answersAre(page, ['passed', 'passed', 'passed', 'unchecked'])
    await page.locator('#language').selectOption('zh-hant')
    await page.waitForFunction("document.querySelector('#language').value === 'en'")
    await answersAre(page, ['passed', 'passed', 'passed', 'unchecked'])
  })

  test('the page holds one language, however many there are', async () => {
    const sizes = await Promise.all(
      languagesCovering('site').map(async (language) => {
        const html = await (await fetch(`${installation.origin}/v/${language}.html`)).text()
        assert.deepEqual(
          [...html.matchAll(/<template data-language="([^"]+)"/g)].map(([, one]) => one),
          [language],
        )
        return Buffer.byteLength(html.replace(/<script>[^]*<\/script>/, ''))
      }),
    )
    assert.ok(Math.max(...sizes) < 24 * 1024, `without its script: ${sizes.join(', ')} bytes`)
  })

  test('what other programs ask of an issuer is there, and names no key that is lost', async () => {
    const get = async (path: string) =>
      (await fetch(`${installation.origin}${path}`)).json() as Promise<Record<string, unknown>>
    const { keys } = (await get('/.well-known/jwks.json')) as { keys: { kid: string; x5c: string[] }[] }
    assert.equal(keys.length, 1)
    assert.equal(keys[0]?.x5c.length, 2)
    assert.equal((await get('/.well-known/jwt-vc-issuer'))['issuer'], installation.origin)
    assert.match(String((await get('/.well-known/did.json'))['id']), /^did:web:127\.0\.0\.1%3A\d+$/)
    assert.equal(
      (await get('/.well-known/vct/withdrawal'))['vct'],
      `${installation.origin}/.well-known/vct/withdrawal`,
    )
    assert.equal((await get('/.well-known/exeunt-issuers.json'))['root'], centre.root)
  })

  test('a demonstration has a key of its own, and its page says above everything that it is a SAMPLE', async () => {
    await using demo = await openWholeInstallation()
    const page = await open(`${demo.origin}/v`)
    await page.getByText('SAMPLE. The root of this page was made for trying things out').waitFor()
    const root = async () =>
      ((await (await fetch(`${demo.origin}/.well-known/exeunt-issuers.json`)).json()) as { root: string })
        .root
    const before = await root()
    await demo.stop()
    await demo.open()
    assert.equal(await root(), before, 'it is made once')
  })

  async function open(
    address = 'about:blank',
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US', ...options })
    const page = await context.newPage()
    page.setDefaultTimeout(patience(15_000))
    page.on('pageerror', (error) => process.stderr.write(`verify: ${error.stack}\n`))
    await page.goto(address)
    return page
  }
})

async function answersAre(page: Page, outcomes: readonly string[]): Promise<void> {
  await page.locator('[data-part="result"]').waitFor()
  const checks = ['signature', 'issuer', 'status', 'ledger']
  for (const [nth, check] of checks.entries())
    await page.locator(`[data-check="${check}"][data-outcome="${outcomes[nth]}"]`).waitFor()
}

/** The one sentence, and what tells it besides its colour. */
async function sentenceIs(page: Page, tone: string, sentence: string): Promise<void> {
  await page.locator(`[data-part="verdict"][data-tone="${tone}"] h2`, { hasText: sentence }).waitFor()
}

async function type(page: Page, text: string): Promise<void> {
  await page.locator('#typed').fill(text)
  await page.locator('[data-part="ask"] button[type="submit"]').click()
}

/** A white point, as a picture. */
const WHITE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=='
