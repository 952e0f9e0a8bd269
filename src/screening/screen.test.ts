import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Person, type Submission } from '#channels'
import { screen } from './screen.ts'

const calm = { fillSeconds: 60, trap: '' }

test('an ordinary declaration gives a machine nothing to remark', () => {
  assert.deepEqual(screen(declarationOf({ words: '我在一九九八年入团，现在退出。' }), calm), [])
  assert.deepEqual(screen(declarationOf({ people: [personOf('林小雨'), personOf('王明')] }), calm), [])
})

test('how the form came in is remarked: sooner than anybody types, or with the unseen field filled in', () => {
  assert.deepEqual(screen(declarationOf({}), { ...calm, fillSeconds: 2 }), [{ code: 'sent-quickly' }])
  assert.deepEqual(screen(declarationOf({}), { ...calm, fillSeconds: 3 }), [])
  assert.deepEqual(screen(declarationOf({}), { ...calm, trap: 'http://a' }), [
    { code: 'hidden-field-filled' },
  ])
})

test('addresses, links and long numbers in the words are remarked; years and days are not', () => {
  for (const words of [
    'me@example.org',
    'see https://a.b',
    'www.a.b',
    '我的电话 13800138000',
    '138-0013-8000',
    'id 110101199001011234',
    '电话：１３８００１３８０００',
    'ａ＠ｂ．ｃｎ',
  ]) {
    assert.deepEqual(codesOf({ words }), ['contact-in-words'], words)
  }
  for (const words of ['1998', '1998年5月4日', '1966–1976', '8964', '第 12345 号'])
    assert.deepEqual(codesOf({ words }), [], words)
})

test('whoever says that she declares once more is remarked, so that a person can look', () => {
  for (const words of ['我再次声明', '重新退出', 'I declare again', 'Once more.'])
    assert.deepEqual(codesOf({ words }), ['may-be-repeated'], words)
  for (const words of ['against my will', 'never before']) assert.deepEqual(codesOf({ words }), [], words)
})

test('people are remarked on by their place on the list: the same name twice, an odd one, nothing to leave', () => {
  const people = [
    personOf('Amina'),
    personOf('ＡＭＩＮＡ'),
    personOf('a mina'),
    personOf('7'),
    personOf('8964'),
    personOf('哈哈哈'),
    personOf('Bo', { league: false }),
  ]
  assert.deepEqual(screen(declarationOf({ people }), calm), [
    { code: 'names-repeat', position: 2 },
    { code: 'names-repeat', position: 3 },
    { code: 'odd-name', position: 4 },
    { code: 'odd-name', position: 5 },
    { code: 'odd-name', position: 6 },
    { code: 'no-organisation', position: 7 },
  ])
})

test('a list of fifty is a list, and one of fifty-one is remarked', () => {
  const people = (count: number) => Array.from({ length: count }, (_, at) => personOf(`Person ${at}`))
  assert.deepEqual(codesOf({ people: people(50) }), [])
  assert.deepEqual(codesOf({ people: people(51) }), ['long-list'])
})

test('whatever is written, screening only remarks and changes nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 4_000 }),
      fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 60 }),
      (words, names) => {
        const submission = declarationOf({ words, people: names.map((name) => personOf(name)) })
        const before = structuredClone(submission)
        screen(submission, calm)
        assert.deepEqual(submission, before)
      },
    ),
  )
})

function codesOf(differing: Partial<Submission>): string[] {
  return screen(declarationOf(differing), calm).map(({ code }) => code)
}

function declarationOf(differing: Partial<Submission>): Submission {
  return {
    people: [personOf('林小雨')],
    words: '',
    place: null,
    visibility: 'name',
    wantsCertificate: false,
    contact: '',
    language: 'zh-hans',
    ...differing,
  }
}

function personOf(name: string, differing: Partial<Person> = {}): Person {
  return {
    name,
    nameKind: 'pseudonym',
    party: false,
    league: true,
    pioneers: false,
    basis: 'self',
    agreed: false,
    ...differing,
  }
}
