// The whole way of a certificate: asked for at the site without a script, checked and prepared at one branch, agreed to at
// another, fetched by its holder, checked by strangers, and revoked.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile as readDisk, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Browser, type Page } from 'playwright-core'
import { sql } from 'kysely'
import { checkCertificate, credentialInPdf, readFile, readIssuers, readStatusList } from '#proof'
import { type Role } from '#staff'
import { labelOf, type Entropy, parseRecipient, returnCodeWords, sealRecord } from '#vault'
import { publishLists } from '../../src/certificates/issuing/lists.ts'
import { openBranchRow } from '../members.ts'
import { becomes } from '../faults/becomes.ts'
import { isAccessible } from './accessible.ts'
import { type DeskInstallation, openDeskInstallation, sendDeclaration } from '../installation/with-desk.ts'
import { twoAtTheDesk } from './two-at-the-desk.ts'
import { patience } from '../patience.ts'
import { decideBy, openNextCase, type Workplace, signInAt } from './workplace.ts'
import { launchBrowser, noBrowser } from './browser.ts'
import { serveSite } from '../installation/site.ts'

/** One point, red: the smallest picture that is one. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
)

describe('a certificate', { skip: noBrowser }, () => {
  let browser: Browser
  before(async () => (browser = await launchBrowser()))
  after(() => browser.close())

  test('is asked for, checked, agreed to by another branch, fetched, looked up, and revoked', async () => {
    await using installation = await openIssuingInstallation(browser)
    const { heron, crane, desk, site } = installation
    const code = await registered(installation)
    const visitor = await visit(browser, site)

    // Asking: nothing typed is lost, and each thing that is wrong has its own words.
    await visitor.goto(`${site}/en/return`)
    await visitor.locator('#code').fill(code)
    await visitor.locator('form.ask button').click()
    await visitor.getByRole('button', { name: 'To the certificate' }).click()
    await fillIn(visitor, { date: '30', month: '2', latin: '林' })
    const faults = (await visitor.locator('[role="alert"]').textContent()) ?? ''
    assert.match(faults, /no such day/)
    assert.match(faults, /other letters in it/)
    assert.equal(await visitor.locator('#name').inputValue(), 'SAMPLE 林晓雨')
    for (const link of await visitor.locator('[role="alert"] a').all())
      assert.equal(
        await visitor.locator((await link.getAttribute('href')) ?? '').count(),
        1,
        'it leads to its field',
      )
    await visitor.locator('[name="kind"][value="pseudonym"]').check()
    assert.ok(!(await visitor.locator('#latin').isVisible()), 'what only a legal name needs is not asked for')
    await visitor.locator('[name="kind"][value="named"]').check()
    await isReadByAll(browser, visitor)
    await fillIn(visitor, {})
    await visitor.getByText('has been received and sealed').waitFor()

    await visitor.locator('input[type="file"]').setInputFiles({
      name: 'passport.pdf',
      mimeType: 'image/png',
      buffer: Buffer.from('%PDF-1.7 SAMPLE'),
    })
    await visitor.getByRole('button', { name: 'Add the picture' }).click()
    await visitor.getByText('no JPEG, PNG or WebP picture').waitFor()
    await visitor
      .locator('input[type="file"]')
      .setInputFiles({ name: 'passport.png', mimeType: 'application/pdf', buffer: PICTURE })
    await visitor.getByRole('button', { name: 'Add the picture' }).click()
    await visitor.getByText('Pictures received: 1').waitFor()
    const everything = await sql<{ row: string }>`
      select row_to_json(r)::text as row from certificates.request r`.execute(desk.db)
    assert.ok(!JSON.stringify(everything.rows).includes('林晓雨'), 'nothing of it lies open')

    // Checking, at the branch.
    await crane.page.goto(`${desk.origin}/en/certificates`)
    await crane.page.locator('[data-request] [data-act="open"]').click()
    await crane.page.locator('#holder-name').waitFor()
    // She fills in what the document says: nothing stands there that she could leave, and what was written is beside it.
    for (const [field, written] of [
      ['name', 'SAMPLE 林晓雨'],
      ['latin', 'SAMPLE LIN Xiaoyu'],
      ['born', '17 May 1968'],
    ] as const) {
      assert.equal(await crane.page.locator(`#holder-${field}`).inputValue(), '')
      assert.equal(await crane.page.locator(`[data-part="typed-${field}"]`).textContent(), written)
    }
    await crane.page.locator('#holder-latin').fill('SAMPLE LIN Xiaoyu')
    await crane.page.locator('#holder-born').fill('1968-05-17')
    await crane.page.locator('[data-part="papers"] iframe').waitFor()
    await isAccessible(crane.page)
    await crane.page.locator('#hour').fill('2026-12-01T15:00')
    await crane.page.locator('#say').fill('SAMPLE: Bring the passport.')
    await crane.page.locator('[data-part="say"] button').click()
    await crane.page.locator('[data-part="request-done"]').filter({ hasText: 'Sent' }).waitFor()
    await crane.page.locator('#holder-name').fill('SAMPLE 林\u{2A600}')
    await crane.page.locator('[data-act="draft"]').click()
    await crane.page.locator('[data-part="request-problem"]').filter({ hasText: 'U+2A600' }).waitFor()
    await crane.page.locator('#holder-name').fill('SAMPLE 林晓雨')
    await crane.page.locator('[data-part="prepare"] button').click()
    await crane.page.locator('[data-part="done"]').filter({ hasText: 'has been asked' }).waitFor()
    await crane.page.locator('[data-request]').filter({ hasText: 'waits for SAMPLE Paris' }).waitFor()

    await ask(visitor, site, code)
    await visitor.getByText('Tuesday, 1 December 2026 at 15:00').waitFor()
    await visitor.getByText('Bring the passport').waitFor()
    await visitor.getByText('another branch has to agree').waitFor()

    // A branch that seals one content and has another one signed is found out by the approver's browser.
    const honest = await swapSealed(desk)
    await heron.page.goto(`${desk.origin}/en/requests`)
    await heron.page.locator('[data-act="open-content"]').click()
    await heron.page.locator('[data-part="problem"]').filter({ hasText: 'not what was agreed' }).waitFor()
    assert.equal(await heron.page.locator('[data-act="approve"]').isVisible(), false)
    await honest()
    // Agreeing, at another branch: only after it was looked at.
    await heron.page.goto(`${desk.origin}/en/requests`)
    await heron.page.locator('[data-act="open-content"]').waitFor()
    assert.equal(await heron.page.locator('[data-act="approve"]').isVisible(), false)
    await heron.page.locator('[data-act="open-content"]').click()
    await heron.page.locator('[data-part="agreed"]').filter({ hasText: 'SAMPLE LIN Xiaoyu' }).waitFor()
    await heron.page.locator('[data-part="draft"] iframe').waitFor()
    await isAccessible(heron.page)
    await heron.page.locator('[data-act="approve"]').click()
    const done = heron.page.locator('[data-part="done"]').filter({ hasText: 'Issued' })
    await done.waitFor()
    const number = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}/.exec((await done.textContent()) ?? '')?.[0] ?? ''

    // Its holder has it, and strangers check it.
    await ask(visitor, site, code)
    assert.deepEqual(await visitor.locator('button:not(.quiet):visible').allTextContents(), [
      'Fetch the certificate (PDF)',
    ])
    assert.equal(await visitor.locator('.done').count(), 1, 'that it is issued looks like no warning')
    const pdf = await download(visitor, 'Fetch the certificate')
    const text = await textOf(pdf)
    assert.match(text, /SAMPLE\s*林晓雨/)
    await publishLists(installation.issuing)
    const { folder } = installation.issuing
    const issuers = readIssuers(await (await fetch(`${site}/.well-known/exeunt-issuers.json`)).bytes())
    const statusList = Buffer.from(folder.get('status/1') ?? []).toString()
    const shown = readFile(await credentialInPdf(pdf))
    const verdict = await checkCertificate(shown, { issuers, statusList, now: new Date() })
    assert.deepEqual(
      Object.values(verdict).map(({ outcome }) => outcome),
      ['passed', 'passed', 'passed', 'passed'],
    )
    await visitor.getByText('As a digital credential').click()
    const anonymous = await download(visitor, 'and nothing of whom')
    const little = readFile(Buffer.from(anonymous).toString())
    assert.deepEqual([little.holder, little.leaf], [null, null])
    // Typed, without a script.
    const [typed = ''] = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(text) ?? []
    await visitor.goto(`${site}/en/look-up`)
    assert.equal(await visitor.locator('main a[href="/exeunt-verify.mjs"]').count(), 1)
    await lookUp(visitor, { number: `${number.toLowerCase()}。`, code: typed.replaceAll('-', '—') })
    await visitor.getByText('Valid', { exact: true }).waitFor()
    assert.ok(!((await visitor.textContent('main')) ?? '').includes('林'), 'it never says whose it is')
    await lookUp(visitor, { number, code: `${typed.slice(0, -1)}${typed.endsWith('0') ? '1' : '0'}` })
    await visitor.getByText('There is a slip').waitFor()
    await lookUp(visitor, { number: 'K7Q2-M9PA-3RTV', code: typed })
    await visitor.getByText('There is no certificate').waitFor()
    await isReadByAll(browser, visitor)

    // The branch checks all that it issued anew, hands it over, and another branch agrees that it is revoked.
    await crane.page.goto(`${desk.origin}/en/certificates`)
    await crane.page.locator('[data-act="verify-all"]').click()
    await crane.page.locator('[data-part="verified"]').filter({ hasText: '1 checked, 0 are' }).waitFor()
    await crane.page.locator('[data-number] [data-act="hand-over"]').click()
    await crane.page.locator('[data-number]').filter({ hasText: 'handed over on' }).waitFor()
    await crane.page.locator('[data-number] summary').click()
    await crane.page.locator('[data-number] select').selectOption('revoked by-holder')
    await crane.page.locator('[data-part="change"] button').click()
    await crane.page.locator('[data-part="done"]').filter({ hasText: 'has been asked' }).waitFor()
    await heron.page.goto(`${desk.origin}/en/requests`)
    await heron.page.locator('[data-act="approve"]').click()
    await heron.page.locator('.request').waitFor({ state: 'detached' })
    await publishLists(installation.issuing)
    const now = await readStatusList(Buffer.from(folder.get('status/1') ?? []).toString())
    assert.equal(now.stateAt(shown.status.index), 'revoked')
    await ask(visitor, site, code)
    await visitor.getByText('It was revoked').waitFor()
    await crane.page.goto(`${desk.origin}/en/certificates`)
    await crane.page.locator('[data-act="verify-all"]').click()
    await crane.page.locator('[data-part="verified"]').filter({ hasText: '1 checked, 0 are' }).waitFor()

    // A record that somebody moved about is found.
    await sql`alter table certificates.issued disable trigger erasure_only`.execute(desk.db)
    await sql`update certificates.issued set lookup = sha256(lookup)`.execute(desk.db)
    await crane.page.locator('[data-act="verify-all"]').click()
    await crane.page.locator('[data-part="verified"]').filter({ hasText: '1 checked, 1 are' }).waitFor()
  })

  test('an unknown code, a duress code and a known one get pages of one size', async () => {
    await using installation = await openIssuingInstallation(browser)
    const code = await registered(installation)
    const sizes = new Set<number>()
    for (const typed of [code, `${code} zoo`, 'abandon '.repeat(12), 'SAMPLE nothing']) {
      const answer = await fetch(`${installation.site}/en/certificate`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ code: typed, do: 'look' }),
      })
      assert.equal(answer.headers.get('content-encoding'), 'identity')
      sizes.add((await answer.bytes()).length)
    }
    assert.equal(sizes.size, 1)
  })
})

interface IssuingInstallation extends AsyncDisposable {
  readonly desk: DeskInstallation
  readonly site: string
  /** Issues at the centre. */
  readonly crane: Workplace
  /** Agrees for Paris. */
  readonly heron: Workplace
  readonly issuing: Parameters<typeof publishLists>[0]
}

async function openIssuingInstallation(browser: Browser): Promise<IssuingInstallation> {
  await using stack = new AsyncDisposableStack()
  const desk = stack.use(await openDeskInstallation('real'))
  const { heron, crane } = await twoAtTheDesk(browser, desk, { bypassCSP: true })
  await openBranchRow(desk.db, 'paris')
  await giveRole(desk, { name: 'Crane', role: 'issuer', branch: 'centre' })
  await giveRole(desk, { name: 'Heron', role: 'approver', branch: 'paris' })
  for (const workplace of [heron, crane]) await signInAt(workplace, desk)
  await becomes('both branches have a box for papers', async () => {
    const boxes = await desk.db
      .selectFrom('vault.box')
      .select('branch')
      .where('class', '=', 'papers')
      .execute()
    return new Set(boxes.map(({ branch }) => branch)).size === 2
  })
  const site = stack.use(await serveSite(desk.base))
  const opened = stack.move()
  return {
    desk,
    heron,
    crane,
    site: site.origin,
    issuing: desk.issuer.deps,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** How roles are given has a journey of its own. */
async function giveRole(
  { db }: DeskInstallation,
  { name, role, branch }: { name: string; role: Role; branch: string },
): Promise<void> {
  await sql`alter table staff.role disable trigger role_by_two`.execute(db)
  const { id } = await db
    .selectFrom('staff.member')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('staff.role')
    .values({ member: id, role, branch })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await sql`alter table staff.role enable trigger role_by_two`.execute(db)
}

/** A declaration of one person that is in the register and in the ledger. Returns its code, as words. */
async function registered({ desk, crane }: IssuingInstallation): Promise<string> {
  const code: Entropy = await sendDeclaration(desk, { wantsCertificate: true })
  await signInAt(crane, desk)
  await openNextCase(crane)
  await decideBy(crane.page, 'r')
  await crane.page.locator('[data-panel="start"]').waitFor()
  await desk.work()
  return returnCodeWords(code, 'en').join(' ')
}

async function visit(browser: Browser, site: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site, bypassCSP: true })
  const page = await context.newPage()
  page.setDefaultTimeout(patience(15_000))
  return page
}

/** Seal another content to the approving branch, as whoever prepares it could. Returns what puts the true one back. */
async function swapSealed({ db }: DeskInstallation): Promise<() => Promise<void>> {
  const { approval, request, to_box, to_sealed } = await db
    .selectFrom('certificates.prepared')
    .selectAll()
    .executeTakeFirstOrThrow()
  const { recipient } = await db
    .selectFrom('vault.box')
    .select('recipient')
    .where('id', '=', to_box)
    .executeTakeFirstOrThrow()
  const label = labelOf('certificate-content', request)
  const payload = Buffer.from(JSON.stringify({ request, holder: { kind: 'pseudonym', name: 'SAMPLE 别人' } }))
  const other = sealRecord({ ...label, payload, recipient: parseRecipient(recipient) })
  const put = async (sealed: Uint8Array) => {
    await sql`alter table certificates.prepared disable trigger erasure_only`.execute(db)
    await db
      .updateTable('certificates.prepared')
      .set({ to_sealed: sealed })
      .where('approval', '=', approval)
      .execute()
    await sql`alter table certificates.prepared enable trigger erasure_only`.execute(db)
  }
  await put(other)
  return () => put(to_sealed)
}

/** What a visitor without scripts sees, looked at where the tool's own script runs. */
async function isReadByAll(browser: Browser, page: Page): Promise<void> {
  await using context = await browser.newContext({ bypassCSP: true })
  const copy = await context.newPage()
  const { origin } = new URL(page.url())
  await copy.setContent((await page.content()).replace('<head>', `<head><base href="${origin}/">`))
  await isAccessible(copy)
}

async function ask(page: Page, site: string, code: string): Promise<void> {
  await page.goto(`${site}/en/certificate`)
  await page.locator('#code').fill(code)
  await page.locator('form.ask button').click()
}

const FORM = {
  name: 'SAMPLE 林晓雨',
  latin: 'SAMPLE LIN Xiaoyu',
  year: '1968',
  month: '5',
  date: '17',
  birthplace: '四川成都',
  when: 'SAMPLE: on Tuesdays',
}

async function fillIn(page: Page, differing: Partial<typeof FORM>): Promise<void> {
  for (const [name, value] of Object.entries({ ...FORM, ...differing }))
    await page.locator(`[name="${name}"]`).fill(value)
  await page.locator('button[value="ask"]').click()
}

async function lookUp(page: Page, { number, code }: { number: string; code: string }): Promise<void> {
  await page.locator('#number').fill(number)
  await page.locator('#code').fill(code)
  await page.locator('form.ask button').click()
}

async function download(page: Page, button: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return readDisk(await file.path())
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pdf-'))
  await writeFile(join(folder, 'page.pdf'), pdf)
  const text = execFileSync('pdftotext', ['-layout', join(folder, 'page.pdf'), '-']).toString()
  await rm(folder, { recursive: true })
  return text
}
