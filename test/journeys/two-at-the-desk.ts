import { type Browser, type BrowserContextOptions } from 'playwright-core'
import { type DeskInstallation } from '../installation/with-desk.ts'
import { enrolByLink, enrolFirst, type Workplace, signInAt, openWorkplace } from './workplace.ts'

/** Heron administers the installation; Crane reviews in it. Each has a browser and a passkey of her own. */
export async function twoAtTheDesk(
  browser: Browser,
  installation: DeskInstallation,
  options: BrowserContextOptions = {},
): Promise<{ heron: Workplace; crane: Workplace }> {
  const heron = await openWorkplace(browser, options)
  const crane = await openWorkplace(browser, options)
  await enrolFirst(heron, installation, 'Heron')
  await signInAt(heron, installation)
  await heron.page.goto(`${installation.origin}/en/team`)
  await heron.page.locator('[data-part="invite-form"] button').click()
  const link = heron.page.locator('#invitation-link')
  await link.waitFor()
  await enrolByLink(crane, await link.inputValue(), 'Crane')
  await heron.page.goto(`${installation.origin}/en/team`)
  await heron.page.locator('[data-act="admit"]').click()
  await heron.page.locator('#admit button[value="yes"]').click()
  await heron.page.locator('[data-part="done"]').filter({ hasText: 'Crane' }).waitFor()
  await signInAt(crane, installation)
  return { heron, crane }
}
