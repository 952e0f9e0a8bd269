import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser } from 'playwright-core'
import { languagesCovering } from '#i18n'
import { declare, declareAndRegister, completeFor, get } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { go, says, visit } from './site-visitor.ts'
import { noBrowser, launchBrowser } from './browser.ts'

const en = says('en')
const journey = { skip: noBrowser }
const COUNTED_ONLY = 1
const NAMES_ONLY = 2
const REPEATED = 3
const FAMILY = 4
const LAST = 26
let browser: Browser
let installation: TestInstallation
before(async () => {
  if (!noBrowser) browser = await launchBrowser()
  installation = await openTestInstallation()
  await declareAndRegister(installation, {
    p0n: 'Unseen',
    words: 'Nobody may read this.',
    show: 'counted',
    p0p: 'on',
  })
  await declareAndRegister(installation, { p0n: 'Named', words: 'Nor this.', show: 'name', place: 'CN-XZ' })
  await declare(installation, { p0n: 'Again', words: 'Once more.' })
  const again = await installation.reviewer.open()
  assert.ok(again)
  await installation.reviewer.registerUncounted(again)
  await installation.work()
  await declareAndRegister(installation, {
    ...completeFor(['阿一', '阿二', '阿三', '阿四', '阿五', '阿六']),
    words: 'First line.\n\nThird line.',
  })
  for (let number = FAMILY + 1; number <= LAST; number += 1)
    await declareAndRegister(installation, { p0n: `Person ${number}` })
})
after(async () => {
  await browser?.close()
  await installation[Symbol.asyncDispose]()
})

test('Sonam pages through the register, newest first, and finds every number once', journey, async () => {
  const page = await visit(browser)
  await page.goto(`${installation.origin}/en/register`)
  const numbers = async () =>
    (await page.locator('.entries h3 a').allTextContents()).map((text) => Number(/\d+/.exec(text)?.[0]))
  const first = await numbers()
  assert.equal(await page.locator('.pager a').count(), 1, 'the newest page leads to older entries alone')
  await go(page.locator('.pager a[rel=next]'))
  const second = await numbers()
  assert.deepEqual(
    [...first, ...second],
    Array.from({ length: LAST }, (_, at) => LAST - at),
  )
  assert.equal(await page.locator('.pager a[rel=next]').count(), 0)

  await go(page.locator('.languages a[lang=zh-Hant]'))
  assert.deepEqual(await numbers(), second, 'the same page, in another language')
  await go(page.locator('.pager a'))
  assert.deepEqual(await numbers(), first)
})

test('whoever knows a number goes straight to it, however it is typed', journey, async () => {
  const page = await visit(browser)
  for (const typed of ['4', ' 4 ', '第 ４ 号。']) {
    await page.goto(`${installation.origin}/zh-hans/register`)
    await page.locator('#number').fill(typed)
    await go(page.locator('.go button'))
    assert.equal(new URL(page.url()).pathname, '/zh-hans/register/4')
    assert.equal(await page.locator('h1').textContent(), says('zh-hans')('register-entry', { number: '4' }))
  }
})

test('a number that no entry has is not found, and says so in the language', async () => {
  for (const language of languagesCovering('site')) {
    for (const path of [
      'register/27',
      'register/0',
      'register/-1',
      'register/1e3',
      'register/１',
      'register/999999999999999999',
      'register?number=zero',
      'register?number=',
      'register?before=x',
      'register/27/',
    ]) {
      const { status, text } = await get(installation, `/${language}/${path}`)
      assert.deepEqual(
        [status, text.includes(`<h1>${says(language)('common-error-title')}</h1>`)],
        [404, true],
        `${language}/${path}`,
      )
    }
  }
})

test(
  'an entry shows its people in order, its words in paragraphs, and what it was received by',
  journey,
  async () => {
    const page = await visit(browser)
    await page.goto(`${installation.origin}/en/register/${FAMILY}`)
    assert.deepEqual(await page.locator('.lines .who bdi').allTextContents(), [
      '阿一',
      '阿二',
      '阿三',
      '阿四',
      '阿五',
      '阿六',
    ])
    assert.deepEqual(await page.locator('.declaration p').allTextContents(), ['First line.', 'Third line.'])
    assert.deepEqual(await page.locator('.facts dt').allTextContents(), [
      en('register-day'),
      en('register-language'),
      en('register-channel'),
    ])
    assert.match((await page.locator('.facts dd').allTextContents()).join(), /^\d+ \w+ \d{4},English,/)
    await page.goto(`${installation.origin}/en/register/${NAMES_ONLY}`)
    assert.ok((await page.locator('.facts').innerText()).includes(en('place-CN-XZ')))
  },
)

test('what is only counted shows neither name nor words, and what shows names alone shows no words, anywhere', async () => {
  const pages = [
    '/en/',
    '/en/register',
    '/en/register?before=10',
    `/en/register/${COUNTED_ONLY}`,
    `/en/register/${NAMES_ONLY}`,
  ]
  const texts = await Promise.all(pages.map(async (path) => (await get(installation, path)).text))
  const all = texts.join('')
  for (const secret of ['Unseen', 'Nobody may read', 'Nor this']) assert.ok(!all.includes(secret), secret)
  assert.ok(texts[3]?.includes(en('register-counted-only')))
  assert.ok(texts[4]?.includes(en('register-names-only')))
  assert.match(texts[4] ?? '', /Named/)
})

test('a repeated declaration is shown, and says that it is not counted', async () => {
  const { text } = await get(installation, `/en/register/${REPEATED}`)
  assert.ok(text.includes(en('register-not-counted-repeated')))
  assert.match(text, /Once more\./)
})

test('the register of an installation that has none yet says so', async () => {
  await using empty = await openTestInstallation()
  assert.ok((await get(empty, '/en/register')).text.includes(en('register-empty')))
  assert.match((await get(empty, '/en/')).text, /<strong class="number">0<\/strong>/)
})
