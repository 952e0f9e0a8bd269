// An installation with its site served on a port of its own, a clock that can be set forward, and a
// reviewer who opens and decides cases as the desk's browser does, with the keys of the installation.
import { randomBytes, randomUUID } from 'node:crypto'
import { type Clock, dayAt, Secret, systemRandom, weekOf } from '#basics'
import { SAMPLE_CENTRE } from '#config'
import { asMember, type Database, transaction } from '#db'
import { readAssets, readDeskFiles } from '#html'
import { listen } from '#http'
import { currentBoxes } from '#intake'
import { publishDays } from '#publish'
import { takeAccepted } from '#register'
import { lookAgainAtRunOut } from '#review'
import { siteApp, type SiteDeps } from '#site'
import { fold } from '#statistics'
import {
  labelOf,
  type BoxId,
  deskKeyOf,
  deskKeys,
  identityFromSeed,
  makeBox,
  sealRecord,
  writeIdentity,
} from '#vault'
import { type LedgerUnderTest, openLedger } from '../ledger-under-test.ts'
import { agreeToAll } from '../approved.ts'
import { setDaysAhead } from '../days.ts'
import { enrolMember } from '../members.ts'
import { freshDatabase, silent, type TestDatabase } from '../template-db.ts'
import { type Desk, type Reviewer, reviewerAt } from './reviewer.ts'

const TIME_ZONE = 'Asia/Shanghai'

export interface TestInstallation extends AsyncDisposable {
  /** Where its site is, on a port of its own. */
  readonly origin: string
  readonly app: ReturnType<typeof siteApp>
  readonly deps: SiteDeps
  readonly database: TestDatabase
  readonly ledger: LedgerUnderTest
  readonly reviewer: Reviewer
  /** Let time pass, at the site and at the desk. */
  wait(hours: number): void
  /** Let days pass, in the database as well: it goes by a clock of its own where somebody's wish has to rest. */
  pass(days: number): Promise<void>
  /** What the worker and the ledger do: enter what was accepted, take it up, and count it. */
  work(): Promise<void>
}

interface Options {
  readonly kind?: 'real' | 'demo'
  /** Without a box nobody could open a declaration: the installation has not opened yet. */
  readonly closed?: boolean
}

export async function openTestInstallation({
  kind = 'real',
  closed = false,
}: Options = {}): Promise<TestInstallation> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await freshDatabase())
  await database.db.insertInto('installation.identity').values({ kind }).execute()

  let aheadMs = 0
  const clock: Clock = () => new Date(Date.now() + aheadMs)
  const keys = { code: someKey(), once: someKey(), form: someKey(), database: someKey() }
  const staff = {
    db: database.openAs('exeunt_desk'),
    clock,
    timeZone: TIME_ZONE,
    keys: deskKeys(deskKeyOf(keys)),
  }
  const desk = closed ? null : await openDesk(database.db, staff)

  const ledger = stack.use(await openLedger(database, { clock }))
  const db = database.openAs('exeunt_site')
  const deps: SiteDeps = {
    db,
    clock,
    random: systemRandom,
    timeZone: TIME_ZONE,
    keys,
    boxes: currentBoxes({ db, clock, timeZone: TIME_ZONE }),
    assets: readAssets('site'),
    deskFiles: readDeskFiles(),
    logger: silent,
    sample: kind === 'demo',
    centre: SAMPLE_CENTRE,
    folder: ledger.deps.folder,
    origin: 'https://centre.example',
  }
  const app = siteApp(deps)
  const { port } = stack.use(await listen(app, { port: 0, hostname: '127.0.0.1', refusal: '' }))
  const worker = { db: database.openAs('exeunt_work'), clock, timeZone: TIME_ZONE, logger: silent }
  const opened = stack.move()
  return {
    origin: `http://127.0.0.1:${port}`,
    app,
    deps,
    database,
    ledger,
    reviewer: reviewerAt(desk, staff, () => agreeToAll(database, staff)),
    wait(hours) {
      aheadMs += hours * 60 * 60 * 1_000
    },
    async pass(days) {
      aheadMs += days * 24 * 60 * 60 * 1_000
      await setDaysAhead(database.db, aheadMs / (24 * 60 * 60 * 1_000))
    },
    async work() {
      await lookAgainAtRunOut(worker)
      await takeAccepted(worker)
      await ledger.take()
      await publishDays({ ...worker, random: systemRandom, folder: ledger.deps.folder })
      await fold(worker)
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

type Staff = Parameters<typeof reviewerAt>[1]

/**
 * What enrolment leaves behind: a member, and this week's box with its key sealed
 * to her. Her identity is made here, as her browser would make it.
 */
async function openDesk(owner: Database, { db, clock, timeZone }: Staff): Promise<Desk> {
  const seed = someKey()
  const boxSeed = someKey()
  const credential = 'reviewer-under-test'
  const member = await enrolMember(owner, 'Wen', { credential })
  const box = randomUUID() as BoxId
  const payload = Buffer.from(writeIdentity(boxSeed).reveal())
  const sealed = sealRecord({
    ...labelOf('box-key', box),
    payload,
    recipient: identityFromSeed(seed).recipient,
  })
  await transaction(asMember(db, member), (tx) =>
    makeBox(tx, {
      id: box,
      class: 'draft',
      branch: 'centre',
      week: weekOf(dayAt(clock(), timeZone)),
      recipient: identityFromSeed(boxSeed).recipient.text,
      keys: [{ holder: member, sealed }],
    }),
  )
  return { identity: writeIdentity(seed), member, passkey: credential }
}

function someKey(): Secret<Uint8Array> {
  return new Secret<Uint8Array>(randomBytes(32))
}
