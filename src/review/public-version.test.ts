import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readDecision, readPublicVersion } from './index.ts'

const LINE = {
  position: 1,
  name: 'SAMPLE Lin',
  nameKind: 'pseudonym',
  basis: 'self',
  party: true,
  league: false,
  pioneers: false,
}
const VERSION = {
  people: [LINE],
  words: 'SAMPLE. I leave.',
  place: 'CN-SC',
  language: 'en',
  shown: true,
  certifiable: false,
}

test('what a browser made public is taken as it is', () => {
  deepEqual(readPublicVersion(VERSION), VERSION)
})

const REFUSED: Record<string, unknown> = {
  'nothing at all': null,
  nobody: { ...VERSION, people: [] },
  'a person twice': { ...VERSION, people: [LINE, LINE] },
  'a gap in the positions': { ...VERSION, people: [LINE, { ...LINE, position: 3 }] },
  'a name that turns the line round': { ...VERSION, people: [{ ...LINE, name: 'Lin\u202egnaW' }] },
  'an empty name': { ...VERSION, people: [{ ...LINE, name: '' }] },
  'a name of 81 characters': { ...VERSION, people: [{ ...LINE, name: '林'.repeat(81) }] },
  'words of 4,001 characters': { ...VERSION, words: '我'.repeat(4_001) },
  'a place finer than a province': { ...VERSION, place: 'CN-SC-CD' },
  'a name on a declaration that is only counted': { ...VERSION, shown: false, words: null },
  'words on a declaration that is only counted': {
    ...VERSION,
    shown: false,
    people: [{ ...LINE, name: null }],
  },
  'a basis that nobody offers': { ...VERSION, people: [{ ...LINE, basis: 'dream' }] },
}
for (const [what, version] of Object.entries(REFUSED)) {
  test(`${what} is no public version`, () => equal(readPublicVersion(version), null))
}

test('a correction may restate some people, in order, and add nobody twice', () => {
  const fourth = { ...LINE, position: 4 }
  notEqual(readPublicVersion({ ...VERSION, people: [LINE, fourth] }, 'any'), null)
  equal(readPublicVersion({ ...VERSION, people: [fourth, LINE] }, 'any'), null)
})

test('whatever a browser sends, reading a decision answers and does not throw', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom('register', 'hold', 'decline', 'withdraw', '__proto__'),
      (value, verdict) => {
        readDecision(value)
        readDecision({ verdict, version: value, reason: value, questionForSender: value })
      },
    ),
    { numRuns: 2_000 },
  )
})

test('a refusal needs a reason of the closed list', () => {
  equal(readDecision({ verdict: 'decline', reason: 'I do not like it' }), null)
  deepEqual(readDecision({ verdict: 'decline', reason: 'test-or-mockery' }), {
    verdict: 'decline',
    reason: 'test-or-mockery',
  })
})
