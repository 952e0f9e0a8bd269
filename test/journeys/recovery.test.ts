// The recovery key: on five papers, and put together again on a machine without a network.
import assert from 'node:assert/strict'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type Browser, type Page } from 'playwright-core'
import { Secret } from '#basics'
import {
  labelOf,
  identityFromSeed,
  joinShares,
  openRecord,
  parseRecipient,
  readIdentity,
  readShare,
} from '#vault'
import { isAccessible } from './accessible.ts'
import { type DeskInstallation, openDeskInstallation, sendDeclaration } from '../installation/with-desk.ts'
import { patience } from '../patience.ts'
import { enrolByLink, enrolFirst, openNextCase, signInAt, openWorkplace } from './workplace.ts'
import { launchBrowser, noBrowser } from './browser.ts'

describe('the recovery key', { skip: noBrowser }, () => {
  let browser: Browser
  let folder: string
  before(async () => {
    browser = await launchBrowser()
    folder = await mkdtemp(join(tmpdir(), 'recovery-'))
  })
  after(async () => {
    await browser.close()
    await rm(folder, { recursive: true })
  })
  const at = (name: string) => join(folder, name)

  test('the first member opens the installation, and three of its five papers open its box', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    const papers = await enrolFirst(workplace, installation, 'Heron')
    assert.equal(new URL(workplace.page.url()).hash, '', 'the token has left the address bar')
    assert.ok(!(await workplace.page.content()).includes('EXS1'), 'nor does a share stay on the page')

    const shares = papers.map(readShare).flatMap((read) => (read.outcome === 'share' ? [read.share] : []))
    assert.deepEqual(
      shares.map(({ number }) => number),
      [1, 2, 3, 4, 5],
    )
    const joined = await joinShares([shares[4], shares[0], shares[2]].flatMap((share) => share ?? []))
    if (joined.outcome !== 'joined') assert.fail(joined.outcome)
    const identity = identityFromSeed(readIdentity(new Secret(joined.identity)))
    const key = await installation.db
      .selectFrom('vault.box_key')
      .selectAll()
      .where('holder', '=', 'recovery')
      .executeTakeFirstOrThrow()
    const opened = openRecord({ identity, ...labelOf('box-key', key.box), file: key.sealed })
    if (opened.outcome !== 'opened') assert.fail(opened.outcome)
    const box = await installation.db.selectFrom('vault.box').selectAll().executeTakeFirstOrThrow()
    assert.equal(
      identityFromSeed(readIdentity(new Secret(Buffer.from(opened.payload).toString()))).recipient.text,
      parseRecipient(box.recipient).text,
    )
    assert.equal(await installation.firstLink(), '', 'no second first member')
    await signInAt(workplace, installation)
    assert.deepEqual((await actsOf(installation)).slice(0, 4), [
      'passkey-founded',
      'enrolled',
      'box-made',
      'signed-in',
    ])
  })

  test('a share is shown to its keeper alone, and only after she has typed a line of her paper to the next one', async () => {
    await using installation = await openDeskInstallation('real')
    const { page } = await openWorkplace(browser, { bypassCSP: true, viewport: { width: 360, height: 740 } })
    await page.goto((await installation.firstLink()).replace('/enrol', '/zh-hans/enrol'))
    await page.locator('#name').fill('Heron')
    await page.locator('[data-part="name-form"] button').click()
    await page.locator('[data-act="ceremony-begin"]').click()
    assert.match((await page.locator('#share-title').textContent()) ?? '', /第 1 份，共 5 份/)
    assert.equal(await page.locator('[data-part="share-lines"] li').count(), 0)
    await isAccessible(page)
    await page.locator('[data-act="share-show"]').click()
    await isAccessible(page)
    assert.ok(await fits(page), 'on a telephone as well')
    await page.locator('#share-line').fill('EXS1 QQQQ QQQQ QQQQ')
    await page.locator('[data-part="share-form"] button').click()
    await page.locator('[data-part="share-problem"]').filter({ hasText: '这不是第' }).waitFor()
    assert.match((await page.locator('#share-title').textContent()) ?? '', /第 1 份/)
    assert.equal(
      (await installation.firstLink()) === '',
      false,
      'nobody is enrolled before the papers are written',
    )
  })

  test('an installation whose passkeys are all lost goes on with three papers, a file there and a file back', async () => {
    await using installation = await openDeskInstallation('real')
    const heron = await openWorkplace(browser)
    const papers = await enrolFirst(heron, installation, 'Heron')
    await sendDeclaration(installation)
    await heron.page.context().close()

    assert.equal((await installation.run('recovery', 'export', at('early'))).status, 0)
    const invited = await installation.run('recovery', 'invite')
    assert.equal(invited.status, 0, invited.output)
    const egret = await openWorkplace(browser)
    await enrolByLink(egret, /http\S+/.exec(invited.output)?.[0] ?? '', 'Egret')
    const fingerprint = await egret.page.locator('[data-panel="done"] .fingerprint').textContent()
    const exported = await installation.run('recovery', 'export', at('installation.jsonl'))
    assert.match(
      exported.output,
      /has 1 keys of boxes and 0 records, all sealed\.\nWaiting to be given them: 1\./,
    )

    const page = await openOpener(installation, 'opener.html')
    assert.ok(await page.locator('[data-part="file"]').isHidden())
    await typePapers(page, papers.slice(0, 2))
    assert.match(await said(page, 'joined'), /^Still missing: 1\.$/)
    await typePapers(page, [papers[0] ?? '', papers[3] ?? '', papers[0] ?? ''])
    assert.match(await said(page, 'joined'), /^Share 1 is here twice/)
    await typePapers(page, [papers[0] ?? '', papers[3] ?? '', (papers[2] ?? '').replace(/.$/, 'B')])
    assert.match(await page.locator('#share-2-said').innerText(), /slip/)
    await typePapers(page, [papers[1] ?? '', papers[3] ?? '', papers[4]?.toLowerCase() ?? ''])
    assert.match(await said(page, 'joined'), /^They fit\./)

    await page.locator('#installation-file').setInputFiles(at('early'))
    await page.getByText('Nobody waits in this file.').waitFor()
    await page.locator('#installation-file').setInputFiles(at('installation.jsonl'))
    await page.getByText('1 of 1 boxes are open.').waitFor()
    await page.locator('[data-part="waiting"] button').waitFor()
    assert.equal(await page.locator('[data-part="waiting"] .fingerprint').textContent(), fingerprint)
    const download = page.waitForEvent('download')
    await page.locator('[data-part="waiting"] button').click()
    await (await download).saveAs(at('recovered.json'))

    const given = await installation.run('recovery', 'give', at('recovered.json'))
    assert.equal(given.status, 0, given.output)
    assert.match(given.output, /^Egret is admitted, as an administrator, and can open 1 boxes\.$/m)
    await signInAt(egret, installation)
    await openNextCase(egret)
    assert.match((await egret.page.locator('[data-part="words"]').textContent()) ?? '', /十三岁/)
    await egret.page.goto(`${installation.origin}/en/audit`)
    const acts = await egret.page.locator('tbody').innerText()
    assert.match(acts, /whoever runs the centre\s+gave the keys that the recovery key had opened/)

    const again = await installation.run('recovery', 'give', at('recovered.json'))
    assert.deepEqual([again.status, /nobody waits/.test(again.output)], [1, true], again.output)
    assert.deepEqual(
      (await actsOf(installation)).filter((what) => what.startsWith('recovery')),
      ['recovery-exported', 'recovery-invited', 'recovery-exported', 'recovery-given'],
    )
  })

  test('what is sealed can be read without the installation: a copy of its database, three papers and one file', async () => {
    await using installation = await openDeskInstallation('real')
    const heron = await openWorkplace(browser)
    const papers = await enrolFirst(heron, installation, 'Heron')
    await sendDeclaration(installation)
    await sendDeclaration(installation, { words: 'SAMPLE 另一份' })
    const exported = await installation.run('recovery', 'export', at('backup.jsonl'), '--records')
    assert.match(exported.output, /has 1 keys of boxes and 2 records, all sealed/)
    assert.ok(!(await readFile(at('backup.jsonl'), 'utf8')).includes('另一份'))

    const page = await openOpener(installation, 'opener-2.html')
    await typePapers(page, papers.slice(2))
    await page.locator('#installation-file').setInputFiles(at('backup.jsonl'))
    await page.locator('[data-part="records"]').waitFor()
    const download = page.waitForEvent('download')
    await page.locator('[data-part="records"]').click()
    await (await download).saveAs(at('opened.jsonl'))
    await page.getByText('2 of 2 records were opened and saved.').waitFor()
    const opened = (await readFile(at('opened.jsonl'), 'utf8')).trim().split('\n')
    const words = opened.map((line) => {
      const { text } = JSON.parse(line) as { text: string }
      return (JSON.parse(text) as { words: string }).words
    })
    assert.deepEqual(
      new Set(words),
      new Set(['SAMPLE 另一份', 'SAMPLE 我在十三岁时加入少先队，当时并不明白。现在声明退出。']),
    )
  })

  test('a file that is cut off, of another installation, or none at all, is told apart; so is a paper of another installation', async () => {
    await using installation = await openDeskInstallation('real')
    await using another = await openDeskInstallation('real')
    const papers = await enrolFirst(await openWorkplace(browser), installation, 'Heron')
    const others = await enrolFirst(await openWorkplace(browser), another, 'Ibis')
    await installation.run('recovery', 'export', at('whole'))
    await another.run('recovery', 'export', at('foreign'))
    const whole = await readFile(at('whole'), 'utf8')
    await writeFile(at('cut'), whole.slice(0, -40))
    await writeFile(at('short'), `${whole.split('\n')[0]}\n`)
    await copyFile(process.execPath, at('none'))

    const page = await openOpener(installation, 'opener-3.html')
    await typePapers(page, [papers[0] ?? '', papers[1] ?? '', others[2] ?? ''])
    assert.match(await said(page, 'joined'), /do not belong together/)
    assert.ok(await page.locator('[data-part="file"]').isHidden())
    await typePapers(page, papers.slice(0, 3))
    for (const name of ['cut', 'short', 'none']) {
      await page.locator('#installation-file').setInputFiles(at(name))
      await page.getByText('This is no such file, or it is cut off.').waitFor()
      await page.locator('#installation-file').setInputFiles(at('foreign'))
      await page.getByText('This file is of another centre').waitFor()
    }
    for (const name of ['cut', 'none', 'whole']) {
      const { status, output } = await installation.run('recovery', 'give', at(name))
      assert.deepEqual([status, /no file that the opener made/.test(output)], [1, true], output)
    }
  })

  test('the desk can say of nobody that she came back by the recovery key', async () => {
    await using installation = await openDeskInstallation('real')
    await enrolFirst(await openWorkplace(browser), installation, 'Heron')
    for (const statement of [
      sql`update staff.member set recovered = true, state = 'admitted'`,
      sql`insert into staff.member (name, state, recovered) values ('SAMPLE', 'waiting', true)`,
    ])
      await assert.rejects(statement.execute(installation.deps.db), /permission denied/)
  })

  test('the opener speaks each language, keeps what was typed, is accessible and reaches nobody', async () => {
    await using installation = await openDeskInstallation('real')
    const page = await openOpener(installation, 'opener-4.html', { bypassCSP: true })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.locator('#share-0').fill('EXS1 SAMPLE')
    for (const [language, title] of [
      ['zh-hans', '用恢复密钥打开'],
      ['zh-hant', '用復原金鑰打開'],
      ['en', 'Open with the recovery key'],
    ] as const) {
      await page.locator('#language').selectOption(language)
      assert.equal(await page.locator('h1').innerText(), title)
      assert.equal(await page.locator('#share-0').inputValue(), 'EXS1 SAMPLE')
      await isAccessible(page)
    }
    assert.deepEqual(asked, [])
    const html = await readFile(at('opener-4.html'), 'utf8')
    assert.ok(!/\b(?:src|href)=/.test(html.replace(/<script>[^]*<\/script>/, '')), 'nothing is loaded')
    assert.match(html, /default-src &#39;none&#39;|default-src 'none'/)
  })

  /** From a file, in a browser that has no network. */
  async function openOpener(
    installation: DeskInstallation,
    name: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<Page> {
    const made = await installation.run('recovery', 'opener', at(name))
    assert.equal(made.status, 0, made.output)
    const context = await browser.newContext({ offline: true, ...options })
    const page = await context.newPage()
    page.setDefaultTimeout(patience(15_000))
    page.on('pageerror', (error) => process.stderr.write(`opener: ${error.stack}\n`))
    await page.goto(pathToFileURL(at(name)).href)
    assert.ok(await page.locator('[data-part="online"]').isHidden(), 'it sees that there is no network')
    return page
  }
})

async function typePapers(page: Page, papers: readonly string[]): Promise<void> {
  for (const nth of [0, 1, 2]) await page.locator(`#share-${nth}`).fill(papers[nth] ?? '')
  await page.locator('[data-part="joined"]').evaluate('(said) => (said.textContent = "")')
  await page.locator('[data-part="papers"] button').click()
}

async function said(page: Page, name: string): Promise<string> {
  const part = page.locator(`[data-part="${name}"]`)
  await part.filter({ hasText: /\S/ }).waitFor()
  return part.innerText()
}

async function actsOf(installation: DeskInstallation): Promise<string[]> {
  const acts = await installation.db.selectFrom('audit.act').select('what').orderBy('id').execute()
  return acts.map(({ what }) => what)
}

function fits(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth <= innerWidth')
}
