import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser } from 'playwright-core'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { fieldsOn, go, lookOver, openForm, press, says, send, visit } from './site-visitor.ts'
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

/** Invented names: a family name and a number in characters. */
const DIGITS = '零一二三四五六七八九'
const NAMES = Array.from({ length: 400 }, (_, index) => {
  const family = '林王李张刘陈杨赵黄周'[index % 10] ?? ''
  return `${family}${[...String(index)].map((digit) => DIGITS[Number(digit)]).join('')}`
})

test(
  'Old Zhao brings fifty-three colleagues on a numbered list that says what some of them leave',
  journey,
  async () => {
    const zh = says('zh-hans')
    const page = await visit(browser)
    await openForm(page, installation, 'zh-hans')
    await page.locator('.paste summary').click()
    const said = ['', '，退团队', ',退党', '\t退党团队', '，三退', '，退团，退队']
    const lines = NAMES.slice(0, 53).map((name, at) => `${at + 1}、${name}${said[at % said.length]}`)
    await page.locator('#list').fill(['三退名单：', ...lines, '共53人'].join('\n'))
    await page.locator('[name="ly"]').check()
    await page.locator('[name="la"]').check()
    await press(page, 'paste')

    assert.equal((await fieldsOn(page))['people'], '53')
    assert.equal(await page.locator('#list').inputValue(), '')
    const report = await page.locator('.report').innerText()
    assert.ok(report.includes(zh('declare-taken', { lines: 55, people: 53 })), report)
    assert.equal(await page.locator('.rows li').count(), 53)
    await lookOver(page)
    assert.equal(await page.locator('.look .rows li').count(), 53, 'everybody is seen once more')
    assert.equal(await installation.reviewer.open(), null, 'and nothing is there yet')
    await go(page.locator('.act button'))
    assert.equal(await page.locator('.lead').innerText(), zh('done-lead', { people: 53 }))

    const found = await installation.reviewer.open()
    assert.ok(found)
    const { people, findings } = found.submission
    assert.deepEqual(
      people.map(({ name }) => name),
      NAMES.slice(0, 53),
    )
    assert.ok(people.every(({ basis, agreed }) => basis === 'asked' && agreed))
    const left = people
      .slice(0, 6)
      .map(({ party, league, pioneers }) => [party && 'P', league && 'L', pioneers && 'Y'])
    assert.deepEqual(
      left.map((of) => of.filter(Boolean).join('')),
      ['Y', 'LY', 'P', 'PLY', 'PLY', 'LY'],
    )
    assert.ok(findings.some(({ code }) => code === 'long-list'))
    await installation.reviewer.register(found)
  },
)

test(
  'of a list of 230, thirty-one stay in the box and are said to wait, and the form for two hundred stays small',
  journey,
  async () => {
    const zh = says('zh-hant')
    const page = await visit(browser, { viewport: { width: 375, height: 812 } })
    await openForm(page, installation, 'zh-hant')
    await page.locator('#p0n').fill('趙老師')
    await page.locator('#p0p').check()
    await page.locator('.paste summary').click()
    const list = NAMES.slice(0, 230).map((name) => `${name}，退團`)
    await page.locator('#list').fill(list.join('\n'))
    await press(page, 'paste')

    const fields = await fieldsOn(page)
    assert.deepEqual([fields['people'], fields['p0n']], ['200', '趙老師'])
    assert.ok((await page.locator('#p199n').innerText()).includes(NAMES[198] ?? '-'))
    assert.equal(fields['list']?.split('\n').length, 31)
    const report = await page.locator('.report').innerText()
    assert.ok(report.includes(zh('declare-taken', { lines: 230, people: 199 })), report)
    assert.ok(report.includes(zh('declare-taken-waiting', { waiting: 31, most: 200 })), report)
    assert.ok(await page.locator('.paste[open]').isVisible(), 'the box stays open')
    assert.ok(await page.locator('button[value="add"]').isDisabled(), 'there is no room for one more')
    const screens = (await page.evaluate<number>('document.documentElement.scrollHeight')) / 812
    assert.ok(screens < 20, `${screens} screens`)
    const { length } = await page.content()
    assert.ok(length < 48_000, `${length} signs`)

    const posted = page.waitForRequest((request) => request.method() === 'POST')
    await send(page)
    const bytes = (await posted).postData()?.length ?? 0
    assert.ok(bytes > 0 && bytes < 16_000, `${bytes} bytes at a press`)
    assert.deepEqual(await page.locator('[role=alert] li').allInnerTexts(), [
      zh('declare-fault-agreement-of-list', { count: 199 }),
      zh('declare-fault-list-not-taken'),
    ])
    assert.deepEqual(await fieldsOn(page), fields)
    await page.locator('[name="la"]').check()
    await page.locator('#list').fill('')
    await send(page)
    assert.equal(await page.locator('.lead').innerText(), zh('done-lead', { people: 200 }))

    // Cases are handed out at random: what waits here would be another test's next one.
    const found = await installation.reviewer.open()
    assert.ok(found)
    assert.deepEqual(
      found.submission.people.map(({ name }) => name),
      ['趙老師', ...NAMES.slice(0, 199)],
    )
    await installation.reviewer.register(found)
  },
)

test('a list that was not put into the form is never sent without it', journey, async () => {
  const page = await visit(browser)
  await openForm(page, installation, 'en')
  await page.locator('#p0n').fill('Amina')
  await page.locator('#p0y').check()
  await page.locator('.paste summary').click()
  await page.locator('#list').fill('Bo\nCai')
  await send(page)
  assert.equal(await page.locator('[role=alert] li').innerText(), says('en')('declare-fault-list-not-taken'))
  assert.equal(await page.locator('#list').inputValue(), 'Bo\nCai')
})

test(
  'Mei settles what could not be read, changes one of her list, and goes back from the last look without losing anything',
  journey,
  async () => {
    const en = says('en')
    const page = await visit(browser)
    await openForm(page, installation, 'en')
    await page.locator('.paste summary').click()
    await page.locator('#list').fill('Lin, Xiaoyu\n张三，四川成都，退团\n王五、赵六，退党\n李四等30人')
    await press(page, 'paste')
    assert.ok((await page.locator('.report').innerText()).includes(en('declare-unread-more-people')))
    assert.equal(await page.locator('#list').inputValue(), '李四等30人')
    await page.locator('#list').fill('李四')
    await press(page, 'paste')
    const names = ['Lin, Xiaoyu', '张三', '王五', '赵六', '李四']
    assert.deepEqual(await page.locator('.rows bdi').allInnerTexts(), names)

    await send(page)
    assert.deepEqual(await page.locator('[role=alert] li').allInnerTexts(), [
      en('declare-fault-organisations-of-list', { count: 2 }),
      en('declare-fault-agreement-of-list', { count: 5 }),
    ])
    await page.locator('[name="ly"]').check()
    await page.locator('[name="la"]').check()
    await press(page, 'open-0')
    assert.ok(await page.locator('#p0y').isChecked(), 'the answer for all is hers')
    await page.locator('#p0y').uncheck()
    await page.locator('#p0l').check()
    await press(page, 'fold-0')
    await lookOver(page)
    const shown = await page.locator('.look').first().innerText()
    assert.match(shown, /Lin, Xiaoyu\s+Youth League[^]*李四\s+Young Pioneers/)
    await press(page, 'edit')
    const before = await fieldsOn(page)
    await lookOver(page)
    await go(page.locator('button[formaction="/zh-hans/declare"]'))
    assert.equal(await page.locator('h1').textContent(), says('zh-hans')('review-title'))
    await press(page, 'edit')
    assert.deepEqual(await fieldsOn(page), before)
    await send(page)
    const found = await installation.reviewer.open()
    assert.ok(found)
    assert.deepEqual(
      found.submission.people.map(({ name, party, league, pioneers }) => [name, party, league, pioneers]),
      [
        ['Lin, Xiaoyu', false, true, false],
        ['张三', false, true, false],
        ['王五', true, false, false],
        ['赵六', true, false, false],
        ['李四', false, false, true],
      ],
    )
    await installation.reviewer.register(found)
  },
)
