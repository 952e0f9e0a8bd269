import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Day } from '#basics'
import { type AuditResult, type Leaf, readDays } from '#proof'
import { openLedger } from '../../test/installation/ledger.ts'
import { crowd, declare } from '../../test/people.ts'
import { freshDatabase, type TestDatabase } from '../../test/template-db.ts'
import { attestBaseline } from './index.ts'

const NOON = new Date('2026-11-20T04:00:00Z') // at the centre
const HOUR_MS = 60 * 60 * 1_000

test('nobody is taken up before there are enough of them to hide among, nor before the hour is full', async () => {
  await using installation = await freshDatabase()
  let now = NOON
  const batches = { least: 5, seconds: 3_600 }
  await using ledger = await openLedger(installation, { clock: () => now, batches })
  await crowd(installation, { entries: 4 })
  await ledger.take()
  equal(await coveredBy(installation), 0)
  await crowd(installation, { entries: 1, each: 3 })
  await ledger.take()
  equal((await ledger.leaves()).filter(({ kind }) => kind === 'add').length, 7)

  await crowd(installation, { entries: 50 })
  now = new Date(NOON.getTime() + HOUR_MS - 1)
  await ledger.take()
  equal(await coveredBy(installation), 5, 'the hour is not full')
  now = new Date(NOON.getTime() + HOUR_MS)
  await ledger.take()
  equal(await coveredBy(installation), 55)
})

test('who is only counted is never the only one of a batch whose leaf nobody opens', async () => {
  await using installation = await freshDatabase()
  const batches = { least: 20, seconds: 0 }
  await using ledger = await openLedger(installation, { batches })
  await crowd(installation, { entries: 25 })
  await declare(installation, { people: [{}], shown: false })
  await crowd(installation, { entries: 25 })
  await ledger.take()
  equal(await coveredBy(installation), 25, 'the batch ends before her')
  await ledger.take()
  equal(await coveredBy(installation), 25, 'and she waits, with whoever comes after her')
  for (let nth = 0; nth < 8; nth += 1) await declare(installation, { people: [{}], shown: false })
  await ledger.take()
  equal(await coveredBy(installation), 25, 'nine are not ten')
  await declare(installation, { people: [{}, {}], shown: false })
  await ledger.take()
  equal(await coveredBy(installation), 60)
  const { rows } = await sql<{ people: number }>`
    select count(*) as people from ledger.leaf
    where kind = 'add' and index not in (select index from ledger.public_opening)`.execute(installation.db)
  equal(rows[0]?.people, 11)
})

test('whoever is taken over from an earlier registry hides nobody who comes today', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation, { batches: { least: 5, seconds: 0 } })
  const figures = { party: 30, league: 20, pioneers: 20, notStated: 10, people: 50 }
  await attestBaseline(
    { db: installation.db, folder: ledger.deps.folder },
    { figures, asOf: '2026-11-01' as Day, dossier: new Uint8Array(8) },
  )
  await ledger.take()
  await crowd(installation, { entries: 6, channel: 'import' })
  await crowd(installation, { entries: 1 })
  await crowd(installation, { entries: 6, channel: 'import' })
  await ledger.take()
  equal(await coveredBy(installation), 6, 'they are taken up without her')
  await crowd(installation, { entries: 4 })
  await ledger.take()
  equal(await coveredBy(installation), 17)
  equal((await ledger.audit()).outcome, 'proved')
})

test('a day that is over is closed by a leaf with the sums, and a day nobody came on as well', async () => {
  await using installation = await freshDatabase()
  let now = NOON
  await using ledger = await openLedger(installation, { clock: () => now })
  await declare(installation, { people: [{ party: true }] })
  await ledger.take()
  now = new Date(NOON.getTime() + 3 * 24 * HOUR_MS)
  await declare(installation, { people: [{}] })
  await ledger.take()
  const leaves = await ledger.leaves()
  const days = leaves.filter((leaf) => leaf.kind === 'day')
  deepEqual(
    days.map(({ date, counted }) => [date, counted.people]),
    [
      ['2026-11-20', 1],
      ['2026-11-21', 1],
      ['2026-11-22', 1],
    ],
  )
  deepEqual(kindsOf(leaves).slice(-2), ['add', 'channels'], 'who came afterwards is of the day that is open')
  const listed = readDays(ledger.deps.folder.get('days/index.json') ?? new Uint8Array(0))
  deepEqual(
    listed.map(({ date }) => date),
    ['2026-11-20', '2026-11-21', '2026-11-22'],
  )
  for (const { date, size } of listed) {
    const kept = [ledger.deps.folder.get(`days/${date}/checkpoint`) ?? new Uint8Array(0)]
    const { results } = await ledger.audit({ kept })
    equal(detailOf(results, 'history'), `The first ${size} entries are those of the kept checkpoint.`)
  }
})

test('a batch divides no entry, and a crowd larger than one batch is taken up in several', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await crowd(installation, { entries: 400, each: 170 })
  await ledger.take()
  const { rows } = await sql<{ after: number; entry: number; size: number; first: number }>`
    select after, entry, size, first from ledger.batch order by size`.execute(ledger.deps.db)
  deepEqual(
    rows.map(({ entry }) => entry),
    [385, 400],
    '385 entries of 170 people are the most that 65,536 holds',
  )
  deepEqual(
    rows.map(({ size, first }) => size - first),
    [385 * 170 + 2, 15 * 170 + 1],
  )
  equal((await ledger.audit()).totals?.counted.people, 68_000)
})

function kindsOf(leaves: readonly Leaf[]): string[] {
  return leaves.map(({ kind }) => kind)
}

async function coveredBy(installation: TestDatabase): Promise<number> {
  const { number } = await installation.db
    .selectFrom('register.covered')
    .select('number')
    .executeTakeFirstOrThrow()
  return number
}

function detailOf(results: readonly AuditResult[], asked: AuditResult['claim']): string | undefined {
  return results.find(({ claim }) => claim === asked)?.detail
}
