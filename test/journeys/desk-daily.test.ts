// A day at the desk: what helps a reviewer, by keyboard alone, and a case that somebody has decided before her.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Browser } from 'playwright-core'
import { labelOf, identityFromSeed, openRecord, replyIdentitySeed } from '#vault'
import { drawSecondLooks } from '../second-looks.ts'
import { isAccessible } from './accessible.ts'
import { openDeskInstallation, sendDeclaration, somebody } from '../installation/with-desk.ts'
import { twoAtTheDesk } from './two-at-the-desk.ts'
import { decideBy, enrolFirst, openNextCase, type Workplace, signInAt, openWorkplace } from './workplace.ts'
import { launchBrowser, noBrowser } from './browser.ts'

/** Presses h; returns where the next key goes, before the page is shown anew. */
const PRESS_H = `(async () => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'h', bubbles: true }))
  await Promise.resolve().then(() => {})
  return document.activeElement.id
})()`

describe('a day at the desk', { skip: noBrowser }, () => {
  let browser: Browser
  before(async () => (browser = await launchBrowser()))
  after(() => browser.close())

  test('a ready question goes to the sender in her language, by keyboard, and can be changed', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    const { page } = workplace
    await enrolFirst(workplace, installation, 'Heron')
    const code = await sendDeclaration(installation, { language: 'zh-hant' })
    await signInAt(workplace, installation)
    await openNextCase(workplace)
    await page.locator('[data-act="hold"]:enabled').waitFor()
    assert.equal(
      await page.evaluate(PRESS_H),
      'question',
      'what she types next is her question, however soon',
    )
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('1')
    await page.waitForFunction(
      `document.querySelector('#question').value.startsWith('您沒有說明退出哪些組織。')`,
    )
    await page.keyboard.type(' SAMPLE')
    await page.keyboard.press('Control+Enter')
    await page.locator('[data-panel="start"]').waitFor()
    const { submission, question_for_sender: file } = await installation.db
      .selectFrom('review.decision')
      .selectAll()
      .executeTakeFirstOrThrow()
    const identity = identityFromSeed(replyIdentitySeed(code))
    const read = openRecord({
      identity,
      ...labelOf('question', submission),
      file: file ?? new Uint8Array(),
    })
    const text = read.outcome === 'opened' ? Buffer.from(read.payload).toString() : ''
    assert.match(text, /^您沒有說明.* SAMPLE$/)
  })

  test('a double tap decides what was read and nothing more, and a decision is undone for as long as it rests', async () => {
    await using installation = await openDeskInstallation('real', { undoMs: 3_600_000 })
    const workplace = await openWorkplace(browser)
    const { page } = workplace
    await enrolFirst(workplace, installation, 'Heron')
    await sendDeclaration(installation, { words: 'SAMPLE one' })
    await sendDeclaration(installation, { words: 'SAMPLE two' })
    await signInAt(workplace, installation)
    await openNextCase(workplace)
    const first = await page.locator('[data-part="words"]').textContent()
    await decideBy(page, 'r')
    const done = page.locator('[data-part="done"]')
    await done.waitFor()
    // The line stands before the next case does: both taps on what comes next fall into its first second.
    await page
      .locator('[data-part="words"]')
      .filter({ hasNotText: first ?? '' })
      .waitFor()
    await page.keyboard.press('r')
    await page.locator('[data-act="register"]').click({ force: true })
    assert.match((await done.textContent()) ?? '', /Registered\. People: 1/)
    const resting = () => installation.db.selectFrom('review.resting').select('submission').execute()
    assert.equal((await resting()).length, 1, 'the unread case is not decided')
    await page.setViewportSize({ width: 375, height: 700 })
    await isAccessible(page)

    await page.keyboard.press('b')
    await page
      .locator('[data-part="words"]')
      .filter({ hasText: first ?? '' })
      .waitFor()
    await page.locator('[data-part="case-problem"]').filter({ hasText: 'undone' }).waitFor()
    assert.equal(await done.isVisible(), false)
    assert.equal((await resting()).length, 0)
    await installation.work()
    assert.equal((await installation.db.selectFrom('register.entry').select('number').execute()).length, 0)
    // The other one was put back unread, and waits for anybody.
    assert.equal((await installation.db.selectFrom('review.lock').select('submission').execute()).length, 1)
  })

  test('whoever types for sixteen minutes loses nothing; whoever goes away is warned, and finds her words after a touch', async () => {
    let now = new Date()
    await using installation = await openDeskInstallation('real', { clock: () => now })
    const workplace = await openWorkplace(browser)
    const { page } = workplace
    await page.clock.install({ time: now })
    const passes = async (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000)
      await page.clock.fastForward(seconds * 1_000)
    }
    await enrolFirst(workplace, installation, 'Heron')
    await sendDeclaration(installation)
    await signInAt(workplace, installation)
    await openNextCase(workplace)
    await decideBy(page, 'h')
    const question = page.locator('#question')
    for (let minute = 0; minute < 16; minute += 1) {
      const heard = page.waitForResponse((response) => response.url().endsWith('/api/stay'))
      await passes(61)
      await question.pressSequentially('S')
      await heard
    }
    const warning = page.locator('[data-part="idle"]')
    await passes(14 * 60 + 6)
    await warning.waitFor()
    await isAccessible(page)
    await page.keyboard.press('Shift')
    await warning.waitFor({ state: 'hidden' })

    await passes(15 * 60 + 6)
    await page.locator('[data-panel="sign-in"]').waitFor()
    const left = await page.evaluate('JSON.stringify(Object.values(sessionStorage))')
    assert.match(String(left), /^\["[A-Za-z0-9+/=]+"\]$/)
    assert.doesNotMatch(Buffer.from(JSON.parse(String(left))[0], 'base64').toString('latin1'), /SSSS/)
    await page.locator('[data-act="sign-in"]').click()
    await page.locator('[data-part="case-problem"]').filter({ hasText: 'what you had typed' }).waitFor()
    assert.equal(await question.inputValue(), 'S'.repeat(16))
    await question.press('Control+Enter')
    await page.locator('[data-panel="start"]').waitFor()
    const decided = await installation.db.selectFrom('review.decision').select('verdict').execute()
    assert.deepEqual(decided, [{ verdict: 'hold' }])
  })

  test('whatever somebody is called, her case and her entry keep their places on the page', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    const { page } = workplace
    await enrolFirst(workplace, installation, 'Heron')
    const names = [`SAMPLE${'x'.repeat(74)}`, `SAMPLE${'寬'.repeat(74)}`, `S${'\u0323\u0302'.repeat(39)}`]
    await sendDeclaration(installation, { people: names.map(somebody), words: names.join('') })
    await signInAt(workplace, installation)
    await openNextCase(workplace)
    const keptItsPlace = async () => {
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 })
        const outside = await page.evaluate(`[...document.querySelectorAll('main *')]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
          .map((one) => one.outerHTML.slice(0, 80))`)
        assert.deepEqual(outside, [], `${page.url()} at ${width}`)
        const narrow =
          await page.evaluate(`[...document.querySelectorAll('[data-part="leaves"], td.organisations')]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width < 40)
          .map((one) => one.outerHTML.slice(0, 80))`)
        assert.deepEqual(narrow, [], `${page.url()} at ${width}: a letter a line`)
      }
    }
    await keptItsPlace()
    await decideBy(page, 'r')
    await page.locator('[data-panel="start"]').waitFor()
    await installation.work()
    await page.goto(`${installation.origin}/en/entry?number=1`)
    await keptItsPlace()
  })

  test('a list of people is gone through by arrow keys, and every key that the help names does something', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    const { page } = workplace
    await enrolFirst(workplace, installation, 'Heron')
    await sendDeclaration(installation, {
      people: ['一', '二', '三'].map((name) => somebody(`SAMPLE ${name}`)),
    })
    await signInAt(workplace, installation)
    await openNextCase(workplace)
    await page.keyboard.press('l')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    const published = await page
      .locator('[data-part="publish"]')
      .evaluateAll((boxes) => boxes.map((box) => (box as unknown as { checked: boolean }).checked))
    assert.deepEqual(published, [true, true, false])
    const named = await page.locator('#keys dt').allTextContents()
    for (const button of await page.locator('[data-panel="case"] button:has(kbd)').all()) {
      const key = (await button.locator('kbd').textContent()) ?? ''
      assert.ok(named.includes(key) || /^[1-6]$/.test(key), `the help names ${key}`)
    }
  })

  test('the languages that a member chooses are kept, and her page shows them again', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    const { page } = workplace
    await enrolFirst(workplace, installation, 'Heron')
    await sendDeclaration(installation, { language: 'en' })
    const waiting = await installation.db.selectFrom('intake.pending').select('language').execute()
    assert.deepEqual(waiting, [{ language: 'en' }])
    await signInAt(workplace, installation)
    await page.locator('[data-part="reads"] summary').click()
    await page.locator('[name="reads"][value="zh-hans"]').check()
    await page.locator('[data-part="live"]').filter({ hasText: 'Kept' }).waitFor({ state: 'attached' })
    const member = await installation.db.selectFrom('staff.member').select('languages').executeTakeFirst()
    assert.deepEqual(member?.languages, ['zh-hans'])
    await signInAt(workplace, installation)
    await page.locator('[data-part="reads"] summary').click()
    assert.ok(await page.locator('[name="reads"][value="zh-hans"]').isChecked())
    await openNextCase(workplace)
  })

  test('a case that a colleague has registered comes as a new one: no number, no history, the same page', async () => {
    await using installation = await openDeskInstallation('real')
    await drawSecondLooks(installation.db, 1)
    const { heron, crane } = await twoAtTheDesk(browser, installation)
    await sendDeclaration(installation)
    await openNextCase(crane)
    const first = await whatIsShown(crane)
    await decideBy(crane.page, 'r')
    await crane.page.locator('[data-panel="start"]').waitFor()
    await installation.work()
    assert.equal(await crane.page.locator('[data-part="waiting"]').textContent(), '0')

    await signInAt(heron, installation)
    assert.equal(await heron.page.locator('[data-part="waiting"]').textContent(), '1')
    await openNextCase(heron)
    assert.deepEqual(await whatIsShown(heron), first)
    await decideBy(heron.page, 'd')
    await heron.page.keyboard.press('5')
    await heron.page.locator('[data-panel="start"]').waitFor()
    assert.equal(await heron.page.locator('[data-part="decided"]').textContent(), '1')
    await installation.work()
    const { length } = await installation.db.selectFrom('register.entry').selectAll().execute()
    assert.equal(length, 1, 'the entry stands')

    await heron.page.goto(`${installation.origin}/en/oversight`)
    assert.match(
      (await heron.page.locator('.overseen:has(#looks) tbody').textContent()) ?? '',
      /Registered.*Declined/,
    )
    assert.doesNotMatch(
      (await heron.page.locator('.overseen:has(#looks)').textContent()) ?? '',
      /Crane|林晓雨/,
    )
    for (const colorScheme of ['light', 'dark'] as const) {
      await heron.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await isAccessible(heron.page)
    }
  })
})

/** The page of a case, but for the moment. */
async function whatIsShown({ page }: Workplace): Promise<string[]> {
  const buttons = page.locator('[data-panel="case"] button').filter({ visible: true })
  return [
    (await page.locator('.case-head').textContent()) ?? '',
    (await page.locator('.case-read').textContent()) ?? '',
    String(await page.locator('[data-part="history-section"]').isVisible()),
    ...(await buttons.allTextContents()),
  ]
}
