// Passkeys that are added, given up and lost, and how to reach a sender, which is kept apart.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type Browser } from 'playwright-core'
import { type DeskInstallation, openDeskInstallation, sendDeclaration } from '../installation/with-desk.ts'
import { twoAtTheDesk } from './two-at-the-desk.ts'
import { becomes } from '../faults/becomes.ts'
import {
  decideBy,
  enrolByLink,
  enrolFirst,
  openNextCase,
  plugIn,
  type Workplace,
  signInAt,
  openWorkplace,
} from './workplace.ts'
import { launchBrowser, noBrowser } from './browser.ts'

describe('passkeys', { skip: noBrowser }, () => {
  let browser: Browser
  before(async () => (browser = await launchBrowser()))
  after(() => browser.close())

  test('a second passkey opens what the first did, and the first can then be given up', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    const { page } = workplace
    await enrolFirst(workplace, installation, 'Heron')
    await sendDeclaration(installation)
    await signInAt(workplace, installation)
    const toPasskeys = page.locator('[data-part="signed-in"] a')
    await toPasskeys.click()
    assert.equal(await page.locator('h1').textContent(), 'Your passkeys')
    await page.locator('.brand a').click()
    await page.locator('[data-panel="start"]').waitFor()
    await openNextCase(workplace)
    await decideBy(page, 'p')
    await page.locator('[data-panel="start"]').waitFor()
    await toPasskeys.click()
    await page.locator('.notice', { hasText: /one passkey alone/ }).waitFor()
    await addPasskeyOnAKey(workplace)
    assert.equal(await page.locator('.passkeys li').count(), 2)

    await workplace.cdp.send('WebAuthn.removeVirtualAuthenticator', {
      authenticatorId: workplace.authenticator,
    })
    await signInAt(workplace, installation)
    await openNextCase(workplace)
    assert.match((await page.locator('[data-part="words"]').textContent()) ?? '', /十三岁/)

    await page.goto(`${installation.origin}/en/passkeys`)
    await page.locator('[data-act="passkey-retire"]').click()
    await page.locator('.passkeys li').nth(1).waitFor({ state: 'detached' })
    assert.equal(await page.locator('[data-act="passkey-retire"]').count(), 0, 'the last one stays')
    assert.deepEqual(await actsOf(installation, 'passkey-%'), [
      'passkey-founded',
      'passkey-added',
      'passkey-retired',
    ])
  })

  test('who has had one passkey alone for more than a week is handed no case', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser)
    await enrolFirst(workplace, installation, 'Heron')
    await sendDeclaration(installation)
    await installation.db
      .updateTable('staff.member')
      .set({ admitted_at: new Date(Date.now() - 8 * 24 * 60 * 60_000) })
      .execute()
    await signInAt(workplace, installation)
    await workplace.page.keyboard.press('n')
    await workplace.page
      .getByText(/one passkey alone, and a week is over/)
      .first()
      .waitFor()
    await workplace.page.goto(`${installation.origin}/en/passkeys`)
    await addPasskeyOnAKey(workplace)
    await signInAt(workplace, installation)
    await openNextCase(workplace)
  })

  test('who has lost her passkeys comes back as the member she was, is compared anew, and opens what she could', async () => {
    await using installation = await openDeskInstallation('real')
    const { heron, crane } = await twoAtTheDesk(browser, installation)
    await sendDeclaration(installation)
    await heron.page.goto(`${installation.origin}/en/team`)
    await heron.page.locator('tr', { hasText: 'Crane' }).locator('[data-act="return"]').click()
    await heron.page.locator('#return [value="yes"]').click()
    const link = heron.page.locator('#invitation-link')
    await link.waitFor()

    await crane.page.goto(`${installation.origin}/en/`)
    await crane.page.locator('[data-act="sign-in"]').click()
    await crane.page.locator('[data-part="problem"]').filter({ hasText: /\S/ }).waitFor()

    const another = await openWorkplace(browser)
    await enrolByLink(another, await link.inputValue(), 'Crane')
    const shown = await another.page.locator('[data-panel="done"] .fingerprint').textContent()

    await heron.page.goto(`${installation.origin}/en/team`)
    await heron.page.locator('[data-act="admit"]').click()
    assert.equal(await heron.page.locator('#admit .fingerprint').textContent(), shown)
    await heron.page.locator('#admit [value="yes"]').click()
    await heron.page.locator('[data-part="done"]').filter({ hasText: 'Crane' }).waitFor()
    await signInAt(another, installation)
    await openNextCase(another)
    const { rows } = await sql`select count(*)::int as n from staff.member where name = 'Crane'`.execute(
      installation.db,
    )
    assert.deepEqual(rows, [{ n: 1 }], 'it is the same member')
  })

  test('how to reach a sender is shown to who may reach people, by a touch that is written down, and to nobody else', async () => {
    await using installation = await openDeskInstallation('real')
    const { heron, crane } = await twoAtTheDesk(browser, installation)
    await contactBoxOf(installation)
    await sendDeclaration(installation, { contact: 'SAMPLE by the monastery' })

    await openNextCase(crane)
    const contact = crane.page.locator('[data-part="contact"]')
    assert.match(await contact.innerText(), /kept apart/)
    assert.equal(await crane.page.locator('[data-act="contact"]').isVisible(), false)
    await decideBy(crane.page, 'p')
    await crane.page.locator('[data-panel="start"]').waitFor()

    await signInAt(heron, installation)
    await openNextCase(heron)
    assert.match(await heron.page.locator('[data-part="contact"]').innerText(), /takes a touch/)
    await heron.page.keyboard.press('c')
    await heron.page.locator('[data-part="contact"]').filter({ hasText: 'SAMPLE by the monastery' }).waitFor()
    assert.deepEqual(await actsOf(installation, 'contact-%'), ['contact-opened'])
  })
})

/** The second one is on a key that is plugged in once the first has been touched. */
async function addPasskeyOnAKey({ page, cdp, authenticator }: Workplace): Promise<void> {
  let plugged = ''
  await page.route('**/api/passkey/options', async (route) => {
    await cdp.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId: authenticator,
      enabled: false,
    })
    plugged = await plugIn(cdp, { transport: 'usb' })
    await route.continue()
  })
  // And the first one again, to sign for it.
  await page.exposeFunction('turnBack', async () => {
    for (const [authenticatorId, enabled] of [
      [plugged, false],
      [authenticator, true],
    ] as const)
      await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
  })
  await page.evaluate(`
    const touch = navigator.credentials.get.bind(navigator.credentials)
    navigator.credentials.get = async (options) => {
      if (/vouches/.test(document.querySelector('[data-part="done"]').textContent)) await turnBack()
      return touch(options)
    }`)
  await page.locator('[data-act="passkey-add"]').click()
  await page.locator('.passkeys li').nth(1).waitFor()
  await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: plugged, enabled: true })
}

/** Whose browser has a moment makes the boxes that are lacking: Heron’s, who takes declarations down as well. */
async function contactBoxOf(installation: DeskInstallation): Promise<void> {
  await becomes('there is a box for contacts', async () => {
    const { rows } = await sql`select from vault.box where class = 'contact'`.execute(installation.db)
    return rows.length > 0
  })
}

async function actsOf(installation: DeskInstallation, like: string): Promise<string[]> {
  const acts = await installation.db
    .selectFrom('audit.act')
    .select('what')
    .where('what', 'like', like)
    .orderBy('id')
    .execute()
  return acts.map(({ what }) => what)
}
