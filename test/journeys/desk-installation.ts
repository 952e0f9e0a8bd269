import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserContextOptions,
  type CDPSession,
  chromium,
  type Page,
} from 'playwright-core'
import { type Clock, Secret, stderrLogger, systemClock, systemRandom } from '#basics'
import { issuingAt } from '#certificates'
import { DOORS, type Submission } from '#channels'
import { SAMPLE_CENTRE } from '#config'
import { type Database } from '#db'
import { deskApp, type DeskDeps } from '#desk'
import { readAssets } from '#html'
import { listen } from '#http'
import { currentBoxes, type IntakeDeps, submit } from '#intake'
import { takeAccepted } from '#register'
import { inviteFirstMember } from '#staff'
import { deskKeyOf, deskKeys, type Entropy, type InstallationKeys } from '#vault'
import { keepBoxes } from '../../src/demo/boxes.ts'
import { withSamplePasskeys } from '../../src/demo/desk.ts'
import { enrolPeople } from '../../src/demo/members.ts'
import { agreeToAll } from '../approved.ts'
import { type IssuerUnderTest, openIssuer } from '../issuer-under-test.ts'
import { MAIN } from '../faults/site-process.ts'
import { drawSecondLooks } from '../second-looks.ts'
import { type LedgerUnderTest, openLedger } from '../ledger-under-test.ts'
import { freshDatabase } from '../template-db.ts'
import { patience } from '../patience.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const TIME_ZONE = 'Asia/Shanghai'
const BUDGET = { hour: 20, day: 120 }

/** Why journeys are skipped, or false. */
export const noBrowser = existsSync(CHROMIUM) ? false : `needs Chromium at ${CHROMIUM}`

export interface DeskInstallation extends AsyncDisposable {
  readonly origin: string
  /** As the owner of the tables, for looking behind the desk. */
  readonly db: Database
  readonly deps: DeskDeps
  readonly intake: IntakeDeps & { readonly keys: InstallationKeys }
  readonly ledger: LedgerUnderTest
  /** What signs certificates. */
  readonly issuer: IssuerUnderTest
  /** What the worker and the ledger do after a decision. */
  work(): Promise<void>
  /** A colleague agrees to whatever takes two; the way by her own passkey has its own journey. */
  agree(): Promise<void>
  /** A command as whoever runs the installation types it. */
  run(...args: string[]): Promise<{ status: number | null; output: string }>
  /** The link that the start of an empty installation prints. */
  firstLink(): Promise<string>
}

/** An installation with its desk served under a name, as passkeys need it. */
export async function openDeskInstallation(
  kind: 'real' | 'demo',
  {
    clock = systemClock,
    budget = BUDGET,
    undoMs = 0,
  }: { clock?: Clock; budget?: DeskDeps['budget']; undoMs?: number } = {},
): Promise<DeskInstallation> {
  const database = await freshDatabase()
  await database.db.insertInto('installation.identity').values({ kind }).execute()
  const dataDir = await mkdtemp(join(tmpdir(), 'desk-'))
  const origin = `http://localhost:${await freePort()}`
  // Where it is not what a journey is about, nobody is handed what somebody else has decided.
  await drawSecondLooks(database.db, 0)
  const ledger = await openLedger(database)
  const issuerDir = join(dataDir, 'issuer')
  const staff = { db: database.openAs('exeunt_desk'), clock, random: systemRandom }
  const sample = kind === 'demo'
  if (sample) {
    const owner = { ...staff, db: database.db }
    await keepBoxes({ ...owner, timeZone: TIME_ZONE }, await enrolPeople({ ...owner, origin }))
  }
  const keys: InstallationKeys = { code: someKey(), once: someKey(), form: someKey(), database: someKey() }
  const deps = {
    ...staff,
    logger: stderrLogger,
    origin,
    budget,
    undoMs,
    timeZone: TIME_ZONE,
    sample,
    centre: SAMPLE_CENTRE,
    assets: readAssets('desk'),
    keys: deskKeys(deskKeyOf(keys)),
    boxes: currentBoxes({ db: staff.db, clock: systemClock, timeZone: TIME_ZONE }),
    issuing: issuingAt(issuerDir),
    folder: ledger.deps.folder,
  }
  const app = sample ? withSamplePasskeys(deskApp(deps)) : deskApp(deps)
  const server = await listen(app, {
    port: Number(new URL(origin).port),
    hostname: 'localhost',
    refusal: '',
  })
  const site = database.openAs('exeunt_site')
  const issuer = await openIssuer(database, { directory: issuerDir, ledger, deskOrigin: origin, sample })
  return {
    origin,
    db: database.db,
    deps,
    ledger,
    issuer,
    intake: {
      db: site,
      clock: systemClock,
      timeZone: TIME_ZONE,
      keys,
      boxes: currentBoxes({ db: site, clock: systemClock, timeZone: TIME_ZONE }),
    },
    async work() {
      const db = database.openAs('exeunt_work')
      await takeAccepted({ db, clock: systemClock, timeZone: TIME_ZONE, logger: stderrLogger })
      await ledger.take()
    },
    agree: () => agreeToAll(database, { clock: systemClock, timeZone: TIME_ZONE }),
    run: (...args) =>
      runCommand(args, {
        DATABASE_URL: database.ownerUrl,
        EXEUNT_DATA: dataDir,
        EXEUNT_DESK_PORT: new URL(origin).port,
      }),
    async firstLink() {
      const invited = await inviteFirstMember(staff)
      return invited.outcome === 'invited' ? `${origin}/enrol#${invited.token.reveal()}` : ''
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await issuer[Symbol.asyncDispose]()
      await ledger[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
      await rm(dataDir, { recursive: true })
    },
  }
}

async function runCommand(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env }, stdio: 'pipe' })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { status, output }
}

/** A declaration comes in through intake, sealed as any other. The sender keeps her return code. */
export async function sendDeclaration(
  { intake }: DeskInstallation,
  differing: Partial<Submission> = {},
): Promise<Entropy> {
  const submission: Submission = {
    people: [somebody('SAMPLE 林晓雨')],
    words: 'SAMPLE 我在十三岁时加入少先队，当时并不明白。现在声明退出。',
    place: 'CN-SC',
    visibility: 'name-and-words',
    wantsCertificate: false,
    contact: '',
    language: 'zh-hans',
    ...differing,
  }
  const clientKey = randomBytes(32)
  const received = await submit({ door: DOORS.web, clientKey, submission, wantsCode: true }, intake)
  if (received.outcome !== 'received' || !received.code) throw new Error(`not received: ${received.outcome}`)
  return received.code
}

export function somebody(name: string): Submission['people'][number] {
  return { name, nameKind: 'real', party: false, league: false, pioneers: true, basis: 'self', agreed: false }
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

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

function someKey(): Secret<Uint8Array> {
  return new Secret<Uint8Array>(randomBytes(32))
}

/** The desk must know its origin before it listens. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
