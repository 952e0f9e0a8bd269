// What the log says of anybody beyond that somebody was counted: nothing. Whoever has all of it, and knows in which
// order people came, learns nothing of which leaf is whose.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pooled, type Random, systemRandom } from '#basics'
import { readBundle } from '#proof'
import { searchFor } from '../../test/faults/traces.ts'
import { openLedger } from '../../test/installation/ledger.ts'
import { correct, crowd, declare, withdraw } from '../../test/people.ts'
import { freshDatabase, type TestDatabase } from '../../test/template-db.ts'
import { shuffled } from './shuffle.ts'

const LEAF = /^registry-leaf\/v1\nadd\nparty [01] league [01] pioneers [01] people 1\n[A-Za-z0-9+/]{43}=\n$/

/** Standard deviations from what chance alone would give. Chance alone exceeds this once in two million times. */
const SIGMA = 5

test('a leaf of somebody newly counted is its kind, what she left and a commitment, and as long as any other', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const combinations = Array.from({ length: 8 }, (_, bits) => ({
    party: (bits & 1) > 0,
    league: (bits & 2) > 0,
    pioneers: (bits & 4) > 0,
  }))
  for (const [at, left] of combinations.entries())
    await declare(installation, {
      people: [
        { ...left, name: 'SAMPLE '.padEnd(7 + at * 9, '林') },
        { ...left, name: null },
      ],
      words: at % 2 === 0 ? null : 'SAMPLE. '.repeat(50 * at),
      shown: at % 3 > 0,
    })
  await ledger.take()
  const adds = bundlesOf(ledger.home).filter((entry) => /^.*\nadd\n/.test(entry))
  equal(adds.length, 16)
  equal(new Set(adds.map(({ length }) => length)).size, 1)
  for (const entry of adds) match(entry, LEAF)
})

test('of names, words, places and what opens a leaf nothing is in the files of the log', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const canaries = new Map<string, string | Uint8Array>()
  const canary = (name: string) => {
    canaries.set(name, `SAMPLE Kanarie ${name} 金絲雀`)
    return `SAMPLE Kanarie ${name} 金絲雀`
  }
  const hers = await declare(installation, { people: [{ name: canary('one') }], words: canary('words') })
  await declare(installation, { people: [{ name: canary('two') }, { name: canary('three') }] })
  await declare(installation, { people: [{ name: canary('uncounted') }], counted: false })
  await ledger.take()
  await correct(installation, 2, { people: [{ name: canary('corrected') }], words: canary('other words') })
  await withdraw(installation, hers)
  await ledger.take()
  const openings = await installation.db.selectFrom('ledger.opening').selectAll().execute()
  equal(openings.length, 6)
  for (const { index, key, content, content_key: contentKey } of openings) {
    canaries.set(`key ${index}`, key)
    if (content && contentKey)
      canaries.set(`content ${index}`, content).set(`content key ${index}`, contentKey)
  }
  const search = searchFor(canaries)
  const files = globSync(join(ledger.home, 'public/log/**/*'), { withFileTypes: true })
  const traces = files.flatMap((file) =>
    file.isFile() ? search(readFileSync(join(file.parentPath, file.name)), file.name) : [],
  )
  deepEqual(traces, [])
})

test('who came when, and with whom, cannot be told from where the leaves stand', async (t) => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await crowd(installation, { entries: 1_500, each: 2 })
  await ledger.take()
  const leaves = await leavesOf(installation, 'add')
  equal(leaves.length, 3_000)
  const places = leaves.map(({ index }) => index)
  const commitments = leaves.map(({ bytes }) => bytes.subarray(-45, -37).readUInt32BE(0))
  const seen = {
    'arrival and place': rankCorrelation(
      leaves.map((_, at) => at),
      places,
    ),
    'one and the next': rankCorrelation(places.slice(0, -1), places.slice(1)),
    'two of one entry': rankCorrelation(
      places.filter((_, at) => at % 2 === 0),
      places.filter((_, at) => at % 2 === 1),
    ),
    'arrival and commitment': rankCorrelation(
      leaves.map((_, at) => at),
      commitments,
    ),
  }
  t.diagnostic(JSON.stringify(seen))
  for (const [what, sigmas] of Object.entries(seen)) ok(Math.abs(sigmas) < SIGMA, `${what}: ${sigmas}`)
  const neighbours = places.filter(
    (place, at) => at % 2 === 0 && Math.abs(place - (places[at + 1] ?? 0)) === 1,
  )
  // Of 1,500 pairs one is expected to stand side by side.
  ok(neighbours.length < 12, `${neighbours.length} pairs stand side by side`)

  // The same statistics find it, where nothing is shuffled.
  ok(
    rankCorrelation(
      leaves.map((_, at) => at),
      leaves.map((_, at) => at + (at % 7)),
    ) > SIGMA,
  )
})

test('who withdrew first cannot be told from where the retractions stand', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const submissions: string[] = []
  for (let nth = 0; nth < 60; nth += 1)
    submissions.push(await declare(installation, { people: [{}, {}, {}] }))
  await ledger.take()
  for (const submission of submissions) await withdraw(installation, submission)
  await ledger.take()
  const retracted = await leavesOf(installation, 'retract')
  equal(retracted.length, 180)
  const sigmas = rankCorrelation(
    retracted.map((_, at) => at),
    retracted.map(({ index }) => index),
  )
  ok(Math.abs(sigmas) < SIGMA, `${sigmas}`)
})

test('every order of a batch is equally likely', () => {
  ok(Math.abs(orderBias((items) => shuffled(items, random))) < SIGMA)
  // What a shuffle looks like that everybody has written once, and what the statistic says of it.
  ok(orderBias((items) => naivelyShuffled(items, random)) > 2 * SIGMA)
})

test('everybody of a large batch is equally likely to stand at any place', () => {
  const [people, rounds] = [50, 20_000]
  const seen = new Uint32Array(people * people)
  const items = Array.from({ length: people }, (_, at) => at)
  for (let round = 0; round < rounds; round += 1)
    for (const [place, person] of shuffled(items, random).entries()) {
      const cell = person * people + place
      seen[cell] = (seen[cell] ?? 0) + 1
    }
  // Rows and columns have fixed sums, so (n - 1)^2 of the cells are free.
  const bias = excess(seen, { expected: rounds / people, freedom: (people - 1) ** 2 })
  ok(Math.abs(bias) < SIGMA, `${bias}`)
})

const random = pooled(systemRandom)

/** How far the 120 orders of five things are from being equally frequent, in standard deviations. */
function orderBias(shuffle: (items: readonly number[]) => number[]): number {
  const rounds = 36_000
  const seen = new Map<string, number>()
  for (let round = 0; round < rounds; round += 1) {
    const order = shuffle([0, 1, 2, 3, 4]).join('')
    seen.set(order, (seen.get(order) ?? 0) + 1)
  }
  const counts = Uint32Array.from({ length: 120 }, (_, at) => [...seen.values()][at] ?? 0)
  return excess(counts, { expected: rounds / 120, freedom: 119 })
}

/** Chi-square beside what is expected of it, in standard deviations (Wilson and Hilferty, 1931). */
function excess(seen: Uint32Array, { expected, freedom }: { expected: number; freedom: number }): number {
  const chiSquare = seen.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  const spread = 2 / (9 * freedom)
  return (Math.cbrt(chiSquare / freedom) - (1 - spread)) / Math.sqrt(spread)
}

function naivelyShuffled(items: readonly number[], random: Random): number[] {
  const order = [...items]
  for (const at of order.keys()) {
    const other = (random(1)[0] ?? 0) % order.length
    ;[order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0]
  }
  return order
}

/** Spearman's rank correlation, in standard deviations from none. */
function rankCorrelation(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [ranksOf(one), ranksOf(other)]
  const count = a.length
  const squares = a.reduce((sum, rank, at) => sum + (rank - (b[at] ?? 0)) ** 2, 0)
  return (1 - (6 * squares) / (count * (count ** 2 - 1))) * Math.sqrt(count - 1)
}

function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).toSorted((a, b) => a.value - b.value)
  const ranks = Array.from(values, () => 0)
  for (const [rank, { at }] of order.entries()) ranks[at] = rank
  return ranks
}

/** Leaves of a kind, in the order in which they were registered. */
async function leavesOf(
  installation: TestDatabase,
  kind: string,
): Promise<{ index: number; bytes: Buffer }[]> {
  const { rows } = await sql<{ index: number; bytes: Buffer }>`
    select index, bytes from ledger.leaf where kind = ${kind} order by entry, line`.execute(installation.db)
  return rows
}

/** The entries of the log's newest bundles, as text. */
function bundlesOf(home: string): string[] {
  const folder = join(home, 'public/log/tile/entries')
  const [newest] = globSync(join(folder, '000.p/*')).toSorted(
    (a, b) => Number(b.split('/').at(-1)) - Number(a.split('/').at(-1)),
  )
  return readBundle(readFileSync(newest ?? '')).map((entry) => Buffer.from(entry).toString('utf8'))
}
