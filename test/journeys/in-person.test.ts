// Two people come to a branch: an operator takes their declaration down, with a passkey of her own, and they go home with a
// slip. What becomes of it at the site, in review, in the count and in the ledger.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type Browser, type Page } from 'playwright-core'
import { CENTRE_LINE_MOST, SAMPLE_CENTRE } from '#config'
import { asMember } from '#db'
import { deskApp } from '#desk'
import { readEntry } from '#register'
import { siteApp } from '#site'
import { localeFor } from '#i18n'
import { openBranchRow } from '../members.ts'
import { isAccessible } from './accessible.ts'
import { type DeskInstallation, openDeskInstallation } from '../installation/with-desk.ts'
import {
  decideBy,
  enrolByLink,
  enrolFirst,
  openNextCase,
  type Workplace,
  signInAt,
  openWorkplace,
} from './workplace.ts'
import { launchBrowser, noBrowser } from './browser.ts'
import { siteDeps } from '../installation/site.ts'

const en = localeFor('en', { sample: false }).t
const zh = localeFor('zh-hans', { sample: false }).t
const FORM = '/en/branch/paris/declare'

describe('in person at a branch', { skip: noBrowser }, () => {
  let browser: Browser
  before(async () => (browser = await launchBrowser()))
  after(() => browser.close())

  test('a declaration for two is taken down at SAMPLE paris, its slip works at the site, and it is counted by its door', async (t) => {
    await using installation = await openDeskInstallation('real')
    const { heron, osprey } = await reviewerAndOperator(browser, installation)
    const { page } = osprey
    let code: string[] = []

    await t.test('faults are shown in the people’s language, and nothing typed is lost', async () => {
      const link = page.locator('nav a', { hasText: en('in-person-nav') })
      assert.equal(await link.getAttribute('target'), '_blank', 'her key stays with the desk')
      await page.goto(new URL((await link.getAttribute('href')) ?? '', page.url()).href)
      await page.waitForURL(`**${FORM}`)
      await page.locator('button[value="speak-zh-hans"]').click()
      await page.locator('#p0n').fill('SAMPLE 林晓雨')
      await page.locator('button[value="add"]').click()
      await page.locator('button[value="review"]').click()
      assert.match((await page.locator('.attention').textContent()) ?? '', /第 2 人/)
      assert.equal(await page.locator('#p0n').inputValue(), 'SAMPLE 林晓雨')
      assert.equal(await page.locator('h1').textContent(), en('in-person-title'), 'her own language stays')
      await page.locator('.languages button', { hasText: '繁體' }).click()
      assert.equal(await page.locator('#p0n').inputValue(), 'SAMPLE 林晓雨', 'another frame, the same form')
      await page.locator('.languages button', { hasText: 'English' }).click()
      await isAccessible(page)
    })

    await t.test('the slip is on the paper and not on the screen, and says nothing of anybody', async () => {
      await fillIn(page)
      await page.locator('button[value="review"]').click()
      const shown = await page.locator('.look').allInnerTexts()
      assert.match(shown.join(), /SAMPLE 林晓雨[^]*SAMPLE 周明/, 'what is turned to them')
      assert.match(shown.join(), new RegExp(zh('review-public-name')), 'in their language')
      assert.equal(await page.locator('h1').textContent(), en('review-title'))
      await isAccessible(page)
      await page.locator('button[value="send"]').click()
      await page.locator('.handing-over').waitFor()
      assert.equal(await page.title(), '—', 'nor does the printer’s own list')
      assert.equal(await page.locator('.slip').isVisible(), false)
      await isAccessible(page)
      await page.emulateMedia({ media: 'print' })
      assert.equal(await page.locator('.slip').isVisible(), true)
      assert.equal(await page.locator('h1').isVisible(), false)
      // The words of a code are drawn from a list of everyday ones, some of which are meant below.
      const words = new Set(await page.locator('.slip-words li').allTextContents())
      const lines = (await page.locator('body').innerText()).split('\n')
      const paper = lines.filter((line) => !words.has(line.trim())).join('\n')
      assert.doesNotMatch(paper, /SAMPLE|林|周|Exeunt|paris|团|党|退|声明|declar/i)
      assert.equal(await page.pdf({ preferCSSPageSize: true }).then(pagesOf), 1)
      await page.emulateMedia({ media: null })

      await page.getByLabel(en('in-person-slip-centre')).check()
      await page.emulateMedia({ media: 'print' })
      const ofCentre = await page.locator('.slip-centre').innerText()
      const { name, address, contact } = SAMPLE_CENTRE
      assert.deepEqual(
        ofCentre.split('\n').filter(Boolean),
        [name['zh-hans'], address, contact],
        'where they want it',
      )
      // As long as its settings may be, and wide.
      await page
        .locator('.slip-centre > span')
        .evaluateAll(
          (lines, most) => lines.forEach((line) => (line.textContent = '中'.repeat(most))),
          CENTRE_LINE_MOST,
        )
      assert.equal(
        await page.pdf({ preferCSSPageSize: true }).then(pagesOf),
        1,
        'whole, on one piece of paper',
      )
      await page.emulateMedia({ media: null })
      await page.getByLabel(en('in-person-slip-centre')).uncheck()
      await page.locator('.show-slip summary').click()
      code = await page.locator('.slip-words li').allTextContents()
      assert.equal(code.length, 12)
    })

    await t.test('a reload of the page does not bring it back', async () => {
      await page.reload()
      assert.equal(await page.locator('.slip-words').count(), 0, 'the history has forgotten it')
    })

    await t.test('its sender comes back with it at the public site', async () => {
      assert.match(await cameBack(installation, code), new RegExp(zh('return-received')))
    })

    await t.test('the operator cannot read it, nor anybody who is no reviewer of it', async () => {
      assert.equal(await statusOf(page, '/api/case/next'), 403)
      const { id } = await installation.db
        .selectFrom('staff.member')
        .select('id')
        .where('name', '=', 'Osprey')
        .executeTakeFirstOrThrow()
      const mine = asMember(installation.deps.db, id)
      for (const table of ['intake.submission', 'intake.pending', 'intake.return_code']) {
        const { rows } = await sql`select 1 from ${sql.table(table)}`.execute(mine)
        assert.deepEqual(rows, [], table)
      }
      const { rows: keys } = await sql`
        select 1 from vault.box_key key join vault.box box on box.id = key.box where box.class = 'draft'`.execute(
        mine,
      )
      assert.deepEqual(keys, [])
      await assert.rejects(sql`select sealed from intake.submission`.execute(mine), /permission denied/)
    })

    await t.test('the reviewer is told how and by whom it was taken down, and registers it', async () => {
      await signInAt(heron, installation)
      await openNextCase(heron)
      const facts = (await heron.page.locator('[data-part="case-facts"]').textContent()) ?? ''
      assert.match(facts, new RegExp(en('channel-branch')))
      const taken = (await heron.page.locator('[data-part="in-person"]').textContent()) ?? ''
      assert.match(taken, /SAMPLE paris.*Osprey/)
      await decideBy(heron.page, 'r')
      await heron.page.locator('[data-panel="start"]').waitFor()
      await installation.work()
    })

    await t.test('the count has it by its door, and a stranger proves the ledger', async () => {
      const count = (await (await site(installation).request('/count.json')).json()) as Count
      assert.deepEqual([count.total, count.by_channel], [2, { branch: 2 }])
      const verdict = await installation.ledger.audit()
      assert.equal(verdict.outcome, 'proved')
      assert.deepEqual(verdict.totals?.channels, [
        { channel: 'branch', grade: 'taken', counted: 2, retracted: 0 },
      ])
      const entry = await readEntry(installation.db, 1)
      assert.equal(entry?.channel, 'branch')
      const shown = await (await site(installation).request('/en/register/1')).text()
      assert.match(shown, new RegExp(en('channel-branch')))
      assert.doesNotMatch(shown, /paris|Osprey/i, 'never at which branch, and never by whom')
    })
  })

  test('nobody takes anything down but an operator, and at her own branch', async () => {
    await using installation = await openDeskInstallation('real')
    const { heron, osprey } = await reviewerAndOperator(browser, installation)
    await installation.db
      .deleteFrom('staff.role')
      .where('role', '=', 'operator')
      .where('branch', '=', 'centre')
      .execute()
    await signInAt(heron, installation)
    assert.equal(await heron.page.locator('nav a', { hasText: en('in-person-nav') }).isVisible(), false)
    for (const [{ page }, path] of [
      [heron, FORM],
      [heron, '/en/branch/centre/declare'],
      [osprey, '/en/branch/lyon/declare'],
      [osprey, '/en/branch/centre/declare'],
    ] as const) {
      await page.goto(`${installation.origin}${path}`)
      assert.equal(new URL(page.url()).pathname, '/en/', path)
      assert.equal(await statusOf(page, path), 403, path)
    }
  })

  test('a form that was sent after the session had ended is not lost', async () => {
    await using installation = await openDeskInstallation('real')
    const { osprey } = await reviewerAndOperator(browser, installation)
    const { page } = osprey
    await page.goto(`${installation.origin}${FORM}`)
    await page.locator('#p0n').fill('SAMPLE 林晓雨')
    await page.locator('button[value="add"]').click()
    await fillIn(page)
    await page.locator('button[value="review"]').click()
    const session = await page.context().cookies()
    await page.context().clearCookies()
    await page.locator('button[value="send"]').click()
    await page.locator('h1', { hasText: en('in-person-lapsed-title') }).waitFor()
    assert.equal((await installation.db.selectFrom('intake.submission').selectAll().execute()).length, 0)
    await isAccessible(page)
    // As if she had signed in in another tab.
    await page.context().addCookies(session)
    await page.locator('button', { hasText: en('in-person-lapsed-on') }).click()
    await page.locator('.handing-over').waitFor()
    assert.equal((await installation.db.selectFrom('intake.submission').selectAll().execute()).length, 1)
  })

  test('a slip that was handed over is not shown again, and without a slip there is no code', async () => {
    await using installation = await openDeskInstallation('real')
    const { osprey } = await reviewerAndOperator(browser, installation)
    const { page } = osprey
    await page.goto(`${installation.origin}${FORM}`)
    await page.locator('#p0n').fill('SAMPLE 林晓雨')
    await page.locator('button[value="add"]').click()
    await fillIn(page)
    const again = await asSent(page, 'send')
    const before = await asSent(page, 'add')
    await page.locator('button[value="review"]').click()
    await page.locator('button[value="send"]').click()
    await page.locator('.handing-over').waitFor()
    assert.match(await sendAgain(page, again), /class="slip-words"/, 'while it was not handed over')
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const headers = {
      cookie,
      origin: installation.origin,
      'content-type': 'application/x-www-form-urlencoded',
    }
    const anew = await deskApp(installation.deps).request(FORM, { method: 'POST', headers, body: again })
    assert.match(await anew.text(), /class="slip-words"/, 'also where the desk fell down before it answered')
    assert.equal((await installation.db.selectFrom('intake.submission').selectAll().execute()).length, 1)
    await page.locator('button[value="next"]').click()
    await page.locator('#p0n').waitFor()
    assert.equal(await page.locator('#p0n').inputValue(), '')
    for (const form of [again, before]) {
      const answer = await sendAgain(page, form)
      assert.doesNotMatch(answer, /slip-words|林晓雨/, 'whoever sits down next brings nothing back')
      assert.ok(answer.includes(en('in-person-handed-over')))
    }

    await page.locator('#p0n').fill('SAMPLE 周明')
    await page.locator('button[value="add"]').click()
    await fillIn(page)
    await page.locator('button[value="review"]').click()
    await page.locator('button[value="send-no-code"]').click()
    await page.locator('.handing-over').waitFor()
    assert.equal(await page.locator('.slip').count(), 0)
    const codes = await installation.db.selectFrom('intake.return_code').selectAll().execute()
    assert.equal(codes.length, 1, 'the first one’s alone')
  })
})

interface Count {
  readonly total: number
  readonly by_channel: Readonly<Record<string, number>>
}

/** Heron opened the installation and reviews; Osprey is an operator at SAMPLE paris, invited and admitted. Both have passkeys. */
async function reviewerAndOperator(
  browser: Browser,
  installation: DeskInstallation,
): Promise<{ heron: Workplace; osprey: Workplace }> {
  const heron = await openWorkplace(browser)
  const osprey = await openWorkplace(browser)
  await enrolFirst(heron, installation, 'Heron')
  await openBranchRow(installation.db, 'paris')
  await openBranchRow(installation.db, 'lyon')
  await signInAt(heron, installation)
  await heron.page.goto(`${installation.origin}/en/team`)
  const form = heron.page.locator('[data-part="invite-form"]')
  await form.locator('select[name="role"]').selectOption('operator')
  await form.locator('select[name="branch"]').selectOption('paris')
  await form.locator('button').click()
  const link = heron.page.locator('#invitation-link')
  await link.waitFor()
  await enrolByLink(osprey, await link.inputValue(), 'Osprey')
  await heron.page.goto(`${installation.origin}/en/team`)
  const row = heron.page.locator('tbody tr', { has: heron.page.locator('th', { hasText: 'Osprey' }) })
  await row.locator('[data-act="admit"]').click()
  await heron.page.locator('#admit button[value="yes"]').click()
  await heron.page.locator('[data-part="done"]').filter({ hasText: 'Osprey' }).waitFor()
  await signInAt(osprey, installation)
  return { heron, osprey }
}

/** What is still missing of two people, wherever the form stands. */
async function fillIn(page: Page): Promise<void> {
  await page.locator('#p1n').fill('SAMPLE 周明')
  for (const at of [0, 1]) {
    await page.locator(`[name="p${at}w"][value="self"]`).check()
    await page.locator(`#p${at}l`).check()
  }
  await page.locator('[name="show"][value="name"]').check()
}

/** The public site of the same installation. */
function site(installation: DeskInstallation) {
  return siteApp(siteDeps(installation.base))
}

async function cameBack(installation: DeskInstallation, code: readonly string[]): Promise<string> {
  const app = site(installation)
  const asked = await (await app.request('/zh-hans/return')).text()
  const token = /name="token" value="([^"]+)"/.exec(asked)?.[1] ?? ''
  const body = new URLSearchParams({ token, code: code.join(''), do: 'look' })
  return (await app.request('/zh-hans/return', { method: 'POST', body })).text()
}

/** What the desk answers to a post from this page. */
function statusOf(page: Page, path: string): Promise<number> {
  return page.evaluate(
    (to) =>
      fetch(to, { method: 'POST', body: new URLSearchParams({ do: 'send' }) }).then((one) => one.status),
    path,
  )
}

/** What a button of the form that the page shows would send. */
async function asSent(page: Page, act: string): Promise<string> {
  const body = new URLSearchParams(
    await page.evaluate<string>(
      `new URLSearchParams([...new FormData(document.querySelector('form.declare'))]).toString()`,
    ),
  )
  body.set('do', act)
  return body.toString()
}

/** The same form once more, as a browser sends it at "back" and "reload". */
function sendAgain(page: Page, body: string): Promise<string> {
  return page.evaluate(
    ([path, sent]) =>
      fetch(path ?? '', { method: 'POST', body: new URLSearchParams(sent) }).then((one) => one.text()),
    [FORM, body] as const,
  )
}

function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}
