// Whatever somebody wrote, and however large somebody reads: no page of the site is broken by it. And what must not be translated
// is marked, so that no browser does.
import { deepEqual, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, type Page } from 'playwright-core'
import { languagesCovering } from '#i18n'
import {
  allPages,
  type FilledInstallation,
  type FoundPage,
  HOSTILE_NAMES,
  openFilledInstallation,
} from './site-pages.ts'
import { says, visit } from './site-visitor.ts'
import { noBrowser, launchBrowser } from './browser.ts'

const journey = { skip: noBrowser }
interface Looked {
  /** What stands outside the page, by who reads it. */
  readonly broken: readonly string[]
  /** Names of many marks that nothing holds. */
  readonly spilling: readonly string[]
  /** What is copied letter by letter, and whether a browser would translate it. */
  readonly exact: readonly (readonly [text: string, isTranslated: boolean])[]
}

let browser: Browser
let installation: FilledInstallation
const looked = new Map<string, Looked>()
// Each page is opened once, and looked at with all eyes.
before(async () => {
  if (noBrowser) return
  browser = await launchBrowser()
  installation = await openFilledInstallation()
  const page = await visit(browser)
  for (const language of languagesCovering('site'))
    for (const found of await allPages(installation, language))
      looked.set(`${language}, ${found.name}`, await lookAt(page, found))
})
after(async () => {
  await browser?.close()
  await installation?.[Symbol.asyncDispose]()
})

/** What came from earlier registries may have more marks on a letter than are taken in today. */
const PILED_UP = `x${'\u0323\u0302\u0348'.repeat(2)}`.normalize('NFC')
const EIGHTY_MARKS = `x${'\u0323\u0302'.repeat(40)}`

const READERS = [
  { width: 320, textPercent: 100 },
  { width: 375, textPercent: 200 },
  { width: 1280, textPercent: 100 },
] as const

test(
  'what people wrote stays in its place, on the smallest telephone, with text twice as large, and on a desk',
  journey,
  () => {
    deepEqual(
      everywhere(({ broken }) => broken),
      [],
    )
  },
)

test('a name of many marks paints over nothing that stands around it', journey, () => {
  deepEqual(
    everywhere(({ spilling }) => spilling),
    [],
  )
})

test(
  'a translating browser leaves alone what is copied letter by letter, and what somebody is called',
  journey,
  () => {
    deepEqual(
      everywhere(({ exact }) => exact.filter(([, isTranslated]) => isTranslated).map(([text]) => text)),
      [],
    )
    const left = everywhere(({ exact }) => exact.map(([text]) => text))
    ok(left.length > 300, `${left.length} such texts were looked at`)
  },
)

function everywhere(of: (one: Looked) => readonly string[]): string[] {
  return [...looked].flatMap(([page, one]) => of(one).map((text) => `${page}: ${text}`))
}

/** Under the site's own address, so that its stylesheet is found. */
async function lookAt(page: Page, { name, html }: FoundPage): Promise<Looked> {
  const address = `${installation.origin}/shown`
  const body = html.replaceAll(PILED_UP, EIGHTY_MARKS)
  if (/hostile names|register|branches|to ask for/.test(name))
    ok(body !== html, `${name} has a name of marks`)
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await page.goto(address)
  await page.unroute(address)
  const broken: string[] = []
  for (const { width, textPercent } of READERS) {
    await page.setViewportSize({ width, height: 812 })
    await page.evaluate(`document.documentElement.style.fontSize = '${textPercent}%'`)
    for (const one of await page.evaluate<string[]>(OFF_THE_PAGE)) broken.push(`${one} (${width} pixels)`)
  }
  const spilling = await page.evaluate<string[]>(SPILLING)
  const texts = await page.evaluate<[string, boolean][]>(TEXTS)
  return { broken, spilling, exact: texts.filter(([text]) => isExact(text)) }
}

/**
 * What cannot be reached: the page itself is wider than the window, or something stands outside it, and lies in nothing that scrolls.
 * Text is looked at by the boxes of its lines. What is hidden from sight on purpose is a pixel wide.
 */
const OFF_THE_PAGE = `(() => {
  const wide = document.documentElement.clientWidth
  const found = []
  if (document.documentElement.scrollWidth > wide) found.push('is ' + document.documentElement.scrollWidth + ' wide')
  const scrolls = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement)
      if (/auto|scroll/.test(getComputedStyle(at).overflowX) || at.offsetWidth <= 1) return true
    return false
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (!text.textContent.trim() || scrolls(text.parentElement)) continue
    range.selectNodeContents(text)
    for (const { left, right } of range.getClientRects())
      if (left < -1 || right > wide + 1) { found.push('"' + text.textContent.trim().slice(0, 20) + '" ends at ' + Math.round(right)); break }
  }
  for (const element of document.querySelectorAll('a, button, input, textarea, select, img, svg')) {
    const { left, right, width } = element.getBoundingClientRect()
    if (width > 1 && !scrolls(element) && (left < -1 || right > wide + 1)) found.push(element.tagName + ' ends at ' + Math.round(right))
  }
  return found
})()`

/** A name of many marks whose own box does not cut it off. */
const SPILLING = `[...document.querySelectorAll('bdi, blockquote')]
  .filter((element) => element.textContent.includes('${EIGHTY_MARKS}'))
  .filter((element) => getComputedStyle(element).overflowY !== 'clip')
  .map((element) => element.outerHTML.slice(0, 60))`

/** Each text with whether a browser would translate it. What somebody said in sentences may be: it is read, not copied. */
const TEXTS = `(() => {
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text = walker.nextNode(); text; text = walker.nextNode())
    if (text.textContent.trim() && !text.parentElement.closest('blockquote, template, textarea, option'))
      found.push([text.textContent.trim(), text.parentElement.translate])
  for (const word of document.querySelectorAll('.words li')) found.push(['code ' + word.textContent, word.translate])
  return found
})()`

const NAMES = new Set([
  'Amina',
  'Exeunt',
  '林小雨0',
  'SAMPLE person 1',
  'SAMPLE Withdrawal Centre',
  ...HOSTILE_NAMES,
])

/** Nobody copies an example. */
const EXAMPLES = new Set(languagesCovering('site').map((language) => says(language)('look-up-number-hint')))

/** A name; the word of a code; a key, a digest, an address; groups of digits. */
function isExact(text: string): boolean {
  if (EXAMPLES.has(text)) return false
  return (
    NAMES.has(text) ||
    /^code |[0-9a-f]{16}|[A-Za-z0-9+/]{30}|:\/\/|[\w.]@\w|\d{4} \d{4}|\b[0-9A-Z]{4}-[0-9A-Z]{4}-|\.(?:json|mjs)$/.test(
      text,
    )
  )
}
