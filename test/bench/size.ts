// `npm run bench:size -- 10000000`: a register of so many people, filled by the real rules, and what everything costs in it: at a tenth
// of the way and at its end. For whoever plans hardware; and to see that nothing grows with the register.
import { readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Day } from '#basics'
import { openBulk } from '#db'
import { publishedEntries } from '#publish'
import { checkFoundations, listEntries, numberByCode, readEntry } from '#register'
import { readFigures } from '#statistics'
import { type Filled, openFiller, queueCases } from '../fill.ts'
import { check } from '../installation/full-ledger.ts'
import { openLedger } from '../installation/ledger.ts'
import { movableTime } from '../installation/time.ts'
import { openInstallationOfCases } from '../installation/with-cases.ts'
import { versionOf } from '../people.ts'
import { silent, startTestServer } from '../template-db.ts'
import { median } from './rounds.ts'

const PEOPLE = Number(process.argv[2] ?? 1_000_000)
const WAITING = 60_000
const ASKED = 300
const DECIDED = 100
const WORST = 0.99

await using server = await startTestServer({ directory: tmpdir() })
process.env['EXEUNT_TEST_SERVER'] = server.url
await using installation = await openInstallationOfCases({ people: { heron: {} } })
const time = movableTime('2026-11-20T04:00:00Z')
await using ledger = await openLedger(installation, { clock: time.clock })
await using filler = await openFiller({ installation, ledger, time })
await using bulk = await openBulk({ url: installation.ownerUrl, logger: silent })
await queueCases(bulk, {
  count: WAITING,
  box: installation.box(),
  branch: 'centre',
  day: '2026-11-20' as Day,
})

const costs: Record<string, number>[] = []
let filled: Filled | undefined
for (const people of [Math.round(PEOPLE / 10), PEOPLE]) {
  const days: Filled[] = []
  filled = await filler.add(people - (filled?.people ?? 0), (so) => {
    days.push(so)
    process.stderr.write(
      `\r${so.people.toLocaleString('en')} people, ${so.entries.toLocaleString('en')} entries `,
    )
  })
  process.stderr.write('\n')
  const [first, last] = [days.at(-4) ?? days[0], days.at(-1)]
  await sql`vacuum analyze`.execute(installation.db)
  costs.push({ ...perPerson(first, last), ...(await perQuestion()) })
}
sayPaces()
sayCosts()
await sayWhole()

/** Microseconds for one of the people of the last days. */
function perPerson(first?: Filled, last?: Filled): Record<string, number> {
  if (!first || !last) return {}
  const people = last.people - first.people
  return Object.fromEntries(
    (['entering', 'ledger', 'files', 'folding'] as const).map((part) => [
      `${part}, µs a person`,
      ((last.ms[part] - first.ms[part]) * 1_000) / people,
    ]),
  )
}

/** Milliseconds that somebody waits: the middle, and of a case the worst but for one in a hundred as well. */
async function perQuestion(): Promise<Record<string, number>> {
  const site = installation.openAs('exeunt_site')
  const { last } = await installation.db
    .selectFrom('register.numbering')
    .select('last')
    .executeTakeFirstOrThrow()
  const { rows: codes } = await sql<{ hash: Uint8Array }>`
    select hash from intake.return_code tablesample system (5) limit ${ASKED}`.execute(installation.db)
  const somewhere = (nth: number) => 1 + ((nth * 7_919_317) % last)
  const asked: Record<string, (nth: number) => Promise<unknown>> = {
    'an entry': (nth) => readEntry(site, somewhere(nth)),
    'a page of the register': (nth) => listEntries(site, { before: somewhere(nth) + 21, size: 21 }),
    'what opens an entry': (nth) =>
      publishedEntries(site, { after: somewhere(nth) - 1, upTo: somewhere(nth) }),
    'a code': (nth) => numberByCode(site, codes[nth % codes.length]?.hash ?? new Uint8Array(32)),
    'the count': () => readFigures({ db: site }),
  }
  const found: Record<string, number> = {}
  for (const [what, ask] of Object.entries(asked)) {
    const waits = await waitsOf(ASKED, ask)
    found[`${what}, ms`] = median(waits)
  }
  const cases = await waitsOf(DECIDED, async () => {
    const { submission } = await installation.takeCase('heron')
    const version = { ...versionOf({ people: [{}] }), counted: true }
    await installation.decide('heron', submission, { verdict: 'register', version })
  })
  found[`a case and its decision, ${WAITING} waiting, ms`] = median(cases)
  found['the worst of a hundred, ms'] = cases.toSorted((a, b) => a - b)[Math.floor(cases.length * WORST)] ?? 0
  return found
}

async function waitsOf(times: number, work: (nth: number) => Promise<unknown>): Promise<number[]> {
  const waits: number[] = []
  for (let nth = 0; nth < times; nth += 1) {
    const begun = performance.now()
    await work(nth)
    waits.push(performance.now() - begun)
  }
  return waits
}

function sayPaces(): void {
  if (!filled) return
  const { people, entries, ms } = filled
  const all = Object.values(ms).reduce((sum, one) => sum + one, 0)
  say(
    `${people.toLocaleString('en')} people on ${entries.toLocaleString('en')} entries, in ${(all / 60_000).toFixed(1)} min`,
  )
  for (const [part, spent] of Object.entries(ms))
    say(`  ${part.padEnd(10)}${((people * 1_000) / spent).toFixed(0).padStart(8)} people/s`)
}

function sayCosts(): void {
  const [before = {}, now = {}] = costs
  say(`\n${''.padEnd(50)}${'a tenth'.padStart(10)}${'all'.padStart(10)}${'ratio'.padStart(8)}`)
  for (const [what, cost] of Object.entries(now)) {
    const was = before[what] ?? NaN
    // Of a register that was filled in one day nothing can be said day by day.
    if (Number.isNaN(cost)) continue
    say(
      `${what.padEnd(50)}${was.toFixed(2).padStart(10)}${cost.toFixed(2).padStart(10)}${(cost / was).toFixed(2).padStart(8)}`,
    )
  }
}

/** All of it, looked through once; and where it lies. */
async function sayWhole(): Promise<void> {
  const whole: Record<string, () => Promise<unknown>> = {
    'fsck of the ledger': () => check({ installation, ledger }),
    'what each entry rests on': () => checkFoundations(installation.db),
    'audit by a stranger': () => ledger.audit(),
  }
  const people = filled?.people ?? 1
  say('')
  for (const [what, work] of Object.entries(whole)) {
    const begun = performance.now()
    const outcome = await work()
    const seconds = (performance.now() - begun) / 1_000
    const isSound =
      outcome === null ||
      !('outcome' in Object(outcome)) ||
      Reflect.get(Object(outcome), 'outcome') === 'proved'
    say(
      `${what.padEnd(30)}${seconds.toFixed(0).padStart(6)} s  ${((seconds * 1e6) / people).toFixed(1)} µs a person${isSound ? '' : ': NOT IN ORDER'}`,
    )
  }
  const { rows } = await sql<{ whole: string; bytes: number }>`
    select coalesce(parent.oid, c.oid)::regclass::text as whole, sum(pg_total_relation_size(c.oid))::bigint as bytes
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class parent on parent.oid = i.inhparent
    where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('intake', 'register', 'ledger', 'review', 'audit', 'publish')
    group by 1 having sum(pg_total_relation_size(c.oid)) > 10000000 order by 2 desc`.execute(installation.db)
  say('\nBytes a person')
  for (const { whole: table, bytes } of rows)
    say(`  ${table.padEnd(30)}${(bytes / people).toFixed(1).padStart(8)}`)
  const root = join(ledger.home, 'public')
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('.p'))
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
  say(`  ${'public files'.padEnd(30)}${(files / people).toFixed(1).padStart(8)}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
