// The ways in which people write lists, each with whom it names.
import { type Said, type Words } from './test-recipe-words.ts'
import { type Dice } from './test-recipe.ts'

export interface Somebody {
  readonly name: string
  readonly said: Said | null
}
interface Written {
  readonly lines: readonly string[]
  readonly people: readonly Somebody[]
  readonly unread?: number
}
export type Way = (words: Words, dice: Dice) => Written

/** Half of the people have a family and a given name, the others whatever people call themselves. */
function nameOf(words: Words, dice: Dice): string {
  return dice.chance(0.5) ? dice.of(words.family) + dice.of(words.given) : dice.of(words.names)
}

/** A family and a given name, or another short one that nothing could be glued to in two ways. */
function plainName(words: Words, dice: Dice): string {
  return dice.of(words.family.filter((family) => family !== '王')) + dice.of(words.given)
}

/** Seven lists in ten are short, one in twenty is long. */
function sizeOf(dice: Dice): number {
  return dice.chance(0.05) ? 20 + dice.below(60) : 2 + dice.below(7)
}

function some(
  words: Words,
  dice: Dice,
  { silent = 0, from = words.plain, called = nameOf } = {},
): Somebody[] {
  return Array.from({ length: sizeOf(dice) }, () => ({
    name: called(words, dice),
    said: dice.chance(silent) ? null : dice.of(from),
  }))
}

const SEPARATORS = ['，', ' ', '　', ',', '\t', '：', ' - ', '  ', '、']

const numbered: Way = (words, dice) => {
  const people = some(words, dice, { silent: 0.1 })
  const [number, separator] = [dice.of(words.numbers), dice.of(SEPARATORS)]
  return { people, lines: people.map((one, at) => number(at + 1) + line(one, separator)) }
}

function line({ name, said }: Somebody, separator: string): string {
  return said ? `${name}${separator}${said[0]}` : name
}

const headed: Way = (words, dice) => {
  const { lines, people } = numbered(words, dice)
  const foot = dice.chance(0.5) ? [dice.of(words.sums)(people.length)] : []
  return {
    people,
    lines: [dice.of(words.heads), ...lines, ...foot, ...(dice.chance(0.3) ? [dice.of(words.thanks)] : [])],
  }
}

const namesOnly: Way = (words, dice) => {
  const people = some(words, dice, { silent: 1 })
  const number = dice.of(words.numbers)
  return { people, lines: people.map(({ name }, at) => number(at + 1) + name) }
}

const parts: Way = (words, dice) => {
  const people: Somebody[] = []
  const lines: string[] = []
  for (const said of [words.plain[0], words.plain[1], words.plain[2]] as Said[]) {
    const here = some(words, dice, { from: [said] })
    people.push(...here)
    lines.push(`${said[0]}：`, ...here.map(({ name }) => name))
  }
  return { people, lines }
}

const inline: Way = (words, dice) => {
  const people: Somebody[] = []
  const lines: string[] = []
  for (let at = 0; at < 1 + dice.below(3); at += 1) {
    const said = dice.of(words.plain.filter(([text]) => !text.endsWith('。')))
    const here = some(words, dice, { from: [said] })
    const counted = dice.chance(0.3) ? `（${here.length}人）` : ''
    people.push(...here)
    lines.push(`${said[0]}${counted}：${here.map(({ name }) => name).join(dice.of(['、', '，']))}`)
  }
  return { people, lines }
}

const shared: Way = (words, dice) => {
  const said = dice.of(words.plain)
  const people = some(words, dice, { from: [said], called: plainName })
  return { people, lines: [`${people.map(({ name }) => name).join(dice.of(['、', '，', '、']))} ${said[0]}`] }
}

const joined: Way = (words, dice) => {
  const people = some(words, dice, { silent: 1, called: plainName })
  return {
    people,
    lines: [people.map(({ name }) => name).join(dice.of(['、', '，', '；', '/', ' ', '\t', '　']))],
  }
}

const columned: Way = (words, dice) => {
  const people = some(words, dice, { silent: 0.2 })
  const separator = dice.of(['\t', ',', '\t'])
  const rows = people.map(({ name, said }, at) => [
    String(at + 1),
    name,
    (said?.[0] ?? '').replace(/[、，。/]/g, ''),
    '',
  ])
  return { people, lines: [words.columns, ...rows].map((cells) => cells.join(separator)) }
}

const quoted: Way = (words, dice) => {
  const people = some(words, dice)
  return { people, lines: people.map(({ name, said }) => `"${name}","${said?.[0] ?? ''}"`) }
}

const bracketed: Way = (words, dice) => {
  const people = some(words, dice)
  const [open, close] = dice.of([
    ['（', '）'],
    ['(', ')'],
    ['【', '】'],
    ['[', ']'],
  ] as const)
  return { people, lines: people.map(({ name, said }) => `${name}${open}${said?.[0] ?? ''}${close}`) }
}

const oneLine: Way = (words, dice) => {
  const people = some(words, dice, { called: plainName })
  const between = dice.of(['；', ';', '；'])
  return { people, lines: [people.map((one) => line(one, dice.of(['，', ' ', ',']))).join(between)] }
}

const before: Way = (words, dice) => {
  const people = some(words, dice, { called: plainName })
  return {
    people,
    lines: people.map(({ name, said }) => `${said?.[0] ?? ''}${dice.of(['：', ' ', '　'])}${name}`),
  }
}

export const CLEAN_WAYS = {
  numbered,
  headed,
  namesOnly,
  parts,
  inline,
  shared,
  joined,
  columned,
  quoted,
  bracketed,
  oneLine,
  before,
}

const glued: Way = (words, dice) => {
  const people = some(words, dice, { from: words.glued, called: plainName })
  const number = dice.of(words.numbers)
  return { people, lines: people.map((one, at) => number(at + 1) + line(one, '')) }
}

const coded: Way = (words, dice) => {
  const people = some(words, dice, { from: words.coded, called: plainName })
  const separator = dice.of([' ', '　', '，', '\t'])
  return { people, lines: people.map((one) => line(one, separator)) }
}

const run: Way = (words, dice) => {
  const people = some(words, dice, { silent: 1, called: plainName }).slice(0, 20)
  const number = dice.of([
    (at: number) => `${at}.`,
    (at: number) => `${at}、`,
    (at: number) => String.fromCodePoint(0x245f + at),
  ])
  return {
    people,
    lines: [people.map(({ name }, at) => number(at + 1) + name).join(dice.of(['', ' ']))],
  }
}

const related: Way = (words, dice) => {
  const people = some(words, dice, { called: plainName })
  return {
    people,
    lines: people.map(
      (one) => `${dice.chance(0.6) ? dice.of(words.relations) : ''}${line(one, dice.of(['，', ' ']))}`,
    ),
  }
}

const relatedBehind: Way = (words, dice) => {
  const people = some(words, dice, { called: plainName })
  const relation = () => `（${dice.of(words.relations).replace(/[：\s]|^[代替]/g, '')}）`
  return {
    people,
    lines: people.map((one) => `${one.name}${dice.chance(0.7) ? relation() : ''} ${one.said?.[0] ?? ''}`),
  }
}

const noted: Way = (words, dice) => {
  const people = some(words, dice, { called: plainName })
  const separator = dice.of(['，', ' '])
  return {
    people,
    lines: people.map(({ name, said }) => [name, dice.of(words.notes), said?.[0] ?? ''].join(separator)),
  }
}

const below: Way = (words, dice) => {
  const said = dice.of(words.plain)
  const people = some(words, dice, { from: [said] })
  return { people, lines: [...people.map(({ name }) => name), said[0]] }
}

const alternating: Way = (words, dice) => {
  const people = some(words, dice)
  return { people, lines: people.flatMap(({ name, said }) => [name, said?.[0] ?? '']) }
}

const ofAll: Way = (words, dice) => {
  const said = dice.of(words.plain.filter(([text]) => text.startsWith('退')))
  const people = some(words, dice, { from: [said] })
  return { people, lines: [...people.map(({ name }) => name), `以上${people.length}人全部${said[0]}`] }
}

const equalCount: Way = (words, dice) => {
  const said = dice.of(words.plain)
  const people = some(words, dice, { from: [said], called: plainName })
  return { people, lines: [`${people.map(({ name }) => name).join('、')}等${people.length}人 ${said[0]}`] }
}

const spaced: Way = (words, dice) => {
  const people = some(words, dice, {
    called: (w, d) => d.of(w.family.filter((one) => one.length === 1)) + d.of(w.given),
  })
  const wide = (name: string) => (name.length === 2 ? [...name].join('　') : name)
  return { people, lines: people.map(({ name, said }) => `${wide(name)}　${said?.[0] ?? ''}`) }
}

const unseen: Way = (words, dice) => {
  const people = some(words, dice, { called: plainName })
  const hidden = dice.of(['\u200b', '\u202c', '\ufeff', '\u2060'])
  return { people, lines: people.map((one) => [...line(one, '，')].join(hidden)) }
}

const marked: Way = (words, dice) => {
  const people = some(words, dice, { called: plainName })
  const sign = dice.of(['✅', '👉 ', '● ', '★', '▪️', '→'])
  return { people, lines: people.map((one) => `${sign}${line(one, ' ')}${dice.of(['', '。', '；', ' '])}`) }
}

const ticked: Way = (words, dice) => {
  const lefts = ['党', '团', '队', '团队', '党团', '党团队']
  const people = some(words, dice, { from: lefts.map((left): Said => [left, left]) })
  const tick = dice.of(words.ticks)
  const row = ({ name, said }: Somebody) => [
    name,
    ...['党', '团', '队'].map((one) => (said?.[0].includes(one) ? tick : '')),
  ]
  const heads = dice.of([
    ['姓名', '党', '团', '队'],
    ['姓名', '退党', '退团', '退队'],
    ['名字', '党员', '团员', '队员'],
  ])
  return { people, lines: [heads, ...people.map(row)].map((cells) => cells.join('\t')) }
}

const otherColumns: Way = (words, dice) => {
  const people = some(words, dice, { silent: 0.1, called: plainName })
  const rows = people.map(({ name, said }, at) => [
    (said?.[0] ?? '').replace(/[，。/]/g, ''),
    dice.of(['北京', '武汉', '女', '李小四', '']),
    name,
    String(at + 1),
  ])
  return { people, lines: [['退出组织', '备注', '姓名', '序号'], ...rows].map((cells) => cells.join('\t')) }
}

const repeated: Way = (words, dice) => {
  const people = some(words, dice, { silent: 0.3 })
  const twice = [...people, ...people.slice(0, 2)]
  return { people: twice, lines: twice.map((one, at) => `${at + 1}、${line(one, ' ')}`) }
}

const dirty: Way = (words, dice) => {
  const people = some(words, dice, { called: plainName })
  const spoilt = (text: string) => ` ${text}${dice.of([' ', '，', '、', '  ', '\t', ';'])}`
  return {
    people,
    lines: people.map((one, at) =>
      spoilt(
        `${at + 1}${dice.of(['、', '.', '．', ' ', '，'])}${line(one, dice.of(['，', ' ', '  ', '、']))}`,
      ),
    ),
  }
}

export const MESSY_WAYS = {
  glued,
  coded,
  run,
  related,
  relatedBehind,
  noted,
  below,
  alternating,
  ofAll,
  equalCount,
  spaced,
  unseen,
  marked,
  ticked,
  otherColumns,
  repeated,
  dirty,
}

/** Lines that name nobody stand between people. */
const nobody: Way = (words, dice) => {
  const people = some(words, dice, { silent: 0, called: plainName })
  const lines = people.map((one) => line(one, '，'))
  const between = dice.of(words.nobody)
  // Alone on a line between people who have their own: nobody's.
  return { people, unread: 1, lines: [...lines.slice(0, 1), between, ...lines.slice(1)] }
}

const moreThanNamed: Way = (words, dice) => {
  const people = some(words, dice, { silent: 0.5, called: plainName })
  const line_ = dice.of(words.more).replace('N', plainName(words, dice))
  return { people, unread: 1, lines: [line_, ...people.map((one) => line(one, '，'))] }
}

const onlyNobody: Way = (words, dice) => {
  const lines = [dice.of(words.nobody), dice.of(words.more).replace('N', plainName(words, dice))]
  return { people: [], unread: 2, lines }
}

export const HOSTILE_WAYS = { nobody, moreThanNamed, onlyNobody }
