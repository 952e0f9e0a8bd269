// An officer at a counter, with a certificate that somebody handed over: on paper, as a PDF, as a file.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, describe, test } from 'node:test'
import { type Browser, type Page } from 'playwright-core'
import { type Day, systemRandom } from '#basics'
import {
  certify,
  installCertificate,
  ISSUERS_FILE,
  issuersOf,
  keyForDay,
  loadIssuingKeys,
  makeRoot,
  openRenderer,
  paperContent,
  requestKey,
} from '#issuer'
import {
  type Certificate,
  certificateLink,
  issueCredential,
  leafHash,
  makeInclusion,
  readCheckpoint,
  readNote,
  showCredential,
  signCose,
  signStatusList,
  tileReader,
  writeCompact,
  writeIssuers,
  writeTlogProof,
} from '#proof'
import { openWholeHouse } from '../faults/whole-house.ts'
import { crowd } from '../people.ts'
import { isAccessible } from './accessible.ts'
import { type HouseUnderTest, openHouseUnderTest } from './house-under-test.ts'
import { launchBrowser, noBrowser } from './desk-house.ts'
import { patience } from '../patience.ts'

const noPdf = spawnSync('pdftoppm', ['-v']).error ? 'needs poppler-utils' : false

describe('checking a certificate', { skip: noBrowser }, () => {
  let browser: Browser
  let folder: string
  let house: HouseUnderTest
  let centre: Awaited<ReturnType<typeof someCentre>>
  before(async () => {
    browser = await launchBrowser()
    folder = await mkdtemp(join(tmpdir(), 'verify-'))
    house = await openHouseUnderTest()
    await crowd({ db: house.database.db }, { entries: 12 })
    await house.work()
    centre = await someCentre(house, join(folder, 'issuer'))
  })
  after(async () => {
    await browser.close()
    await house[Symbol.asyncDispose]()
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
    assert.equal(page.url(), `${house.origin}/v`, 'nothing stands in the address bar any more')
    assert.deepEqual(asked, [`GET ${house.origin}/v `, `GET ${house.origin}/status/1 `])
    const said = await page.locator('[data-part="says"]').innerText()
    for (const text of ['SAMPLE 林晓雨', 'SAMPLE LIN Xiaoyu', 'May 17, 1968', 'K7Q2-M9PA-3RTV'])
      assert.ok(said.includes(text), text)
    assert.equal(
      (await page.locator('[data-part="root"]').innerText()).replace(/ /g, '').toLowerCase(),
      centre.root,
    )
    assert.match(await page.locator('main').innerText(), /Compare the name with a document/)
  })

  test(
    'the PDF and the credential bring the proof of the ledger along; a photograph of the paper does not',
    { skip: noPdf },
    async () => {
      const page = await open(`${house.origin}/v`)
      await writeFile(at('mine.pdf'), await centre.pdf())
      await writeFile(at('mine.sd-jwt'), centre.token)
      for (const name of ['mine.pdf', 'mine.sd-jwt']) {
        await page.locator('#file').setInputFiles(at(name))
        await answersAre(page, ['passed', 'passed', 'passed', 'passed'])
      }
      execFileSync('pdftoppm', ['-r', '150', '-png', '-singlefile', at('mine.pdf'), at('photo')])
      await page.locator('#file').setInputFiles(at('photo.png'))
      await answersAre(page, ['passed', 'passed', 'passed', 'unchecked'])
    },
  )

  test('what its holder does not show is not there', async () => {
    const page = await open(`${house.origin}/v`)
    await writeFile(at('anonymous.sd-jwt'), showCredential(centre.token, 'anonymous'))
    await page.locator('#file').setInputFiles(at('anonymous.sd-jwt'))
    await answersAre(page, ['passed', 'passed', 'passed', 'unchecked'])
    assert.match(await page.locator('[data-part="says"]').innerText(), /not shown/)
  })

  test('revoked, suspended and superseded are said in the list, and found by nobody else', async () => {
    const page = await open()
    for (const [state, word] of [
      [1, /It was revoked/],
      [2, /suspended for now/],
      [3, /A newer one has taken its place/],
    ] as const) {
      await centre.publishList({ 7: state })
      await page.goto('about:blank')
      await page.goto(centre.link)
      await answersAre(page, ['passed', 'passed', 'failed', 'unchecked'])
      assert.match(await page.locator('[data-check="status"]').innerText(), word)
    }
    await centre.publishList({})
  })

  test('a forged one, one of another centre, and what is none at all each have their own words', async () => {
    const page = await open(`${house.origin}/v`)
    const digits = centre.link.split('#')[1] ?? ''
    await type(page, digits.replace(/.{12}$/, '123456789012'))
    await answersAre(page, ['failed', 'passed', 'passed', 'unchecked'])
    await writeFile(at('forged.sd-jwt'), centre.token.replace(/\.[\w-]{86}~/, `.${'A'.repeat(86)}~`))
    await page.locator('#file').setInputFiles(at('forged.sd-jwt'))
    await answersAre(page, ['failed', 'passed', 'passed', 'passed'])
    const foreign = await someCentre(house, at('foreign'), { publish: false })
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
    await type(page, '4711')
    await problem.filter({ hasText: /no certificate/ }).waitFor()
  })

  test('the same page as a file checks without a network, and takes the list of states as a file', async () => {
    const page = await open(`${house.origin}/v`)
    const download = page.waitForEvent('download')
    await page.locator('[data-part="take"] a').click()
    await (await download).saveAs(at('alone.html'))
    assert.equal(
      await readFile(at('alone.html'), 'utf8'),
      await (await fetch(`${house.origin}/v`)).text(),
      'it is the same file',
    )
    const alone = await open(pathToFileURL(at('alone.html')).href, { offline: true })
    await writeFile(at('mine.sd-jwt'), centre.token)
    await alone.locator('#file').setInputFiles(at('mine.sd-jwt'))
    await answersAre(alone, ['passed', 'passed', 'unchecked', 'passed'])
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
  })

  test('what other programs ask of an issuer is there, and names no key that is lost', async () => {
    const get = async (path: string) =>
      (await fetch(`${house.origin}${path}`)).json() as Promise<Record<string, unknown>>
    const { keys } = (await get('/.well-known/jwks.json')) as { keys: { kid: string; x5c: string[] }[] }
    assert.equal(keys.length, 1)
    assert.equal(keys[0]?.x5c.length, 2)
    assert.equal((await get('/.well-known/jwt-vc-issuer'))['issuer'], house.origin)
    assert.match(String((await get('/.well-known/did.json'))['id']), /^did:web:127\.0\.0\.1%3A\d+$/)
    assert.equal(
      (await get('/.well-known/vct/withdrawal'))['vct'],
      `${house.origin}/.well-known/vct/withdrawal`,
    )
    assert.equal((await get('/.well-known/exeunt-issuers.json'))['root'], centre.root)
  })

  test('a demonstration has a key of its own, and its page says above everything that it is a SAMPLE', async () => {
    await using demo = await openWholeHouse()
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

async function type(page: Page, text: string): Promise<void> {
  await page.locator('#typed').fill(text)
  await page.locator('[data-part="ask"] button[type="submit"]').click()
}

/** A white point, as a picture. */
const WHITE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII='

/** A root, a key, a list of states and a certificate of somebody whose leaf is in the house's ledger. */
async function someCentre(house: HouseUnderTest, directory: string, { publish = true } = {}) {
  const year = (number: number) => new Date(Date.UTC(number, 0, 1))
  const root = makeRoot({ name: 'centre.example', sample: false, from: year(2026), random: systemRandom })
  const chain = certify(root.file, {
    request: requestKey(directory),
    from: year(2026),
    to: year(2036),
    random: systemRandom,
  })
  installCertificate(directory, { chain, demo: false })
  const [key] = loadIssuingKeys(directory)
  if (!key) throw new Error('no key')
  const { signer, certificate: leaf, root: rootCertificate } = keyForDay([key], '2026-11-28' as Day)
  const issuers = issuersOf([key], { issuer: house.origin, ledger: [] })
  const { folder } = house.needs
  const put = (path: string, content: string) => folder.put(new Map([[path, Buffer.from(content)]]))
  if (publish && issuers) put(ISSUERS_FILE, writeIssuers(issuers))
  const publishList = async (states: Record<number, number>) => {
    const all = new Uint8Array(1_000)
    for (const [index, state] of Object.entries(states)) all[Number(index)] = state
    const issuedAt = Math.floor(Date.now() / 1_000) - 60
    const list = await signStatusList(signer, {
      uri: `${house.origin}/status/1`,
      issuedAt,
      expiresAt: issuedAt + 7 * 86_400,
      keptFor: 43_200,
      states: all,
    })
    put('status/1', list)
    return list
  }
  if (publish) await publishList({})

  const { index, bytes } = await house.database.db
    .selectFrom('ledger.leaf')
    .select(['index', 'bytes'])
    .where('kind', '=', 'add')
    .orderBy('index', 'desc')
    .executeTakeFirstOrThrow()
  const checkpoint = folder.get('log/checkpoint') ?? assert.fail()
  const { size, root: treeRoot, origin } = readCheckpoint(readNote(checkpoint).text)
  const fetcher = { fetch: async (path: string) => folder.get(`log/${path}`) ?? ('absent' as const) }
  const source = tileReader({ fetcher, size, root: treeRoot }).hashes
  const ledgerProof = writeTlogProof({
    extra: bytes,
    index,
    proof: await makeInclusion({ index, size, source }),
    checkpoint,
  })
  const weights = /party (\d) league (\d) pioneers (\d)/.exec(Buffer.from(bytes).toString()) ?? assert.fail()
  const certificate: Certificate = {
    number: 'K7Q2M9PA3RTV',
    issuer: house.origin,
    issued: '2026-11-28',
    declaration: {
      left: { party: weights[1] === '1', league: weights[2] === '1', pioneers: weights[3] === '1' },
      received: '2026-11-02',
      registered: '2026-11-04',
    },
    holder: {
      kind: 'named',
      name: 'SAMPLE 林晓雨',
      latin: 'SAMPLE LIN Xiaoyu',
      born: '1968-05-17',
      birthplace: '四川成都',
    },
    checks: [{ what: 'passport', how: 'in-person', day: '2026-11-20' }],
    leaf: { index, hash: leafHash(bytes).slice(0, 16) },
    status: { uri: `${house.origin}/status/1`, index: 7 },
  }
  const link = certificateLink(house.origin, await signCose(signer, writeCompact(certificate)))
  const token = await issueCredential(signer, {
    certificate,
    ledgerProof,
    chain: [leaf.raw, rootCertificate.raw],
    salt: () => new Uint8Array(randomBytes(16)),
  })
  return {
    root: root.fingerprint,
    link,
    token,
    publishList,
    async pdf() {
      await using renderer = openRenderer()
      const rendered = await renderer.render(
        paperContent({
          certificate,
          languages: ['zh-hans', 'en'],
          checkpoint: { origin, size, root: Buffer.from(treeRoot).toString('base64') },
          root: root.fingerprint,
          link,
          lookUpCode: null,
          credential: token,
          sample: false,
          draft: false,
        }),
      )
      return rendered.outcome === 'rendered' ? rendered.file : assert.fail(JSON.stringify(rendered))
    },
  }
}
