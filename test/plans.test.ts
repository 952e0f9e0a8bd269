// What the installation asks its database costs as much in a large register as in a small one: looked at in the plans as PostgreSQL
// carried them out, statement by statement, at two sizes. And where the tables are divided more finely than they ever are in earnest,
// a question about a number goes to the part that has it, and to no other.
import { deepEqual, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { type Day, systemRandom } from '#basics'
import { asMember, openBulk, openDatabase, type Role } from '#db'
import { checkCodesOf, readGrowth, readPublished, takeOver } from '#ledger'
import { publishDays, publishedEntries } from '#publish'
import { isShownNow, listEntries, numberByCode, numberOf, readEntry, takeAccepted } from '#register'
import { decide, paceOfReview, statusByCode, takeNextCase, wishByCode } from '#review'
import { fold, readFigures } from '#statistics'
import { accept } from './approved.ts'
import { openFiller, queueCases } from './fill.ts'
import { divideNarrowly } from './installation/narrow-parts.ts'
import { openLedger } from './installation/ledger.ts'
import { movableTime, TIME_ZONE } from './installation/time.ts'
import { openInstallationOfCases } from './installation/with-cases.ts'
import { passkeyOf } from './members.ts'
import { versionOf } from './people.ts'
import { blocksOf, type Plan, type Step, stepsOf, tableOf, watchPlans } from './plans.ts'
import { sampleImported } from './sample-people.ts'
import { silent, type TestDatabase } from './template-db.ts'

const SIZES = { small: 3_000, large: 40_000 }
const WAITING = { small: 200, large: 3_000 }
/** Batches of earlier days, beside those that took up who is there. */
const BATCHES = { small: 10, large: 5_000 }
/** An index of ten times as much is a level or two deeper, and what is looked up lies on more of its leaves. */
const MOST_MORE = { times: 1.8, blocks: 40 }
/** What is read from end to end costs more the larger it is; what is looked for among so few rows may be found in any way. */
const FEW_ROWS = 500

const LARGE = new Set([
  'intake.submission',
  'intake.return_code',
  'intake.followup',
  'intake.contact',
  'intake.pending',
  'review.decision',
  'audit.act',
  'register.entry',
  'register.line',
  'register.withdrawn_line',
  'register.provenance',
  'register.imported',
  'ledger.leaf',
  'ledger.opening',
])

type Carried = Record<string, Plan[]>

let small: Carried
let large: Carried
before(async () => {
  small = await carriedOut('small')
  large = await carriedOut('large')
})

test('no question is answered by reading a large table from end to end', () => {
  const found = Object.entries(large).flatMap(([what, plans]) =>
    plans.flatMap((plan) =>
      stepsOf(plan)
        .filter(
          (step) =>
            step['Node Type'] === 'Seq Scan' && LARGE.has(tableOf(step) ?? '') && rowsOf(step) > FEW_ROWS,
        )
        .map(
          (step) => `${what}: ${tableOf(step)}, ${rowsOf(step)} rows, for ${plan.query.trim().slice(0, 200)}`,
        ),
    ),
  )
  deepEqual(found, [])
})

test('a question costs as many blocks in a register that is ten times as large', (t) => {
  const grown = Object.keys(large).flatMap((what) => {
    const [few, many] = [blocksOf(small[what] ?? []), blocksOf(large[what] ?? [])]
    t.diagnostic(`${what}: ${few} blocks, ${many} in the large register, ${large[what]?.length} statements`)
    ok((large[what]?.length ?? 0) > 0, `${what} asks nothing`)
    return many > few * MOST_MORE.times + MOST_MORE.blocks
      ? [`${what}: ${few} blocks, ${many} in the large one`]
      : []
  })
  deepEqual(grown, [])
})

test('what is asked by its number is looked for in the part that has it', () => {
  for (const [what, plans] of Object.entries(large)) {
    // A batch's range may lie across the end of a part.
    for (const plan of plans) {
      const parts = Map.groupBy(
        stepsOf(plan).filter(
          (step) => step['Index Name']?.endsWith('_pkey') && BY_NUMBER.has(tableOf(step) ?? ''),
        ),
        (step) => tableOf(step),
      )
      for (const [table, steps] of parts) {
        const names = new Set(steps.map((step) => step['Relation Name']))
        ok(
          names.size <= 2,
          `${what}: ${[...names].join(', ')} of ${table}, for ${plan.query.trim().slice(0, 200)}`,
        )
      }
    }
  }
})

const BY_NUMBER = new Set([
  'register.entry',
  'register.line',
  'register.withdrawn_line',
  'ledger.leaf',
  'ledger.opening',
])

function rowsOf(step: Step): number {
  const each = (step['Actual Rows'] ?? 0) + (step['Rows Removed by Filter'] ?? 0)
  return each * (step['Actual Loops'] ?? 0)
}

/** Batches that took nobody up, each as wide as one is, within the leaves of the first that took somebody. */
async function insertBatches({ db }: TestDatabase, count: number): Promise<void> {
  await sql`
    insert into ledger.batch (size, first, root, after, entry, day, totals)
    select size, size - 1, sha256('SAMPLE'), 0, 0, '2026-10-01', jsonb_build_object('SAMPLE', repeat('x', 900))
    from (select min(size) as begun from ledger.batch) birth, generate_series(begun + 2, begun + 1 + ${count}) size`.execute(
    db,
  )
}

/** Everything that is asked all day, of an installation of that size, with the plans by which it was answered. */
async function carriedOut(size: keyof typeof SIZES): Promise<Carried> {
  await using stack = new AsyncDisposableStack()
  const installation = stack.use(await openInstallationOfCases({ people: { heron: {} } }))
  await divideNarrowly(installation, { entries: 1_000, leaves: 16_384 })
  const time = movableTime('2026-11-20T04:00:00Z')
  const ledger = stack.use(await openLedger(installation, { clock: time.clock }))
  const filler = stack.use(await openFiller({ installation, ledger, time }))
  await filler.add(SIZES[size])
  const bulk = stack.use(await openBulk({ url: installation.ownerUrl, logger: silent }))
  await queueCases(bulk, {
    count: WAITING[size],
    box: installation.box(),
    branch: 'centre',
    day: '2026-11-20' as Day,
  })
  await insertBatches(installation, BATCHES[size])
  await sql`vacuum analyze`.execute(installation.db)

  const plans = stack.use(await watchPlans(installation))
  const as = (role: Role) =>
    stack.use(openDatabase({ url: installation.url(role), connections: 1, logger: silent }))
  const [site, desk, worker, scribe] = [
    as('exeunt_site'),
    as('exeunt_desk'),
    as('exeunt_work'),
    as('exeunt_ledger'),
  ]
  const watched = stack.use(await openBulk({ url: installation.ownerUrl, logger: silent }))
  const { rows } = await sql<{ number: number; submission: string; hash: Uint8Array }>`
    select o.number, o.submission, c.hash
    from register.provenance o join intake.return_code c on c.submission = o.submission
    where o.number > (select last / 2 from register.numbering) order by o.number limit 1`.execute(
    installation.db,
  )
  const [known] = rows
  ok(known)
  const { number, submission, hash } = known
  const member = installation.id('heron')
  const deps = { db: asMember(desk, member), clock: time.clock, timeZone: TIME_ZONE, budget: null }
  const { keys } = installation.deps('heron')
  const { folder } = ledger.deps

  const asked: Record<string, () => Promise<unknown>> = {
    'the newest of the register': () => listEntries(site, { before: Number.MAX_SAFE_INTEGER, size: 21 }),
    'a page of the register': () => listEntries(site, { before: number + 5, size: 21 }),
    'an entry': () => readEntry(site, number),
    'whether it shows something': () => isShownNow(site, number),
    'what opens it': () => publishedEntries(site, { after: number - 1, upTo: number }),
    'where a code leads': () => numberByCode(site, hash),
    'what became of a declaration': () => statusByCode({ db: site, clock: time.clock }, [hash]),
    'a wish to withdraw': () => wishByCode(site, hash),
    'check codes': () => checkCodesOf(site, hash),
    'the count': () => readFigures({ db: site }),
    'what is published': () => readPublished(site),
    'how it grew': () => readGrowth(site),
    'how long it takes': () => paceOfReview(site, '2027-06-01' as Day),
    'whose declaration it is': () => numberOf(deps.db, submission),
    'the next case, and what is decided of it': async () => {
      const next = await takeNextCase(deps, { member })
      ok(next.outcome === 'case')
      const version = { ...versionOf({ people: [{}, {}] }), counted: true }
      const decision = { verdict: 'register', version } as const
      const passkey = passkeyOf('heron')
      await decide({ ...deps, keys }, { member, passkey, submission: next.case.submission, decision })
    },
    'what is entered': () =>
      takeAccepted({ db: worker, clock: time.clock, timeZone: TIME_ZONE, logger: silent }),
    'what is taken over': () =>
      takeOver(sampleImported({ from: 1_000_000, count: 20 }), {
        bulk: watched,
        clock: time.clock,
        timeZone: TIME_ZONE,
      }),
    'a batch of the ledger': () => ledger.take({ db: scribe }),
    "the days' files": () => publishDays({ db: worker, folder, random: systemRandom }),
    'the fold': () => fold({ db: worker }),
  }
  await accept(installation, {
    kind: 'declaration',
    submission: randomUUID(),
    version: { ...versionOf({ people: [{}] }), counted: true },
  })
  const carried: Carried = {}
  for (const [what, work] of Object.entries(asked)) carried[what] = await plans.during(work)
  return carried
}
