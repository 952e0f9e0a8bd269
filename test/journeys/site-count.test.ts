import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser } from 'playwright-core'
import { type Figures, recount } from '#statistics'
import { languagesCovering } from '#i18n'
import { completeFor, declare, declareAndRegister, get } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { comeBack, go, press, says, statusOn, visit } from './site-visitor.ts'
import { elapse } from '../patience.ts'
import { noBrowser, launchBrowser } from './browser.ts'

const en = says('en')
const journey = { skip: noBrowser }
let browser: Browser
let installation: TestInstallation
before(async () => {
  if (!noBrowser) browser = await launchBrowser()
  installation = await openTestInstallation()
  await declareAndRegister(installation, { p0p: 'on', p0y: 'on' })
  await declareAndRegister(installation, completeFor(['甲', '乙', '丙']))
  await declareAndRegister(installation, { p0n: 'Tashi', p0l: undefined, p0u: 'on' })
  await declare(installation, { p0n: 'Again' })
  const again = await installation.reviewer.open()
  assert.ok(again)
  await installation.reviewer.registerUncounted(again)
  await installation.work()
})
after(async () => {
  await browser?.close()
  await installation[Symbol.asyncDispose]()
})

const KEYS = [
  'as_of',
  'baseline',
  'by_channel',
  'by_organisation',
  'checkpoint',
  'counted',
  'retracted',
  'this_month',
  'this_week',
  'today',
  'total',
  'yesterday',
]

test('the figures as data have the keys that were promised, whole numbers throughout, and sums that agree', async () => {
  const figures = await figuresNow()
  assert.deepEqual(Object.keys(figures).toSorted(), KEYS)
  assert.deepEqual(Object.keys(figures.checkpoint).toSorted(), ['root', 'size'])
  assert.deepEqual(Object.keys(figures.by_organisation).toSorted(), [
    'league',
    'not_stated',
    'party',
    'pioneers',
  ])
  assert.equal(figures.as_of, new Date(figures.as_of).toISOString())
  const {
    as_of: _,
    checkpoint: { root: _root, ...checkpoint },
    ...numbers
  } = figures
  for (const number of [checkpoint, numbers, figures.by_organisation, figures.by_channel].flatMap((part) =>
    Object.values(part),
  )) {
    if (typeof number !== 'object') assert.ok(Number.isInteger(number), String(number))
  }
  const { total, baseline, counted, retracted, by_channel } = figures
  assert.equal(total, baseline + counted - retracted)
  assert.equal(
    Object.values(by_channel).reduce((sum, people) => sum + people, 0),
    counted - retracted,
  )
})

test('what the register holds, counted again, is what the page and the data say', journey, async () => {
  const figures = await figuresNow()
  const again = await recount(installation.database.db)
  const { counted, retracted, by_organisation } = figures
  assert.deepEqual({ counted, retracted, ...by_organisation }, again)
  assert.deepEqual(by_organisation, { party: 1, league: 4, pioneers: 1, not_stated: 1 })

  const page = await visit(browser)
  await page.goto(`${installation.origin}/en/counting`)
  const rows = await page
    .locator('.figures tr')
    .evaluateAll((found: Iterable<{ innerText: string }>) =>
      Array.from(found, (row) => row.innerText.replace(/\s+/g, ' ')),
    )
  for (const row of [
    [en('home-total'), 5],
    [en('home-counted'), 5],
    [en('home-retracted'), 0],
    [en('organisations-league'), 4],
    [en('channel-web'), 5],
    [en('home-not-stated'), 1],
  ]) {
    assert.ok(rows.includes(row.join(' ')), `${row.join(' ')} in ${rows.join(' | ')}`)
  }
})

test('the first page says how many, as of when, and how many today and this week', journey, async () => {
  const page = await visit(browser)
  const clock: Partial<Record<string, RegExp>> = {
    en: /\d+ \w+ \d{4} at \d\d:\d\d/,
    'zh-hans': /\d{4}年\d+月\d+日 \d\d:\d\d/,
    'zh-hant': /\d{4}年\d+月\d+日 .+\d:\d\d/,
  }
  for (const language of languagesCovering('site')) {
    const t = says(language)
    await page.goto(`${installation.origin}/${language}/`)
    assert.equal(await page.locator('.hero h1 span').textContent(), t('home-number-means', { count: 5 }))
    const asOf = await page.locator('.asof').innerText()
    assert.match(asOf, clock[language] ?? /\d/)
    assert.ok(asOf.includes(t('common-zone-beijing')))
    assert.deepEqual(await page.locator('.lately dt').allTextContents(), [
      t('home-today'),
      t('home-week'),
      t('home-month'),
    ])
    assert.equal(await page.locator('.number').textContent(), '5')
    assert.deepEqual(await page.locator('.lately dd').allTextContents(), ['5', '5', '5'])
  }
})

test(
  'Jun withdraws in two steps; the entry says so, shows no more of her, and the count goes down',
  journey,
  async () => {
    const typed = await declareAndRegister(installation, {
      p0n: 'Jun Sample',
      words: 'I regret nothing.',
      p0l: 'on',
    })
    const before = await figuresNow()
    const page = await visit(browser)
    await comeBack(page, installation, { typed })
    await press(page, 'withdraw-ask')
    assert.ok((await statusOn(page)).includes(en('return-withdraw-sure')))
    assert.equal(await installation.reviewer.open(), null, 'the first step asks nothing of anybody')
    await press(page, 'withdraw')
    assert.ok((await statusOn(page)).includes(en('return-wish-by-two')))
    await comeBack(page, installation, { typed })
    assert.ok((await statusOn(page)).includes(en('return-wish-by-two')))
    assert.equal(await page.locator('[value^=withdraw]').count(), 0, 'nobody needs to ask twice')
    assert.equal(await installation.reviewer.open(), null, 'the wish rests')

    await installation.pass(15)

    const wish = await installation.reviewer.open()
    assert.equal(wish?.cause, 'withdrawal')
    assert.ok(wish)
    await installation.reviewer.withdraw(wish)
    await installation.work()
    await comeBack(page, installation, { typed })
    assert.ok((await statusOn(page)).includes(en('return-withdrawn')))

    const after = await figuresNow()
    assert.deepEqual(
      [after.total, after.counted, after.retracted],
      [before.total - 1, before.counted, before.retracted + 1],
    )
    assert.deepEqual(
      [after.by_organisation.league, after.by_channel['web']],
      [before.by_organisation.league - 1, before.total - 1],
    )
    await page.goto(`${installation.origin}/en/register`)
    const newest = page.locator('.entries li').first()
    assert.ok((await newest.innerText()).includes(en('register-kind-withdrawal', { refersTo: 5, people: 1 })))
    await go(newest.locator('a'))
    await go(page.locator('.entry .attention a'))
    const entry = await page.locator('main').innerText()
    assert.ok(entry.includes(en('register-withdrawn-all')))
    assert.ok(entry.includes(en('register-later-withdrawal', { day: '', number: '6' }).trim()), entry)
    for (const path of ['/en/register/5', '/en/register/6', '/en/register', '/en/']) {
      const { text } = await get(installation, path)
      assert.ok(!/Jun Sample|I regret nothing/.test(text), path)
    }
  },
)

/** The site reads the figures at most once in two seconds. */
async function figuresNow(): Promise<Figures> {
  await elapse(2_050)
  return JSON.parse((await get(installation, '/count.json')).text) as Figures
}
