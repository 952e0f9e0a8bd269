import { withoutTail } from './fold.ts'
import { headOf } from './columns.ts'
import { isDay } from './names.ts'
import { countOf } from './numbering.ts'
import { gluedIn, statementOf } from './organisations.ts'
import { type Passed } from './reading.ts'

const NUMBER = '(?:\\p{Nd}{1,6}|[一二三四五六七八九十百两零〇]{1,6})'
const UNIT = '(?:个人|个|人次|人|名|位|口|people|persons?|names?)'
const SUM_KEY =
  '(?:总共|总计|总数|总人数|总|合计|共计|一共|合共|累计|小计|共有|共|计|人数|total|sum|in all|altogether)'
const SUM = new RegExp(
  `^(?:(?:以上|上述|本页|本次|全部|名单)[ ]?)?(${SUM_KEY})?[ ]?:?[ ]?(?:为|是)?(${NUMBER})[ ]?(?:余|多|几)?[ ]?(${UNIT})?$`,
  'u',
)
const SUM_WORD = new RegExp(`^${SUM_KEY}$`)
/** All that a line says which only counts: 今天共有30人声明三退, 其中退党3人、退团5人. */
const SUM_WORDS =
  /以上|上述|以下|下列|本页|本次|这次|此次|本批|本周|本月|本日|今天|今日|昨天|昨日|当天|上周|其中|另外|还有|共有|总共|总计|总人数|总数|合计|共计|一共|合共|累计|小计|人数|劝退|声明|退出|办理|登记|同胞|世人|民众|众生|有缘人|中国人|大陆人|人员|名单|三退|叁退|全退|退[党团队]+|[党团队]员|[党团队](?=[\s:]*\d)|[共计总为是有了的约]|[\s:,、;()。.+=-]/g
const COUNT = new RegExp(`(${NUMBER})[ ]?(?:余|多|几)?[ ]?${UNIT}`, 'gu')
const TOTAL = new RegExp(
  `(?:总共|总计|总数|合计|共计|一共|合共|累计|共有|共)[ ]?:?[ ]?(?:有)?(${NUMBER})`,
  'u',
)

const TITLE =
  /(?:名单|名册|名录|列表|登记表|统计表|一览表|明细表?|汇总表?|声明书|如下|人员表|花名册|签名册|\blist|\bnames|list of names)$/
const DECLARATION =
  /^(?:(?:我的?|本人|关于|郑重|严正|公开|集体|全家|联合|真名|实名|再次|重新|三退|叁退|退出|退|党|团|队|共产|中共|共青|少先|中国|组织|的|和|与|、)*)声明$/
const OPENS =
  /^(?:以下|下面|下列|现将|兹有|附|这是|这些|请|今天|今日|本周|本月|本批|昨天|帮|麻烦|电话|真相|电话真相)/
/** All that such an opening says. Whoever is named in it is not passed over. */
const OPENING_WORDS =
  /以下|下面|下列|现将|兹有|附上?|这是|这些|请|今天|今日|本周|本月|本批|昨天|昨日|帮忙?|麻烦|电话|真相|发给你们?|发来|发上|发过去|报给|报上|提交|上报|登记|发表|办理|声明|退出|三退|叁退|退[党团队]+|[党团队]+|人员|人名|名单|如下|名字|姓名|同胞|世人|民众|众生|有缘人|亲友|朋友|家人|亲属|中国人|大陆|大家|各位|查收|接收|帮我|我们?|给|把|将|了|的|是|有|为|都|均|要|想|愿意|自愿|同意|共|等|人|位|名|个|\p{Nd}+|[一二三四五六七八九十百两几多]|[\s,、:。!]/gu
const GREETING =
  /^(?:声明人|退出人|签名|签字|谢谢.{0,12}|多谢.{0,8}|感谢.{0,12}|你好|您好|大家好|各位好|.{0,12}(?:您好|你好|大家好)|各位(?:义工|同修|朋友|老师)?好?|辛苦了?|辛苦你们了?|麻烦了?|拜托了?|收到请回复|请查收|请登记|请发表|完|完毕|结束|以上|此致|敬礼|此致敬礼|祝好|顺祝.{0,6}|祝(?:您|你|大家|各位|福|平安|工作|身体|一切|愿|安|顺|节日|新年|好).{0,8}|合十|尊敬的.{0,20}|敬爱的.{0,20}|亲爱的.{0,20}|致.{0,14}(?:中心|网站|编辑|工作人员|同修)|thanks.{0,20}|thank you.{0,20}|hello.{0,12}|hi|dear .{0,20}|regards|best regards|sample|end)$/
const ENGLISH_LIST = /^(?:the )?list of .{1,20}$/
const PART =
  /^第?(?:\p{Nd}{1,3}|[一二三四五六七八九十]{1,3}|[a-z甲乙丙丁])(?:批|页|部分|组|小组|次|期|张|版)(?:名单)?$/u
const MORE_TO_COME = /^(?:续|续上|接上页|接上|待续|未完待续|续表|转下页|见下页|附表|附件|附)\d*$/
const NAMES_NOBODY =
  /^(?:地点|地区|城市|省份|来自|时间|日期|来源|主题|标题|国家|单位|date|subject|place|location|re|fw|fwd):/
const NAMES_COLUMN = /^(?:姓名|名字|化名|真名|声明人|names?)$/

/** A line that names nobody, and how many people it says there are. Folded text, numbering taken off. */
export function passes(line: string): { as: Passed['as']; says: number | null } | null {
  const folded = line.replaceAll('\t', ' ')
  const bare = withoutTail(folded, /[\s:。.!,、;…-]/)
  if (isDay(bare)) return { as: 'day', says: null }
  const sum = SUM.exec(bare.replace(/^\(|\)$/g, ''))
  if (sum?.[2] && (sum[1] || sum[3])) return { as: 'sum', says: countOf(sum[2]) }
  if (SUM_WORD.test(bare)) return { as: 'sum', says: null }
  if (counts(bare)) return { as: 'sum', says: totalOf(bare) }
  const words = folded.split(/[\s,、/|;:()]+/).filter((word) => word !== '')
  if (words.some((word) => NAMES_COLUMN.test(word)) && words.every((word) => headOf(word) !== undefined))
    return { as: 'columns', says: null }
  return isHeading(bare) || isHeading(withoutCount(bare)) || labelsNobody(folded)
    ? { as: 'heading', says: null }
    : null
}

function isHeading(bare: string): boolean {
  const title = bare.replace(/^[("]|[)"]$/g, '')
  if (TITLE.test(title))
    return (
      !/[、;/]/.test(title) &&
      (!title.includes(',') || title.split(',').every((part) => isHeading(part.trim())))
    )
  if (
    OPENS.test(title) &&
    title.length <= 60 &&
    !/\p{Nd}{5}/u.test(title) &&
    title.replace(OPENING_WORDS, '') === ''
  )
    return true
  return [DECLARATION, GREETING, PART, MORE_TO_COME, ENGLISH_LIST].some((known) => known.test(bare))
}

/** By which somebody could be found: for the sender to look at, and not passed over. */
const REACHES = /^(?:电话|手机|微信|qq|邮箱|联系方式|联系电话|密码|查询密码|地址|住址|phone|e?mail|address)/

/** 性别：男, 地点：北京: its label says that it names nobody. */
function labelsNobody(folded: string): boolean {
  const colon = folded.indexOf(':')
  if (colon < 1 || colon > 12) return false
  if (REACHES.test(folded)) return false
  return NAMES_NOBODY.test(folded) || (headOf(folded.slice(0, colon)) === 'beside' && !/[、,;]/.test(folded))
}

const TRAILING_COUNT = new RegExp(`[ ]?[(]?(?:${SUM_KEY}[ ]?)?${NUMBER}[ ]?${UNIT}[)]?$`, 'u')
/** 名单（11月）, 名单（2人）: what stands in brackets behind a title. */
const TRAILING_BRACKET = /[ ]?\([^()]{1,20}\)$/

function withoutCount(bare: string): string {
  return bare.replace(TRAILING_COUNT, '').replace(TRAILING_BRACKET, '')
}

/** Whether a line does nothing but count. */
function counts(bare: string): boolean {
  if (bare.length > 80 || !/[\p{Nd}一二三四五六七八九十]/u.test(bare)) return false
  const rest = bare.replace(COUNT, '').replace(SUM_WORDS, '')
  return rest === '' ? COUNTS.test(bare) : /^\p{Nd}{1,6}$/u.test(rest) && TOTAL.test(bare)
}

const COUNTS = new RegExp(`${NUMBER}[ ]?(?:余|多|几)?[ ]?${UNIT}`, 'u')

function totalOf(bare: string): number | null {
  const total = TOTAL.exec(bare)?.[1]
  if (total !== undefined) return countOf(total)
  const all = [...bare.matchAll(COUNT)]
  return all.length === 1 && all[0]?.[1] !== undefined ? countOf(all[0][1]) : null
}

const LABEL = /^(?:声明人|退出人|三退人|姓名|名字|名单|化名|真名|人员|names?|签名|本人签名)$/
/** What stands around what a head says: 退党的有：, 以下退团：, 退队人员：, 下面的人退队 */
const PART_OPENS =
  /^(?:以下|下面|下列|这些|其中|今天|今日)(?:的|人员|人|同胞|朋友|几位|位|都|均|是|各位){0,4}/
const PART_ENDS = [
  '的',
  '有',
  '是',
  '人员',
  '人名',
  '名单',
  '名字',
  '者',
  '人',
  '同胞',
  '朋友',
  '成员',
  '如下',
]

function withoutPartWords(label: string): string {
  let rest = label.replace(PART_OPENS, '')
  for (let end = endOf(rest); end !== undefined; end = endOf(rest)) rest = rest.slice(0, -end.length)
  return rest
}

function endOf(label: string): string | undefined {
  return PART_ENDS.find((end) => label.length > end.length && label.endsWith(end))
}

/** A label in front of names: `名单：`, `以下3人退党：`. Returns where the names begin. */
export function labelEnd(folded: string): number {
  const colon = folded.indexOf(':')
  if (colon < 0 || colon > 40 || colon === folded.length - 1) return 0
  const label = folded.slice(0, colon).trim()
  const isTitle = passes(label)?.as === 'heading'
  return LABEL.test(label) || (isTitle && (gluedIn(label).length === 0 || ANY_LIST.test(label)))
    ? colon + 1
    : 0
}

/** 三退名单：, 退党名单： — what people call any list of this kind. It says of nobody what she leaves. */
const ANY_LIST = /(?:三退|叁退|退党|退党团队?|退党退团退队|退党、退团、退队)(?:人员|同胞)?(?:名单|名册)$/

/** What a label says that those behind or below it leave, where it says just that in more words: `退党的有：`. */
export function partOf(label: string): ReturnType<typeof statementOf> {
  if (label.length > 40) return null
  const bare = label.replace(COUNT, '').replace(/[()\s]/g, '')
  const stated = withoutPartWords(bare)
  return stated === bare ? null : statementOf(stated)
}

/** A head without a colon: 退党人员, 以下退团 */
export function headWithout(folded: string): ReturnType<typeof statementOf> {
  return /(?:人员|者|同胞|朋友|的人|的有|如下|成员)$|^(?:以下|下面|下列)/.test(folded) ? partOf(folded) : null
}

/** `以上3人全部退党团`: what a line says of all people above it, and how many it says they are. */
export function ofAllAbove(folded: string): { says: string; count: number | null } | null {
  const [taken, number] = ALL_ABOVE.exec(folded) ?? []
  if (taken === undefined) return null
  const rest = folded.slice(taken.length)
  return statementOf(rest) ? { says: rest, count: number === undefined ? null : countOf(number) } : null
}

const ALL_ABOVE = new RegExp(
  `^(?:以上|上述|前面|上面|他们|她们|全部|全体|所有)(?:的)?(?:所有|全体)?(?:共)?(?:(${NUMBER})[ ]?(?:个人|人|名|位))?(?:同胞|各位|人员|人|的人)?[ ]?`,
  'u',
)

const COUNTED = new RegExp(
  `(?:等|以下|下列|下面|${SUM_KEY}|(?<=[党团队]))[ ]?(?:共|约|近)?(${NUMBER})[ ]?(?:余|多|几)?[ ]?(?:个人|人|名|位|口)(?=[\\s,、;:()|]|退|三退|声|全|都|均|已|同胞|世人|民众|$)`,
  'gu',
)
const COUNT_WORD = new RegExp(`^(${NUMBER})[ ]?(?:个人|人|名|位|口)$`, 'u')
const SPOKEN_OF = new RegExp(`(${NUMBER})[ ]?(?:余|多|几)?[ ]?(?:个|名|位|口|人)`, 'u')

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

/** What a sum is of: 退党（2人） above those two. */
export function sumOf(folded: string): { statement: ReturnType<typeof statementOf>; count: number } | null {
  const all = [...folded.matchAll(COUNT)]
  const number = all[0]?.[1]
  if (all.length !== 1 || number === undefined) return null
  return { statement: statementOf(folded.replace(COUNT, '').replace(/[()\s:]/g, '')), count: countOf(number) }
}

/** How many people a line speaks of: 张三等30人. */
export function spokenOf(folded: string): number | null {
  const number = SPOKEN_OF.exec(folded)?.[1]
  return number === undefined ? null : countOf(number)
}
