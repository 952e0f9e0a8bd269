// What a reviewer is shown of a sender who was made to do something, and of one who declares again.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Browser } from 'playwright-core'
import { DOORS } from '#channels'
import { type Addition, addFollowup, findEarlier, submit } from '#intake'
import { readEntry } from '#register'
import { returnCodeWords } from '#vault'
import {
  type DeskInstallation,
  openDeskInstallation,
  sendDeclaration,
  somebody,
} from '../installation/with-desk.ts'
import { decideBy, enrolFirst, openNextCase, type Workplace, signInAt, openWorkplace } from './workplace.ts'
import { launchBrowser, noBrowser } from './browser.ts'

describe('at the desk', { skip: noBrowser }, () => {
  let browser: Browser
  before(async () => (browser = await launchBrowser()))
  after(() => browser.close())

  test('what was said under duress is said to be, and cannot be carried out from there: it is left as it is', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await signedIn(browser, installation)
    const { page } = workplace
    await sendDeclaration(installation)
    await decideNext(workplace, 'r')
    await installation.work()
    await say(installation, { kind: 'withdrawal', duress: true })
    await openNextCase(workplace)
    assert.match((await page.locator('[data-part="duress"]').textContent()) ?? '', /under duress/)
    assert.match((await page.locator('[data-part="history"]').textContent()) ?? '', /withdraw · under duress/)
    const offered = page.locator('[data-part="verdicts"] button:visible')
    assert.deepEqual(
      await offered.evaluateAll((buttons: Iterable<{ dataset: { act?: string } }>) =>
        Array.from(buttons, ({ dataset }) => dataset.act),
      ),
      ['keep', 'put-back'],
    )
    await decideBy(page, 'w')
    assert.ok(
      await page.locator('[data-panel="case"]').isVisible(),
      'a key presses nothing that is not offered',
    )
    await decideBy(page, 'k')
    await page.locator('[data-panel="start"]').waitFor()
    assert.equal(await page.locator('[data-part="waiting"]').textContent(), '0')
    await installation.work()
    assert.ok((await readEntry(installation.db, 1))?.lines.every(({ withdrawn }) => !withdrawn))

    // Safe again, she asks anew with the code itself: the warning is about before, and the decision is the reviewer's.
    await say(installation, { kind: 'wish-taken-back' })
    await say(installation, { kind: 'withdrawal' })
    await openNextCase(workplace)
    assert.match((await page.locator('[data-part="duress"]').textContent()) ?? '', /was made to use her code/)
    assert.ok(await page.locator('[data-act="withdraw"]').isVisible())
  })

  test('a case whose sender asks to withdraw while it is open is taken away, and the reviewer told why', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await signedIn(browser, installation)
    const { page } = workplace
    await sendDeclaration(installation)
    await openNextCase(workplace)
    await say(installation, { kind: 'withdrawal' }, 0)
    await decideBy(page, 'r')
    await page.locator('[data-part="start-note"]').filter({ hasText: 'asked to withdraw' }).waitFor()
    assert.equal(await page.locator('[data-part="waiting"]').textContent(), '0', 'the wish rests')
  })

  test('somebody who declares again is proposed not to be counted, and linked for everybody only as she wished', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await signedIn(browser, installation)
    const { page } = workplace
    const words = returnCodeWords(await sendDeclaration(installation), 'en')
    await decideNext(workplace, 'r')
    await installation.work()
    const again = async (code: readonly string[], shown: boolean) => {
      await sendAgain(installation, code.join(' '), shown)
      await openNextCase(workplace)
      return (await page.locator('[data-part="again-text"]').textContent()) ?? ''
    }
    const isProposed = (act: string) =>
      page.locator(`[data-act="${act}"]`).evaluate((button) => button.matches('.primary'))

    assert.match(await again(words, false), /entry 1, which is counted.*stays sealed/)
    assert.deepEqual([await isProposed('register'), await isProposed('register-uncounted')], [false, true])
    assert.equal(await page.locator('[data-part="again-show"]').isVisible(), false)
    await decideBy(page, 'u')
    await page.locator('[data-panel="start"]').waitFor()

    assert.match(await again(words, true), /entry 1.*shown to everybody/)
    assert.ok(await page.locator('[data-part="again-shown"]').isChecked())
    await decideBy(page, 'u')
    await page.locator('[data-panel="start"]').waitFor()

    assert.match(await again([...words, words[0] ?? ''], true), /was made to show/)
    assert.equal(await isProposed('register-uncounted'), false)
    await decideBy(page, 'r')
    await page.locator('[data-panel="start"]').waitFor()
    await installation.work()
    const rows = await installation.db
      .selectFrom('register.entry')
      .select('links_to')
      .orderBy('number')
      .execute()
    assert.deepEqual(
      rows.map(({ links_to }) => links_to),
      [null, null, 1, null],
    )
    await page.goto(`${installation.origin}/en/entry?number=1`)
    await page.locator('.chain a', { hasText: 'entry 3' }).click()
    assert.match(await page.locator('.chain').innerText(), /earlier entry 1/)
  })
})

/** Heron, who opened the installation, at her workplace. */
async function signedIn(browser: Browser, installation: DeskInstallation): Promise<Workplace> {
  const workplace = await openWorkplace(browser)
  await enrolFirst(workplace, installation, 'Heron')
  await signInAt(workplace, installation)
  return workplace
}

async function decideNext(workplace: Workplace, key: string): Promise<void> {
  await openNextCase(workplace)
  await decideBy(workplace.page, key)
  await workplace.page.locator('[data-panel="start"]').waitFor()
}

/** What the sender of the one declaration says afterwards; as if so many days ago, which the site itself could not. */
async function say(
  installation: DeskInstallation,
  said: Pick<Addition, 'kind' | 'duress'>,
  daysAgo = 16,
): Promise<void> {
  const { id: submission } = await installation.db
    .selectFrom('intake.submission')
    .select('id')
    .executeTakeFirstOrThrow()
  const clock = () => new Date(Date.now() - daysAgo * 86_400_000)
  const added = await addFollowup(
    { submission, text: '', nonce: randomBytes(32), ...said },
    { ...installation.intake, db: installation.db, clock },
  )
  assert.equal(added, 'added')
}

async function sendAgain({ intake }: DeskInstallation, code: string, shown: boolean): Promise<void> {
  const submission = {
    people: [somebody('SAMPLE 林晓雨')],
    words: 'SAMPLE 我再次声明。',
    place: null,
    visibility: 'name-and-words',
    wantsCertificate: false,
    contact: '',
    language: 'zh-hans',
  } as const
  const sent = { door: DOORS.web, clientKey: randomBytes(32), submission, wantsCode: false }
  await submit({ ...sent, earlier: await findEarlier({ code, shown }, intake) }, intake)
}
