// What a newcomer does with a demonstration: a certificate, by its two people, with every process as `npm start` opens it. The
// one that signs is killed again and again while it is asked.
import assert from 'node:assert/strict'
import { readFile as readDisk } from 'node:fs/promises'
import { test } from 'node:test'
import { type Browser, type Page } from 'playwright-core'
import { checkCertificate, credentialInPdf, readFile, readIssuers } from '#proof'
import { becomes } from '../faults/becomes.ts'
import { openWholeInstallation, type WholeInstallation } from '../installation/whole.ts'
import { again, patience } from '../patience.ts'
import { launchBrowser, noBrowser } from './browser.ts'

test(
  'two SAMPLE people issue a certificate, though the process that signs is killed meanwhile',
  { skip: noBrowser },
  async () => {
    await using installation = await openWholeInstallation()
    await using browser = await launchBrowser()
    // The site is there first.
    await becomes('the desk is open', () =>
      fetch(installation.deskOrigin).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    const reviewer = await signInAs(browser, installation, 'reviewer')
    const colleague = await signInAs(browser, installation, 'colleague')

    await reviewer.goto(`${installation.deskOrigin}/en/certificates`)
    await openUntil(reviewer, 'a certificate with her legal name')
    await reviewer.locator('#holder-name').fill('SAMPLE 林晓雨')
    await reviewer.locator('#holder-latin').fill('SAMPLE LIN Xiaoyu')
    await reviewer.locator('#holder-born').fill('1968-05-17')
    await reviewer.locator('[data-part="prepare"] button').click()
    await reviewer.locator('[data-part="done"]').filter({ hasText: 'has been asked' }).waitFor()

    await colleague.goto(`${installation.deskOrigin}/en/requests`)
    await colleague.locator('[data-act="open-content"]').click()
    await colleague.locator('[data-part="agreed"]').filter({ hasText: 'SAMPLE LIN Xiaoyu' }).waitFor()
    await colleague.locator('[data-part="draft"] iframe').waitFor()
    const killing = again(20, () => {
      // Between two of its lives there is nobody to kill.
      installation.strike('issue').catch(() => {})
    })
    try {
      await colleague.locator('[data-certificate] [data-act="approve"]:visible').click()
      await colleague
        .locator('[data-part="problem"]')
        .filter({ hasText: 'the branch that asked can finish it' })
        .waitFor()
    } finally {
      killing.end()
    }

    // The branch that asked has the content as well, and finishes it.
    await reviewer.goto(`${installation.deskOrigin}/en/certificates`)
    await reviewer
      .locator('[data-request]')
      .filter({ hasText: 'not finished' })
      .locator('[data-act="open"]')
      .click()
    await becomes('the process that signs is there again', async () => {
      // What is pressed while the page is still busy with something else is not heard.
      await reviewer.locator('body:not([data-busy])').waitFor()
      await reviewer.locator('[data-act="finish"]').click()
      const said = reviewer
        .locator('[data-part="request-problem"], [data-part="done"]')
        .filter({ hasText: /\S/ })
      // The desk waits a minute for its answer.
      await said.first().waitFor({ timeout: patience(90_000) })
      return /Issued/.test((await said.allTextContents()).join(' '))
    })

    await reviewer.goto(`${installation.deskOrigin}/en/certificates`)
    const [file] = await Promise.all([
      reviewer.waitForEvent('download'),
      reviewer.locator('[data-number] [data-act="file"]').click(),
    ])
    const shown = readFile(await credentialInPdf(await readDisk(await file.path())))
    const from = async (path: string) => (await fetch(`${installation.origin}${path}`)).bytes()
    const issuers = readIssuers(await from('/.well-known/exeunt-issuers.json'))
    const statusList = Buffer.from(await from('/status/1')).toString()
    const verdict = await checkCertificate(shown, { issuers, statusList, now: new Date() })
    assert.deepEqual(
      Object.values(verdict).map(({ outcome }) => outcome),
      ['passed', 'passed', 'passed', 'passed'],
    )
    assert.equal(issuers.sample, true, 'and whoever checks it is told that it is a SAMPLE')
    assert.ok(!installation.output().includes('林晓雨'), 'no process has printed a name')
  },
)

async function signInAs(
  browser: Browser,
  installation: WholeInstallation,
  who: 'reviewer' | 'colleague',
): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(patience(15_000))
  await page.goto(`${installation.deskOrigin}/en/`)
  await page.locator('[data-act="sign-in"]').click()
  await page.getByRole('button', { name: `SAMPLE ${who}` }).click()
  await page.locator('[data-panel="start"]').waitFor()
  return page
}

/** Which of the two requests is which, only opening them says. */
async function openUntil(page: Page, wanted: string): Promise<void> {
  await page.locator('[data-request]').first().waitFor()
  const count = await page.locator('[data-request]').count()
  for (let nth = 0; nth < count; nth += 1) {
    await page.locator('[data-request] [data-act="open"]').nth(nth).click()
    await page.locator('#holder-name').waitFor()
    await page.locator('body:not([data-busy])').waitFor()
    if ((await page.locator('[data-part="wants"]').textContent()) === wanted) return
    await page.locator('[data-act="back"]').click()
    await page.locator('[data-panel="list"]').waitFor()
  }
  throw new Error(`nobody wants ${wanted}`)
}
