import { fold } from './fold.ts'
import { relationOf } from './names.ts'
import { statementOf } from './organisations.ts'
import { type Guess, type Reason } from './reading.ts'

/** What a column is about, by what stands above it. `beside` is about nobody whom the list counts, or of no use here. */
type Role =
  | 'number'
  | 'name'
  | 'pseudonym'
  | 'real'
  | 'left'
  | 'party'
  | 'league'
  | 'pioneers'
  | 'relation'
  | 'beside'

const HEADS = new Map<string, Role>([
  ...called('number', '序号 编号 号 号码 序 次序 排序 行号 no no. nr number # id 顺序号'),
  ...called(
    'name',
    '姓名 名字 名 声明人姓名 声明人 退出人 三退人 人名 称呼 姓名/化名 化名/姓名 真名/化名 名称 name names fullname',
  ),
  ...called('pseudonym', '化名 假名 网名 笔名 昵称 别名 pseudonym alias'),
  ...called('real', '真名 实名 真实姓名 本名 realname'),
  ...called(
    'left',
    '组织 退出组织 退出 三退 类别 类型 三退类别 三退类型 三退内容 三退情况 三退项目 退出类别 退出内容 退出情况 退出项目 所退组织 退什么 声明内容 党团队 党/团/队 退党团队 organisation organisations organization organizations type left leaves',
  ),
  ...called('party', '党 退党 党员 共产党 中共 party'),
  ...called('league', '团 退团 团员 共青团 league'),
  ...called('pioneers', '队 退队 队员 少先队 少先队员 红领巾 pioneers'),
  ...called('relation', '关系 与本人关系 与声明人关系 亲属关系 与我关系 称谓 relation relationship'),
  ...called(
    'beside',
    '备注 说明 附注 性别 年龄 岁数 地区 地址 地点 来自 省份 省 市 县 城市 国家 电话 手机 联系方式 日期 时间 三退日期 声明日期 退出日期 职业 单位 签名 签字 人数 出生年月 出生年 出生日期 民族 学历 籍贯 户籍 微信 qq 邮箱 密码 查询密码 身份 政治面貌 来源 义工 登记人 联系人 经办人 note notes remark remarks comment sex gender age place address country city date time phone email occupation',
  ),
])

/** Columns of a list: what stands above each, and what parts them. */
export interface Columns {
  readonly heads: readonly Role[]
  readonly mark: string
}

/** A person's part of a row, as it would be written on a line of its own, and the cell that her name is in. */
export interface Part {
  readonly text: string
  readonly cell: number
  readonly guesses: readonly Guess[]
}

/** What nobody listed, and is the head of a column all the same: 打电话日期. */
const LIKE_A_HEAD =
  /.(?:日|期|时间|地|址|点|区|号|别|型|情况|注|话|龄|性|业|因|由|数|位|源|方式|电|date|time|no)$/

/** What each of some words is as the head of a column, or null where they are no heads. */
function headsOf(words: readonly string[]): Role[] | null {
  const heads = words.map(
    (word) => headOf(word) ?? (word === '' || LIKE_A_HEAD.test(plainHead(word)) ? 'beside' : null),
  )
  return heads.some((head) => isName(head)) && heads.every((head) => head !== null) ? heads : null
}

/** What a word is as the head of a column, or as a label. */
export function headOf(word: string): Role | undefined {
  return HEADS.get(plainHead(word))
}

/** Without what heads have in brackets, blanks between two signs, and a colon. */
function plainHead(word: string): string {
  return word.replace(/\([^()]*\)|[\s:"*]/g, '')
}

function isName(head: Role | null | undefined): boolean {
  return head === 'name' || head === 'pseudonym' || head === 'real'
}

/** The columns that a line is the head of. */
export function columnsOf(row: string): Columns | null {
  if (row.length > 400 || !/[名称]|name|alias|declar/i.test(row)) return null
  const folded = fold(row)
  for (const mark of ['\t', '|', ',', ';']) {
    if (!folded.includes(mark)) continue
    const heads = headsOf(cellsOf(folded, mark))
    if (heads) return { heads, mark }
  }
  return null
}

/** The cells of a line, without the quotes around them; a mark within quotes parts nothing. */
export function cellsOf(line: string, mark: string): string[] {
  const cells: string[] = []
  let start = 0
  let quoted = false
  for (let at = 0; at <= line.length; at += 1) {
    const sign = line.charAt(at)
    if (sign === '"') quoted = !quoted
    else if (at === line.length || (sign === mark && !quoted)) {
      cells.push(
        line
          .slice(start, at)
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .replaceAll('""', '"'),
      )
      start = at + 1
    }
  }
  // | Names | between two bars | have a bar too many at each end.
  return mark === '|' ? cells.slice(cells[0] === '' ? 1 : 0, cells.at(-1) === '' ? -1 : undefined) : cells
}

/** Ticks that say yes, ticks that say no, and those that say the one or the other as the rest of the table has it. */
const YES = /^(?:[√✓✔☑✅●·■○◯▲vy有是]|yes|1|对|已退|退|要|入过)$/
const NO = /^(?:[×✗✘☒□☐✕無无否不n0/-]|no|没有|未|未入|没|无此项|\(\)|0)$/
const EITHER = /^x$/

/** Whether `x` says no: where a column has another sign for yes. */
export function crossSaysNo(rows: readonly (readonly string[])[], { heads }: Columns): boolean {
  const ticks = heads.flatMap((head, at) => (isTicked(head) ? [at] : []))
  return rows.some((cells) => ticks.some((at) => YES.test(fold(cells[at] ?? ''))))
}

function isTicked(head: Role | undefined): head is 'party' | 'league' | 'pioneers' {
  return head === 'party' || head === 'league' || head === 'pioneers'
}

const WORDS = { party: '退党', league: '退团', pioneers: '退队' } as const

/**
 * A row as lines that say the same without columns, one for each person's part of it: two tables side by side are two parts.
 * Or why nobody can be made of it.
 */
export function partsOf(
  row: readonly string[],
  columns: Columns,
  { noByCross }: { readonly noByCross: boolean },
): readonly Part[] | { readonly reason: Reason } {
  const [first = ''] = row
  const isBesideNumber =
    row.length > columns.heads.length && columns.heads[0] !== 'number' && /^\p{Nd}{1,5}$/u.test(first)
  // A number in front that has no head of its own.
  const cells = isBesideNumber ? row.slice(1) : row
  const parts: Part[] = []
  for (const block of blocksOf(columns.heads)) {
    const of = (is: (head: Role | undefined) => boolean) =>
      block.filter((at) => is(columns.heads[at]) && (cells[at] ?? '') !== '')
    const named = of(isName)
    const rest = of((head) => head !== 'number' && !isName(head))
    const [name] = named
    if (name === undefined) {
      if (rest.length > 0) return { reason: 'no-name' }
      continue
    }
    // A name and another one beside it: who of both she is to be is for the sender to say.
    if (named.length > 1) return { reason: 'perhaps-several' }
    const written = partOf(cells, { name, block, columns, noByCross })
    if ('reason' in written) return written
    parts.push(isBesideNumber ? { ...written, cell: written.cell + 1 } : written)
  }
  const beyond = cells.slice(columns.heads.length).some((cell) => cell !== '')
  if (beyond && parts.length > 0)
    return parts.map((part) => ({ ...part, guesses: [...part.guesses, 'note-left-out'] }))
  return parts.length > 0
    ? parts
    : { reason: cells.some((cell) => /\p{L}/u.test(cell)) ? 'no-name' : 'number-only' }
}

interface Of {
  readonly name: number
  readonly block: readonly number[]
  readonly columns: Columns
  readonly noByCross: boolean
}

function partOf(
  cells: readonly string[],
  { name, block, columns, noByCross }: Of,
): Part | { readonly reason: Reason } {
  const said: string[] = []
  const about: string[] = []
  const guesses: Guess[] = []
  const hasOwn = columns.heads.some((head) => head === 'left' || isTicked(head))
  for (const at of block) {
    const cell = (cells[at] ?? '').trim()
    const head = columns.heads[at]
    if (cell === '' || at === name || head === 'number') continue
    const folded = fold(cell)
    const stated = statementOf(folded)
    if (head === 'left' || (head === 'beside' && !hasOwn && stated !== null)) said.push(cell)
    else if (isTicked(head)) {
      const tick = tickOf(folded, noByCross)
      if (tick === undefined && !(stated && stated !== 'nothing' && stated.left[head]))
        return { reason: 'organisation-of-whom' }
      if (tick !== false) said.push(WORDS[head])
    } else if (relationOf(folded) !== undefined && (head === 'relation' || [...cell].length > 1))
      about.push(cell)
    else if (head !== 'relation' || !/^(?:无|-|\/)$/.test(folded)) guesses.push('note-left-out')
  }
  const kind =
    columns.heads[name] === 'pseudonym' ? '（化名）' : columns.heads[name] === 'real' ? '（真名）' : ''
  const text = `${cells[name] ?? ''}${about.map((cell) => `（${cell}）`).join('')}${kind}\t${said.join('、')}`
  return { text, cell: name, guesses }
}

function tickOf(folded: string, noByCross: boolean): boolean | undefined {
  if (EITHER.test(folded)) return !noByCross
  return YES.test(folded) ? true : NO.test(folded) ? false : undefined
}

/** Where a head comes again, another table begins beside the first. */
function blocksOf(heads: readonly Role[]): number[][] {
  const blocks: number[][] = []
  let seen = new Set<Role>()
  for (const [at, head] of heads.entries()) {
    if (blocks.length === 0 || (head !== 'beside' && seen.has(head))) {
      blocks.push([])
      seen = new Set()
    }
    seen.add(head)
    blocks.at(-1)?.push(at)
  }
  return blocks
}

function called(role: Role, words: string): [string, Role][] {
  return words.split(' ').map((word) => [word, role])
}
