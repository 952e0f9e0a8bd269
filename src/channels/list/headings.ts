import { withoutTail } from './fold.ts'
import { isDay } from './names.ts'
import { countOf } from './numbering.ts'
import { gluedIn, statementOf } from './organisations.ts'
import { type Passed } from './reading.ts'

const NUMBER = '(?:\\p{Nd}{1,5}|[一二三四五六七八九十百两零〇]{1,6})'
const UNIT = '(?:个人|人|名|位|口|人次|people|persons?|names?)'
const SUM_KEY =
  '(?:总共|总计|总数|总人数|总|合计|共计|一共|合共|累计|小计|共有|共|计|人数|total|sum|in all|altogether)'
const SUM = new RegExp(
  `^(?:(?:以上|上述|本页|本次|全部|名单)[ ]?)?(${SUM_KEY})?[ ]?:?[ ]?(?:为|是)?(${NUMBER})[ ]?(?:余|多|几)?[ ]?(${UNIT})?$`,
  'u',
)
const SUM_WORD = new RegExp(`^${SUM_KEY}$`)
const TITLE =
  /(?:名单|名册|名录|列表|登记表|统计表|一览表|明细表?|汇总表?|声明书|如下|\blist|\bnames|list of names)$/
const DECLARATION = /^(?:.{0,12}(?:退|党|团|队)[党团队]{0,3}|严正|郑重|.{0,6}真名.{0,4})声明$/
const OPENS = /^(?:以下|下面|下列|现将|兹有|附|这是|这些).*(?:人|位|名|名单|如下|同胞|朋友|声明|退党?|亲友)$/
const GREETING =
  /^(?:声明人|退出人|签名|谢谢|多谢|感谢|谢谢你们?|谢谢您|你好|您好|大家好|各位好|辛苦了|麻烦了?|拜托|收到请回复|请查收|完|完毕|以上|thanks|thank you|hello|hi|sample|end)$/
const COLUMN = new Set(
  '序号 编号 号 号码 姓名 名字 化名 真名 组织 退出组织 退出 退党 退团 退队 党 团 队 三退 类别 类型 备注 性别 年龄 地区 地址 来自 省份 电话 日期 时间 职业 关系 签名 人数 no number name names organisation organisations organization type note notes sex age place date'.split(
    ' ',
  ),
)
const NAMES_COLUMN = /^(?:姓名|名字|化名|真名|names?)$/

/** A line that names nobody, and how many people it says there are. Folded text, numbering taken off. */
export function passes(line: string): { as: Passed['as']; says: number | null } | null {
  const folded = line.replaceAll('\t', ' ')
  const bare = withoutTail(folded, /[\s:。.!,、;…-]/)
  const untold = bare.replace(new RegExp(`[ ]?[(]?(?:${SUM_KEY}[ ]?)?${NUMBER}[ ]?${UNIT}[)]?$`, 'u'), '')
  if (isDay(bare)) return { as: 'day', says: null }
  const sum = SUM.exec(bare.replace(/^\(|\)$/g, ''))
  if (sum?.[2] && (sum[1] || sum[3])) return { as: 'sum', says: countOf(sum[2]) }
  if (SUM_WORD.test(bare)) return { as: 'sum', says: null }
  const words = folded.split(/[\s,、/|;:()]+/).filter((word) => word !== '')
  if (words.some((word) => NAMES_COLUMN.test(word)) && words.every((word) => COLUMN.has(word)))
    return { as: 'columns', says: null }
  if (
    [bare, untold].some(
      (title) => TITLE.test(title) || DECLARATION.test(title) || OPENS.test(title) || GREETING.test(title),
    )
  )
    return { as: 'heading', says: null }
  return null
}

const LABEL = /^(?:声明人|退出人|姓名|名字|名单|化名|真名|人员|names?|签名)$/

/** A label in front of names: `名单：`, `以下3人退党：`. Returns where the names begin. */
export function labelEnd(folded: string): number {
  const colon = folded.indexOf(':')
  if (colon < 0 || colon > 40 || colon === folded.length - 1) return 0
  const label = folded.slice(0, colon).trim()
  return LABEL.test(label) || (passes(label)?.as === 'heading' && gluedIn(label).length === 0) ? colon + 1 : 0
}

/** `以上3人全部退党团`: what a line says of all people above it. */
export function ofAllAbove(folded: string): string | null {
  const [taken] = ALL_ABOVE.exec(folded) ?? []
  if (taken === undefined) return null
  const rest = folded.slice(taken.length)
  return statementOf(rest) ? rest : null
}

const ALL_ABOVE = new RegExp(
  `^(?:以上|上述|前面|他们|她们)(?:所有|全体)?(?:${NUMBER}[ ]?(?:个人|人|名|位))?(?:同胞|各位|人员)?[ ]?`,
  'u',
)

const COUNTED = new RegExp(
  `(?:等|以下|下列|下面|${SUM_KEY}|(?<=[党团队]))[ ]?(${NUMBER})[ ]?(?:余|多|几)?[ ]?(?:个人|人|名|位|口)(?=[\\s,、;:()|]|退|三退|声|全|都|均|已|$)`,
  'gu',
)
const COUNT_WORD = new RegExp(`^(${NUMBER})[ ]?(?:个人|人|名|位|口)$`, 'u')

/** The counts that a line states of itself, and the line with blanks in their place. */
export function countsIn(folded: string): { counts: number[]; rest: string } {
  const counts: number[] = []
  const rest = folded.replace(COUNTED, (whole, number: string) => {
    counts.push(countOf(number))
    return ' '.repeat(whole.length)
  })
  return { counts, rest }
}

export function countWord(word: string): number | null {
  const number = COUNT_WORD.exec(word)?.[1]
  return number === undefined ? null : countOf(number)
}
