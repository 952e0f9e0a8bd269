// Everybody can use every page: with a screen reader, with the keyboard alone, on the smallest telephone.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { type Browser, type Page } from 'playwright-core'
import { languagesCovering } from '#i18n'
import { allPages, type FilledInstallation, type FoundPage, openFilledInstallation } from './site-pages.ts'
import { visit } from './site-visitor.ts'
import { noBrowser, launchBrowser } from './browser.ts'

const journey = { skip: noBrowser }
let browser: Browser
let installation: FilledInstallation
let demo: FilledInstallation
before(async () => {
  if (noBrowser) return
  browser = await launchBrowser()
  installation = await openFilledInstallation()
  demo = await openFilledInstallation('demo')
})
after(async () => {
  await browser?.close()
  await installation?.[Symbol.asyncDispose]()
  await demo?.[Symbol.asyncDispose]()
})

const AXE = readFileSync(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of languagesCovering('site')) {
    test(`axe finds nothing on any page, ${language}, ${colorScheme}`, journey, async () => {
      // axe is a script: it looks at the same pages in a browser that may run one.
      const page = await visit(browser, { javaScriptEnabled: true, bypassCSP: true, colorScheme })
      const violations: string[] = []
      for (const found of [
        ...(await allPages(installation, language)),
        ...(await allPages(demo, language)).slice(1, 3),
      ]) {
        await open(page, found)
        await page.evaluate(AXE)
        for (const violation of await violationsOn(page)) violations.push(`${found.name}: ${violation}`)
      }
      assert.deepEqual(violations, [])
      await page.context().close()
    })
  }
}

test(
  'on a telephone the way to declare is on the first screen, on a desk the pages are in one row',
  journey,
  async () => {
    for (const language of languagesCovering('site')) {
      const page = await visit(browser, { viewport: { width: 375, height: 812 } })
      for (const { origin } of [installation, demo]) {
        await page.setViewportSize({ width: 375, height: 812 })
        await page.goto(`${origin}/${language}/`)
        const button = await page.locator('.act .button').boundingBox()
        assert.ok(button && button.y + button.height <= 812, `${language}: the button ends at ${button?.y}`)
        await page.setViewportSize({ width: 1280, height: 812 })
        const rows = new Set((await boxesOf(page, '.pages a')).map(({ y }) => y))
        assert.equal(rows.size, 1, language)
        const { y = 0, height = 0 } = (await boxesOf(page, '.leave a'))[0] ?? {}
        await page.evaluate('scrollTo(0, document.body.scrollHeight)')
        assert.ok(y < 200 && ((await boxesOf(page, '.leave a'))[0]?.y ?? -1) >= 0, 'the way out goes along')
        assert.ok(height >= 24, 'and can be hit')
      }
      await page.context().close()
    }
  },
)

test('print is paper, whatever the screen is', journey, async () => {
  const page = await visit(browser, { colorScheme: 'dark' })
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  for (const { name, html } of await allPages(demo, 'en')) {
    if (!/^(?:done|entry: fifty people|home|about)$/.test(name)) continue
    await open(page, { name, html })
    const colours = await page.evaluate<[string, string]>(
      `[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.querySelector('.words li, td, h1')).color]`,
    )
    assert.deepEqual(colours, ['rgb(255, 255, 255)', 'rgb(0, 0, 0)'], name)
    assert.equal(await page.evaluate(`getComputedStyle(document.querySelector('.sample')).boxShadow`), 'none')
    assert.ok(
      !(await page.locator('nav, footer').filter({ visible: true }).count()),
      `${name}: nothing to press`,
    )
  }
  await page.goto(`${demo.origin}/en/register/3`)
  const paper = await page.locator('.share').innerText()
  assert.ok(paper.includes(`${demo.deps.origin}/en/register/3`), 'where it was')
  assert.match(paper, /As of \d+ \w+ \d{4}/, 'and when')
  assert.equal(countPages(await page.pdf({ format: 'A4' })), 1)
  await page.context().close()
})

test(
  'with the keyboard alone the form is walked from top to bottom, and nothing unseen takes the cursor',
  journey,
  async () => {
    const page = await visit(browser)
    await page.goto(`${installation.origin}/en/declare`)
    const walked: string[] = []
    for (let steps = 0; steps < 60 + languagesCovering('site').length; steps += 1) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate<string>(
        `(() => { const at = document.activeElement; return at.name ? at.name + (at.value && at.tagName === 'BUTTON' ? '=' + at.value : '') : at.getAttribute('href') ?? at.tagName })()`,
      )
      if (at === 'BODY') break
      walked.push(at)
    }
    assert.equal(walked[0], '#text', `first the way past the navigation: ${walked.join(' ')}`)
    assert.deepEqual(walked.slice(walked.indexOf('p0n'), walked.indexOf('do=review') + 1), [
      'p0n',
      'p0k',
      'p0p',
      'p0l',
      'p0y',
      'p0u',
      'p0w',
      'p0a',
      'do=add',
      'SUMMARY',
      'words',
      'do=ready',
      'show',
      'place',
      'certificate',
      'nocode',
      'contact',
      'SUMMARY',
      'do=review',
    ])
    assert.equal(
      walked.filter((at) => at === 'do=language').length,
      languagesCovering('site').length - 1,
      'a change of language carries the form along',
    )
    assert.equal(walked[1], 'https://www.bing.com/', 'then the way out')
    assert.equal(walked.at(-1), '/count.json')
  },
)

test('the way past the navigation is seen when it is reached, and leads to the text', journey, async () => {
  const page = await visit(browser)
  await page.goto(`${installation.origin}/zh-hant/safety`)
  await page.keyboard.press('Tab')
  const skip = page.locator('.skip')
  assert.ok(((await skip.boundingBox())?.height ?? 0) > 10)
  await page.keyboard.press('Enter')
  assert.equal(new URL(page.url()).hash, '#text')
})

async function boxesOf(page: Page, selector: string): Promise<{ y: number; height: number }[]> {
  const all = await page.locator(selector).all()
  return Promise.all(all.map(async (one) => (await one.boundingBox()) ?? { y: -1, height: 0 }))
}

function countPages(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

/** Show a page that was fetched before under the site's own address, so that its stylesheet is found. */
async function open(page: Page, { html }: FoundPage): Promise<void> {
  const address = `${installation.origin}/shown`
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }))
  await page.goto(address)
  await page.unroute(address)
}

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
}

async function violationsOn(page: Page): Promise<string[]> {
  const violations = await page.evaluate<Violation[]>('axe.run().then(({ violations }) => violations)')
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join()} ${failureSummary}`),
  )
}
