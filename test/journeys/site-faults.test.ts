import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, type Page } from 'playwright-core'
import { languagesCovering } from '#i18n'
import { post } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { codeOn, fieldsOn, openForm, press, says, send, visit, lookOver, go } from './site-visitor.ts'
import { becomes } from '../faults/becomes.ts'
import { noBrowser, launchBrowser } from './browser.ts'

const journey = { skip: noBrowser }
let browser: Browser
let installation: TestInstallation
before(async () => {
  if (noBrowser) return
  browser = await launchBrowser()
  installation = await openTestInstallation()
})
after(async () => {
  await browser?.close()
  await installation?.[Symbol.asyncDispose]()
})

for (const language of languagesCovering('site')) {
  const t = says(language)
  test(
    `everything that is wrong stands on top and at its field, in ${language}, and nothing typed is lost`,
    journey,
    async () => {
      const page = await visit(browser)
      await openForm(page, installation, language)
      await press(page, 'add')
      await page.locator('#p1n').fill('名'.repeat(81))
      await page.locator('#p1l').check()
      await page.locator('#words').fill('字'.repeat(4_001))
      await page.locator('#contact').fill('@'.repeat(201))
      const before = await fieldsOn(page)
      const response = page.waitForResponse((one) => one.request().method() === 'POST')
      await send(page)

      assert.equal((await response).status(), 422)
      const summary = page.locator('[role=alert]')
      assert.equal(await summary.locator('h2').innerText(), t('declare-faults-title', { count: 6 }))
      assert.deepEqual(await summary.locator('li').allInnerTexts(), [
        t('declare-fault-name-missing', { who: t('declare-person', { number: 1 }) }),
        t('declare-fault-organisation-missing', { who: t('declare-person', { number: 1 }) }),
        t('declare-fault-name-too-long', { who: t('declare-person', { number: 2 }), most: 80 }),
        t('declare-fault-agreement-missing', { who: t('declare-person', { number: 2 }) }),
        t('declare-fault-words-too-long', { most: 4_000 }),
        t('declare-fault-contact-too-long'),
      ])
      assert.deepEqual(await fieldsOn(page), before)

      const links = await summary.locator('a').all()
      assert.equal(links.length, 6)
      for (const link of links) {
        const field = (await link.getAttribute('href'))?.slice(1) ?? ''
        assert.ok(await page.locator(`#${field}`).isVisible(), `${field} is there to be led to`)
        assert.equal(await page.locator(`#${field}-fault`).innerText(), await link.innerText())
        await link.click()
        await page.locator(`#${field}:focus`).waitFor()
        await becomes(`the link leads to ${field}`, () => isInView(page, field))
      }
    },
  )
}

test('one fault is one, and mended it is gone', journey, async () => {
  const page = await visit(browser)
  await openForm(page, installation, 'en')
  await page.locator('#p0n').fill('Amina')
  await send(page)
  assert.equal(
    await page.locator('[role=alert] h2').innerText(),
    says('en')('declare-faults-title', { count: 1 }),
  )
  await page.locator('#p0u').check()
  await send(page)
  assert.equal(await page.locator('h1').textContent(), says('en')('done-title'))
})

test(
  'Mei comes back to a form that lay open for two days: nothing is lost, and pressing once more sends it',
  journey,
  async () => {
    await using later = await openTestInstallation()
    const page = await visit(browser)
    await openForm(page, later, 'zh-hant')
    await page.locator('#p0n').fill('梅')
    await page.locator('#p0l').check()
    await page.locator('#words').fill('兩天之後。')
    await lookOver(page)
    const before = await fieldsOn(page)
    later.wait(48)
    await go(page.locator('.act button'))
    assert.equal(await page.locator('[role=alert]').innerText(), says('zh-hant')('declare-stale'))
    assert.deepEqual(await fieldsOn(page), before)
    assert.equal((await later.reviewer.open())?.id, undefined)
    await send(page)
    assert.equal((await codeOn(page)).length, 12)
  },
)

test('what becomes public is chosen for nobody: whoever does not say is asked', journey, async () => {
  const page = await visit(browser)
  await page.goto(`${installation.origin}/zh-hans/declare`)
  await page.locator('#p0n').fill('阿一')
  await page.locator('#p0l').check()
  await send(page)
  const said = says('zh-hans')('declare-fault-visibility-missing')
  assert.deepEqual(await page.locator('[role=alert] li').allInnerTexts(), [said])
  await page.locator('[name="show"][value="counted"]').check()
  await send(page)
  assert.equal((await codeOn(page)).length, 12)
})

test('a form sent twice is one declaration with one code', journey, async () => {
  await using once = await openTestInstallation()
  const page = await visit(browser)
  await openForm(page, once, 'en')
  await page.locator('#p0n').fill('Amina')
  await page.locator('#p0l').check()
  await lookOver(page)
  const sent = {
    ...(await fieldsOn(page)),
    token: await page.locator('[name=token]').inputValue(),
    do: 'send',
  }
  await send(page)
  const code = await codeOn(page)
  // As a browser does whose first answer was lost on the way.
  const { text } = await post(once, '/en/declare', sent)
  for (const word of code) assert.ok(text.includes(`<li>${word}</li>`), word)
  assert.equal((await countSubmissions(once)).rows, 1)
})

test(
  'Jun goes back, changes a word and sends again: she is told what stands, and can send a second one',
  journey,
  async () => {
    await using twice = await openTestInstallation()
    const page = await visit(browser)
    await openForm(page, twice, 'en')
    await page.locator('#p0n').fill('Jun')
    await page.locator('#p0l').check()
    await lookOver(page)
    const token = await page.locator('[name=token]').inputValue()
    await send(page)
    const first = await codeOn(page)

    const form = new URLSearchParams({
      token,
      people: '1',
      do: 'send',
      p0n: 'Jun',
      p0k: 'pseudonym',
      p0w: 'self',
      p0y: 'on',
      show: 'name',
    })
    const again = await twice.app.request('/en/declare', { method: 'POST', body: form })
    const html = await again.text()
    assert.ok(html.includes(says('en')('declare-sent-before')))
    assert.match(html, /<bdi translate="no">Jun<\/bdi>/)
    const next = /name="token" value="([^"]+)"/.exec(html)?.[1] ?? ''
    assert.notEqual(next, token)
    form.set('token', next)
    const second = await (await twice.app.request('/en/declare', { method: 'POST', body: form })).text()
    assert.ok(second.includes(`<h1>${says('en')('done-title')}</h1>`))
    assert.ok(
      !first.every((word) => second.includes(`<li>${word}</li>`)),
      'a declaration of its own has a code of its own',
    )
    assert.equal((await countSubmissions(twice)).rows, 2)
  },
)

/** Browsers may scroll a moment after the click. */
async function isInView(page: Page, id: string): Promise<boolean> {
  const height = page.viewportSize()?.height ?? 0
  const box = await page.locator(`#${id}`).boundingBox()
  return box !== null && box.y + box.height > 0 && box.y < height
}

async function countSubmissions({ database }: TestInstallation): Promise<{ rows: number }> {
  return database.db
    .selectFrom('intake.submission')
    .select((row) => row.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
}
