// Members of staff at the desk, in a real browser with a virtual passkey, on a real database.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Browser } from 'playwright-core'
import { sql } from 'kysely'
import { readAssets } from '#html'
import { addFollowup } from '#intake'
import { readEntry } from '#register'
import { labelOf, identityFromSeed, openRecord, replyIdentitySeed } from '#vault'
import { becomes } from '../faults/becomes.ts'
import { openDeskInstallation, sendDeclaration, somebody } from '../installation/with-desk.ts'
import {
  decideBy,
  enrolByLink,
  enrolFirst,
  handOutPapers,
  openNextCase,
  signInAt,
  openWorkplace,
} from './workplace.ts'
import { launchBrowser, noBrowser } from './browser.ts'

const HIDE_AND_UNDO_AT_ONCE = `
  for (const key of ['x', 'z'])
    document.querySelector('[data-part="words"]').dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))`
const NOTHING_OPENED = [{ outcome: 'refused' }, null]

describe('at the desk', { skip: noBrowser }, () => {
  let browser: Browser
  before(async () => (browser = await launchBrowser()))
  after(() => browser.close())

  test('a sealed declaration is opened, redacted by keyboard alone and registered', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    const { page } = workplace
    await enrolFirst(workplace, installation, 'Heron')
    await sendDeclaration(installation, {
      people: [somebody('SAMPLE 林晓雨'), somebody('SAMPLE <b>周明</b>')],
      words: 'SAMPLE call 13800000000 now',
      language: 'en',
    })
    await page.goto(`${installation.origin}/en/`)
    await page.keyboard.press('Tab') // skip link
    while ((await page.evaluate("document.activeElement.getAttribute('data-act')")) !== 'sign-in')
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('[data-panel="start"]').waitFor()
    await openNextCase(workplace)
    assert.equal(await page.evaluate('document.activeElement.id'), 'case-title', 'the reader is at the case')
    assert.equal(await page.locator('[data-part="people"] b').count(), 0, 'a name is never HTML')

    await page.keyboard.press('t')
    for (let word = 0; word < 3; word++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('x')
    assert.equal(
      await page.locator('[data-part="preview-words"]').textContent(),
      `SAMPLE call ${'▇'.repeat(11)} now`,
    )
    await page.keyboard.press('z')
    assert.equal(
      await page.locator('[data-part="preview-words"]').textContent(),
      'SAMPLE call 13800000000 now',
    )
    // Quicker than the page follows: what is undone is what was hidden just now.
    await page.evaluate(HIDE_AND_UNDO_AT_ONCE)
    assert.equal(
      await page.locator('[data-part="preview-words"]').textContent(),
      'SAMPLE call 13800000000 now',
    )
    await page.keyboard.press('x')
    const publish = page.locator('[data-part="publish"]').nth(1)
    await publish.focus()
    await page.keyboard.press('Space')
    await decideBy(page, 'r')
    await page.locator('[data-panel="start"]').waitFor()
    assert.equal(await page.locator('[data-part="decided"]').textContent(), '1')

    await installation.work()
    const entry = await readEntry(installation.db, 1)
    assert.equal(entry?.words, `SAMPLE call ${'▇'.repeat(11)} now`)
    assert.deepEqual(
      entry?.lines.map(({ name }) => name),
      ['SAMPLE 林晓雨', null],
    )
    const leaked = await installation.db.selectFrom('review.acceptance').selectAll().execute()
    assert.doesNotMatch(JSON.stringify(leaked), /13800000000|周明/)
  })

  test('a question reaches the sender, her answer comes back, and her wish to withdraw is carried out', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    const { page } = workplace
    await enrolFirst(workplace, installation, 'Heron')
    const code = await sendDeclaration(installation)
    await signInAt(workplace, installation)
    await openNextCase(workplace)
    await decideBy(page, 'h')
    await page.keyboard.type('Which year?')
    await page.keyboard.press('Control+Enter')
    await page.locator('[data-panel="start"]').waitFor()

    const decision = await installation.db.selectFrom('review.decision').selectAll().executeTakeFirstOrThrow()
    const identity = identityFromSeed(replyIdentitySeed(code))
    const file = decision.question_for_sender ?? new Uint8Array()
    const read = openRecord({ identity, ...labelOf('question', decision.submission), file })
    assert.equal(read.outcome === 'opened' && Buffer.from(read.payload).toString(), 'Which year?')

    const { submission } = decision
    await addFollowup(
      { submission, kind: 'answer', text: 'In 1998.', nonce: new Uint8Array(32).fill(1) },
      installation.intake,
    )
    await openNextCase(workplace)
    const history = await page.locator('[data-part="history"]').textContent()
    assert.match(history ?? '', /Which year\?.*In 1998\./s)
    await decideBy(page, 'r')
    await page.locator('[data-panel="start"]').waitFor()
    await installation.work()

    await addFollowup(
      { submission, kind: 'withdrawal', text: '', nonce: new Uint8Array(32).fill(2) },
      // It has rested.
      { ...installation.intake, db: installation.db, clock: () => new Date(Date.now() - 16 * 86_400_000) },
    )
    await openNextCase(workplace)
    assert.match((await page.locator('[data-part="wish"]').textContent()) ?? '', /entry 1/)
    assert.equal(await page.locator('[data-act="register"]').isVisible(), false)
    for (const offered of ['[data-act="redact"]', 'input[data-part="publish"]', '.preview'])
      assert.equal(
        await page.locator(offered).first().isVisible(),
        false,
        `${offered}: nothing becomes public`,
      )
    assert.match(
      (await page.locator('[data-part="outcome"]').textContent()) ?? '',
      /colleague.*entry 1 stays/,
    )
    await decideBy(page, 'w')
    await page.locator('[data-panel="start"]').waitFor()
    await installation.work()
    assert.ok(
      (await readEntry(installation.db, 1))?.lines.every(({ withdrawn }) => !withdrawn),
      'it takes two',
    )
    await installation.agree()
    await installation.work()
    assert.ok((await readEntry(installation.db, 1))?.lines.every(({ withdrawn }) => withdrawn))
  })

  test('what a sender adds while her case is open is read before it is decided', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    const { page } = workplace
    await enrolFirst(workplace, installation, 'Heron')
    await sendDeclaration(installation)
    await signInAt(workplace, installation)
    await openNextCase(workplace)
    const { id: submission } = await installation.db
      .selectFrom('intake.submission')
      .select('id')
      .executeTakeFirstOrThrow()
    const nonce = new Uint8Array(32).fill(1)
    await addFollowup(
      { submission, kind: 'answer', text: 'SAMPLE: please wait.', nonce },
      installation.intake,
    )
    await decideBy(page, 'r')
    await page.locator('[data-part="case-problem"]').filter({ hasText: 'read it again' }).waitFor()
    assert.match((await page.locator('[data-part="history"]').textContent()) ?? '', /please wait/)
    await decideBy(page, 'r')
    await page.locator('[data-panel="start"]').waitFor()
  })

  test('a declaration is declined with a reason from the list, and another put back', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    await enrolFirst(workplace, installation, 'Heron')
    await sendDeclaration(installation)
    await signInAt(workplace, installation)
    await openNextCase(workplace)
    await decideBy(workplace.page, 'p')
    await workplace.page.locator('[data-panel="start"]').waitFor()
    await openNextCase(workplace)
    await decideBy(workplace.page, 'd')
    await workplace.page.keyboard.press('5')
    await workplace.page.locator('[data-panel="start"]').waitFor()
    const { verdict, reason } = await installation.db
      .selectFrom('review.decision')
      .selectAll()
      .executeTakeFirstOrThrow()
    assert.deepEqual([verdict, reason], ['decline', 'test-or-mockery'])
  })

  test('a colleague is invited, compared, admitted, and opens what came in before her', async () => {
    await using installation = await openDeskInstallation('real')
    const [heron, crane] = [await openWorkplace(browser), await openWorkplace(browser)]
    await enrolFirst(heron, installation, 'Heron')
    await sendDeclaration(installation)
    await signInAt(heron, installation)
    await heron.page.goto(`${installation.origin}/en/team`)
    await heron.page.locator('[data-part="invite-form"] button').click()
    const link = heron.page.locator('[data-part="link"]')
    await link.waitFor()
    await enrolByLink(crane, await link.inputValue(), 'Crane')
    const shownToCrane = await crane.page.locator('[data-panel="done"] .fingerprint').textContent()

    await signInAt(crane, installation)
    assert.ok(await crane.page.locator('[data-panel="waiting"]').isVisible())
    await heron.page.reload()
    await heron.page.locator('[data-act="admit"]').click()
    await heron.page.locator('#admit').waitFor()
    assert.equal(await heron.page.locator('#admit .fingerprint').textContent(), shownToCrane)
    await heron.page.locator('#admit [value="yes"]').click()
    await heron.page.locator('[data-part="done"]').waitFor()

    await signInAt(crane, installation)
    await openNextCase(crane)
    assert.match((await crane.page.locator('[data-part="words"]').textContent()) ?? '', /十三岁/)

    // She leaves: her open page is worth nothing within a second, her passkey nothing, and no key is sealed to her.
    await heron.page.goto(`${installation.origin}/en/team`)
    await heron.page.locator('[data-act="remove"]').click()
    await heron.page.locator('#remove [value="yes"]').click()
    await heron.page.locator('tr', { hasText: 'Crane' }).locator('summary').click()
    assert.match(await heron.page.locator('tr', { hasText: 'Crane' }).innerText(), /2\d{3}-W\d\d: 1 case/)
    await decideBy(crane.page, 'r')
    await crane.page.locator('[data-panel="sign-in"]').waitFor()
    await crane.page.locator('[data-act="sign-in"]').click()
    await crane.page.locator('[data-part="problem"]').filter({ hasText: /\S/ }).waitFor()
    const { rows: left } = await sql`
      select member.state, key.box
      from staff.member left join vault.box_key key on key.holder = member.id::text
      where member.name = 'Crane'`.execute(installation.db)
    assert.deepEqual(left, [{ state: 'left', box: null }])
  })

  test('a used link, a replayed touch and a touch on another origin open nothing', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    const link = await installation.firstLink()
    await enrolFirst(workplace, installation, 'Heron')
    const touched = workplace.page.waitForRequest((request) => request.url().endsWith('/api/sign-in/verify'))
    await signInAt(workplace, installation)
    const assertion = (await touched).postData() ?? ''
    assert.doesNotMatch(assertion, /prf/, 'the PRF output stays in the browser')
    const post = (path: string, body: string, origin = installation.origin) =>
      fetch(`${installation.origin}${path}`, {
        method: 'POST',
        body,
        headers: { Origin: origin, 'Content-Type': 'application/json' },
      })
    const replayed = await post('/api/sign-in/verify', assertion)
    assert.deepEqual([await replayed.json(), replayed.headers.get('set-cookie')], NOTHING_OPENED)
    assert.equal(
      (await post('/api/sign-in/options', '{}', 'http://localhost:1')).status,
      403,
      'another origin',
    )

    const elsewhere = await openWorkplace(browser)
    await elsewhere.page.goto(link)
    await elsewhere.page.locator('#name').fill('Magpie')
    await elsewhere.page.locator('[data-part="name-form"] button').click()
    await elsewhere.page.locator('[data-part="problem"]').filter({ hasText: 'invitation' }).waitFor()
  })

  test('a touch that a copy of the desk elsewhere obtained is refused', async () => {
    await using installation = await openDeskInstallation('real')
    await using copy = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    await enrolFirst(workplace, installation, 'Heron')
    const post = async (path: string, body: unknown) =>
      fetch(`${installation.origin}${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { Origin: installation.origin, 'Content-Type': 'application/json' },
      })
    const options = await (await post('/api/sign-in/options', {})).json()
    // The copy hands on the desk's own challenge; the host's name is the same, the port is not.
    await workplace.page.route('**/api/sign-in/options', (route) => route.fulfill({ json: options }))
    const phished = workplace.page.waitForRequest((request) => request.url().endsWith('/api/sign-in/verify'))
    await workplace.page.goto(`${copy.origin}/en/`)
    await workplace.page.locator('[data-act="sign-in"]').click()
    const answer = await post('/api/sign-in/verify', (await phished).postDataJSON())
    assert.deepEqual([await answer.json(), answer.headers.get('set-cookie')], NOTHING_OPENED)
  })

  test('an authenticator that can keep no key is asked twice, told so, and has no passkey of ours afterwards', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser, { hasPrf: false })
    const { page, cdp, authenticator: authenticatorId } = workplace
    const told = page.locator('[data-part="problem"]').filter({ hasText: /cannot keep a key.*asked twice/ })
    await handOutPapers(workplace, installation, 'Heron')
    await told.waitFor()
    assert.equal((await installation.db.selectFrom('staff.member').selectAll().execute()).length, 0)
    await becomes('no passkey of ours is on the authenticator', async () => {
      const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
      return credentials.length === 0
    })
  })

  test('a platform that speaks of its keys only when a passkey is used is asked again, and taken', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    await workplace.page.addInitScript(`
      const create = navigator.credentials.create.bind(navigator.credentials)
      navigator.credentials.create = async (options) => {
        const made = await create(options)
        made.getClientExtensionResults = () => ({})
        return made
      }`)
    await enrolFirst(workplace, installation, 'Heron')
    await signInAt(workplace, installation)
  })

  test('a newcomer signs in to a demonstration with a passkey of the page, and at a real installation there is none', async () => {
    await using demo = await openDeskInstallation('demo')
    const workplace = await openWorkplace(browser)
    await sendDeclaration(demo)
    await workplace.page.goto(`${demo.origin}/en/`)
    assert.match((await workplace.page.locator('.sample').textContent()) ?? '', /SAMPLE/)
    await workplace.page.locator('[data-act="sign-in"]').click()
    await workplace.page.getByRole('button', { name: 'None of them' }).click()
    await workplace.page.locator('[data-part="problem"]').filter({ hasText: /\S/ }).waitFor()
    await workplace.page.locator('[data-act="sign-in"]').click()
    await workplace.page.getByRole('button', { name: 'SAMPLE reviewer' }).click()
    await workplace.page.locator('[data-panel="start"]').waitFor()
    await openNextCase(workplace)
    assert.match((await workplace.page.locator('[data-part="words"]').textContent()) ?? '', /十三岁/)

    await using real = await openDeskInstallation('real')
    assert.doesNotMatch(await (await fetch(`${real.origin}/en/`)).text(), /data-sample|passkeys-/)
    const { url = '' } = readAssets('demo').get('passkeys.js') ?? {}
    assert.equal((await fetch(`${real.origin}${url}`)).status, 404)
  })

  test('a public entry is corrected by name, and its words hidden further', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    const { page } = workplace
    await enrolFirst(workplace, installation, 'Heron')
    await sendDeclaration(installation, { words: 'SAMPLE one two', language: 'en' })
    await signInAt(workplace, installation)
    await openNextCase(workplace)
    await decideBy(page, 'r')
    await page.locator('[data-panel="start"]').waitFor()
    await installation.work()

    await page.goto(`${installation.origin}/en/entry?number=1`)
    await page.locator('input[name="name"]').fill('SAMPLE 林小雨')
    await page.locator('[data-part="words"]').focus()
    for (let word = 0; word < 3; word++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('x')
    await page.locator('button[type="submit"].primary').click()
    await page.locator('[data-part="done"]').waitFor()
    await installation.agree()
    await installation.work()
    const entry = await readEntry(installation.db, 1)
    assert.equal(entry?.lines[0]?.name, 'SAMPLE 林小雨')
    assert.equal(entry?.words, 'SAMPLE one ▇▇▇')
  })
})
