// What holds for every list, however it is written.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cleanName, isReadable } from '../text.ts'
import { GUESSES, readList, type ReadList, REASONS, writeListed } from './index.ts'

const anyList = fc
  .array(
    fc.constantFrom(
      ...'甲丁张三李四王五林党团队退一二十第等共人（）()、，,；;/|：: \t.。·-“”"\'1233①⑪８aTD',
      '\n',
      '\r\n',
      '\u2028',
      '\u3000',
      '\u200b',
      '\u0301',
      '退党',
      '三退',
      '名单',
      '合计',
      '妻',
      '亡父',
      '共青团',
      'Amina',
      '〇',
      '?',
      '\ue000',
    ),
    { maxLength: 50 },
  )
  .map((signs) => signs.join(''))

test('every line is a person’s, is left to the sender, or is said to name nobody; and nothing else is said', () => {
  fc.assert(
    fc.property(anyList, (list) => {
      const { people, unread, passed, lines } = readList(list)
      const seen = new Set([...people, ...unread, ...passed].map(({ line }) => line))
      assert.equal(seen.size, lines)
      const blank = list
        .split(/\r\n|[\n\u2028]/)
        .filter((line) => line.replaceAll('\u200b', '').trim() === '')
      assert.equal(seen.size + blank.length, list.split(/\r\n|[\n\u2028]/).length)
      for (const { line } of unread)
        assert.ok(!people.some((one) => one.line === line), 'read or not, never both')
      for (const { start, end, text } of unread) assert.equal(list.slice(start, end), text, 'word for word')
      assert.ok(unread.every(({ reason }) => REASONS.includes(reason)))
      assert.ok(people.every(({ guesses }) => guesses.every((guess) => GUESSES.includes(guess))))
    }),
    { numRuns: 5_000 },
  )
})

/** Words of organisations part names as marks do. */
const SAID = /声明|退[党团队出]*|三退|td|tt|(?!([党团队])\1+(?![党团队]))[党团队]{2,}|共青团/giu

test('there are never more people than there are names, each can be shown, and none is the name of an organisation', () => {
  fc.assert(
    fc.property(anyList, (list) => {
      const { people } = readList(list)
      const names =
        list
          .replaceAll('\u200b', '')
          .replace(SAID, ' ')
          .match(/[\p{L}\p{Nd}\p{Nl}\p{M}·]+/gu) ?? []
      assert.ok(
        people.length <= names.length,
        `${people.map(({ name }) => name).join()} of ${JSON.stringify(list)}`,
      )
      for (const { name } of people) {
        assert.ok(isReadable(name) && cleanName(name) === name, name)
        assert.doesNotMatch(
          name,
          /退党|退团|退队|三退|共青团|党团|团队|^(?!(.)\1+$)[党团队]+员?$|^\d+$|^名单$|^合计$/,
        )
      }
    }),
    { numRuns: 5_000 },
  )
})

/** Whatever a machine or an enemy can put into a text. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        '\ud800',
        '\udfff',
        '\u202e',
        '\u2066',
        '\u2069',
        '\u200f',
        '\u200b',
        '\u200d',
        '\ufeff',
        '\0',
        '\u034f',
        '\u0301\u0323'.repeat(40),
        '\ufe0f',
        '\u{e0041}',
        '\u3164',
        '\u{1f468}\u200d\u{1f469}',
        '\t',
        '\n',
        '"',
        '（',
        '张三，退党',
        '姓名\t组织',
        '姓名\t党\t团\t队',
        '√',
        '又名',
        '共3人',
        '以上2人退党',
        '妻',
        '1、',
        '；',
        '。',
        '和',
        '等30人',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

test('whatever a text is made of, each line that shows has one outcome, and no name hides what nobody sees', () => {
  fc.assert(
    fc.property(anyText, (list) => {
      const { people, unread, passed, lines } = readList(list)
      const outcomes = [people, unread, passed].map((some) => new Set(some.map(({ line }) => line)))
      assert.equal(new Set(outcomes.flatMap((some) => [...some])).size, lines)
      assert.equal(
        outcomes.reduce((sum, { size }) => sum + size, 0),
        lines,
        'one outcome, and no second',
      )
      for (const { name } of people) {
        assert.ok(isReadable(name) && cleanName(name) === name && name.isWellFormed(), JSON.stringify(name))
        assert.doesNotMatch(name, /[\u202a-\u202e\u2066-\u2069\u200b\ufeff\0]/)
      }
    }),
    { numRuns: 3_000 },
  )
})

test('the order of the list is kept', () => {
  fc.assert(
    fc.property(anyList, (list) => {
      const { people } = readList(list)
      const lines = people.map(({ line }) => line)
      assert.deepEqual(
        lines,
        lines.toSorted((one, other) => one - other),
      )
    }),
  )
})

const FAMILY = [...'林王李张陈周吴郑赵何欧谢']
const anyName = fc.oneof(
  fc
    .tuple(fc.constantFrom(...FAMILY), fc.stringMatching(/^[小雨明静国红军芳伟敏]{1,2}$/))
    .map(([family, given]) => family + given),
  fc.constantFrom('买买提·艾力', 'Amina', 'John Smith', '欧阳小雨', 'ནོར་བུ', '平凡的小草'),
)
/** How what is left is written behind a name, and what it means. */
const WAYS: readonly (readonly [string, string])[] = [
  ['', ''],
  ['，退党', '党'],
  [' 退團', '团'],
  ['\t少先队', '队'],
  ['（退党、退团）', '党团'],
  ['：退党退团退队', '党团队'],
  ['，聲明退出中國共產黨', '党'],
  ['　三退', '党团队'],
  ['【团队】', '团队'],
  ['，退黨，退隊', '党队'],
]
const NUMBERS: readonly ((at: number) => string)[] = [
  () => '',
  (at) => `${at}、`,
  (at) => `${at}. `,
  (at) => `（${at}）`,
  (at) => `${at})`,
  (at) => `${at}\t`,
  (at) => `第${at}、`,
  (at) => `No.${at} `,
  () => '- ',
  (at) => [...String(at)].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('') + '、',
]
const anyPerson = fc.record({ name: anyName, way: fc.constantFrom(...WAYS) })
const anyStyle = fc.record({
  number: fc.constantFrom(...NUMBERS),
  end: fc.constantFrom('\n', '\r\n', '\r', '\u2028', '\u2029', '\u0085', '\v', '\f', '\n\n'),
  head: fc.constantFrom('', '三退名单', '三退名單如下：', '姓名\t组织'),
  foot: fc.constantFrom('', '合计', '———', '谢谢！'),
})

test('a list of any people in any style reads back as those people, with what each leaves', () => {
  fc.assert(
    fc.property(fc.array(anyPerson, { minLength: 1, maxLength: 60 }), anyStyle, (people, style) => {
      const { number, end, head, foot } = style
      const body = people.map(({ name, way }, at) => `${number(at + 1)}${name}${way[0]}`)
      const list = [head, ...body, foot].filter((line) => line !== '').join(end)
      assert.deepEqual(
        said(readList(list)),
        people.map(({ name, way }) => `${name.normalize('NFKC')}:${way[1]}`),
      )
      assert.deepEqual(readList(list).unread, [])
    }),
    { numRuns: 400 },
  )
})

test('who stand on lines of their own are the same people in any order of the lines', () => {
  const shuffled = fc
    .array(anyPerson, { minLength: 2, maxLength: 20 })
    .map((people) => people.map(({ name, way }) => `${name}${way[1] === '' ? '，退党' : way[0]}`))
    .chain((lines) => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })))
  fc.assert(
    fc.property(shuffled, ([lines, others]) => {
      const inOrder = (list: readonly string[]) => said(readList(list.join('\n')))
      assert.deepEqual(inOrder(others).toSorted(), inOrder(lines).toSorted())
      assert.deepEqual(
        inOrder(others),
        others.flatMap((line) => said(readList(line))),
      )
    }),
    { numRuns: 300 },
  )
})

test('who was read is read again as she is written, whatever the list was', () => {
  fc.assert(
    fc.property(anyText, (list) => {
      for (const one of readList(list).people) {
        const [again, ...others] = readList(writeListed(one)).people
        assert.deepEqual(
          [again?.name, again?.left, again?.basis, again?.nameKind, others.length],
          [one.name, one.left, one.basis, one.nameKind, 0],
          writeListed(one),
        )
      }
    }),
    { numRuns: 500 },
  )
})

const WIDTHS: readonly (readonly [string, string])[] = [
  [',', '，'],
  [';', '；'],
  [':', '：'],
  ['(', '（'],
  [')', '）'],
  ['/', '／'],
  ['|', '｜'],
  ['1', '１'],
  ['2', '２'],
  ['3', '３'],
  ['a', 'ａ'],
  ['T', 'Ｔ'],
  ['D', 'Ｄ'],
]

test('another width of the marks, and other line ends, change nobody', () => {
  fc.assert(
    fc.property(anyList, (list) => {
      const plain = list.replaceAll('Amina', '')
      const wide = WIDTHS.reduce((text, [half, full]) => text.replaceAll(half, full), plain)
      const marks = WIDTHS.slice(0, 7).reduce((text, [half, full]) => text.replaceAll(half, full), plain)
      assert.deepEqual(said(readList(marks)), said(readList(plain)), JSON.stringify(plain))
      assert.equal(readList(wide).people.length, readList(plain).people.length, JSON.stringify(plain))
      const ends = plain.replace(/\r\n|\u2028/g, '\n').replaceAll('\n', '\r\n')
      assert.deepEqual(said(readList(ends)), said(readList(plain)))
    }),
    { numRuns: 3_000 },
  )
})

function said({ people }: ReadList): string[] {
  return people.map(
    ({ name, left }) =>
      `${name.normalize('NFKC')}:${left?.party ? '党' : ''}${left?.league ? '团' : ''}${left?.pioneers ? '队' : ''}`,
  )
}
