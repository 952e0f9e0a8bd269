// People at the desk, each with a browser and passkeys of her own.
import { type Browser, type BrowserContextOptions, type CDPSession, type Page } from 'playwright-core'
import { type DeskInstallation } from '../installation/with-desk.ts'
import { patience } from '../patience.ts'

export interface Workplace {
  readonly page: Page
  readonly cdp: CDPSession
  /** What is built in. */
  readonly authenticator: string
}

/** A person at a computer of her own, with an authenticator that touches itself. */
export async function openWorkplace(
  browser: Browser,
  { hasPrf = true, ...options }: BrowserContextOptions & { hasPrf?: boolean } = {},
): Promise<Workplace> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(patience(15_000))
  page.on('pageerror', (error) => process.stderr.write(`page: ${error.stack}\n`))
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  return { page, cdp, authenticator: await plugIn(cdp, { hasPrf }) }
}

/** An authenticator that touches itself. Returns its id. */
export async function plugIn(
  cdp: CDPSession,
  { hasPrf = true, transport = 'internal' }: { hasPrf?: boolean; transport?: 'internal' | 'usb' } = {},
): Promise<string> {
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      hasPrf,
      automaticPresenceSimulation: true,
    },
  })
  return authenticatorId
}

/** Enrol as the first member of an empty installation, and hand the recovery key out on five papers. Returns them. */
export async function enrolFirst(
  workplace: Workplace,
  installation: DeskInstallation,
  name: string,
): Promise<string[]> {
  const papers = await handOutPapers(workplace, installation, name)
  await workplace.page.locator('[data-panel="done"]').waitFor()
  return papers
}

/** The first member's way as far as the papers: after them her passkey is made. */
export async function handOutPapers(
  { page }: Workplace,
  installation: DeskInstallation,
  name: string,
): Promise<string[]> {
  await page.goto(await installation.firstLink())
  await page.locator('#name').fill(name)
  await page.locator('[data-part="name-form"] button').click()
  await page.locator('[data-act="ceremony-begin"]').click()
  const papers: string[] = []
  for (let nth = 0; nth < 5; nth += 1) papers.push(await takePaper(page))
  return papers
}

/** One keeper's turn: she copies her share, and types the line that she is asked for. */
async function takePaper(page: Page): Promise<string> {
  await page.locator('[data-act="share-show"]').click()
  const lines = await page.locator('[data-part="share-lines"] li').allTextContents()
  const asked = /\d+/.exec((await page.locator('[data-part="share-ask"]').textContent()) ?? '')
  await page.locator('#share-line').fill(lines[Number(asked?.[0]) - 1] ?? '')
  await page.locator('[data-part="share-form"] button').click()
  return lines.join('\n')
}

export async function enrolByLink({ page }: Workplace, link: string, name: string): Promise<void> {
  await page.goto(link)
  await page.locator('#name').fill(name)
  await page.locator('[data-part="name-form"] button').click()
  await page.locator('[data-panel="done"]').waitFor()
}

export async function signInAt({ page }: Workplace, installation: DeskInstallation): Promise<void> {
  await page.goto(`${installation.origin}/en/`)
  await page.locator('[data-act="sign-in"]').click()
  await page.locator('[data-panel="start"], [data-panel="waiting"]').filter({ visible: true }).waitFor()
}

export async function openNextCase({ page }: Workplace): Promise<void> {
  await page.keyboard.press('n')
  await page.locator('[data-panel="case"]').waitFor()
}

/** Press the key of a verdict, as soon as the desk takes one: not in the first second that a case is on the page. */
export async function decideBy(page: Page, key: string): Promise<void> {
  await page.locator('[data-part="verdicts"] button:enabled').filter({ visible: true }).first().waitFor()
  await page.keyboard.press(key)
}
