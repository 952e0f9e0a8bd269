import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser } from 'playwright-core'
import { openHouseUnderTest, type HouseUnderTest } from './house-under-test.ts'
import { fieldsOn, launch, noBrowser, openForm, press, says, send, visit } from './site-visitor.ts'

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
    const page = await visit(browser)
    await openForm(page, house, 'zh-hans')
    await page.locator('.paste summary').click()
    const said = ['', '，退团队', ',退党', '\t退党团队', '，三退', '，退团，退队']
    await page.locator('#list').fill(
      NAMES.slice(0, 53)
        .map((name, at) => `${at + 1}、${name}${said[at % said.length]}`)
        .join('\n'),
    )
    await page.locator('[name="ly"]').check()
    await page.locator('[name="la"]').check()
    await press(page, 'paste')

    assert.equal((await fieldsOn(page))['people'], '53')
    assert.equal(await page.locator('#list').inputValue(), '')
    await send(page)
    assert.equal(await page.locator('.lead').innerText(), says('zh-hans')('done-lead', { people: 53 }))

    const found = await house.reviewer.open()
    assert.ok(found)
    const { people, findings } = found.submission
    assert.deepEqual(
      people.map(({ name }) => name),
      NAMES.slice(0, 53),
    )
    assert.ok(people.every(({ basis, agreed }) => basis === 'asked' && agreed))
    const left = people
      .slice(0, 6)
      .map(({ party, league, pioneers }) => [party && 'party', league && 'league', pioneers && 'pioneers'])
    assert.deepEqual(
      left.map((of) => of.filter(Boolean).join()),
      ['pioneers', 'league,pioneers', 'party', 'party,league,pioneers', 'pioneers', 'league,pioneers'],
    )
    assert.ok(findings.some(({ code }) => code === 'long-list'))
    await house.reviewer.register(found)
  },
)

test(
  'of a list of 230, thirty stay in the box, word for word, and wait for the next declaration',
  journey,
  async () => {
    const page = await visit(browser)
    await openForm(page, house, 'zh-hant')
    await page.locator('#p0n').fill('趙老師')
    await page.locator('#p0p').check()
    await page.locator('.paste summary').click()
    await page.locator('#list').fill(
      NAMES.slice(0, 230)
        .map((name) => `${name}，退團`)
        .join('\n'),
    )
    await page.locator('[name="la"]').check()
    await press(page, 'paste')

    const fields = await fieldsOn(page)
    assert.deepEqual([fields['people'], fields['p0n'], fields['p199n']], ['200', '趙老師', NAMES[198]])
    assert.equal(
      fields['list'],
      NAMES.slice(199, 230)
        .map((name) => `${name}，退團`)
        .join('\n'),
    )
    assert.ok(await page.locator('.paste[open]').isVisible(), 'the box stays open')
    assert.ok(await page.locator('button[value="add"]').isDisabled(), 'there is no room for one more')

    await send(page)
    assert.equal(
      await page.locator('[role=alert] li').innerText(),
      says('zh-hant')('declare-fault-list-not-taken'),
    )
    assert.deepEqual(await fieldsOn(page), fields)
    await page.locator('#list').fill('')
    await send(page)
    assert.equal(await page.locator('.lead').innerText(), says('zh-hant')('done-lead', { people: 200 }))
  },
)

test('a list that was not put into the form is never sent without it', journey, async () => {
  const page = await visit(browser)
  await openForm(page, house, 'en')
  await page.locator('#p0n').fill('Amina')
  await page.locator('#p0y').check()
  await page.locator('.paste summary').click()
  await page.locator('#list').fill('Bo\nCai')
  await send(page)
  assert.equal(await page.locator('[role=alert] li').innerText(), says('en')('declare-fault-list-not-taken'))
  assert.equal(await page.locator('#list').inputValue(), 'Bo\nCai')
})

test('what stands behind a comma and is no organisation is not lost', journey, async () => {
  const page = await visit(browser)
  await openForm(page, house, 'en')
  await page.locator('.paste summary').click()
  await page.locator('#list').fill('Lin, Xiaoyu\n张三，四川成都，退团\n王五、赵六，退党')
  await press(page, 'paste')
  const fields = await fieldsOn(page)
  assert.deepEqual(
    [fields['p0n'], fields['p1n'], fields['p2n'], fields['p3n']],
    ['Lin, Xiaoyu', '张三，四川成都', '王五', '赵六'],
  )
  assert.deepEqual(
    [fields['p1l'], fields['p2p'], fields['p3p'], fields['p0p']],
    ['on', 'on', 'on', undefined],
  )
})
