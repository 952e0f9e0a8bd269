import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, type Page } from 'playwright-core'
import { languagesCovering } from '#i18n'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import {
  codeOn,
  comeBack,
  digitsOn,
  fieldsOn,
  go,
  openForm,
  press,
  says,
  send,
  statusOn,
  visit,
} from './site-visitor.ts'
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
  'Amina declares for herself, and takes twelve words and the same code in digits with her',
  journey,
  async () => {
    const page = await visit(browser)
    await openForm(page, installation, 'en')
    await page.locator('#p0n').fill('Amina')
    await page.getByLabel(en('organisations-pioneers')).first().check()
    await page.locator('#words').fill('I was seven, and nobody asked me.')
    await page.locator('#place').selectOption('CN-XJ')
    installation.wait(1 / 60)
    await send(page)

    assert.equal(await page.locator('h1').textContent(), en('done-title'))
    assert.equal(await page.locator('.lead').innerText(), en('done-lead', { people: 1 }))
    assert.equal((await codeOn(page)).length, 12)
    assert.match((await digitsOn(page)).replaceAll(' ', ''), /^\d{41}$/)

    const found = await installation.reviewer.open()
    assert.ok(found)
    const { people, words, place, visibility, language, findings } = found.submission
    assert.deepEqual(people, [
      {
        name: 'Amina',
        nameKind: 'pseudonym',
        party: false,
        league: false,
        pioneers: true,
        basis: 'self',
        agreed: false,
      },
    ])
    assert.deepEqual(
      [words, place, visibility, language],
      ['I was seven, and nobody asked me.', 'CN-XJ', 'name-and-words', 'en'],
    )
    assert.deepEqual(findings, [], 'nothing is odd about a form that takes a minute')
    await installation.reviewer.register(found)
  },
)

test(
  'Lin declares for herself and two colleagues, thinks better of one, and comes back with her twelve characters',
  journey,
  async () => {
    const page = await visit(browser)
    await openForm(page, installation, 'zh-hans')
    await fillPerson(page, 0, { name: '林小雨', basis: 'self' })
    await page.locator('#p0p').check()
    await page.locator('#p0l').check()
    await page.locator('#words').fill('我们三人一起退出。')
    await press(page, 'add')

    assert.equal(await page.locator('#p0n').inputValue(), '林小雨')
    assert.equal(await page.locator('#words').inputValue(), '我们三人一起退出。')
    assert.equal(await focused(page), 'p1n', 'the cursor stands in the new name')
    assert.ok(await page.locator('#p1p').isChecked(), 'who is added is likely to leave the same')
    assert.equal(await page.locator('#p1a').isChecked(), false, 'nobody agrees for her')

    await fillPerson(page, 1, { name: '周明', basis: 'asked', agreed: true })
    await press(page, 'add')
    await fillPerson(page, 2, { name: '何静', basis: 'relative', agreed: true })
    await page.locator('#p2p').uncheck()
    const before = await fieldsOn(page)
    await press(page, 'remove-1')

    const left = await fieldsOn(page)
    assert.equal(left['people'], '2')
    assert.deepEqual(
      [left['p0n'], left['p1n'], left['p1w'], left['p1p']],
      ['林小雨', '何静', 'relative', undefined],
    )
    assert.equal(left['words'], before['words'])
    await press(page, 'add')
    await fillPerson(page, 2, { name: '周明', basis: 'asked', agreed: true })
    await send(page)

    assert.equal(await page.locator('.lead').innerText(), says('zh-hans')('done-lead', { people: 3 }))
    const code = await codeOn(page)
    assert.ok(code.every((character) => /^\p{Script=Han}$/u.test(character)))
    await comeBack(page, installation, { typed: code.join(''), language: 'zh-hans' })
    assert.ok((await statusOn(page)).includes(says('zh-hans')('return-received')))
    const found = await installation.reviewer.open()
    assert.deepEqual(
      found?.submission.people.map(({ name, party, league, agreed }) => [name, party, league, agreed]),
      [
        ['林小雨', true, true, false],
        ['何静', false, true, true],
        ['周明', false, true, true],
      ],
    )
    assert.ok(found)
    await installation.reviewer.register(found)
  },
)

test('the last person on the form cannot be removed', journey, async () => {
  const page = await visit(browser)
  await openForm(page, installation, 'en')
  assert.equal(await page.locator('button[value^="remove"]').count(), 0)
})

test('a sentence stands ready in her language, and goes behind what she wrote herself', journey, async () => {
  const page = await visit(browser)
  await openForm(page, installation, 'zh-hant')
  await page.locator('#words').fill('我是王伯。')
  await press(page, 'ready')
  assert.equal(
    await page.locator('#words').inputValue(),
    `我是王伯。\n${says('zh-hant')('declare-words-ready')}`,
  )
})

test('Wei changes the language in the middle, and every field is as she left it', journey, async () => {
  const page = await visit(browser)
  await openForm(page, installation, 'en')
  await fillEverything(page)
  const before = await fieldsOn(page)
  for (const language of languagesCovering('site').toReversed()) {
    await go(page.locator(`button[formaction="/${language}/declare"]`))
    assert.equal(await page.locator('h1').textContent(), says(language)('declare-title'))
    assert.deepEqual(await fieldsOn(page), before)
  }
})

test(
  'who takes no code is told that nothing connects her with the declaration, and no code is shown',
  journey,
  async () => {
    const page = await visit(browser)
    await openForm(page, installation, 'zh-hans')
    await fillPerson(page, 0, { name: '无名', basis: 'self' })
    await page.locator('#p0y').check()
    await page.locator('#nocode').check()
    await send(page)
    assert.equal(await page.locator('.attention').innerText(), says('zh-hans')('done-no-code'))
    assert.equal(await page.locator('.words, .digits').count(), 0)
    const found = await installation.reviewer.open()
    assert.ok(found)
    assert.equal(found.replyRecipient, null)
    await installation.reviewer.register(found)
  },
)

test('a certificate and no code cannot go together; either alone is taken', journey, async () => {
  for (const wanted of [['certificate'], ['nocode'], ['certificate', 'nocode']]) {
    const page = await visit(browser)
    await openForm(page, installation, 'en')
    await fillPerson(page, 0, { name: 'Karma', basis: 'self' })
    await page.locator('#p0u').check()
    await page.locator('#contact').fill('by the monastery')
    for (const name of wanted) await page.locator(`#${name}`).check()
    await send(page)
    if (wanted.length === 2) {
      assert.match(
        await page.locator('.attention').innerText(),
        new RegExp(en('declare-fault-certificate-needs-code')),
      )
      assert.equal(await page.locator('#contact').inputValue(), 'by the monastery')
      continue
    }
    assert.equal(await page.locator('h1').textContent(), en('done-title'))
    const found = await installation.reviewer.open()
    assert.ok(found)
    assert.equal(found.submission.contact, '')
    assert.equal(await installation.reviewer.contact(found), 'by the monastery')
    assert.equal(found.submission.wantsCertificate, wanted[0] === 'certificate')
    assert.ok(found.submission.findings.some(({ code }) => code === 'no-organisation'))
    await installation.reviewer.register(found)
  }
})

test('pressing Enter in the name shows everything once more, and sends nothing', journey, async () => {
  const page = await visit(browser)
  await openForm(page, installation, 'en')
  await page.locator('#p0y').check()
  await page.locator('#p0n').fill('Tashi')
  const loaded = page.waitForEvent('load')
  await page.locator('#p0n').press('Enter')
  await loaded
  assert.equal(await page.locator('h1').textContent(), en('review-title'))
  assert.equal(await installation.reviewer.open(), null)
})

async function fillPerson(
  page: Page,
  index: number,
  person: { name: string; basis: string; agreed?: boolean },
): Promise<void> {
  await page.locator(`#p${index}n`).fill(person.name)
  await page.locator(`[name="p${index}w"][value="${person.basis}"]`).check()
  if (person.agreed) await page.locator(`#p${index}a`).check()
}

async function fillEverything(page: Page): Promise<void> {
  await fillPerson(page, 0, { name: 'Wei <b>&amp;</b> "小" \'', basis: 'deceased', agreed: true })
  await page.locator('[name="p0k"][value="real"]').check()
  for (const letter of 'plyu') await page.locator(`#p0${letter}`).check()
  await page.locator('.paste summary').click()
  await page.locator('#list').fill('甲\n乙，退团')
  for (const letter of ['lp', 'lu', 'la']) await page.locator(`[name="${letter}"]`).check()
  await page.locator('#words').fill('Two lines,\n\n  the second indented.')
  await page.locator('[name="show"][value="name"]').check()
  await page.locator('#place').selectOption('ZZ')
  await page.locator('#certificate').check()
  await page.locator('#nocode').check()
  await page.locator('#contact').fill('a@example.org')
  await page.locator('.again summary').click()
  await page.locator('#earlier').fill('left stand idle\nsiren')
  await page.locator('#linked').check()
}

function focused(page: Page): Promise<string> {
  return page.locator(':focus').getAttribute('name').then(String)
}

test(
  'a link of the form opens beside it, and what was typed is still there; a fault leads to its field on the same page',
  journey,
  async () => {
    const page = await visit(browser)
    await openForm(page, installation, 'en')
    await page.locator('#words').fill('Half a sentence')
    for (const link of ['header nav.pages a:not([aria-current])', 'footer a', 'main a']) {
      const [beside] = await Promise.all([
        page.context().waitForEvent('page'),
        page.locator(link).first().click(),
      ])
      await beside.waitForLoadState()
      assert.notEqual(beside.url(), page.url(), link)
      await beside.close()
    }
    assert.ok((await page.locator('main').innerText()).includes(en('declare-beside')))
    assert.equal(await page.locator('#words').inputValue(), 'Half a sentence')
    await send(page)
    await page.locator('[role=alert] a').first().click()
    assert.equal(new URL(page.url()).hash, '#p0n')
    assert.equal(page.context().pages().length, 1)
    assert.equal(await page.locator('#words').inputValue(), 'Half a sentence')
  },
)
