// What a clock can tell somebody who tries codes, or watches somebody try them (security.md, bar 12).
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { Secret, systemRandom } from '#basics'
import { formTokens, readCode } from '#intake'
import { asEntropy, returnCodeWords } from '#vault'
import { leaveOnTheBeat } from '../../src/site/pages/return/on-the-beat.ts'
import { declare } from '../journeys/by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { elapse } from '../patience.ts'

/** Beyond this the two are told apart (Reparaz, Balasch and Verbauwhede, "Dude, is my code constant time?", 2016). */
const TOLD_APART = 4.5
const ASKED_OF_EACH = 1_000
const AT_ONCE = 12
const LOOKS_A_ROUND = 600
const ROUNDS_MOST = 20

interface Waits {
  readonly shorter: number[]
  readonly longer: number[]
}

test('by the clock and the size of the page nobody tells a code, its duress form and an unknown one apart', async (t) => {
  await using installation = await openTestInstallation()
  const code = await declare(installation)
  const unknown = () => returnCodeWords(asEntropy(randomBytes(16)), 'en').join(' ')
  const kinds = {
    valid: () => code,
    duress: () => `${code} ${code.split(' ')[0]}`,
    unknown,
    'no code': () => 'zoo '.repeat(11) + 'wrong',
  }
  const names = Object.keys(kinds) as (keyof typeof kinds)[]
  const waits = new Map(names.map((name) => [name, [] as number[]]))
  const sizes = new Set<number>()
  const turns = shuffled(
    names.flatMap((name) => Array.from({ length: ASKED_OF_EACH }, () => ({ name, typed: kinds[name]() }))),
  )
  // What a first time costs is no kind's.
  for (const name of names) await ask(installation, kinds[name]())

  const work = async () => {
    for (let turn = turns.pop(); turn; turn = turns.pop()) {
      // Nobody starts together with others: who then comes first out of the same beat would say who was done first.
      await elapse(Math.random() * 20)
      const { waitMs, size } = await ask(installation, turn.typed)
      waits.get(turn.name)?.push(waitMs)
      sizes.add(size)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))

  assert.deepEqual([...sizes], [24_576])
  for (const [at, one] of names.entries()) {
    for (const other of names.slice(at + 1)) {
      const found = welch(waits.get(one) ?? [], waits.get(other) ?? [])
      t.diagnostic(`${one} and ${other}: t = ${found.toFixed(2)}`)
      assert.ok(Math.abs(found) < TOLD_APART, `${one} and ${other}: t = ${found.toFixed(2)}`)
    }
  }
})

test('what takes a tenth of a millisecond longer is told apart by its clock, and on the beat it is not', async (t) => {
  const works = { shorter: 1, longer: 1.1 }
  const look = async (leave: (work: () => Promise<void>) => Promise<void>, waits: Waits) => {
    for (let nth = 0; nth < LOOKS_A_ROUND; nth += 1) {
      await elapse(Math.random() * 3)
      const name = Math.random() < 0.5 ? 'shorter' : 'longer'
      const begun = performance.now()
      await leave(() => busy(works[name]))
      waits[name].push(performance.now() - begun)
    }
    return welch(waits.shorter, waits.longer)
  }
  const [offWaits, onWaits]: [Waits, Waits] = [
    { shorter: [], longer: [] },
    { shorter: [], longer: [] },
  ]
  let [off, on, rounds] = [0, 0, 0]
  // On a busy machine it takes more looks; and with as many, nothing is seen on the beat.
  while (Math.abs(off) <= TOLD_APART && rounds < ROUNDS_MOST) {
    off = await look((work) => work(), offWaits)
    rounds += 1
  }
  for (let round = 0; round < rounds; round += 1) on = await look((work) => leaveOnTheBeat(work, 8), onWaits)
  t.diagnostic(`at once: t = ${off.toFixed(2)}; on the beat: t = ${on.toFixed(2)}; ${rounds} rounds`)
  assert.ok(Math.abs(off) > TOLD_APART, 'this clock is good enough')
  assert.ok(Math.abs(on) < TOLD_APART)
})

test('whoever guesses finds nothing, and a code is looked up five thousand times in a second of one processor', (t) => {
  const key = new Secret<Uint8Array>(randomBytes(32))
  const code = () => returnCodeWords(asEntropy(randomBytes(16)), 'en').join(' ')
  const known = new Set(Array.from({ length: 1_000 }, () => hex(readCode(code(), key).hash)))
  const guesses = Array.from({ length: 20_000 }, (_, nth) => (nth % 2 === 0 ? code() : `${code()} zoo`))
  const begun = process.cpuUsage()
  const hits = guesses.filter((guess) => known.has(hex(readCode(guess, key).hash))).length
  const { user, system } = process.cpuUsage(begun)
  const aSecond = guesses.length / ((user + system) / 1_000_000)
  t.diagnostic(`${Math.round(aSecond)} look-ups a second of one processor`)
  assert.equal(hits, 0)
  assert.ok(aSecond >= 5_000)
})

async function ask({ app, deps }: TestInstallation, code: string): Promise<{ waitMs: number; size: number }> {
  const { clock, keys } = deps
  const token = formTokens('return', { clock, formKey: keys.form, random: systemRandom }).mint()
  const body = new URLSearchParams({ token, code, do: 'look' })
  const begun = performance.now()
  const answer = await app.request('/en/return', { method: 'POST', body })
  const waitMs = performance.now() - begun
  return { waitMs, size: (await answer.arrayBuffer()).byteLength }
}

async function busy(ms: number): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < ms;) continue
}

/** Welch's t of two samples, each without its slowest twentieth: what the machine did meanwhile is nobody's secret. */
function welch(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [one, other].map((sample) => {
    const kept = sample.toSorted((x, y) => x - y).slice(0, Math.floor(sample.length * 0.95))
    const mean = kept.reduce((sum, x) => sum + x, 0) / kept.length
    const variance = kept.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (kept.length - 1)
    return { mean, of: variance / kept.length }
  })
  return a && b ? (a.mean - b.mean) / Math.sqrt(a.of + b.of) : NaN
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
