// The desk as a screen reader has it: each state of the daily work, and each page of the table of areas.
import { equal } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Browser } from 'playwright-core'
import { sql } from 'kysely'
import { type Database } from '#db'
import { ROLES } from '#staff'
import { FRAMED } from '../../src/desk/areas.ts'
import { isAccessible } from './accessible.ts'
import { openDeskInstallation, sendDeclaration } from '../installation/with-desk.ts'
import { launchBrowser, noBrowser } from './browser.ts'
import { decideBy, enrolFirst, openNextCase, openWorkplace, signInAt } from './workplace.ts'

describe('the whole desk', { skip: noBrowser }, () => {
  let browser: Browser
  before(async () => (browser = await launchBrowser()))
  after(() => browser.close())

  test('can be read by a screen reader, by day and by night', async () => {
    await using installation = await openDeskInstallation('real')
    const workplace = await openWorkplace(browser, { bypassCSP: true })
    const { page } = workplace
    const read = async (what: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await isAccessible(page, `${what}, ${colorScheme}`)
      }
    }
    await page.goto(await installation.firstLink())
    await read('enrol')
    await enrolFirst(workplace, installation, 'Heron')
    await read('enrolled')
    await sendDeclaration(installation, { words: 'SAMPLE 我再次声明退出。' })
    await page.goto(`${installation.origin}/zh-hans/`)
    await read('sign-in')
    await signInAt(workplace, installation)
    await read('start')
    await openNextCase(workplace)
    await read('case')
    await decideBy(page, 'd')
    await read('reasons')
    await page.keyboard.press('Escape')
    await decideBy(page, 'h')
    await read('question')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await read('keys')
    await page.keyboard.press('Escape')
    await decideBy(page, 'r')
    await page.locator('[data-panel="start"]').waitFor()
    await installation.work()
    await giveEveryRole(installation.db)
    for (const { area, path } of FRAMED) {
      const query = area === 'entry' ? '?number=1' : ''
      await page.goto(`${installation.origin}/zh-hant${path}${query}`, { waitUntil: 'networkidle' })
      equal(new URL(page.url()).pathname, `/zh-hant${path}`, 'she may open it')
      await page.locator('main h1').waitFor()
      await read(area)
    }
  })
})

/** Whoever is there may open every page. */
async function giveEveryRole(db: Database): Promise<void> {
  await sql`insert into staff.role (member, branch, role)
    select member.id, 'centre', role from staff.member, unnest(${ROLES}::text[]) role
    on conflict do nothing`.execute(db)
}
