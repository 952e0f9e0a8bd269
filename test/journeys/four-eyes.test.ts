// What takes two people, done by two people: each in a browser of her own, with a passkey of her own.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type Browser } from 'playwright-core'
import { checkAnswers } from '#approvals'
import { readEntry } from '#register'
import { checkPasskeys } from '#staff'
import { withoutTriggers } from '../installation/full-ledger.ts'
import { type DeskInstallation, openDeskInstallation, sendDeclaration } from '../installation/with-desk.ts'
import {
  decideBy,
  enrolByLink,
  enrolFirst,
  openNextCase,
  type Workplace,
  signInAt,
  openWorkplace,
} from './workplace.ts'
import { launchBrowser, noBrowser } from './browser.ts'

describe('what takes two', { skip: noBrowser }, () => {
  let browser: Browser
  before(async () => (browser = await launchBrowser()))
  after(() => browser.close())

  test('a role is asked for by one, agreed to by another, and is hers from then on', async () => {
    await using installation = await openDeskInstallation('real')
    const { heron, crane } = await twoAtTheDesk(browser, installation)

    await heron.page.goto(`${installation.origin}/en/team`)
    await row(heron, 'Crane').locator('[data-act="role-give"]').click()
    await heron.page.locator('#role-give select[name="role"]').selectOption('approver')
    await heron.page.locator('#role-give button[value="yes"]').click()
    await heron.page.locator('[data-part="done"]').filter({ hasText: 'colleague' }).waitFor()
    assert.deepEqual(await rolesOf(installation, 'Crane'), ['reviewer'], 'asked for, and not hers yet')

    await crane.page.goto(`${installation.origin}/en/requests`)
    await crane.page.getByText('Nothing waits for you').waitFor()
    assert.equal(await crane.page.locator('[data-act="approve"]').count(), 0, 'nobody agrees to her own')
    await heron.page.goto(`${installation.origin}/en/requests`)
    await heron.page.locator('.request').filter({ hasText: 'You asked for this' }).waitFor()
    assert.equal(await heron.page.locator('[data-act="approve"]').count(), 0, 'nor to what she asked')

    const egret = await third(browser, installation, { by: heron, admittedBy: crane })
    await egret.page.goto(`${installation.origin}/en/requests`)
    assert.match((await egret.page.locator('.request').textContent()) ?? '', /Give.*Crane.*approver/s)
    await egret.page.locator('[data-act="approve"]').click()
    await egret.page.locator('.request').waitFor({ state: 'detached' })
    assert.deepEqual(await rolesOf(installation, 'Crane'), ['approver', 'reviewer'])
    assert.equal(
      await checkAnswers(installation.db, { origin: installation.origin }),
      null,
      'anybody can verify it later',
    )
    assert.equal(
      await checkPasskeys(installation.db, { origin: installation.origin }),
      null,
      'and who signed for whose passkey',
    )
    await withoutTriggers(installation, sql`update staff.credential set public_key = ${Buffer.alloc(77)}`)
    assert.notEqual(await checkPasskeys(installation.db, { origin: installation.origin }), null)
    assert.notEqual(await checkAnswers(installation.db, { origin: installation.origin }), null)
  })

  test('a registered name is changed after a colleague has seen what would change', async () => {
    await using installation = await openDeskInstallation('real')
    const { heron, crane } = await twoAtTheDesk(browser, installation)
    await sendDeclaration(installation, { words: 'SAMPLE one two', language: 'en' })
    await signInAt(crane, installation)
    await openNextCase(crane)
    await decideBy(crane.page, 'r')
    await crane.page.locator('[data-panel="start"]').waitFor()
    await installation.work()

    await crane.page.goto(`${installation.origin}/en/entry?number=1`)
    await crane.page.locator('input[name="name"]').fill('SAMPLE 林小雨')
    await crane.page.locator('button[type="submit"].primary').click()
    await crane.page.locator('[data-part="done"]').filter({ hasText: 'colleague' }).waitFor()
    await installation.work()
    assert.equal((await readEntry(installation.db, 1))?.lines[0]?.name, 'SAMPLE 林晓雨')

    await heron.page.goto(`${installation.origin}/en/requests`)
    assert.match((await heron.page.locator('.change del').textContent()) ?? '', /林晓雨/)
    assert.match((await heron.page.locator('.change ins').textContent()) ?? '', /林小雨/)

    // The same touch, over another act, by whoever is in between: refused.
    await heron.page.route('**/api/requests', async (route) => {
      const body = await (await route.fetch()).text()
      await route.fulfill({ body: body.replace(/"approved":"[\w-]{43}"/, `"approved":"${'A'.repeat(43)}"`) })
    })
    await heron.page.reload()
    await heron.page.locator('[data-act="approve"]').click()
    await heron.page.locator('[data-part="problem"]').filter({ hasText: 'passkey' }).waitFor()
    await heron.page.unroute('**/api/requests')
    await heron.page.reload()
    await heron.page.locator('[data-act="approve"]').click()
    await heron.page.locator('.request').waitFor({ state: 'detached' })
    await installation.work()
    assert.equal((await readEntry(installation.db, 1))?.lines[0]?.name, 'SAMPLE 林小雨')
  })
})

/** Heron opened the installation; Crane reviews with her. Heron invited her and, alone until then, admitted her as well. */
async function twoAtTheDesk(
  browser: Browser,
  installation: DeskInstallation,
): Promise<{ heron: Workplace; crane: Workplace }> {
  const heron = await openWorkplace(browser)
  const crane = await openWorkplace(browser)
  await enrolFirst(heron, installation, 'Heron')
  await signInAt(heron, installation)
  await invite(heron, crane, installation, { name: 'Crane', role: 'reviewer' })
  await admit(heron, installation, 'Crane')
  await signInAt(crane, installation)
  return { heron, crane }
}

/** From the third on, whoever invites does not admit. */
async function third(
  browser: Browser,
  installation: DeskInstallation,
  { by, admittedBy }: { by: Workplace; admittedBy: Workplace },
): Promise<Workplace> {
  const egret = await openWorkplace(browser)
  await by.page.goto(`${installation.origin}/en/team`)
  await invite(by, egret, installation, { name: 'Egret', role: 'head' })
  await by.page.goto(`${installation.origin}/en/team`)
  await row(by, 'Egret').locator('[data-act="admit"]').click()
  await by.page.locator('#admit button[value="yes"]').click()
  await by.page.locator('[data-part="problem"]').filter({ hasText: 'invited' }).waitFor()
  await admit(admittedBy, installation, 'Egret')
  await signInAt(egret, installation)
  return egret
}

async function invite(
  from: Workplace,
  to: Workplace,
  installation: DeskInstallation,
  { name, role }: { name: string; role: string },
): Promise<void> {
  await from.page.goto(`${installation.origin}/en/team`)
  const form = from.page.locator('[data-part="invite-form"]')
  await form.locator('select[name="role"]').selectOption(role)
  await form.locator('button').click()
  const link = from.page.locator('#invitation-link')
  await link.waitFor()
  await enrolByLink(to, await link.inputValue(), name)
}

async function admit(by: Workplace, installation: DeskInstallation, name: string): Promise<void> {
  await by.page.goto(`${installation.origin}/en/team`)
  await row(by, name).locator('[data-act="admit"]').click()
  await by.page.locator('#admit button[value="yes"]').click()
  await by.page.locator('[data-part="done"]').filter({ hasText: name }).waitFor()
}

function row({ page }: Workplace, name: string) {
  return page.locator('tbody tr', { has: page.locator('th', { hasText: name }) })
}

async function rolesOf(installation: DeskInstallation, name: string): Promise<string[]> {
  const rows = await installation.db
    .selectFrom('staff.role as role')
    .innerJoin('staff.member as member', 'member.id', 'role.member')
    .select('role.role')
    .where('member.name', '=', name)
    .orderBy('role.role')
    .execute()
  return rows.map(({ role }) => role)
}
