// The desk's script, from whoever builds it to the browser that runs it: one number, that anybody can compare.
import { equal, match, ok, rejects } from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { type Browser, type Page } from 'playwright-core'
import { noteDesk } from '#audit'
import { readConfig } from '#config'
import { open as openDesk } from '../../src/processes/desk.ts'
import { open as openIssuer } from '../../src/processes/issuer.ts'
import { open as openLedger } from '../../src/processes/ledger.ts'
import { open as openSite } from '../../src/processes/site.ts'
import { open as openWorker } from '../../src/processes/worker.ts'
import { becomes } from '../faults/becomes.ts'
import { openWholeInstallation, type WholeInstallation } from '../installation/whole.ts'
import { ask } from '../faults/visitor.ts'
import { patience } from '../patience.ts'
import { silent } from '../template-db.ts'
import { launchBrowser, noBrowser } from './browser.ts'

const run = promisify(execFile)
const [VERIFIER = ''] = globSync('dist/assets/exeunt-verify-*.mjs')
const ANOTHER = 'a1'.repeat(32)

let installation: WholeInstallation
let browser: Browser
before(async () => {
  installation = await openWholeInstallation({ demo: false })
  await isUp(`${installation.deskOrigin}/en/`)
  if (!noBrowser) browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await installation?.[Symbol.asyncDispose]()
})

test('a branch holds its desk to what the ledger page shows, with one command', async () => {
  const { digest, noted } = await deskJson()
  match((await ledgerPage()).replace(/\s+/g, ' '), new RegExp(`${digest}.*written down the same number`))
  equal(noted[0]?.digest, digest)
  const checked = await verifyDesk()
  equal(checked.status, 0, checked.output)
  match(checked.output, new RegExp(`^The desk's script is ${digest}\\.$`, 'm'))
})

test('a desk that opens again with the same script has nothing new to write down', async () => {
  await installation.stop()
  await installation.open()
  await isUp(`${installation.deskOrigin}/en/`)
  await using owner = installation.openAsOwner()
  const acts = await owner.selectFrom('audit.act').selectAll().where('what', '=', 'desk-script').execute()
  equal(acts.length, 1)
  equal(acts[0]?.who, '00000000-0000-0000-0000-000000000000')
  equal(acts[0]?.record, (await deskJson()).digest)
})

test('a centre that moves has its midnight everywhere, and no process goes by another', async () => {
  await installation.stop()
  await installation.open({ EXEUNT_TIME_ZONE: 'America/New_York' })
  await isUp(`${installation.deskOrigin}/en/`)
  await using owner = installation.openAsOwner()
  const { rows } = await sql<{
    day: string
  }>`select installation.day_at('2026-11-20T17:00:00Z') as day`.execute(owner)
  equal(rows[0]?.day, '2026-11-20')
  const environment = { EXEUNT_DATA: installation.dataDir, DATABASE_URL: installation.ownerUrl() }
  const config = readConfig({ ...environment, EXEUNT_TIME_ZONE: 'Asia/Shanghai' }, { demo: false })
  for (const open of [openWorker, openLedger, openDesk, openSite, openIssuer])
    await rejects(open({ config, logger: silent }), /EXEUNT_TIME_ZONE is "Asia.*"America/)
})

const unchanged = { skip: noBrowser }

test('a browser that was given another script does not run it, and says so', unchanged, async () => {
  const page = await visitDesk((body) => `${body};document.title = 'SAMPLE: this ran'`, /\/desk-[^/]*\.js$/)
  await page.getByText('The desk’s script has not run.').waitFor()
  await page
    .locator('[data-act="sign-in"]')
    .click({ force: true, timeout: patience(1_000) })
    .catch(() => {})
  ok(!(await page.title()).includes('SAMPLE'))
  await page.context().close()
})

test('nor one with another style, which could hide what must be seen', unchanged, async () => {
  const page = await visitDesk(
    (body) => `${body} .unstarted { display: none !important }`,
    /\/style-[^/]*\.css$/,
  )
  await page.getByText('The desk’s script has not run.').waitFor()
  await page.context().close()
})

test('a browser that was given the right one has no warning to show', unchanged, async () => {
  const page = await visitDesk((body) => body, /\/desk-[^/]*\.js$/)
  await page.locator('[data-part="unstarted"]').waitFor({ state: 'detached' })
  await page.context().close()
})

test('a desk that serves another script than this build writes it down, and everybody can see it', async () => {
  await using owner = installation.openAsOwner()
  ok(await noteDesk(owner, { digest: ANOTHER, at: new Date() }))
  ok(!(await noteDesk(owner, { digest: ANOTHER, at: new Date() })), 'once')
  // The site keeps what it has read for a few seconds.
  await installation.strike('site')
  await isUp(`${installation.origin}/healthz`)
  match(await ledgerPage(), new RegExp(`ANOTHER NUMBER: (?:\u2068|<[^>]*>)*${ANOTHER}`))
  const checked = await verifyDesk()
  equal(checked.status, 1)
  match(
    checked.output,
    new RegExp(`^FAILED: on \\S+ the desk itself wrote down another digest: ${ANOTHER}`, 'm'),
  )
  const { output } = await installation.run('fsck')
  match(output, /in order/, 'it is an act like any other')
})

test('an address that is no desk is told from a desk with another script', async () => {
  const wrong = await verifyDesk(installation.origin)
  equal(wrong.status, 1)
  match(wrong.output, /^FAILED: /m)
  equal((await verifyDesk('localhost:1')).status, 2)
  equal((await verifyDesk('http://127.0.0.1:1')).status, 3, 'nothing was checked')
})

function isUp(page: string): Promise<void> {
  return becomes(`${page} is there`, () =>
    ask(page, { limitMs: 1_000 }).then(
      ({ status }) => status === 200,
      () => false,
    ),
  )
}

async function verifyDesk(desk = installation.deskOrigin): Promise<{ status: number; output: string }> {
  const ended = await run(process.execPath, [VERIFIER, 'desk', desk, installation.origin]).catch(
    (cause: { code: number; stdout: string; stderr: string }) => cause,
  )
  return { status: 'code' in ended ? ended.code : 0, output: `${ended.stdout}${ended.stderr}` }
}

async function deskJson(): Promise<{ digest: string; noted: { digest: string; day: string }[] }> {
  return JSON.parse((await ask(`${installation.origin}/desk.json`)).body)
}

async function ledgerPage(): Promise<string> {
  return (await ask(`${installation.origin}/en/ledger`)).body
}

/** The sign-in page, by a line on which somebody changes one of its files. */
async function visitDesk(change: (body: string) => string, which: RegExp): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.route(which, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: change(await response.text()) })
  })
  await page.goto(`${installation.deskOrigin}/en/`)
  return page
}
