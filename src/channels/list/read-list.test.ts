import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Left, type Listed, readList } from './index.ts'
import { CLEAN, HOSTILE, MESSY, type SampleList } from './test-lists.ts'

test('lines as collectors write them give each person once, with what is said of her', () => {
  const told: readonly (readonly [string, string])[] = [
    ['小明妈妈，三退', '小明妈妈:党团队'],
    ['陈十二　退团、退队', '陈十二:团队'],
    ['蒋十五（团、队）', '蒋十五:团队'],
    ['李四 退党退团退队', '李四:党团队'],
    ['周八 三退', '周八:党团队'],
    ['吴九 TD TT', '吴九:党团'],
    ['范八：退党', '范八:党'],
    ['8 卫十四', '卫十四'],
    ['⑪ 沈十一', '沈十一'],
    ['谢/邹/喻', '谢|邹|喻'],
    ['章, 云, 苏 退队', '章:队|云:队|苏:队'],
  ]
  for (const [list, people] of told) assert.equal(written(readList(list).people), people, list)
  const whole = readList(told.map(([list]) => list).join('\n'))
  assert.equal(written(whole.people), told.map(([, people]) => people).join('|'), 'and all of them at once')
  assert.deepEqual(whole.unread, [])
})

test('thirty that are spoken of are nobody, and the sender is asked', () => {
  const { people, unread } = readList('张三等30人')
  assert.deepEqual(people, [])
  assert.deepEqual(
    unread.map(({ text, reason }) => [text, reason]),
    [['张三等30人', 'more-people']],
  )
})

test('nobody is dropped from among others, be she called as a relation is', () => {
  assert.equal(written(readList('翠花、三妹、良知 退党').people), '翠花:党|三妹:党|良知:党')
  for (const list of ['张三、父亲、李四 退党', '张三，妻子，王芳 退党', '妻子、王芳 退团'])
    assert.deepEqual([readList(list).people, readList(list).unread.length], [[], 1], list)
})

test('who is named in a heading is not passed over', () => {
  for (const list of ['今天张三退党', '兹有张三、李四退党', '祝英台 退党', '姓名：张三 组织：退党']) {
    const { people, passed, unread } = readList(list)
    assert.deepEqual(passed, [], list)
    assert.ok(people.length + unread.length > 0, list)
  }
})

test('a head holds for those below it, and for as many as it says', () => {
  const told: readonly (readonly [string, string])[] = [
    ['退党名单\n张三\n退团名单\n王五', '张三:党|王五:团'],
    ['退党名单\n张三\n王五', '张三|王五'],
    ['退党（2人）\n张三\n李四\n退团（1人）\n王五', '张三:党|李四:党|王五:团'],
    ['退党2人\n退团1人\n张三\n李四\n王五', '张三|李四|王五'],
    ['张三\n李四\n以上2人退党\n王五\n以上1人退团', '张三:党|李四:党|王五:团'],
    ['张三\n以上2人退党', '张三'],
  ]
  for (const [list, people] of told) assert.equal(written(readList(list).people), people, list)
})

test('who is said not to leave, or to have joined nothing, is asked about', () => {
  for (const list of ['林小雨，未入党，退团队', '林小雨 不退党', '林小雨 没有退团', '林小雨 TD TT TD'])
    assert.deepEqual(
      readList(list).unread.map(({ reason }) => reason),
      ['organisation-of-whom'],
      list,
    )
})

test('thirty, and who is called alike, are told', () => {
  assert.deepEqual(
    readList('张三等30人\n张三\n李四\n张三').unread.map(({ speaksOf }) => speaksOf),
    [30],
  )
  assert.deepEqual(readList('张三等30人\n张三\n李四\n张三').repeats, [[0, 2]])
})

test('columns are read by their heads, in any order, with ticks, and two tables side by side', () => {
  const told: readonly (readonly [string, string])[] = [
    ['退出组织\t备注\t姓名\t序号\n退党\t李小四\t林小雨\t1', '林小雨:党'],
    ['姓名\t党\t团\t队\n林小雨\t√\t\t√\n王小明\t×\tx\t√', '林小雨:党队|王小明:队'],
    ['姓名,党,团\n林小雨,x,\n王小明,,x', '林小雨:党|王小明:团'],
    ['姓名\t组织\t姓名\t组织\n林小雨\t退党\t王小明\t退团', '林小雨:党|王小明:团'],
    ['| 姓名 | 组织 |\n|---|---|\n| 林小雨 | 退党 |', '林小雨:党'],
    ['姓名\t组织\n1\t林小雨\t退党', '林小雨:党'],
  ]
  for (const [list, people] of told) {
    const read = readList(list)
    assert.deepEqual([written(read.people), read.unread], [people, []], list)
  }
  assert.deepEqual(readList('姓名\t党\n林小雨\t1999年').unread[0]?.reason, 'organisation-of-whom')
})

test('numbering of any width, headings, sums, quotes and every kind of line end make nobody', () => {
  assert.equal(written(readList('１、林小雨\n２、王小明').people), '林小雨|王小明')
  assert.equal(written(readList('１、林小雨 ２、王小明').people), '林小雨|王小明')
  const { people, passed, says } = readList('三退名单如下：\n“林小雨”\u2028「王小明」\u0085合计：3人')
  assert.equal(written(people), '林小雨|王小明')
  assert.deepEqual(
    passed.map(({ as }) => as),
    ['heading', 'sum'],
  )
  assert.equal(says, 3, 'what the list says of itself can be compared')
  for (const end of ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'])
    assert.equal(readList(`林小雨${end}王小明`).people.length, 2, JSON.stringify(end))
})

test('every guess has its code, and what is plain has none', () => {
  const told: readonly (readonly [string, readonly string[]])[] = [
    ['林小雨，退党', []],
    ['林小雨 三退', ['organisation-three']],
    ['林小雨 TD', ['organisation-code']],
    ['林小雨，党', ['organisation-letter']],
    ['林小雨退党', ['organisation-glued']],
    ['林小雨、王小明，退党', ['organisation-shared']],
    ['退党：\n林小雨', ['organisation-of-part']],
    ['8卫十四', ['number-glued']],
    ['妻 王芳', ['relation']],
    ['王芳（化名）', ['name-kind']],
    ['王芳，四川成都', ['note-left-out']],
    ['王芳（又名小芳）', ['note-in-name']],
    ['王 芳', ['blank-in-name']],
    ['Lin, Xiaoyu', ['mark-in-name']],
    ['Lin 小雨', ['two-scripts']],
    ['平凡的小草', ['long-name']],
  ]
  for (const [list, guesses] of told) assert.deepEqual(readList(list).people[0]?.guesses, guesses, list)
  assert.deepEqual(readList('王芳\n王芳').people[1]?.guesses, ['name-repeats'])
})

test('who somebody is to the sender, and whether it is her real name, is read where it stands', () => {
  const told: readonly (readonly [string, Listed['basis'], Listed['nameKind']])[] = [
    ['王芳', null, null],
    ['妻 王芳', 'relative', null],
    ['代亡父 李大', 'deceased', null],
    ['代亡父李大福', 'deceased', null],
    ['李大（已故）', 'deceased', null],
    ['朋友 王芳', 'asked', null],
    ['本人 王芳', 'self', null],
    ['王芳（真名）', null, 'real'],
    ['化名 王芳', null, 'pseudonym'],
  ]
  for (const [list, basis, nameKind] of told) {
    const [person, ...others] = readList(list).people
    assert.deepEqual([person?.basis, person?.nameKind, others.length], [basis, nameKind, 0], list)
  }
})

for (const [kind, lists, least] of [
  ['clean', CLEAN, 0.99],
  ['messy', MESSY, 0.95],
  ['hostile', HOSTILE, 0.95],
] as const) {
  test(`${lists.length} ${kind} lists are read as they are meant, and nobody is made up`, (t) => {
    const counted = { right: 0, read: 0, meant: 0, said: 0, invented: [] as string[], wrong: [] as string[] }
    for (const sample of lists) count(sample, counted)
    const share = (part: number, of: number) => (of === 0 ? 1 : part / of)
    const shares = {
      precision: share(counted.right, counted.read),
      recall: share(counted.right, counted.meant),
      organisations: share(counted.said, counted.right),
    }
    t.diagnostic(`${kind}: ${JSON.stringify({ lists: lists.length, people: counted.meant, ...shares })}`)
    assert.deepEqual(counted.invented, [], 'invented')
    const wrong = counted.wrong.join('\n')
    for (const [what, value] of Object.entries(shares))
      assert.ok(value >= least, `${what} ${value}\n${wrong}`)
    if (kind === 'clean') assert.deepEqual(counted.wrong, [])
  })
}

interface Counted {
  right: number
  read: number
  meant: number
  said: number
  readonly invented: string[]
  readonly wrong: string[]
}

function count({ list, people, unread = 0, free = false }: SampleList, counted: Counted): void {
  const read = readList(list)
  const meant = people === '' ? [] : people.split('|')
  const names = meant.map(nameIn)
  const found = written(read.people) === '' ? [] : written(read.people).split('|')
  const invented = found.map(nameIn).filter((name) => !names.includes(name))
  counted.invented.push(...invented.map((name) => `${name} of ${list}`))
  if (free) return
  const right = found.filter((one) => names.includes(nameIn(one)))
  counted.right += right.length
  counted.read += found.length
  counted.meant += meant.length
  counted.said += right.filter((one) => meant.includes(one)).length
  if (found.join('|') !== people || read.unread.length !== unread)
    counted.wrong.push(`${JSON.stringify(list)} read as ${found.join('|')}, ${read.unread.length} left`)
}

/** People as the samples write them. */
function written(people: readonly Listed[]): string {
  return people.map(({ name, left }) => (left ? `${name}:${organisations(left)}` : name)).join('|')
}

function organisations({ party, league, pioneers }: Left): string {
  return `${party ? '党' : ''}${league ? '团' : ''}${pioneers ? '队' : ''}`
}

function nameIn(one: string): string {
  return one.split(':')[0] ?? ''
}
