import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { blankDraft, type Draft } from './draft.ts'
import { pasteList } from './paste-list.ts'
import { PEOPLE_MAX } from './submission.ts'

const FAMILY = [...'林王李张陈党团队']
const anyName = fc
  .tuple(fc.constantFrom(...FAMILY), fc.stringMatching(/^[小雨明静国红军]{1,3}$/))
  .map(([family, given]) => family + given)
const anyMark = fc.constantFrom('', '，退党', ',退團', '\t少先队', '，退出中国共产党', '，三退', '；')
const anyNumber = fc.constantFrom('', '1、', '12. ', '（3）', '7)', '8\t')

test('a list loses nobody and makes up nobody, however long it is and however its lines are numbered', () => {
  const anyLine = fc.tuple(anyNumber, anyName, anyMark)
  fc.assert(
    fc.property(
      fc.array(anyLine, { minLength: 1, maxLength: 450 }),
      fc.constantFrom('\n', '\r\n', '\n\n'),
      (lines, end) => {
        const names: string[] = []
        let draft: Draft = { ...blankDraft(), list: lines.map((line) => line.join('')).join(end) }
        for (let forms = 0; forms < 4 && draft.list !== ''; forms += 1) {
          draft = pasteList({ ...blankDraft(), list: draft.list })
          names.push(...draft.people.map(({ name }) => name))
          assert.ok(draft.people.length <= PEOPLE_MAX)
        }
        assert.deepEqual(
          names,
          lines.map(([, name]) => name),
        )
      },
    ),
    { numRuns: 200 },
  )
})

test('no letter of any list is lost: it is in a name, in the box, or was understood', () => {
  const anyList = fc.string({
    unit: fc.constantFrom(
      '甲',
      'a',
      '退',
      '党',
      '团',
      '队',
      '，',
      ',',
      '、',
      '；',
      '\t',
      ' ',
      '\n',
      '1',
      '.',
    ),
    maxLength: 60,
  })
  fc.assert(
    fc.property(anyList, (list) => {
      const { people, list: left } = pasteList({ ...blankDraft(), list })
      const kept = [...people.map(({ name }) => name), left].join('')
      for (const letter of ['甲', 'a'])
        assert.equal(
          kept.split(letter).length,
          list.split(letter).length,
          `${letter} of ${JSON.stringify(list)}`,
        )
    }),
    { numRuns: 3_000 },
  )
})

test('what a line says of organisations holds for those on it, and the ticks for all others', () => {
  const shared = { ...blankDraft().listPerson, pioneers: true, agreed: true }
  const told: readonly (readonly [string, readonly string[]])[] = [
    ['林小雨', ['林小雨: 队']],
    ['林小雨，退党团队', ['林小雨: 党团队']],
    ['林小雨，退党，退团', ['林小雨: 党团']],
    ['林小雨，退黨、退團', ['林小雨: 党团']],
    ['林小雨，声明退出中国共产党', ['林小雨: 党']],
    ['林小雨，三退', ['林小雨: 队']],
    ['林小雨、王明，退团', ['林小雨: 团', '王明: 团']],
    ['林小雨，退党、王明、李静，退团', ['林小雨: 党', '王明: 团', '李静: 团']],
    ['林小雨,退党;王明,退团', ['林小雨: 党', '王明: 团']],
    ['党卫国、团团', ['党卫国: 队', '团团: 队']],
    ['3、张三，四川成都，退团', ['张三，四川成都: 团']],
    ['Lin, Xiaoyu', ['Lin, Xiaoyu: 队']],
    ['张三，李四，王五', ['张三，李四，王五: 队']],
    ['007', ['007: 队']],
    ['退团', ['退团: 队']],
  ]
  for (const [list, expected] of told) {
    const { people } = pasteList({ ...blankDraft(), list, listPerson: shared })
    const found = people.map(
      ({ name, party, league, pioneers }) =>
        `${name}: ${party ? '党' : ''}${league ? '团' : ''}${pioneers ? '队' : ''}`,
    )
    assert.deepEqual(found, expected, list)
    assert.ok(people.every(({ basis, agreed }) => basis === 'asked' && agreed))
  }
})

test('who stood on the form already stays in front, and an empty list changes nothing', () => {
  const [first] = blankDraft().people
  assert.ok(first)
  const draft: Draft = { ...blankDraft(), people: [{ ...first, name: 'Amina' }, first], list: 'Bo' }
  assert.deepEqual(
    pasteList(draft).people.map(({ name }) => name),
    ['Amina', 'Bo'],
  )
  for (const list of ['', ' \n ', '、，\n\t'])
    assert.deepEqual(pasteList({ ...blankDraft(), list }), blankDraft())
})

test('what does not fit stays in the box as it would have to be typed', () => {
  const list = Array.from(
    { length: PEOPLE_MAX + 2 },
    (_, at) => `${at + 1}、甲${'一'.repeat(at % 3)}、乙，退团`,
  ).join('\n')
  const { people, list: left } = pasteList({ ...blankDraft(), list })
  assert.equal(people.length, PEOPLE_MAX)
  const rest = pasteList({ ...blankDraft(), list: left })
  assert.ok(rest.people.every(({ league, party }) => league && !party))
  assert.equal(left.split('\n').length, PEOPLE_MAX + 4)
})
