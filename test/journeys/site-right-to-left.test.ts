// A language that is written from right to left, and whose desk nobody has translated: one row and one folder.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Browser, type Page } from 'playwright-core'
import { Secret } from '#basics'
import { type migrate } from '#db'
import { type Language, type languageFor } from '#i18n'
import { type LISTS } from '../../src/lists.ts'
import { withAnotherLanguage } from '../another-language.ts'
import { silent } from '../template-db.ts'
import { isAccessible } from './accessible.ts'
import {
  type allPages,
  type FilledInstallation,
  type FoundPage,
  type openFilledInstallation,
} from './site-pages.ts'
import { visit } from './site-visitor.ts'
import { noBrowser, launchBrowser } from './browser.ts'

// The copy of the program knows it; the types of this one do not.
const ANOTHER = 'ar' as Language

describe('a language from right to left', { skip: noBrowser }, () => {
  let browser: Browser
  let program: Awaited<ReturnType<typeof withAnotherLanguage>>
  let installation: FilledInstallation
  let pages: FoundPage[]
  before(async () => {
    browser = await launchBrowser()
    program = await withAnotherLanguage()
    const site = await program.module<{
      allPages: typeof allPages
      openFilledInstallation: typeof openFilledInstallation
    }>('test/journeys/site-pages.js')
    installation = await site.openFilledInstallation()
    await startAgain()
    pages = await site.allPages(installation, ANOTHER)
  })
  after(async () => {
    await browser?.close()
    await installation?.[Symbol.asyncDispose]()
    await program?.[Symbol.asyncDispose]()
  })

  /** What a start does to the database: the table of languages has one more. */
  async function startAgain(): Promise<void> {
    const db = await program.module<{ migrate: typeof migrate }>('src/db/index.js')
    const { LISTS: lists } = await program.module<{ LISTS: typeof LISTS }>('src/lists.js')
    const { ownerUrl } = installation.database
    await db.migrate({ ownerUrl, databaseKey: new Secret(new Uint8Array(32).fill(7)), lists, logger: silent })
  }

  test('every page of the site is in it, and none is wider than a telephone', async () => {
    const page = await visit(browser, { viewport: { width: 320, height: 640 } })
    assert.ok(pages.length > 25)
    for (const found of pages.slice(1)) {
      await open(page, found)
      const html = page.locator('html')
      assert.deepEqual(
        [await html.getAttribute('lang'), await html.getAttribute('dir')],
        ['ar', 'rtl'],
        found.name,
      )
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      assert.ok(over <= 0, `${found.name} is ${over} too wide`)
    }
    await page.context().close()
  })

  test('a fourth language leaves room on a telephone: they stand behind the name of this one, and need no script', async () => {
    const page = await visit(browser, { viewport: { width: 320, height: 640 } })
    for (const name of ['home', 'declare']) {
      await open(page, find(name))
      const languages = page.locator('.languages')
      const english = languages.getByText('English')
      assert.equal(await english.isVisible(), false)
      await languages.locator('summary').click()
      await english.waitFor()
      assert.deepEqual(await languages.locator('a, button').allTextContents(), [
        'English',
        '简体中文',
        '繁體中文',
        'عيّنة',
      ])
    }
    await page.context().close()
  })

  test('a line begins at its right; what is read letter by letter runs from left to right', async () => {
    const page = await visit(browser, { javaScriptEnabled: true, viewport: { width: 1280, height: 800 } })
    for (const name of ['home', 'done', 'entry: long', 'ledger']) {
      await open(page, find(name))
      const places = await Promise.all(
        (await page.locator('.pages a').all()).map((link) => link.boundingBox()),
      )
      const lefts = places.map((place) => place?.x ?? 0)
      assert.deepEqual(
        lefts,
        lefts.toSorted((one, other) => other - one),
        'the first page stands at the right',
      )
      const directions = await page.evaluate<string[]>(
        "[...document.querySelectorAll('code, .exact, .digits, ol.words')].map((one) => getComputedStyle(one).direction)",
      )
      assert.ok(directions.length > 0)
      assert.deepEqual(
        directions.filter((direction) => direction !== 'ltr'),
        [],
        name,
      )
    }
    await open(page, find('done'))
    assert.equal(
      await page.locator('ol.words').getAttribute('lang'),
      'en',
      'its code is in words that are there',
    )
    const groups = await page.evaluate<number[]>(GROUPS)
    assert.ok(groups.length > 2)
    assert.deepEqual(
      groups,
      groups.toSorted((one, other) => one - other),
      'digits stand in the order they are typed in',
    )
    await page.context().close()
  })

  test('it can be read aloud', async () => {
    const page = await visit(browser, { javaScriptEnabled: true, bypassCSP: true })
    for (const name of ['home', 'declare', 'form with errors', 'done', 'entry: hostile names', 'ledger']) {
      await open(page, find(name))
      await isAccessible(page)
    }
    await page.context().close()
  })

  test('what was declared in it says so; the page that checks certificates holds it alone', async () => {
    const said = await installation.database.db
      .selectFrom('intake.pending')
      .select('language')
      .where('language', '=', ANOTHER)
      .execute()
    assert.ok(said.length > 0)
    const html = await (await installation.app.request('/v/ar.html')).text()
    assert.match(html, /<html lang="ar" dir="rtl">/)
    assert.deepEqual(html.match(/<template data-language="\w+"/g), ['<template data-language="ar"'])
  })

  test('its desk is in the first language, as a whole', async () => {
    const i18n = await program.module<{ languageFor: typeof languageFor }>('src/i18n/index.js')
    assert.deepEqual(
      [i18n.languageFor('site', 'ar'), i18n.languageFor('desk', 'ar'), i18n.languageFor('paper', 'ar')],
      ['ar', 'en', 'en'],
    )
  })

  function find(name: string): FoundPage {
    const found = pages.find((one) => one.name === name)
    assert.ok(found, name)
    return found
  }

  /** As it came, in a browser that loads what the site serves. */
  async function open(page: Page, { html }: FoundPage): Promise<void> {
    const address = `${installation.origin}/shown`
    await page.route(address, (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }),
    )
    await page.goto(address)
    await page.unroute(address)
  }
})

/** Where the groups of the code's digits begin that stand on its first line. */
const GROUPS = `(() => {
  const text = document.querySelector('.digits').firstChild
  const places = [...text.data.matchAll(/[0-9]+/g)].map(({ index }) => {
    const range = document.createRange()
    range.setStart(text, index)
    range.setEnd(text, index + 1)
    return range.getBoundingClientRect()
  })
  return places.filter(({ top }) => top === places[0].top).map(({ left }) => left)
})()`
