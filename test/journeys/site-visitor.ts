// A visitor of the site: Chromium without JavaScript, and the few things people do on its pages.
import { type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import { type Language, type Translate, localeFor } from '#i18n'
import { type TestInstallation } from '../installation/with-site.ts'
import { patience } from '../patience.ts'

/** A browser of her own, with scripts off: the site promises to need none. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(patience(10_000))
  return page
}

/** What the pages of a language say: tests name the message, and leave its wording to the catalogue. */
export function says(language: Language): Translate {
  return localeFor(language, { sample: false }).t
}

/** The form in a language. What may be published is chosen first: the form chooses it for nobody. */
export async function openForm(
  page: Page,
  installation: TestInstallation,
  language: Language,
): Promise<void> {
  await page.goto(`${installation.origin}/${language}/declare`)
  await page.locator('[name="show"][value="name-and-words"]').check()
}

/** Press the button that people see, look everything over, and send it; with a fault the form comes back instead. */
export async function send(page: Page): Promise<void> {
  await lookOver(page)
  if ((await page.locator('.look').count()) > 0) await go(page.locator('.act button'))
}

/** As far as the page that shows everything once more. */
export async function lookOver(page: Page): Promise<void> {
  await go(page.locator('.act button'))
}

/** Press another button of a form, by what it does. */
export async function press(page: Page, act: string): Promise<void> {
  await go(page.locator(`button[name="do"][value="${act}"]:visible`).last())
}

/** Follow a link or press a button, and wait until the page it leads to has come. */
export async function go(link: Locator): Promise<void> {
  await Promise.all([link.page().waitForEvent('load'), link.click()])
}

/** The words of the return code as they stand on the page, in order. */
export function codeOn(page: Page): Promise<string[]> {
  return page.locator('.words li').allTextContents()
}

export async function digitsOn(page: Page): Promise<string> {
  return (await page.locator('.digits').textContent()) ?? ''
}

/** Declare for oneself, and come away with the words of the return code. */
export async function declareFor(
  page: Page,
  installation: TestInstallation,
  {
    language = 'en',
    name,
    words = '',
    visibility = 'name-and-words',
  }: { language?: Language; name: string; words?: string; visibility?: string },
): Promise<string[]> {
  await openForm(page, installation, language)
  await page.locator('#p0n').fill(name)
  await page.locator('#p0l').check()
  if (words !== '') await page.locator('#words').fill(words)
  await page.locator(`[name="show"][value="${visibility}"]`).check()
  await send(page)
  return codeOn(page)
}

/** Come back with a code, in whatever way it is typed. */
export async function comeBack(
  page: Page,
  installation: TestInstallation,
  { typed, language = 'en' }: { typed: string; language?: Language },
): Promise<void> {
  await page.goto(`${installation.origin}/${language}/return`)
  await page.locator('#code').fill(typed)
  await go(page.locator('.ask button'))
}

/** What the page answers to a return code. */
export async function statusOn(page: Page): Promise<string> {
  return (await page.locator('.status').innerText()).replace(/\s+/g, ' ')
}

/** Every field of the form as a sender would find it: values typed, options chosen, ticks set. */
export function fieldsOn(page: Page): Promise<Record<string, string>> {
  return page.locator('form.declare').evaluate((form) => {
    const fields: Record<string, string> = {}
    const found: Iterable<Field> = form.querySelectorAll('input, textarea, select')
    for (const field of found) {
      const off = /^(?:checkbox|radio)$/.test(field.type) && !field.checked
      if (field.name !== 'token' && !off) fields[field.name] = field.value
    }
    return fields
  })
}

/** As much of a browser's field as is looked at here; the project is compiled without the DOM's types. */
interface Field {
  readonly name: string
  readonly type: string
  readonly value: string
  readonly checked?: boolean
}
