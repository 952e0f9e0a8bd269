import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ChannelSum, type Grade, type Leaf, type Organisations, type Rule } from '../src/index.ts'
import { NO_DAY_FILES, countLeaves, peopleByGrade, totalOf, writeLeaf } from '../src/index.ts'
import { figures, filled, sampleLeaves } from './sample-log.ts'
import { bytes, leaves } from './vectors.ts'

const [baseline] = sampleLeaves(1)
if (baseline?.kind !== 'baseline') throw new Error('A sample log begins with its baseline.')
const all = { party: true, league: true, pioneers: true }
const party = { party: true, league: false, pioneers: false }
const person: Leaf = { kind: 'add', left: party, commitment: filled(1) as never }
const league = { party: false, league: true, pioneers: false }
const restate = (target: number, was: Organisations, now: Organisations): Leaf => {
  return { kind: 'restate', was, now, target, commitment: filled(3) as never }
}
const imported: Leaf = { ...person, kind: 'import' }
const adjusted: Leaf = { kind: 'baseline-adjust', figures: figures(1, 0, 0, 0, 1) }
const before = baseline.figures
const none = figures(0, 0, 0, 0, 0)
const by = (counted: number, retracted = 0, channel = 'web', grade: Grade = 'direct'): ChannelSum => {
  return { channel, grade, counted, retracted }
}
const came = (...channels: ChannelSum[]): Leaf => ({ kind: 'channels', channels })
const day = (
  date: string,
  size: number,
  counted = none,
  retracted = none,
  channels: ChannelSum[] = [],
): Leaf => ({ kind: 'day', date, size, baseline: before, counted, retracted, files: NO_DAY_FILES, channels })
const takeBack = (target: number, left = party): Leaf => ({ kind: 'retract', left, reason: 'error', target })
const hidden = (left = party): Leaf => ({
  kind: 'retract',
  left,
  reason: 'withdrawn',
  target: filled(2) as never,
})

test('the log of the vectors adds up to their totals', () => {
  const result = countLeaves(leaves.log.map(bytes))
  assert.ok(result.outcome === 'counted')
  assert.deepEqual(result.totals, leaves.totals)
  assert.deepEqual(totalOf(result.totals), leaves.total)
  assert.deepEqual([result.size, result.lastDay?.index, result.lastDay?.date], [14, 11, '2026-11-22'])
})

test('a sample log adds up, and the sum of the parts is the total', () => {
  const result = countLeaves(sampleLeaves(1_000).map(writeLeaf))
  assert.ok(result.outcome === 'counted')
  const { baseline, counted, retracted } = result.totals
  assert.equal(totalOf(result.totals).people, baseline.people + counted.people - retracted.people)
  const graded = peopleByGrade(result.totals.channels).reduce((sum, { people }) => sum + people, 0)
  assert.equal(graded, counted.people - retracted.people)
})

test('somebody who left something else than was stated first is counted once, under what she left', () => {
  const result = countLeaves(
    [baseline, person, came(by(1)), restate(1, party, league), restate(1, league, all)].map(writeLeaf),
  )
  assert.ok(result.outcome === 'counted')
  assert.deepEqual(result.totals.counted, figures(1, 1, 1, 0, 1))
})

test('an empty log counts nobody', () => {
  const result = countLeaves([])
  assert.ok(result.outcome === 'counted' && totalOf(result.totals).people === 0)
})

test('moving people from the baseline into the log leaves the total as it was', () => {
  const result = countLeaves(
    [
      baseline,
      imported,
      imported,
      { kind: 'baseline-adjust', figures: figures(2, 0, 0, 0, 2) } as const,
      came(by(2, 0, 'import', 'carried')),
    ].map(writeLeaf),
  )
  assert.ok(result.outcome === 'counted')
  assert.deepEqual(totalOf(result.totals), before)
  assert.equal(result.totals.counted.people, 2)
})

const FAULTS: readonly (readonly [string, readonly Leaf[], Rule, number])[] = [
  ['a log without a baseline', [person], 'baseline-first', 0],
  ['a day before the baseline', [day('2026-11-22', 0)], 'baseline-first', 0],
  ['a second baseline', [baseline, person, baseline], 'one-baseline', 2],
  ['a retraction of what is not there', [baseline, person, takeBack(5)], 'target-is-person', 2],
  ['a retraction of itself', [baseline, person, takeBack(2)], 'target-is-person', 2],
  ['a retraction of the baseline', [baseline, person, takeBack(0)], 'target-is-person', 2],
  [
    'a retraction of a retraction',
    [baseline, person, person, takeBack(1), takeBack(3)],
    'target-is-person',
    4,
  ],
  ['a retraction of one who comes later', [baseline, person, takeBack(3), person], 'target-is-person', 2],
  [
    'the same person taken back twice',
    [baseline, person, person, takeBack(1), takeBack(1)],
    'target-once',
    4,
  ],
  ['a retraction of more than was counted', [baseline, person, takeBack(1, all)], 'target-weights', 2],
  ['a hidden retraction of nobody', [baseline, hidden()], 'retracted-within-counted', 1],
  ['a hidden retraction of one more', [baseline, person, hidden(), hidden()], 'retracted-within-counted', 3],
  ['a hidden retraction of what nobody left', [baseline, person, hidden(all)], 'retracted-within-counted', 2],
  ['imports that nobody pays for', [baseline, imported], 'import-closed', 2],
  ['imports with somebody between', [baseline, imported, person, adjusted], 'import-closed', 2],
  [
    'a day between import and adjustment',
    [baseline, imported, day('2026-11-22', 2), adjusted],
    'import-closed',
    2,
  ],
  ['an adjustment of nothing', [baseline, adjusted], 'adjust-equals-imports', 1],
  ['an adjustment twice', [baseline, imported, adjusted, adjusted], 'adjust-equals-imports', 3],
  ['an adjustment of too little', [baseline, imported, imported, adjusted], 'adjust-equals-imports', 3],
  [
    'more imported than the baseline has',
    [
      baseline,
      ...Array.from({ length: 13 }, () => imported),
      { kind: 'baseline-adjust', figures: figures(13, 0, 0, 0, 13) },
    ],
    'adjust-within-baseline',
    14,
  ],
  ['the same day twice', [baseline, day('2026-11-22', 1), day('2026-11-22', 2)], 'day-later', 2],
  ['a day before the last', [baseline, day('2026-11-22', 1), day('2026-11-21', 2)], 'day-later', 2],
  [
    'a day of another place',
    [baseline, person, came(by(1)), day('2026-11-22', 2, figures(1, 0, 0, 0, 1), none, [by(1)])],
    'day-size',
    3,
  ],
  [
    'a day with one person too many',
    [baseline, person, came(by(1)), day('2026-11-22', 3, figures(2, 0, 0, 0, 2), none, [by(1)])],
    'day-sums',
    3,
  ],
  [
    'a day with one retraction too few',
    [
      baseline,
      person,
      hidden(),
      came(by(1, 1)),
      day('2026-11-22', 4, figures(1, 0, 0, 0, 1), none, [by(1, 1)]),
    ],
    'day-sums',
    4,
  ],
  [
    'a day with a channel too few',
    [baseline, person, came(by(1)), day('2026-11-22', 3, figures(1, 0, 0, 0, 1))],
    'day-sums',
    3,
  ],
  ['people who came by no channel', [baseline, person], 'channels-closed', 2],
  [
    'a day before its channels',
    [baseline, person, day('2026-11-22', 2, figures(1, 0, 0, 0, 1))],
    'channels-closed',
    2,
  ],
  [
    'people of an earlier registry who pass for such that came today',
    [baseline, imported, adjusted, came(by(1))],
    'channels-equal-people',
    3,
  ],
  [
    'somebody who came today and passes for one of an earlier registry',
    [baseline, person, came(by(1, 0, 'import', 'carried'))],
    'channels-equal-people',
    2,
  ],
  ['a channel of somebody more', [baseline, person, came(by(2))], 'channels-equal-people', 2],
  [
    'a channel of somebody retracted less',
    [baseline, person, hidden(), came(by(1))],
    'channels-equal-people',
    3,
  ],
  ['channels twice', [baseline, person, came(by(1)), came(by(1))], 'channels-equal-people', 3],
  [
    'a channel that betters its evidence',
    [baseline, person, came(by(1, 0, 'wall', 'found')), person, came(by(1, 0, 'wall', 'direct'))],
    'channel-grade',
    4,
  ],
  [
    'a channel of which more are retracted than came',
    [baseline, person, person, came(by(1), by(1, 0, 'zeal')), hidden(), hidden(), came(by(0, 2))],
    'channel-retracted-within-counted',
    6,
  ],
  ['a restatement of what nobody left', [baseline, person, restate(1, all, party)], 'target-weights', 2],
  [
    'a restatement of the retracted',
    [baseline, person, person, takeBack(1), restate(1, party, league)],
    'target-once',
    4,
  ],
  ['a restatement of nobody', [baseline, person, restate(0, party, league)], 'target-is-person', 2],
  [
    'a retraction of what was restated',
    [baseline, person, restate(1, party, league), takeBack(1)],
    'target-weights',
    3,
  ],
  [
    'more people than can be counted',
    [{ ...baseline, figures: figures(2 ** 53 - 1, 0, 0, 0, 2 ** 53 - 1) }, person],
    'sums-below-2^53',
    1,
  ],
]

for (const [what, log, rule, index] of FAULTS) {
  test(`${what} is found at leaf ${index}`, () => {
    assert.deepEqual(countLeaves(log.map(writeLeaf)), { outcome: 'fault', fault: { index, rule } })
  })
}

test('an entry that is no leaf is found', () => {
  const log = [writeLeaf(baseline), bytes('not a leaf')]
  assert.deepEqual(countLeaves(log), { outcome: 'fault', fault: { index: 1, rule: 'not-a-leaf' } })
})
