import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, type Page } from 'playwright-core'
import { languagesCovering } from '#i18n'
import { declare, post } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { type OpenCase } from '../installation/reviewer.ts'
import { comeBack, declareFor, digitsOn, go, press, says, statusOn, visit } from './site-visitor.ts'
import { noBrowser, launchBrowser } from './browser.ts'

const en = says('en')
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

test(
  'an English code is known in capitals, cut to four letters, numbered, on one line or on twelve, and in digits',
  journey,
  async () => {
    const page = await visit(browser)
    const code = await declareFor(page, installation, { name: 'Amina' })
    const digits = await digitsOn(page)
    const typings = [
      code.join(' '),
      code.join('\n').toUpperCase(),
      code.map((word) => word.slice(0, 4)).join(', '),
      code.map((word, at) => `${at + 1}. ${word}`).join('  '),
      digits,
      digits.replaceAll(' ', ''),
      digits.replaceAll(' ', '-').replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    ]
    for (const typed of typings) await isKnown(page, typed)
  },
)

for (const language of ['zh-hans', 'zh-hant'] as const) {
  test(
    `a code in characters (${language}) is known with and without spaces and marks, and from a page of another language`,
    journey,
    async () => {
      const page = await visit(browser)
      const code = await declareFor(page, installation, { name: '小雨', language })
      for (const typed of [code.join(''), code.join(' '), code.join('、'), `「${code.join('\n')}」`])
        await isKnown(page, typed)
      await comeBack(page, installation, {
        typed: code.join(''),
        language: language === 'zh-hans' ? 'zh-hant' : 'zh-hans',
      })
      await answers(page, says(language === 'zh-hans' ? 'zh-hant' : 'zh-hans')('return-received'))
    },
  )
}

test(
  'two words too many, a slip of the pen and nothing at all stay in the field, with what is wrong',
  journey,
  async () => {
    const page = await visit(browser)
    const code = await declareFor(page, installation, { name: 'Amina' })
    for (const [typed, said] of [
      [[...code, 'zoo', 'zoo'].join(' '), en('return-code-length')],
      [[...code, 'xyzzy'].join(' '), en('return-code-word', { place: 13 })],
      ['zoo '.repeat(12), en('return-code-check')],
      ['   ', en('return-code-empty')],
      [`${'zoo '.repeat(11)}wrong`, en('return-unknown')],
    ] as const) {
      await comeBack(page, installation, { typed })
      assert.ok((await page.locator('main').innerText()).includes(said), `${typed}: ${said}`)
      assert.equal((await page.locator('#code').inputValue()).trim(), typed.trim(), 'nobody types it anew')
      assert.equal(await page.locator('#code[aria-invalid]').count(), said === en('return-unknown') ? 0 : 1)
    }
  },
)

test(
  'Amina is asked, answers, and is registered under a number that leads to her entry',
  journey,
  async () => {
    await using desk = await openTestInstallation()
    const page = await visit(browser)
    const typed = (await declareFor(page, desk, { name: 'Amina', words: 'I leave.' })).join(' ')
    await comeBack(page, desk, { typed })
    await answers(page, en('return-received'))

    const opened = await openNext(desk)
    await comeBack(page, desk, { typed })
    await answers(page, en('return-in-review'))

    await desk.reviewer.ask(opened, 'Which of the three?\nAnd <i>when</i> – roughly?')
    await comeBack(page, desk, { typed })
    assert.deepEqual(await page.locator('blockquote p').allTextContents(), [
      'Which of the three?',
      'And <i>when</i> – roughly?',
    ])

    await press(page, 'answer')
    assert.equal(await page.locator('.fault').innerText(), en('return-answer-empty'))
    await page.locator('#answer').fill('x'.repeat(1_501))
    await press(page, 'answer')
    assert.equal(await page.locator('.fault').innerText(), en('return-answer-too-long', { most: 1_500 }))
    assert.equal((await page.locator('#answer').inputValue()).length, 1_501)
    await page.locator('#answer').fill('The Youth League, in 1998.')
    await press(page, 'answer')
    assert.equal(await page.locator('[role=status]').innerText(), en('return-answer-received'))
    await answers(page, en('return-received'))

    const answered = await openNext(desk)
    assert.equal(answered.cause, 'answer')
    assert.deepEqual(answered.followups, [{ kind: 'answer', text: 'The Youth League, in 1998.' }])
    await desk.reviewer.register(answered)
    await comeBack(page, desk, { typed })
    await answers(page, en('return-entering'))
    await desk.work()
    await comeBack(page, desk, { typed })
    await answers(page, en('return-registered', { number: '1' }))
    await go(page.locator('.status a[href^="/en/register/"]'))
    assert.equal(new URL(page.url()).pathname, '/en/register/1')
    assert.equal(await page.locator('blockquote').innerText(), 'I leave.')
  },
)

test('an answer sent twice is one answer', journey, async () => {
  await using desk = await openTestInstallation()
  const page = await visit(browser)
  const typed = (await declareFor(page, desk, { name: 'Amina' })).join(' ')
  await desk.reviewer.ask(await openNext(desk), 'When?')
  await comeBack(page, desk, { typed })
  const token = await page.locator('[name=token]').first().inputValue()
  const answer = { token, code: typed, do: 'answer', answer: 'In May.' }
  assert.ok((await post(desk, '/en/return', answer)).text.includes(en('return-answer-received')))
  assert.ok((await post(desk, '/en/return', answer)).text.includes(en('return-received')))
  assert.deepEqual((await openNext(desk)).followups, [{ kind: 'answer', text: 'In May.' }])
})

test('who has the code can say what her page offers, and nothing else', async () => {
  await using desk = await openTestInstallation()
  const code = await declare(desk)
  await post(desk, '/en/return', { code, do: 'answer', answer: 'Nobody asked.' })
  const found = await openNext(desk)
  assert.deepEqual([found.cause, found.followups], ['new', []])
  await desk.reviewer.decline(found, 'test-or-mockery')
  for (const act of ['answer', 'withdraw'])
    await post(desk, '/en/return', { code, do: act, answer: 'Still me.' })
  assert.equal(await desk.reviewer.open(), null, 'a case that is closed stays closed')
})

test('Bao is declined, and reads why in his own language', journey, async () => {
  await using desk = await openTestInstallation()
  const page = await visit(browser)
  const code = await declareFor(page, desk, { name: '阿宝', language: 'zh-hans' })
  await desk.reviewer.decline(await openNext(desk), 'names-others-in-danger')
  for (const language of languagesCovering('site')) {
    await comeBack(page, desk, { typed: code.join(''), language })
    await answers(page, says(language)('reason-names-others-in-danger'))
  }
  assert.equal(await page.locator('button[value^=withdraw]').count(), 0)
})

test('an old page asks for the code once more before it takes anything', journey, async () => {
  await using desk = await openTestInstallation()
  const page = await visit(browser)
  const typed = (await declareFor(page, desk, { name: 'Amina' })).join(' ')
  await comeBack(page, desk, { typed })
  await press(page, 'withdraw-ask')
  desk.wait(25)
  await press(page, 'withdraw')
  assert.equal(await page.locator('[role=alert]').innerText(), en('return-stale'))
  assert.equal((await openNext(desk)).cause, 'new')
})

async function isKnown(page: Page, typed: string): Promise<void> {
  await comeBack(page, installation, { typed })
  assert.ok((await statusOn(page)).includes(en('return-received')), typed)
}

async function answers(page: Page, message: string): Promise<void> {
  assert.ok((await statusOn(page)).includes(message), `${await statusOn(page)} ← ${message}`)
}

async function openNext({ reviewer }: TestInstallation): Promise<OpenCase> {
  const found = await reviewer.open()
  assert.ok(found, 'a case waits')
  return found
}
