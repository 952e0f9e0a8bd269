import { cleanName, hasLetter, hasUnreadable, lengthOf, NAME_MAX } from '../text.ts'
import { fold } from './fold.ts'
import { namesOrganisation, statementOf } from './organisations.ts'
import { type Guess, type Listed, type Reason } from './reading.ts'

/** The longest name in Chinese characters that stood on a real list. What is longer is a sentence. */
const HAN_NAME_MAX = 17
const WORDS_MAX = 6

const KIN =
  '妻子|丈夫|老公|老婆|太太|爱人|父亲|母亲|爸爸|妈妈|爸|妈|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|岳母|儿子|女儿|儿媳|女婿|哥哥|弟弟|姐姐|妹妹|大哥|大姐|孙子|孙女|外孙|侄子|侄女|外甥|叔叔|伯伯|伯父|伯母|舅舅|姑姑|姨妈|表哥|表弟|表姐|表妹|嫂子|亲属|亲戚|家属'
const KIN_LETTER = '妻|夫|父|母|子|女|儿|兄|弟|姐|妹|媳'
const FRIEND = '朋友|同事|同学|邻居|战友|老乡|客户|网友'
const DEAD = '已故的?|亡|先|故|去世的?|已去世的?|过世的?|已逝的?'
const RELATION = new RegExp(
  `^(?:代|替|帮|为)?(?:我的?)?(${DEAD})?(?:(${KIN}|${KIN_LETTER})|(${FRIEND}))?(?:\\(?(已故|已去世|去世|过世)\\)?)?$`,
)
/** Glued to the name: only what is too long to be a family name with a given name. */
const GLUED_RELATION = new RegExp(
  `^(?:代|替|帮)?(?:我的?)?(?:((?:${DEAD})(?:${KIN}|父|母|妻|夫|兄|弟))|(${KIN.split('|')
    .filter((word) => word.length === 2)
    .join('|')})|(${FRIEND}))(?=\\p{Script=Han}{2,4}$)`,
  'u',
)

type Basis = Listed['basis']

/** What a word says of who somebody is to the sender; undefined when it says nothing of the kind. */
export function relationOf(word: string): Basis | undefined {
  if (/^(?:本人|自己|我自己|我本人)$/.test(word)) return 'self'
  if (/^(?:代|替|帮)$/.test(word)) return 'asked'
  const [whole = '', dead, kin, friend, died] = RELATION.exec(word) ?? []
  if (whole === '' || (!dead && !kin && !friend && !died)) return undefined
  // 先 and 故 alone are as likely a name.
  if (dead && !kin && !friend && dead.length === 1) return undefined
  return dead || died ? 'deceased' : kin ? 'relative' : 'asked'
}

/** A relation glued in front of a name: 妻子王芳, 亡父李某. Returns its length. */
export function gluedRelation(word: string): { basis: Basis; length: number } | undefined {
  const self = /^(?:本人)(?=\p{Script=Han}{2,4}$)/u.exec(word)
  if (self) return { basis: 'self', length: self[0].length }
  const mine = /^我(?:[爸妈妻夫父母儿女哥弟姐妹])(?=\p{Script=Han}{2,4}$)/u.exec(word)
  if (mine) return { basis: 'relative', length: mine[0].length }
  const asked = /^[替帮](?=\p{Script=Han}{2,4}$)/u.exec(word)
  if (asked) return { basis: 'asked', length: asked[0].length }
  const [taken, dead, kin] = GLUED_RELATION.exec(word) ?? []
  return taken === undefined
    ? undefined
    : { basis: dead ? 'deceased' : kin ? 'relative' : 'asked', length: taken.length }
}

/** Whether it is said to be a real name or another one. */
export function kindOf(word: string): Listed['nameKind'] | undefined {
  if (/^(?:化名|假名|网名|笔名|昵称|pseudonym|alias)$/.test(word)) return 'pseudonym'
  return /^(?:真名|实名|本名|真实姓名|real name|real)$/.test(word) ? 'real' : undefined
}

/** An alias stays in the name, as it is written. */
export function isAlias(word: string): boolean {
  return /^(?:又名|又叫|别名|小名|乳名|原名|曾用名|外号|绰号|人称|aka|a\.k\.a\.?|alias|化名|网名|笔名|真名|本名)[\s:]*\S/.test(
    word,
  )
}

const PROVINCE =
  '(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古?|广西|西藏|宁夏|新疆|香港|澳门|中国|大陆|海外|美国|加拿大|日本|韩国|澳洲|德国|法国|英国)'
const TOWN =
  '(?:武汉|成都|石家庄|太原|沈阳|长春|哈尔滨|南京|杭州|合肥|福州|南昌|济南|郑州|长沙|广州|海口|贵阳|昆明|西安|兰州|西宁|银川|大连|青岛|深圳|苏州|无锡|安庆|安康)'
const PLACE = new RegExp(
  `^(?:来自\\p{Script=Han}{2,12}|${PROVINCE}(?:省|市)?(?:${TOWN}市?)?|\\p{Script=Han}{2,10}(?:省|市|县|区|镇|乡|自治州))$`,
  'u',
)
const TOWN_ALONE = new RegExp(`^${TOWN}$`)
/** What is as likely somebody's name: a town alone, and 江西小草. */
const PERHAPS_PLACE = new RegExp(`^(?:${TOWN}$|${PROVINCE})`)
const NOTE =
  /^(?:\d{1,3}|男|女|男性|女性|m|f|\d{1,3}岁|(?:19|20)\d\d年?生?|\d{1,2}后|汉族|汉|回族|满族|藏族|维族|教师|老师|农民|工人|学生|大学生|中学生|干部|医生|护士|军人|退休|退休工人|退休教师|公务员|职员|经理|司机|商人|老板|律师|工程师|会计|个体户|无业|务工|打工|备注|无)$/

/** Something about somebody, and nobody's name: a place, an age, a trade, a telephone. Never on its own. */
export function noteOf(word: string): 'note' | 'perhaps' | undefined {
  if (NOTE.test(word) || PLACE.test(word) || /^\+?\d[\d-]{4,}$/.test(word) || isDay(word)) return 'note'
  return PERHAPS_PLACE.test(word) ? 'perhaps' : undefined
}

/** Nothing but a place: a head of a part, or somebody who is called so. */
export function isPlace(word: string): boolean {
  return PLACE.test(word) || TOWN_ALONE.test(word)
}

export function isDay(text: string): boolean {
  return (
    /^(?:日期|时间|date)?[\s:]*(?:\d{2,4}|[二一〇零○九0-9]{4})\s*[年.\-/]\s*[\d一二三四五六七八九十]{1,3}\s*[月.\-/]\s*[\d一二三四五六七八九十]{1,3}\s*[日号]?$/.test(
      text,
    ) || /^[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*[日号]$/.test(text)
  )
}

const NOBODY_IN_PARTICULAR =
  /^(?:我|我们|咱们|咱|他|她|他们|她们|你|您|大家|各位|某人|同上|无名氏|全家|全家人|一家|家人|所有人|其他人|其余|以上|以下|谢谢|多谢|感谢|你好|您好|大家好|好的|收到|麻烦|辛苦了|请|拜托|姓名|名字|名单|合计|备注|签名|声明人|等|人|位|名|共|me|myself|we|thanks|thank you|hello|names?|etc)$/
const SPEAKS = /^(?:以上|上述|(?:我们?|咱们?)(?:要|想|和|与|已|都|全|一家|家|决定|是|也|现|在))/
const MORE = /(?:一家|全家|夫妇|夫妻|两口子?|家人|父子|母女|母子|父女|姐妹|姊妹|兄弟|等人|等等|等|们)$/
const TOGETHER = /^\p{Script=Han}{2,3}(?:和|与|及|跟|同|、)\p{Script=Han}{2,3}$/u
const CONTACT = /@|https?:|www\.|\d{5,}/

/** A name as it would be taken, or why it is none. */
export function nameOf(written: string): { name: string; guesses: Guess[] } | { reason: Reason } {
  if (written.length > NAME_MAX * 4) return { reason: 'too-long' }
  const name = cleanName(written)
  const folded = fold(name)
  const han = name.match(/\p{Script=Han}/gu)?.length ?? 0
  if (hasUnreadable(name)) return { reason: 'unreadable' }
  if (!hasLetter(name)) return { reason: 'no-name' }
  if (CONTACT.test(folded)) return { reason: 'contact' }
  if (!/\p{L}/u.test(name)) return { reason: 'number-only' }
  if (NOBODY_IN_PARTICULAR.test(folded) || SPEAKS.test(folded)) return { reason: 'no-name' }
  if (relationOf(folded) !== undefined && lengthOf(folded) > 1) return { reason: 'no-name' }
  if (namesOrganisation(folded) || statementOf(folded.replace(/^[\s.·'-]+/, '')) !== null)
    return { reason: 'organisation-in-name' }
  if (lengthOf(folded) > 2 && MORE.test(folded)) return { reason: 'more-people' }
  if (TOGETHER.test(folded) && lengthOf(folded) > 4) return { reason: 'perhaps-several' }
  if (/[。!?…]/.test(folded) || han > HAN_NAME_MAX || folded.split(' ').length > WORDS_MAX)
    return { reason: 'sentence' }
  if (lengthOf(name) > NAME_MAX) return { reason: 'too-long' }
  return { name, guesses: han > 4 && !name.includes('·') ? ['long-name'] : [] }
}
