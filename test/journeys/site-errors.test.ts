import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type Browser } from 'playwright-core'
import { LANGUAGE, languagesCovering } from '#i18n'
import { COMPLETE, get, post } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { codeOn, fieldsOn, go, openForm, says, send, visit, lookOver } from './site-visitor.ts'
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

test('at the door stand the languages, each by its own name, and each leads in', journey, async () => {
  const page = await visit(browser, { locale: 'zh-TW' })
  for (const language of languagesCovering('site')) {
    await page.goto(`${installation.origin}/`)
    assert.deepEqual(
      await page.locator('h2 a').allTextContents(),
      languagesCovering('site').map((one) => LANGUAGE[one].name),
    )
    await go(page.locator('h2 a').getByText(LANGUAGE[language].name))
    assert.equal(await page.locator('html').getAttribute('lang'), LANGUAGE[language].tag)
    assert.equal(await page.locator('h1').count(), 1)
  }
})

for (const language of languagesCovering('site')) {
  const t = says(language)
  const isSaid = ({ text }: { text: string }, lead: string) =>
    text.includes(`<html lang="${LANGUAGE[language].tag}"`) &&
    text.includes(`<p class="lead">${lead.replaceAll('"', '&quot;')}</p>`)

  test(`what goes wrong is said in ${language}, with the status that programs read`, async () => {
    const missing = await get(installation, `/${language}/nowhere`)
    assert.deepEqual([missing.status, isSaid(missing, t('common-error-not-found'))], [404, true])

    for (const [method, path, allowed] of [
      ['PUT', 'declare', 'GET, HEAD, POST'],
      ['POST', 'register', 'GET, HEAD'],
      ['DELETE', 'register/1', 'GET, HEAD'],
      ['POST', '', 'GET, HEAD'],
    ] as const) {
      const refused = await installation.app.request(`/${language}/${path}`, { method })
      assert.deepEqual([refused.status, refused.headers.get('allow')], [405, allowed], `${method} ${path}`)
      assert.ok(isSaid({ text: await refused.text() }, t('common-error-method')))
    }

    for (const path of ['declare', 'return']) {
      const send = async (
        body: string | Uint8Array<ArrayBuffer>,
        type = 'application/x-www-form-urlencoded',
      ) => {
        const answer = await installation.app.request(`/${language}/${path}`, {
          method: 'POST',
          body,
          headers: { 'Content-Type': type },
        })
        return { status: answer.status, text: await answer.text() }
      }
      for (const unreadable of [
        await send('do=look&do=send'),
        await send('{"do":"send"}', 'application/json'),
        await send('x', 'multipart/form-data; boundary=x'),
        await send(Buffer.from([0x64, 0x6f, 0x3d, 0xff])),
      ]) {
        assert.deepEqual([unreadable.status, isSaid(unreadable, t('common-error-malformed'))], [400, true])
      }
      const large = await send(`words=${'x'.repeat(400_000)}`)
      assert.deepEqual(
        [large.status, isSaid(large, t('common-error-too-large', { people: 200 }))],
        [413, true],
      )
    }
  })
}

test('a button that the form does not have is refused, and so is a field of another size than it says', async () => {
  for (const act of ['', 'delete', 'remove-', 'remove-x', 'remove-1000']) {
    assert.equal((await post(installation, '/en/declare', { ...COMPLETE, do: act })).status, 400, act)
  }
  for (const people of ['0', '-1', '1e9', 'NaN', '٣', '']) {
    assert.equal(
      (await post(installation, '/en/declare', { ...COMPLETE, people, do: 'add' })).status,
      200,
      people,
    )
  }
  assert.equal(
    (
      await post(installation, '/en/declare', {
        ...COMPLETE,
        __proto__x: '1',
        constructor: '1',
        toString: '1',
      })
    ).status,
    200,
  )
})

test(
  'a text of half a megabyte is refused in words, also while the browser is still sending it',
  journey,
  async () => {
    const page = await visit(browser)
    await openForm(page, installation, 'zh-hant')
    await page.locator('#words').fill('字'.repeat(60_000))
    await send(page)
    assert.equal(
      await page.locator('.lead').innerText(),
      says('zh-hant')('common-error-too-large', { people: 200 }),
    )
  },
)

test(
  'before the installation has opened nothing is taken, and what was typed stays on the page',
  journey,
  async () => {
    await using closed = await openTestInstallation({ closed: true })
    const page = await visit(browser)
    await openForm(page, closed, 'zh-hans')
    await page.locator('#p0n').fill('早来的人')
    await page.locator('#p0l').check()
    await lookOver(page)
    const before = await fieldsOn(page)
    await go(page.locator('.act button'))
    assert.equal(await page.locator('[role=alert]').innerText(), says('zh-hans')('common-error-closed'))
    assert.deepEqual(await fieldsOn(page), before)
  },
)

test(
  'while the database is away nothing typed is lost, and the same page sends it once when it is back',
  journey,
  async () => {
    await using shaky = await openTestInstallation()
    const page = await visit(browser)
    await openForm(page, shaky, 'en')
    await page.locator('#p0n').fill('Amina')
    await page.locator('#p0l').check()
    await page.locator('#words').fill('Typed once.')
    await lookOver(page)
    const before = await fieldsOn(page)
    const token = await page.locator('[name=token]').inputValue()
    await refuseSite(shaky)
    await go(page.locator('.act button'))
    assert.match(await page.locator('[role=alert]').innerText(), /\S/)
    assert.deepEqual(await fieldsOn(page), before)
    assert.equal(
      await page.locator('[name=token]').inputValue(),
      token,
      'still the same form: it will be taken once',
    )
    await admitSite(shaky)
    await send(page)
    assert.equal((await codeOn(page)).length, 12)
  },
)

/** A fault in the database alone: the function that takes declarations in refuses the site. */
async function refuseSite({ database }: TestInstallation): Promise<void> {
  await sql`revoke execute on function intake.take_in from exeunt_site`.execute(database.db)
}

async function admitSite({ database }: TestInstallation): Promise<void> {
  await sql`grant execute on function intake.take_in to exeunt_site`.execute(database.db)
}
