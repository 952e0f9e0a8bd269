import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeDraft } from './change-draft.ts'
import { blankDraft, type Draft } from './draft.ts'
import { readList, writeListed } from '../list/index.ts'
import { PEOPLE_MAX } from '../submission.ts'
import { takeList } from './take-list.ts'
import { toSubmission } from './to-submission.ts'

const listOf = (count: number, said = '') =>
  Array.from(
    { length: count },
    (_, at) => `${at + 1}、甲${'一二三'.charAt(at % 3)}${'雨明静'.charAt(at % 3)}${said}`,
  )

test('who stood on the form already stays in front, and an empty list changes nothing', () => {
  const [first] = blankDraft().people
  assert.ok(first)
  const draft: Draft = { ...blankDraft(), people: [{ ...first, name: 'Amina' }, first], list: 'Bo' }
  assert.deepEqual(
    takeList(draft).draft.people.map(({ name, row }) => [name, row]),
    [
      ['Amina', false],
      ['Bo', true],
    ],
  )
  for (const list of ['', ' \n ', '\u200b'])
    assert.deepEqual(takeList({ ...blankDraft(), list }).draft.people, blankDraft().people)
})

test('of 250 people, two hundred are taken, fifty stay in the box as they would have to be typed, and all that is said', () => {
  const { draft, taken } = takeList({ ...blankDraft(), list: listOf(250, '，退团').join('\n') })
  assert.equal(draft.people.length, PEOPLE_MAX)
  assert.deepEqual([taken.lines, taken.people, taken.waiting, taken.unread.length], [250, 200, 50, 0])
  assert.equal(draft.list.split('\n').length, 50)
  const rest = takeList({ ...blankDraft(), list: draft.list }).draft.people
  assert.equal(rest.length, 50)
  assert.ok(rest.every(({ league, party, pioneers }) => league && !party && !pioneers))
})

test('what was said of those who wait by a head above them waits with them', () => {
  const { draft } = takeList({ ...blankDraft(), list: `退党：\n${listOf(201).join('\n')}` })
  assert.ok(takeList({ ...blankDraft(), list: draft.list }).draft.people.every(({ party }) => party))
})

test('a line that could not be read stays in the box where it stood, and the one beside it is taken', () => {
  const { draft, taken } = takeList({ ...blankDraft(), list: '林小雨\n张三等30人\n共31人' })
  assert.deepEqual(
    draft.people.map(({ name }) => name),
    ['林小雨'],
  )
  assert.equal(draft.list, '张三等30人')
  assert.deepEqual(
    taken.unread.map(({ line, reason }) => [line, reason]),
    [[2, 'more-people']],
  )
  assert.deepEqual([taken.passed, taken.says], [['共31人'], 31])
})

test('forty-nine people of whom the list says nothing are one question and not forty-nine, and one answer serves', () => {
  const list = [...listOf(49), '林小雨，退党'].join('\n')
  const { draft } = takeList({ ...blankDraft(), list })
  const said: Draft = { ...draft, visibility: 'name' }
  assert.deepEqual(faultsOf(said), [
    'organisations-of-list at organisations of all, 49',
    'agreement-of-list at agreed of all, 50',
  ])
  const answered = { ...said, listPerson: { ...said.listPerson, pioneers: true, agreed: true } }
  const parsed = toSubmission(answered, 'en')
  assert.equal(parsed.outcome, 'submission')
  const { people } = parsed.submission
  assert.deepEqual(
    [people.filter(({ pioneers }) => pioneers).length, people.filter(({ party }) => party).length],
    [49, 1],
  )
  assert.ok(people.every(({ agreed, basis }) => agreed && basis === 'asked'))
  const unsure = { ...said, listPerson: { ...said.listPerson, unsure: true, agreed: true } }
  assert.deepEqual(faultsOf(unsure), [])
})

test('an answer for all is nobody’s who was opened and changed, and whoever is opened has it to begin with', () => {
  const taken = takeList({ ...blankDraft(), list: '林小雨\n王小明' }).draft
  const draft: Draft = {
    ...taken,
    listPerson: { ...taken.listPerson, pioneers: true, agreed: true },
    visibility: 'name',
  }
  const opened = changeDraft(draft, { change: 'open', index: 1 })
  assert.equal(opened.focus, 1)
  const hers = opened.draft.people[1]
  assert.ok(hers?.pioneers && hers.agreed && !hers.row)
  const changed = {
    ...opened.draft,
    people: [draft.people[0], { ...hers, pioneers: false, party: true }],
  } as Draft
  const folded = changeDraft(changed, { change: 'fold', index: 1 }).draft
  const parsed = toSubmission(folded, 'en')
  assert.equal(parsed.outcome, 'submission')
  assert.deepEqual(
    parsed.submission.people.map(({ party, pioneers }) => [party, pioneers]),
    [
      [false, true],
      [true, false],
    ],
  )
})

test('whoever is typed one after the other folds into a row once five stand open, unless something is missing', () => {
  let draft = blankDraft()
  for (let at = 0; at < 8; at += 1) {
    const people = draft.people.map((one, index) =>
      index === at ? { ...one, name: `甲${at}`, league: at !== 1, agreed: true } : one,
    )
    draft = changeDraft({ ...draft, people }, { change: 'add' }).draft
  }
  assert.deepEqual(
    draft.people.map(({ row }) => row),
    [true, false, true, true, true, false, false, false, false],
  )
})

test('whoever was read from a list and has to wait is written so that she reads as the same person', () => {
  const lists = [
    '妻 王芳 退团',
    '代亡父 李大',
    'Lin, Xiaoyu',
    '“张 三”，退党',
    'SAMPLE 林晓雨，三退',
    '李静（又名小静） 退团',
    '王芳（真名）',
    '买买提·艾力 退队',
    '“甲、”',
    '“12”',
  ]
  for (const list of lists)
    for (const one of readList(list).people) {
      const { name, left, basis, nameKind } = one
      const [again, ...others] = readList(writeListed(one)).people
      assert.deepEqual(
        [again?.name, again?.left, again?.basis, again?.nameKind, others.length],
        [name, left, basis, nameKind, 0],
        writeListed(one),
      )
    }
})

function faultsOf(draft: Draft): string[] {
  const parsed = toSubmission(draft, 'en')
  return parsed.outcome === 'faults'
    ? parsed.faults.map(({ code, part, position, count }) => `${code} at ${part} of ${position}, ${count}`)
    : []
}

test('a list longer than is read at once keeps its other lines whole, in the box', () => {
  const lines = Array.from({ length: 4_000 }, (_, at) => `甲${'雨明静'.charAt(at % 3)}，退团`)
  const { draft, taken } = takeList({ ...blankDraft(), list: lines.join('\n') })
  assert.equal(taken.people, PEOPLE_MAX)
  assert.deepEqual(
    taken.unread.map(({ reason }) => reason),
    ['too-long'],
  )
  assert.equal(draft.list.split('\n').length, 4_000 - PEOPLE_MAX, 'and nobody is lost')
})
