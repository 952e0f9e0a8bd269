import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Submission } from '#channels'
import { readPublicVersion } from '#review'
import { publicVersionOf } from './public-version.ts'

const SUBMISSION: Submission = {
  people: ['SAMPLE Lin', 'SAMPLE Zhou'].map((name) => ({
    name,
    nameKind: 'real',
    party: true,
    league: false,
    pioneers: true,
    basis: 'self',
    agreed: false,
  })),
  words: 'SAMPLE words',
  place: 'CN-SC',
  visibility: 'name-and-words',
  wantsCertificate: true,
  contact: 'sample@example.org',
  language: 'en',
}

test('what the sender wished to be seen is seen, but for what the reviewer hid', () => {
  const version = publicVersionOf(SUBMISSION, { words: 'SAMPLE ▇▇▇▇▇', names: new Set([2]) })
  assert.deepEqual(
    version.people.map(({ name }) => name),
    ['SAMPLE Lin', null],
  )
  assert.equal(version.words, 'SAMPLE ▇▇▇▇▇')
})

test('who wanted her name alone published keeps her words sealed', () => {
  const version = publicVersionOf(
    { ...SUBMISSION, visibility: 'name' },
    { words: SUBMISSION.words, names: new Set() },
  )
  assert.equal(version.words, null)
  assert.equal(version.people[0]?.name, 'SAMPLE Lin')
})

test('of who wanted only to be counted, neither name nor words nor place goes out', () => {
  const version = publicVersionOf(
    { ...SUBMISSION, visibility: 'counted' },
    { words: SUBMISSION.words, names: new Set() },
  )
  assert.doesNotMatch(JSON.stringify(version), /SAMPLE|CN-SC/)
  assert.equal(version.shown, false)
})

test('the contact never goes out, and what goes out is what the server takes', () => {
  for (const visibility of ['name-and-words', 'name', 'counted'] as const) {
    const version = publicVersionOf(
      { ...SUBMISSION, visibility },
      { words: SUBMISSION.words, names: new Set([1]) },
    )
    assert.doesNotMatch(JSON.stringify(version), /example\.org/)
    assert.deepEqual(readPublicVersion(JSON.parse(JSON.stringify(version))), version)
  }
})
