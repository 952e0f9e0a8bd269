import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readList } from './index.ts'
import { isPlainName, quickly } from './quick.ts'
import { FIRST, SECOND } from './test-recipe-words.ts'

const FAMILY = [
  ...'王李张刘陈杨黄赵吴周孙马朱胡郭何高罗郑梁谢宋许邓冯曹曾董于余任金石夏付方白江史龙万钱武莫孔汤',
]
const anySign = fc.integer({ min: 0x4e00, max: 0x9fff }).map((point) => String.fromCodePoint(point))
const commonSign = fc.constantFrom(
  ...'的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感',
)
const anyLine = fc
  .record({
    number: fc.constantFrom('', '1、', '２．', '31)', '４）　', '12345、'),
    family: fc.constantFrom(...FAMILY),
    given: fc.array(fc.oneof(anySign, commonSign, commonSign), { minLength: 1, maxLength: 2 }),
    gap: fc.constantFrom('，', ',', ' ', '　', '\t', '：', ':'),
    said: fc.constantFrom('', ...[...FIRST.plain, ...SECOND.plain].map(([text]) => text)),
    end: fc.constantFrom('', ' ', '。', '　'),
  })
  .map(
    ({ number, family, given, gap, said, end }) =>
      `${number}${family}${given.join('')}${said === '' ? '' : gap + said}${end}`,
  )

test('what is read at once is read the long way as the same person, with the same words', () => {
  let quick = 0
  fc.assert(
    fc.property(anyLine, (line) => {
      const somebody = quickly(line)
      if (!somebody) return
      quick += 1
      // What nobody sees is known to the long way alone.
      const { people, unread, passed } = readList(`\u200b${line}`)
      const { name, left, basis, nameKind, guesses } = somebody
      assert.deepEqual(
        people.map((one) => [one.name, one.left, one.basis, one.nameKind, one.guesses]),
        [[name, left, basis, nameKind, [...guesses]]],
        line,
      )
      assert.deepEqual([unread, passed], [[], []], line)
    }),
    { numRuns: 6_000 },
  )
  assert.ok(quick > 1_500, `${quick} of 6000 lines are read at once`)
})

test('a word that may be something else than a name is read the long way', () => {
  for (const word of [
    '王府井',
    '高中',
    '张家口',
    '江苏',
    '于是',
    '金老师',
    '白天',
    '党员',
    '任何人',
    '史书记',
    '马上',
    '方便',
  ])
    assert.ok(
      !isPlainName(word) || !quickly(`${word}，退党`) || readList(`\u200b${word}，退党`).people.length === 1,
      word,
    )
})
