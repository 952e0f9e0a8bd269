// A register as large as one likes, by the real rules and of SAMPLE people alone: what came long ago is taken over as "exeunt import"
// takes it over, what came by the site rests on submissions, decisions and acts, and a real ledger takes all of them up, day after
// day. So `fsck` and an audit find it in order, and what it costs is what it costs.
import { randomFillSync, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Day, dayAt } from '#basics'
import { type Bulk, type CopyIn, copyLine, makeRoom, openBulk, type Transaction } from '#db'
import { attestBaseline, takeOver } from '#ledger'
import { type Figures } from '#proof'
import { fold } from '#statistics'
import { copyDeclarations } from '../src/register/copy.ts'
import { drawNumbers } from '../src/register/store.ts'
import { insertBox } from './installation/boxes.ts'
import { type LedgerUnderTest } from './installation/ledger.ts'
import { type Time, TIME_ZONE } from './installation/time.ts'
import { writeDays } from './installation/worker.ts'
import { figuresOfAll, sampleImported, sampleVersion } from './sample-people.ts'
import { silent, type TestDatabase } from './template-db.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** People taken up on one day: one batch of the ledger holds them. */
const A_DAY = 50_000
/** Declarations that are put in with one commit. */
const AT_ONCE = { imported: 1_200, declared: 1_000 }
/** People that come with an imported declaration, those by the site among them. */
const A_LIST = 15
/** One declaration in so many came by the site. */
const BY_SITE = 10
const SEALED_BYTES = 2_048
const RECIPIENT_BYTES = 1_216
const ENOUGH = 1_000_000_000

export interface Filled {
  readonly people: number
  readonly entries: number
  /** Milliseconds spent on each part, all days together. */
  readonly ms: Readonly<Record<'entering' | 'ledger' | 'files' | 'folding', number>>
}

export interface Filler extends AsyncDisposable {
  /** So many people more, to the end of a day, with everything that follows from them. */
  add(people: number, onDay?: (so: Filled) => void): Promise<Filled>
}

/** `time` stands still but for this: its days pass as they fill. The ledger has its clock. */
export async function openFiller({
  installation,
  ledger,
  time,
}: {
  installation: TestDatabase
  ledger: LedgerUnderTest
  time: Time
}): Promise<Filler> {
  await using stack = new AsyncDisposableStack()
  const bulk = stack.use(await openBulk({ url: installation.ownerUrl, logger: silent, patienceMs: ENOUGH }))
  const { folder } = ledger.deps
  const box = await insertBox(installation.db, { week: '2026-W01' })
  const worker = installation.openAs('exeunt_work')
  await attestBaseline(
    { db: installation.db, folder },
    { asOf: '2026-10-31' as Day, figures: PLENTY, dossier: Buffer.from('SAMPLE') },
  )
  await ledger.take()
  let nth = 0
  const ms = { entering: 0, ledger: 0, files: 0, folding: 0 }
  const timed = async (part: keyof typeof ms, work: () => Promise<unknown>) => {
    const begun = performance.now()
    await work()
    ms[part] += performance.now() - begun
  }
  const enter = async (people: number) => {
    for (let entered = 0; entered < people;) {
      const count = Math.min(AT_ONCE.imported, Math.ceil((people - entered) / A_LIST))
      const imported = sampleImported({ from: nth, count })
      const taken = await takeOver(imported, { bulk, clock: time.clock, timeZone: TIME_ZONE })
      if (taken.outcome !== 'taken-over') throw new Error(taken.outcome)
      const declared = Array.from({ length: Math.ceil(count / BY_SITE) }, (_, at) => sampleVersion(nth + at))
      const versions = declared.map((version) => ({ version }))
      await declareAll(bulk, { versions, box, day: dayAt(time.clock(), TIME_ZONE) })
      nth += count
      entered += figuresOfAll(imported).people + figuresOfAll(versions).people
    }
  }
  // As the database would do by itself in days that have hours.
  let days = 0
  const analyzeNowAndThen = async () => {
    days += 1
    if (Math.log2(days) % 1 === 0) await sql`analyze`.execute(installation.db)
  }
  const opened = stack.move()
  let done = 0
  return {
    async add(people, onDay) {
      for (const aim = done + people; done < aim;) {
        await timed('entering', () => enter(Math.min(A_DAY, aim - done)))
        await analyzeNowAndThen()
        await timed('ledger', () => ledger.take())
        await timed('files', () => writeDays(installation, folder))
        await timed('folding', () => fold({ db: worker }))
        time.pass(DAY_MS)
        done = await countedBy(installation)
        onDay?.({ people: done, entries: await enteredIn(installation), ms: { ...ms } })
      }
      return { people: done, entries: await enteredIn(installation), ms: { ...ms } }
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** As much as anybody takes off it. */
const PLENTY: Figures = {
  people: 4 * ENOUGH,
  notStated: ENOUGH,
  party: ENOUGH,
  league: ENOUGH,
  pioneers: 3 * ENOUGH,
}

interface Declared {
  readonly versions: readonly { readonly version: ReturnType<typeof sampleVersion> }[]
  readonly box: string
  readonly day: Day
}

/** Declarations that came by the site and were registered by somebody, as rows: nothing is really sealed. */
async function declareAll(bulk: Bulk, declared: Declared): Promise<void> {
  for (let from = 0; from < declared.versions.length; from += AT_ONCE.declared) {
    const versions = declared.versions.slice(from, from + AT_ONCE.declared)
    await bulk.transaction((tx, copyIn) => declareSome({ tx, copyIn }, { ...declared, versions }))
  }
}

async function declareSome(
  { tx, copyIn }: { tx: Transaction; copyIn: CopyIn },
  { versions, box, day }: Declared,
): Promise<void> {
  const first = await drawNumbers(tx, versions.length)
  await makeRoom(tx, { entries: 0, leaves: A_DAY })
  const numbered = versions.map(({ version }, at) => ({ version, number: first + at, received: day }))
  const submissions = await insertSubmissions(copyIn, { count: versions.length, box, day })
  const member = randomUUID()
  await copyDeclarations(copyIn, numbered, { day, channel: 'web', vetted: true })
  await copyIn(
    { table: 'register.provenance', columns: ['submission', 'number'] },
    submissions.map((submission, at) => copyLine([submission, first + at])),
  )
  await copyIn(
    { table: 'review.decision', columns: ['submission', 'sequence', 'member', 'verdict', 'day'] },
    submissions.map((submission) => copyLine([submission, 1, member, 'register', day])),
  )
  await copyIn(
    { table: 'audit.act', columns: ['at', 'who', 'what', 'record'] },
    submissions.map((submission) => copyLine([new Date(day).toJSON(), member, 'registered', submission])),
  )
}

/** Cases that wait at a branch, as rows. */
export async function queueCases(
  bulk: Bulk,
  { count, box, branch, day }: { count: number; box: string; branch: string; day: Day },
): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE.declared)
    await bulk.transaction(async (_tx, copyIn) => {
      const submissions = await insertSubmissions(copyIn, {
        count: Math.min(AT_ONCE.declared, count - from),
        box,
        day,
      })
      await copyIn(
        { table: 'intake.pending', columns: ['submission', 'cause', 'since', 'branch', 'language'] },
        submissions.map((submission, at) =>
          copyLine([submission, 'new', day, branch, LANGUAGES[at % LANGUAGES.length] ?? null]),
        ),
      )
    })
}

const LANGUAGES = ['zh-hans', 'zh-hans', 'zh-hans', 'zh-hant', 'en']

/** Submissions with their codes. What is sealed is as random as if it were. */
async function insertSubmissions(
  copyIn: CopyIn,
  { count, box, day }: { count: number; box: string; day: Day },
): Promise<string[]> {
  const submissions = Array.from({ length: count }, () => randomUUID())
  const noise = randomFillSync(Buffer.alloc(SEALED_BYTES + count))
  const bytes = (at: number, length: number) => noise.subarray(at, at + length)
  await copyIn(
    { table: 'intake.submission', columns: ['id', 'channel', 'day', 'box', 'sealed', 'digest'] },
    submissions.map((id, at) =>
      copyLine([id, 'web', day, box, bytes(at, SEALED_BYTES - (at % 1_024)), bytes(at, 32)]),
    ),
  )
  await copyIn(
    { table: 'intake.return_code', columns: ['hash', 'submission', 'reply_recipient'] },
    submissions.map((submission, at) =>
      copyLine([randomFillSync(Buffer.alloc(32)), submission, bytes(at, RECIPIENT_BYTES)]),
    ),
  )
  return submissions
}

async function countedBy({ db }: TestDatabase): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select (totals -> 'counted' ->> 'people')::bigint as people from ledger.batch order by size desc limit 1`.execute(
    db,
  )
  return rows[0]?.people ?? 0
}

async function enteredIn({ db }: TestDatabase): Promise<number> {
  const { last } = await db.selectFrom('register.numbering').select('last').executeTakeFirstOrThrow()
  return last
}
