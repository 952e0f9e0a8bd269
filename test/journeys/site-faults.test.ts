import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, type Page } from 'playwright-core'
import { openHouseUnderTest, type HouseUnderTest } from './house-under-test.ts'
import { codeOn, fieldsOn, launch, noBrowser, openForm, press, send, visit } from './site-visitor.ts'

const journey = { skip: noBrowser }
let browser: Browser
let house: HouseUnderTest
before(async () => {
  if (noBrowser) return
  browser = await launch()
  house = await openHouseUnderTest()
})
after(async () => {
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

const SAID = {
  en: ['6 things are missing', /Person 1: the name is missing/, /Person 2: without her or his agreement/],
  'zh-hans': ['有 6 处', /第 1 人：没有填写名字/, /第 2 人：未经本人同意/],
  'zh-hant': ['有 6 處', /第 1 人：沒有填寫名字/, /第 2 人：未經本人同意/],
} as const

for (const [language, [title, missing, agreement]] of Object.entries(SAID)) {
  test(`everything that is wrong stands on top and at its field, in ${language}, and nothing typed is lost`, journey, async () => {
    const page = await visit(browser)
    await openForm(page, house, language as keyof typeof SAID)
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
    const text = await summary.innerText()
    assert.ok(text.includes(title), text)
    assert.match(text, missing)
    assert.match(text, agreement)
    assert.deepEqual(await fieldsOn(page), before)

    const links = await summary.locator('a').all()
    assert.equal(links.length, 6)
    for (const link of links) {
      const field = (await link.getAttribute('href'))?.slice(1) ?? ''
      assert.ok(await page.locator(`#${field}`).isVisible(), `${field} is there to be led to`)
      assert.equal(await page.locator(`#${field}-fault`).innerText(), await link.innerText())
      await link.click()
      assert.ok(await inView(page, field), `the link leads to ${field}`)
    }
  })
}

test('one fault is one, and mended it is gone', journey, async () => {
  const page = await visit(browser)
  await openForm(page, house, 'en')
  await page.locator('#p0n').fill('Amina')
  await send(page)
  assert.match(await page.locator('[role=alert]').innerText(), /^One thing is missing/)
  await page.locator('#p0u').check()
  await send(page)
  assert.equal(await page.locator('h1').textContent(), 'Received')
})

test('Mei comes back to a form that lay open for two days: nothing is lost, and pressing once more sends it', journey, async () => {
  await using later = await openHouseUnderTest()
  const page = await visit(browser)
  await openForm(page, later, 'zh-hant')
  await page.locator('#p0n').fill('梅')
  await page.locator('#p0l').check()
  await page.locator('#words').fill('兩天之後。')
  const before = await fieldsOn(page)
  later.wait(48)
  await send(page)
  assert.match(await page.locator('[role=alert]').innerText(), /這個頁面開啟已超過一天。內容沒有遺失/)
  assert.deepEqual(await fieldsOn(page), before)
  assert.equal((await later.reviewer.open())?.id, undefined)
  await send(page)
  assert.equal((await codeOn(page)).length, 12)
})

test('a form sent twice is one declaration with one code', journey, async () => {
  await using once = await openHouseUnderTest()
  const page = await visit(browser)
  await openForm(page, once, 'en')
  await page.locator('#p0n').fill('Amina')
  await page.locator('#p0l').check()
  await send(page)
  const first = await codeOn(page)
  await page.reload()
  assert.deepEqual(await codeOn(page), first)
  await once.reviewer.registerAll()
  const { rows } = await countSubmissions(once)
  assert.equal(rows, 1)
})

test('Jun goes back, changes a word and sends again: she is told what stands, and can send a second one', journey, async () => {
  await using twice = await openHouseUnderTest()
  const page = await visit(browser)
  await openForm(page, twice, 'en')
  await page.locator('#p0n').fill('Jun')
  await page.locator('#p0l').check()
  const token = await page.locator('[name=token]').inputValue()
  await send(page)
  const first = await codeOn(page)

  const form = new URLSearchParams({ token, people: '1', do: 'send', p0n: 'Jun', p0k: 'pseudonym', p0w: 'self', p0y: 'on', show: 'name' })
  const again = await twice.app.request('/en/declare', { method: 'POST', body: form })
  const html = await again.text()
  assert.match(html, /This form was sent before, with something else in it, and that stands/)
  assert.match(html, /value="Jun"/)
  const next = /name="token" value="([^"]+)"/.exec(html)?.[1] ?? ''
  assert.notEqual(next, token)
  form.set('token', next)
  const second = await (await twice.app.request('/en/declare', { method: 'POST', body: form })).text()
  assert.match(second, /<h1>Received<\/h1>/)
  assert.ok(!first.every((word) => second.includes(`<li>${word}</li>`)), 'a declaration of its own has a code of its own')
  assert.equal((await countSubmissions(twice)).rows, 2)
})

async function inView(page: Page, id: string): Promise<boolean> {
  const box = await page.locator(`#${id}`).boundingBox()
  const height = page.viewportSize()?.height ?? 0
  return box !== null && box.y >= 0 && box.y < height
}

async function countSubmissions({ database }: HouseUnderTest): Promise<{ rows: number }> {
  return database.db
    .selectFrom('intake.submission')
    .select((row) => row.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
}
