// What people should not be able to do to a page by what they type (security.md 2g).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser } from 'playwright-core'
import { languagesCovering } from '#i18n'
import { COMPLETE, declareAndRegister, get, post } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { codeOn, fieldsOn, openForm, press, send, visit } from './site-visitor.ts'
import { noBrowser, launchBrowser } from './browser.ts'

const journey = { skip: noBrowser }
let browser: Browser
let installation: TestInstallation
before(async () => {
  if (!noBrowser) browser = await launchBrowser()
  installation = await openTestInstallation()
})
after(async () => {
  await browser?.close()
  await installation[Symbol.asyncDispose]()
})

/** Controls, bidirectional overrides and isolates, marks, zero-width characters, soft hyphen, tags. */
const UNSEEN = [
  ...range(0x01, 0x08),
  ...range(0x0e, 0x1f),
  ...range(0x7f, 0x9f),
  0xad,
  0x61c,
  0x200b,
  0x200e,
  0x200f,
  ...range(0x202a, 0x202e),
  0x2060,
  ...range(0x2066, 0x2069),
  0xfeff,
  ...range(0xe0000, 0xe007f),
].map((point) => String.fromCodePoint(point))

test('no character that nobody sees reaches the register, in a name or in the words', async () => {
  for (let at = 0; at < UNSEEN.length; at += 20) {
    const unseen = UNSEEN.slice(at, at + 20).join('')
    await declareAndRegister(installation, {
      p0n: `A${unseen}min${unseen}a`,
      words: `${unseen}I ${unseen}leave.${unseen}`,
    })
  }
  const entries = await installation.database.db
    .selectFrom('register.summary')
    .select(['names', 'words'])
    .execute()
  assert.equal(entries.length, Math.ceil(UNSEEN.length / 20))
  for (const { names, words } of entries) assert.deepEqual([names, words], [['Amina'], 'I leave.'])
})

test('the joiners and variants that Uyghur, Tibetan and rare Chinese names are written with stay', async () => {
  const names = ['ئا\u200cمىنە', 'ཀ\u200dརྨ', '葛\u{e0100}城', '邊\u{e0101}']
  for (const p0n of names) await declareAndRegister(installation, { p0n })
  const entries = await installation.database.db
    .selectFrom('register.summary')
    .select('names')
    .orderBy('number', 'desc')
    .limit(4)
    .execute()
  assert.deepEqual(
    entries.map((entry) => entry.names?.[0]).toReversed(),
    names.map((name) => name.normalize('NFC')),
  )
})

test(
  'a name in a script that runs the other way leaves the rest of its line as it was',
  journey,
  async () => {
    await declareAndRegister(installation, { p0n: 'شىنجاڭ (5', words: 'سەلام (3) 7.' })
    const page = await visit(browser)
    await page.goto(`${installation.origin}/en/register`)
    const entry = page.locator('.entries li').first()
    const name = await entry.locator('bdi').boundingBox()
    const people = await entry.locator('small').boundingBox()
    assert.ok(name && people && name.x + name.width <= people.x, 'how many people stands behind the name')
    await page.goto(`${installation.origin}/en/register/${await newest()}`)
    assert.equal(await page.locator('.declaration').evaluate((found) => found.matches(':dir(rtl)')), true)
    assert.equal(await page.locator('.lines').evaluate((found) => found.matches(':dir(ltr)')), true)
  },
)

const MARKUP = `"><img src=x onerror=alert(1)><script>alert(2)</script></textarea></title><!-- & &lt; ' \` \${7*7} {{7*7}} %00`
/** As much of it as a name may be long. */
const MARKED_NAME = MARKUP.slice(0, 70)

test(
  'markup in any field is text: on the form that comes back, at the desk, and in the register',
  journey,
  async () => {
    const page = await visit(browser)
    await openForm(page, installation, 'en')
    await page.locator('#p0n').fill(MARKED_NAME)
    await page.locator('#words').fill(MARKUP)
    await page.locator('#contact').fill(MARKUP)
    await page.locator('.paste summary').click()
    await page.locator('#list').fill(MARKUP)
    const before = await fieldsOn(page)
    await send(page)
    assert.deepEqual(await fieldsOn(page), before)
    assert.equal(await page.locator('img, script').count(), 0)

    await page.locator('#list').fill('')
    await page.locator('#p0l').check()
    await send(page)
    assert.equal((await codeOn(page)).length, 12)
    await installation.reviewer.registerAll()
    await installation.work()
    for (const path of ['', 'register', `register/${await newest()}`]) {
      await page.goto(`${installation.origin}/en/${path}`)
      assert.equal(await page.locator('img, script').count(), 0, path)
      const text = await page.locator('main').innerText()
      assert.ok(text.includes(MARKED_NAME), path)
      assert.ok(text.includes(MARKUP), path)
    }
  },
)

test('no field of the form gives markup back as markup, whatever stands in it', async () => {
  const fields = [
    ...Object.keys(COMPLETE),
    'token',
    'list',
    'contact',
    'website',
    'certificate',
    'nocode',
    'lk',
    'lw',
    'p0a',
    'x',
  ]
  for (const field of fields) {
    for (const language of languagesCovering('site')) {
      const { text } = await post(installation, `/${language}/declare`, {
        ...COMPLETE,
        p0n: '',
        [field]: MARKUP,
      })
      assert.ok(!/<img|<script|onerror=alert\(1\)>/.test(text), field)
    }
  }
  for (const field of ['code', 'answer', 'do', 'token']) {
    const { text } = await post(installation, '/en/return', { code: 'x', do: 'look', [field]: MARKUP })
    assert.ok(!/<img|<script/.test(text), field)
  }
  for (const path of [
    `/en/register?number=${encodeURIComponent(MARKUP)}`,
    `/en/${encodeURIComponent(MARKUP)}`,
  ]) {
    assert.ok(!/<img|<script/.test((await get(installation, path)).text), path)
  }
})

test('a name of nothing but blanks is no name, and one of boxes cannot be read', journey, async () => {
  const page = await visit(browser)
  for (const name of [
    '\u3000 \u2003',
    '\u200b\u2060',
    '\u3164',
    '\u115f\u1160',
    '\u2800',
    '!!!',
    '\ue000',
    '\ufffd',
    '\u0301\u0302',
    '\u200d',
  ]) {
    await openForm(page, installation, 'en')
    await page.locator('#p0n').fill(name)
    await page.locator('#p0l').check()
    await send(page)
    assert.equal(await page.locator('#p0n-fault').count(), 1, `U+${name.codePointAt(0)?.toString(16)}`)
  }
})

test(
  'what was typed stays as typed when the form comes back: line ends, blanks and all',
  journey,
  async () => {
    const page = await visit(browser)
    await openForm(page, installation, 'en')
    const words = '  first\n\tsecond \u202e third\n\n\n'
    await page.locator('#words').fill(words)
    for (let times = 0; times < 3; times += 1) await press(page, 'add')
    assert.equal(await page.locator('#words').inputValue(), words)
  },
)

async function newest(): Promise<number> {
  const { number } = await installation.database.db
    .selectFrom('register.entry')
    .select((row) => row.fn.max('number').as('number'))
    .executeTakeFirstOrThrow()
  return number
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}
