import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  BASES,
  blankDraft,
  changeDraft,
  type Draft,
  type DraftPerson,
  GUESSES,
  PEOPLE_MAX,
  type Submission,
  toSubmission,
} from '#channels'
import { atFields, type FieldFault, fieldsOf, readChange, readDraft, readSent, rowsOf } from './fields.ts'

const NAMES = [
  'people',
  'words',
  'place',
  'show',
  'certificate',
  'nocode',
  'earlier',
  'linked',
  'contact',
  'website',
  'list',
  'token',
  'do',
  ...['p0', 'p1', 'p199', 'p200', 'p-1', 'l'].flatMap((who) =>
    [...'nkplyuwa'].map((letter) => `${who}${letter}`),
  ),
  '__proto__',
  'constructor',
  'toString',
]
const anyForm = fc
  .array(
    fc.tuple(
      fc.constantFrom(...NAMES),
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('2', '200', '1e9', 'self', 'real')),
    ),
  )
  .map((fields) => new Map(fields))

test('any form at all can be read, shown again, and is either taken or told what is wrong', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      const draft = readDraft(form)
      assert.ok(draft.people.length >= 1 && draft.people.length <= PEOPLE_MAX)
      const parsed = toSubmission(draft, 'en')
      if (parsed.outcome === 'faults') assert.ok(parsed.faults.length > 0)
      for (const act of ['add', 'remove-0', 'remove-500']) {
        const changed = press(draft, act)
        assert.ok(changed.people.length >= 1 && changed.people.length <= PEOPLE_MAX)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('a complete form lacks nothing, and each thing taken from it is named at its field', () => {
  const broken: readonly (readonly [string, Record<string, string | undefined>, string])[] = [
    ['name-missing', { p0n: ' \u200b\u3000' }, 'p0n'],
    ['name-too-long', { p0n: '名'.repeat(81) }, 'p0n'],
    ['name-only-marks', { p0n: '!!!' }, 'p0n'],
    ['name-only-marks', { p0n: '———' }, 'p0n'],
    ['name-only-marks', { p0n: '???' }, 'p0n'],
    ['name-only-marks', { p0n: '\u3164' }, 'p0n'],
    ['name-unreadable', { p0n: '刘\ue000' }, 'p0n'],
    ['name-unreadable', { p0n: '\ufffd' }, 'p0n'],
    ['name-unreadable', { p0n: `a${'\u0301\u0302'.repeat(5)}` }, 'p0n'],
    ['kind-missing', { p0k: 'nickname' }, 'p0k'],
    ['organisation-missing', { p0l: undefined }, 'p0p'],
    ['basis-missing', { p0w: 'neighbour' }, 'p0w'],
    ['agreement-missing', { p0w: 'asked' }, 'p0a'],
    ['agreement-missing', { p0w: 'relative' }, 'p0a'],
    ['words-too-long', { words: '字'.repeat(4_001) }, 'words'],
    ['words-unreadable', { words: 'a\ufffd' }, 'words'],
    ['place-unknown', { place: 'CN-XX' }, 'place'],
    ['visibility-missing', { show: 'everything' }, 'show'],
    ['contact-too-long', { contact: 'x'.repeat(201) }, 'contact'],
    ['certificate-needs-code', { certificate: 'on', nocode: 'on' }, 'certificate'],
    ['list-not-taken', { list: 'Bo' }, 'list'],
  ]
  assert.deepEqual(faultsOf({}), [])
  for (const [code, change, field] of broken) assert.deepEqual(faultsOf(change), [`${code} at ${field}`])
})

test('what is allowed is allowed to its last character', () => {
  for (const change of [
    { p0n: '名'.repeat(80) },
    { p0n: '𠮷'.repeat(80) },
    { p0n: '刘\ue863', words: '我叫刘\ue863' },
    { words: '字'.repeat(4_000) },
    { words: '\n\n', contact: ' ' },
    { p0l: undefined, p0u: 'on' },
    { p0w: 'deceased' },
    { p0w: 'asked', p0a: 'on' },
    { place: 'CN-XZ' },
    { place: '' },
    { list: ' \n\u200b ' },
    { certificate: 'on' },
    { nocode: 'on' },
    { website: 'filled in by a program' },
    { p0p: 'on', p0u: 'on' },
  ]) {
    assert.deepEqual(faultsOf(change), [], JSON.stringify(change).slice(0, 80))
  }
})

test('faults stand in the order of the form, and count people from one', () => {
  const { faults } = sent({ people: '3', p0n: '', p2n: '', contact: 'x'.repeat(201) })
  assert.deepEqual(
    faults.map(({ field, position }) => [field, position]),
    [
      ['p0n', 1],
      ['p1n', 2],
      ['p1k', 2],
      ['p1p', 2],
      ['p1w', 2],
      ['p2n', 3],
      ['p2k', 3],
      ['p2p', 3],
      ['p2w', 3],
      ['contact', undefined],
    ],
  )
})

test('a submission holds what was typed, clean, and none of what only helped to fill the form in', () => {
  const { submission } = sent({
    p0n: ' 林\u202e小\ue863 ',
    words: 'a\r\nb\ue863',
    place: 'TW',
    p0u: 'on',
    website: 'x',
    contact: '\tme',
  })
  assert.deepEqual(submission, {
    people: [
      {
        name: '林小䶮',
        nameKind: 'real',
        party: false,
        league: true,
        pioneers: false,
        basis: 'self',
        agreed: false,
      },
    ],
    words: 'a\nb䶮',
    place: 'TW',
    visibility: 'name',
    wantsCertificate: false,
    contact: 'me',
    language: 'en',
  })
})

test('adding and removing people leaves everybody else as she was', () => {
  const person: fc.Arbitrary<DraftPerson> = fc.record({
    name: fc.string(),
    nameKind: fc.constantFrom('real', 'pseudonym', ''),
    party: fc.boolean(),
    league: fc.boolean(),
    pioneers: fc.boolean(),
    unsure: fc.boolean(),
    basis: fc.constantFrom(...BASES, ''),
    agreed: fc.boolean(),
    row: fc.boolean(),
    guesses: fc.constant([]),
  })
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 4 }), fc.nat({ max: 5 }), (people, index) => {
      const draft: Draft = { ...readDraft(new Map()), people }
      assert.deepEqual(press(draft, 'add').people.slice(0, -1), people)
      if (people.length > 1)
        assert.deepEqual(
          press(draft, `remove-${index}`).people,
          people.filter((_, at) => at !== index),
        )
    }),
  )
})

const anyPerson = fc.record(
  {
    name: fc.string({ unit: 'grapheme' }).map((name) => name.replace(/[\r\n]/g, ' ')),
    nameKind: fc.constantFrom('real', 'pseudonym', ''),
    party: fc.boolean(),
    league: fc.boolean(),
    pioneers: fc.boolean(),
    unsure: fc.boolean(),
    basis: fc.constantFrom(...BASES, ''),
    agreed: fc.boolean(),
    row: fc.boolean(),
    guesses: fc.subarray([...GUESSES]),
  },
  { noNullPrototype: true },
)

test('the page that shows everything takes all of it along, and a form its rows', () => {
  const fewOrInRows = fc.oneof(
    fc.array(anyPerson, { minLength: 1, maxLength: 5 }),
    fc
      .array(anyPerson, { minLength: 1, maxLength: PEOPLE_MAX })
      .map((people) => people.map((one) => ({ ...one, row: true }))),
  )
  fc.assert(
    fc.property(fewOrInRows, fc.string(), (people, words) => {
      const draft: Draft = { ...blankDraft(), people, words, visibility: 'name', declinesCode: true }
      assert.deepEqual(readDraft(new Map(fieldsOf({ draft, trap: '' }))), draft)
      const form = new Map([
        ['people', String(people.length)],
        ['rows', rowsOf(draft).replaceAll('\n', '\r\n')],
      ])
      const rows = readDraft(form).people
      for (const [at, person] of people.entries()) if (person.row) assert.deepEqual(rows[at], person)
    }),
  )
})

test('of people whom only a number has, one is asked about, and two hundred with fields come back as rows', () => {
  assert.equal(readDraft(new Map([['people', '200']])).people.length, 2)
  assert.equal(
    readDraft(
      new Map([
        ['people', '200'],
        ['p2n', ''],
      ]),
    ).people.length,
    4,
  )
  const names = Array.from({ length: 200 }, (_, at): [string, string][] => [
    [`p${at}n`, '林小雨'],
    [`p${at}w`, 'self'],
    [`p${at}l`, 'on'],
  ])
  const { people } = readDraft(new Map([['people', '200'], ...names.flat()]))
  assert.equal(people.filter(({ row }) => !row).length, 5)
})

test('whatever stands where the rows should be, it is people', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (rows, count) => {
      const { people } = readDraft(
        new Map([
          ['rows', rows],
          ['people', count],
        ]),
      )
      assert.ok(people.length >= 1 && people.length <= PEOPLE_MAX)
    }),
  )
})

test('what a program filled into the field that nobody sees travels with the page that shows everything', () => {
  const trap = 'SAMPLE https://example.org'
  assert.equal(readSent(new Map(fieldsOf({ draft: blankDraft(), trap }))).trap, trap)
})

test('a button that the form does not have changes nothing', () => {
  for (const act of ['send', '', 'remove-', 'open-1000', 'fold-x', 'toString'])
    assert.equal(readChange(act, ''), undefined)
})

const COMPLETE = { people: '1', p0n: '林小雨', p0k: 'real', p0w: 'self', p0l: 'on', show: 'name' }

/** A complete form with some of its fields changed; undefined is a box without its tick. */
function sent(change: Record<string, string | undefined>): {
  faults: readonly FieldFault[]
  submission: Submission | null
} {
  const fields = Object.entries({ ...COMPLETE, ...change }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  const parsed = toSubmission(readDraft(new Map(fields)), 'en')
  return parsed.outcome === 'faults'
    ? { faults: atFields(parsed.faults), submission: null }
    : { faults: [], submission: parsed.submission }
}

function faultsOf(change: Record<string, string | undefined>): string[] {
  return sent(change).faults.map(({ code, field }) => `${code} at ${field}`)
}

function press(draft: Draft, act: string): Draft {
  const change = readChange(act, '')
  assert.ok(change)
  return changeDraft(draft, change).draft
}
