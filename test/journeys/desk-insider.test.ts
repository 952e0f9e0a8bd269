// A volunteer who came in to do harm: she has a real passkey and a real role, and meets each limit of the installation.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Browser } from 'playwright-core'
import { ROUTES, type RouteName } from '../../src/desk/areas.ts'
import { openBranchRow } from '../members.ts'
import { type DeskInstallation, openDeskInstallation, sendDeclaration } from '../installation/with-desk.ts'
import { twoAtTheDesk } from './two-at-the-desk.ts'
import { launchBrowser, noBrowser } from './browser.ts'
import { type Workplace, signInAt } from './workplace.ts'
import { insertBox } from '../installation/boxes.ts'
import { insertCase } from '../installation/cases.ts'

const HOUR_MS = 3_600_000

describe('an infiltrated volunteer', { skip: noBrowser }, () => {
  let browser: Browser
  before(async () => (browser = await launchBrowser()))
  after(() => browser.close())

  test('who wants to read them all opens twenty in an hour, and a hundred and twenty in a day', async () => {
    let passedMs = 0
    const clock = () => new Date(Date.now() + passedMs)
    await using installation = await openDeskInstallation('real', { clock })
    const { crane } = await twoAtTheDesk(browser, installation)
    await Promise.all(Array.from({ length: 130 }, () => sendDeclaration(installation)))
    const hours: number[] = []
    for (let hour = 0; hour < 7; hour += 1) {
      await signInAt(crane, installation)
      hours.push(await readAll(crane, installation))
      passedMs += HOUR_MS + 60_000
    }
    assert.deepEqual(hours, [20, 20, 20, 20, 20, 20, 0])
  })

  test('gets nothing of a colleague’s case, of another branch’s, and no list of anything', async () => {
    await using installation = await openDeskInstallation('real')
    const { heron, crane } = await twoAtTheDesk(browser, installation)
    await sendDeclaration(installation)
    const hers = await post(heron, installation, 'caseNext')
    const { submission } = hers.json.case as { submission: string }
    const foreign = await caseAtAnotherBranch(installation)
    const before = await acts(installation)

    assert.equal((await post(crane, installation, 'caseNext')).json['outcome'], 'nothing-waiting')
    for (const id of [submission, foreign]) {
      const decision = { verdict: 'decline', reason: 'test-or-mockery' }
      const decided = await post(crane, installation, 'caseDecide', { submission: id, decision })
      assert.deepEqual(decided.json, { outcome: 'lock-lost' })
      const earlier = await post(crane, installation, 'caseEarlier', { submission: id })
      assert.ok(!JSON.stringify(earlier.json).includes('sealed'))
      await post(crane, installation, 'caseReturn', { submission: id })
    }
    assert.equal(await acts(installation), before, 'nothing happened')
    const decided = await installation.db.selectFrom('review.decision').selectAll().execute()
    assert.deepEqual(decided, [])

    for (const name of ['auditPage', 'oversightPage'] as const) {
      await crane.page.goto(`${installation.origin}${ROUTES[name].path.replace(':language', 'en')}`)
      assert.equal(new URL(crane.page.url()).pathname, '/en/', `${name} sends her away`)
    }
    for (const name of ['alarmsOpen', 'alarmSee', 'canaryPlace', 'lookSendBack', 'teamRemove'] as const)
      assert.equal((await post(crane, installation, name)).status, 403, name)
    const invited = await post(crane, installation, 'teamInvite', { role: 'reviewer' }, 'lyon')
    assert.equal(invited.status, 403)
  })

  test('who touches a canary is on every administrator’s page within a minute', async () => {
    await using installation = await openDeskInstallation('real')
    const { heron, crane } = await twoAtTheDesk(browser, installation)
    await heron.page.goto(`${installation.origin}/en/oversight`)
    await heron.page.locator('[data-part="canary-form"] [name="name"]').fill('SAMPLE 陈不在')
    await heron.page.locator('[data-part="canary-form"] [name="contact"]').fill('sample@example.org')
    await heron.page.locator('[data-part="canary-form"] [name="words"]').fill('SAMPLE 现在声明退出。')
    await heron.page.locator('[data-part="canary-form"] button').click()
    await heron.page.locator('[data-part="done"]').filter({ hasText: 'placed' }).waitFor()
    const { id } = await installation.db
      .selectFrom('intake.submission')
      .select('id')
      .executeTakeFirstOrThrow()

    // Whoever keeps to her work never meets it.
    assert.equal((await post(crane, installation, 'caseNext')).json['outcome'], 'nothing-waiting')
    await heron.page.clock.install()
    await heron.page.goto(`${installation.origin}/en/team`)
    const banner = heron.page.locator('[data-part="alarm"]')
    await heron.page.clock.runFor(30_000)
    assert.equal(await banner.isVisible(), false)

    const returned = await post(crane, installation, 'caseReturn', { submission: id })
    assert.deepEqual(returned.json, { outcome: 'returned' }, 'and is not told')
    await heron.page.clock.runFor(30_000)
    await banner.waitFor()
    await crane.page.goto(`${installation.origin}/en/`)
    assert.equal(await crane.page.locator('[data-part="alarm"]').isVisible(), false)

    await banner.locator('a').click()
    const row = heron.page.locator('tr.open')
    await row.waitFor()
    assert.match((await row.textContent()) ?? '', new RegExp(`Crane.*${id.slice(0, 8)}`))
    await row.locator('button').click()
    await row.waitFor({ state: 'detached' })
    await heron.page.clock.runFor(30_000)
    assert.equal(await banner.isVisible(), false)
    const what = await installation.db.selectFrom('audit.act').select('what').orderBy('id').execute()
    const last = what.map((act) => act.what).filter((act) => /canary|alarm/.test(act))
    assert.deepEqual(last, ['canary-placed', 'canary-opened', 'alarm-seen'])
  })
})

/** Open, decide, open the next, as a script would, until the desk gives no more. Returns how many were read. */
async function readAll(workplace: Workplace, installation: DeskInstallation): Promise<number> {
  for (let read = 0; ; read += 1) {
    const { json } = await post(workplace, installation, 'caseNext')
    if (json['outcome'] !== 'case') {
      assert.equal(json['outcome'], 'budget-spent')
      return read
    }
    const { submission } = json.case as { submission: string }
    await post(workplace, installation, 'caseDecide', {
      submission,
      decision: { verdict: 'decline', reason: 'not-understood' },
    })
  }
}

async function post(
  workplace: Workplace,
  installation: DeskInstallation,
  name: RouteName,
  data: unknown = {},
  branch = 'centre',
) {
  const answer = await workplace.page.request.post(
    installation.origin + ROUTES[name].path.replace(':branch', branch),
    {
      data,
      headers: { Origin: installation.origin },
    },
  )
  return { status: answer.status(), json: (await answer.json()) as { case?: unknown; outcome?: string } }
}

async function caseAtAnotherBranch(installation: DeskInstallation): Promise<string> {
  await openBranchRow(installation.db, 'lyon')
  const box = await insertBox(installation.db, { branch: 'lyon' })
  return insertCase(installation.db, { box, branch: 'lyon' })
}

async function acts(installation: DeskInstallation): Promise<number> {
  return (await installation.db.selectFrom('audit.act').select('id').execute()).length
}
