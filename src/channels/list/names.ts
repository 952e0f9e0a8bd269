import { cleanName, hasLetter, hasUnreadable, lengthOf, NAME_MAX } from '../text.ts'
import { isGluedPair } from './family-names.ts'
import { fold } from './fold.ts'
import { namesOrganisation, statementOf } from './organisations.ts'
import { type Guess, type Listed, type Reason } from './reading.ts'
import { type Gap } from './tokens.ts'

/** The longest name in Chinese characters that stood on a real list. What is longer is a sentence. */
const HAN_NAME_MAX = 17
const WORDS_MAX = 6

const KIN =
  '妻子|丈夫|老公|老婆|老伴|老头子?|太太|爱人|先生|配偶|对象|父亲|母亲|爸爸|妈妈|老爸|老妈|爸|妈|爹|娘|爷爷|奶奶|祖父|祖母|外公|外婆|外祖父|外祖母|姥姥|姥爷|公公|婆婆|公婆|岳父|岳母|丈人|丈母娘|儿子|女儿|长子|次子|长女|次女|儿媳妇?|媳妇|女婿|哥哥|弟弟|姐姐|妹妹|哥|弟|姐|妹|兄长|弟媳|弟妹|姐夫|妹夫|孙子|孙女|孙儿|外孙女?|侄子|侄女|侄儿|外甥女?|叔叔|伯伯|伯父|伯母|叔父|婶婶|婶子|舅舅|舅妈|舅母|舅父|姑姑|姑父|姑妈|姑母|姨妈|姨父|姨母|姨夫|阿姨|姨|叔|舅|婶|表哥|表弟|表姐|表妹|堂哥|堂弟|堂姐|堂妹|嫂子|嫂嫂|大嫂|亲家|亲属|亲戚|家属|亲人|家人|孩子|女友|男友|未婚妻|未婚夫'
const ELDER = '大|二|三|四|五|小|老|长|次|幼'
const KIN_LETTER = '妻|夫|父|母|子|女|儿|兄|弟|姐|妹|媳|婿|叔|姑|姨|舅|婶|嫂|侄'
const FRIEND =
  '好?朋友|好友|友人|同事|同学|同乡|同伴|邻居|街坊|战友|老乡|乡亲|客户|网友|病友|工友|室友|师傅|学生|徒弟|熟人|路人|世人|有缘人|出租车司机'
const DEAD =
  '已经?故的?|亡|先|故|去世的?|已经?去世的?|过世的?|已经?过世的?|已逝的?|逝去的|逝世的?|已逝世的?|死去的|离世的?'
const RELATION = new RegExp(
  `^(?:代替?|替|帮助?|为)?(?:我的?|其|他的?|她的?)?(${DEAD})?(?:(?:${ELDER})?(${KIN}|${KIN_LETTER})|(${FRIEND}))?的?(?:\\(?(已故|已经?去世|去世|已经?过世|过世|已逝|逝世|亡故|死亡|不在了)\\)?)?$`,
)
/** Glued to the name: only what is too long to be a family name with a given name. */
const GLUED_RELATION = new RegExp(
  `^(?:代|替|帮|为)?(?:我的?)?(?:((?:${DEAD})(?:${KIN}|父|母|妻|夫|兄|弟))|(?:大|二|三|小|长|次)?(${KIN.split(
    '|',
  )
    .filter((word) => word.replace('?', '').length >= 2 && word !== '先生')
    .join('|')})|(${FRIEND}))(?=\\p{Script=Han}{2,4}$)`,
  'u',
)

type Basis = Listed['basis']

/** What a word says of who somebody is to the sender; undefined when it says nothing of the kind. */
export function relationOf(word: string): Basis | undefined {
  if (/^(?:本人|自己|我自己|我本人|自身|我)$/.test(word)) return 'self'
  if (/^(?:代|替|帮|代办|代退|代替|帮助|转|转告|受托|委托)$/.test(word)) return 'asked'
  const [whole = '', dead, kin, friend, died] = RELATION.exec(word) ?? []
  if (whole === '' || (!dead && !kin && !friend && !died)) return undefined
  // 先 and 故 alone are as likely a name.
  if (dead && !kin && !friend && !died && dead.length === 1) return undefined
  return dead || died ? 'deceased' : kin ? 'relative' : 'asked'
}

/** A relation glued in front of a name: 妻子王芳, 亡父李某. Returns its length. */
export function gluedRelation(word: string): { basis: Basis; length: number } | undefined {
  const self = /^(?:本人|我叫|我名叫|我的名字[叫是])(?=\p{Script=Han}{2,4}$)/u.exec(word)
  if (self) return { basis: 'self', length: self[0].length }
  const mine = /^我的?(?:[爸妈妻夫父母儿女哥弟姐妹叔姨舅])(?=\p{Script=Han}{2,4}$)/u.exec(word)
  if (mine) return { basis: 'relative', length: mine[0].length }
  const asked = /^[替帮代](?=\p{Script=Han}{2,4}$)/u.exec(word)
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

const ALIAS =
  '又名|又叫|也叫|亦名|别名|别号|小名|乳名|原名|曾用名|旧名|外号|绰号|人称|法号|艺名|英文名|中文名|aka|a\\.k\\.a\\.?|alias|化名|网名|笔名|真名|本名|即|就是'
const ALIAS_OF = new RegExp(`^(?:${ALIAS})[\\s:]*\\S`)
const ALIAS_WORD = new RegExp(`^(?:${ALIAS})$`)
const ALIAS_INSIDE = /\S(?:又名|又叫|也叫|别名|化名|网名|笔名|真名|本名|原名|曾用名|小名|外号|绰号)\S/

/** An alias stays in the name, as it is written. */
export function isAlias(word: string): boolean {
  return ALIAS_OF.test(word)
}

/** 又名 without what it announces. */
export function announcesAlias(word: string): boolean {
  return ALIAS_WORD.test(word)
}

const PROVINCE =
  '(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古?|广西|西藏|宁夏|新疆|香港|澳门|中国|大陆|海外|美国|加拿大|日本|韩国|澳洲|德国|法国|英国)'
const TOWN =
  '(?:武汉|成都|石家庄|太原|沈阳|长春|哈尔滨|南京|杭州|合肥|福州|南昌|济南|郑州|长沙|广州|海口|贵阳|昆明|西安|兰州|西宁|银川|大连|青岛|深圳|苏州|无锡|安庆|安康)'
const PLACE = new RegExp(
  `^(?:来自\\p{Script=Han}{2,12}|${PROVINCE}(?:省|市)?(?:${TOWN}市?)?|\\p{Script=Han}{2,10}(?:省|市|县|区|镇|乡|自治州))$`,
  'u',
)
/** 某工厂, 第三中学: where somebody works or lives. */
const WORKPLACE =
  /^\p{Script=Han}{2,14}(?:工厂|公司|学校|大学|学院|医院|单位|集团|车间|中学|小学|小区|社区|街道|煤矿|农场|监狱|法院|派出所|公安局|[一二三四五六七八九十]中|村|厂)$/u
const TOWN_ALONE = new RegExp(`^${TOWN}$`)
/** What is as likely somebody's name: a town alone, and 江西小草. */
const PERHAPS_PLACE = new RegExp(`^(?:${TOWN}$|${PROVINCE})`)
const NOTE =
  /^(?:\d{1,3}|男|女|男性|女性|m|f|\d{1,3}岁|(?:19|20)\d\d年?生?|\d{1,2}后|汉族|汉|回族|满族|藏族|维族|教师|教授|老师|(?:已|已经|早已|现|刚)(?:退休|离休|下岗|失业|结婚|离婚|务农|毕业)(?:工人|职工|教师|干部)?|农民|村民|市民|居民|职工|员工|党外人士|群众|离休|内退|下岗|离休干部|退休干部|博士|硕士|研究生|本科|大专|高中|初中|小学|小学生|高中生|初中生|警察|民警|狱警|记者|作家|画家|科员|处长|科长|局长|厂长|村长|校长|院长|书记|主任|董事长|总经理|企业家|店主|保安|保姆|厨师|技术员|服务员|营业员|家庭妇女|已婚|未婚|丧偶|工人|学生|大学生|中学生|干部|医生|护士|军人|退休|退休工人|退休教师|公务员|职员|经理|司机|商人|老板|律师|工程师|会计|个体户|无业|务工|打工|备注|无)$/

/** 家住广东, 1958年生, 今年45岁, 党龄20年. */
const LIVES =
  /^(?:(?:家住|住在?|来自|籍贯|祖籍|户籍|老家|现居|居住在?|在)\p{Script=Han}{2,12}|(?:今年|现年|年龄|享年|时年)?\d{1,3}岁左?右?|\p{Nd}{2,4}年?(?:出生|生人|生)|(?:党龄|工龄|年龄|生于|入党|入团)\p{Nd}{1,4}年?|性别[男女]|[男女]性?\d{1,3}岁?)$/u
/** What somebody was in the organisation, beside what she leaves. */
const PARTY_TITLE =
  /^(?:老|预备|前|原|原是|曾是|是|退休|优秀|普通)?(?:中共)?(?:老|预备|正式)?[党团队](?:员|委)?(?:书记|委员|支书|干部)?$/

/** Something about somebody, and nobody's name: a place, an age, a trade, a telephone. Never on its own. */
export function noteOf(word: string): 'note' | 'perhaps' | undefined {
  if (
    NOTE.test(word) ||
    PLACE.test(word) ||
    LIVES.test(word) ||
    isWorkplace(word) ||
    /^\+?\d[\d-]{4,}$/.test(word) ||
    isDay(word)
  )
    return 'note'
  return PERHAPS_PLACE.test(word) ? 'perhaps' : undefined
}

/** 老党员, 团委书记: what somebody was, where it stands behind her name. In front of one it is her title, or somebody else. */
export function isOffice(word: string): boolean {
  return PARTY_TITLE.test(word)
}

function isWorkplace(word: string): boolean {
  return word.length > 3 && WORKPLACE.test(word)
}

/** Nothing but a place: a head of a part, or somebody who is called so. */
export function isPlace(word: string): boolean {
  return (
    PLACE.test(word) ||
    TOWN_ALONE.test(word) ||
    isWorkplace(word) ||
    /^(?:周|星期|礼拜)[一二三四五六日天]$/.test(word)
  )
}

export function isDay(text: string): boolean {
  return (
    /^(?:日期|时间|date)?[\s:]*(?:\d{2,4}|[二一〇零○九0-9]{4})\s*[年.\-/]\s*[\d一二三四五六七八九十]{1,3}\s*[月.\-/]\s*[\d一二三四五六七八九十]{1,3}\s*[日号]?$/.test(
      text,
    ) ||
    /^[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*[日号]$/.test(text) ||
    /^(?:\d{4}|[一二三四五六七八九〇零○]{4})\s*年(?:\s*[\d一二三四五六七八九十]{1,3}\s*月份?)?$|^[\d一二三四五六七八九十]{1,3}\s*月份?$|^(?:星期|礼拜)[一二三四五六日天]$|^[\d一二三四五六七八九十]{1,3}\s*[日号]$/.test(
      text,
    )
  )
}

const NOBODY_IN_PARTICULAR =
  /^(?:我|我们|咱们|咱|俺|他|她|它|他们|她们|你|您|你们|您们|大家|各位|某人|某某|某|同上|同前|无名氏?|有的|有些|部分|一些|未完|待补|某某某|路人甲?|查无此人|匿名|佚名|不详|未知|保密|全家|全家人|一家|一家人|家人|所有人|其他人|其余|其它|以上|以下|谢谢|多谢|感谢|你好|您好|大家好|好的|好|收到|麻烦|辛苦了|请|拜托|姓名|名字|名单|合计|小计|备注|签名|声明人|等|等等|人|位|名|共|无|有|是|否|对|不|没有|暂无|员|籍|的|了|过|其|人员|the|from|of|and|空|空白|完|完毕|结束|同意|自愿|愿意|声明|作废|特此声明|属实|登记|已登记|发表|请发表|已发表|待定|重复|作者|本人签名|另外|还有|以及|其中|包括|分别|今天|昨天|明天|上午|下午|晚上|电话|手机|微信|短信|邮箱|地址|编号|序号|日期|时间|地点|第一批|第二批|夫妻|夫妇|父子|母女|父女|母子|兄弟|姐妹|一家人|双方|两人|三人|二人|me|myself|we|i|you|thanks|thank you|hello|hi|names?|etc|none|unknown|anonymous|n\/a|yes|no|ok|total|test)$/
/** Who passes a list on, and is not on it. */
const HELPER =
  /^(?:义工|志愿者|联系人|代发人?|转发人?|代转人?|递交人?|报送人?|填表人?|登记人|经办人?|代办人?|整理人?|收集人|记录人|制表人?|劝退人|讲真相者|讲真相人|审核人?|上报人?|负责人|发件人|收件人|发送人|提交人|证明人|见证人|介绍人|推荐人|from|to|cc|sender)$/
const SPEAKS =
  /^(?:以上|上述|(?:我们?|咱们?|俺们?)(?:叫|姓|要|想|和|与|已|都|全|一家|家|决定|是|也|现|在|很|把|从|被|曾|愿|小时|当)|(?:请|希望|但愿|祝愿?|感谢|谢谢|麻烦|拜托|尊敬|敬爱|亲爱|致|其他|其余|其它|另外|还有|还没|还在|还要|没想|没有|再也|让我|跟我|和我|贵中心|贵网|别人|以后|明天|下次|如果|因为|所以|但是|由于|关于|正在|已经|暂时|尚未|不知|没有|只要|虽然|从前|当年|小时候|兹有|现有|今有)\p{Script=Han}{2,})|.{3}(?:吗|呢|吧|再报|再说|处理|查收)$/u
const MORE =
  /^(?:全体|所有|该村|该厂|该校|本村|本厂|本校|有的|有些|部分|许多|很多|好多|一些|几个|多名|数名|广大|大批|各位).|若干$|等(?:人|同事|朋友|好友|同学|亲友|亲戚|家人|邻居|村民|职工|员工|老师|学生|同胞|同志|群众|多人|数人)|(?:一家|全家|夫妇|夫妻|两口子?|家人|父子|母女|母子|父女|姐妹|姊妹|兄弟|兄妹|姐弟|祖孙|婆媳|等人|等等|等|们|亲友|等多人|等数人)$|(?:一家|全家|夫妇|夫妻|两口|父子|母女|母子|父女|姐妹|姊妹|兄弟|兄妹|姐弟|祖孙|婆媳|一行)(?:共|有|都|全|老少|老小)?(?:[\d一二三四五六七八九十两几数多]{0,3}(?:口|人|个|位|名|代)人?|俩|仨|都|全都|们)?$|等(?:共|约|近)?[\d一二三四五六七八九十百两几数多]+余?(?:口|人|个|位|名)|为首|为代表|带头|[\d一二三四五六七八九十两几]口之?人?家?$/
/** 张三1人, 李四三人. */
const COUNTED_NAME = /\d(?:人|口|名|位)|..[二三四五六七八九十两](?:人|口|名|位)$/
/** 王小明2: as likely what she leaves, or a number of the list. */
const CODE_AT_END = /^\p{Script=Han}{2,4}(?:1|2|3|12|13|23|123)$/u
/** Several names in one word: 张三和李四, Tom and Anna. */
const TOGETHER = /^\p{Script=Han}{2,3}(?:和|与|及|跟|同|、)\p{Script=Han}{2,3}$/u
const TOGETHER_LATIN = / (?:and|und|et|y|e|og|och|en) /
const WITH_KIN = new RegExp(
  `(?:.(?:和|与|及|跟|同|以及)(?:其|他的?|她的?|我的?)?|^(?:和|与|跟|同)我的?)(?:${ELDER})?(?:${KIN}|${FRIEND})|(?:之|的)(?:${ELDER})?(?:妻|夫|父|母|子|女|弟|兄|妹|姐)子?$`,
  'u',
)
const CONTACT =
  /@|https?:|www\.|\d{5,}|^(?:qq|微信号?|wechat|tel|手机号?|电话号?码?|e-?mail|whatsapp|telegram|skype|邮箱|住址|身份证号?码?)$/

/** 张三代李四, 林小雨替母亲王芳 */
const BY_ANOTHER = /^\p{Script=Han}{2,3}[代替帮]\p{Script=Han}{2,}$/u

/** 三妹, 二姐: a relation, and as well what somebody is called. */
export function isNickname(word: string): boolean {
  return /^[二三四五六七八九小老][妹姐哥弟叔姨姑舅嫂]$/.test(word)
}

/** A word of a label that says the name behind it is of somebody who passes the list on. */
export function isHelper(word: string): boolean {
  return HELPER.test(word)
}

/** A name as it would be taken, or why it is none. */
export function nameOf(written: string): { name: string; guesses: Guess[] } | { reason: Reason } {
  if (written.length > NAME_MAX * 4) return { reason: 'too-long' }
  const name = cleanName(written)
  const folded = fold(name)
  const han = name.match(/\p{Script=Han}/gu)?.length ?? 0
  if (hasUnreadable(name) || !name.isWellFormed()) return { reason: 'unreadable' }
  if (!hasLetter(name)) return { reason: 'no-name' }
  if (CONTACT.test(folded)) return { reason: 'contact' }
  if (!/\p{L}/u.test(name)) return { reason: 'number-only' }
  if (NOBODY_IN_PARTICULAR.test(folded) || /姓名|名单/.test(folded)) return { reason: 'no-name' }
  if (HELPER.test(folded)) return { reason: 'helper-or-name' }
  if (SPEAKS.test(folded)) return { reason: 'sentence' }
  if (relationOf(folded) !== undefined && !isNickname(folded)) return { reason: 'no-name' }
  if (CODE_AT_END.test(folded)) return { reason: 'organisation-in-name' }
  if (namesOrganisation(folded) || statementOf(folded.replace(/^[\s.·'-]+/, '')) !== null)
    return { reason: 'organisation-in-name' }
  if (lengthOf(folded.replace(/\p{M}/gu, '')) > 2 && (MORE.test(folded) || COUNTED_NAME.test(folded)))
    return { reason: 'more-people' }
  if ((TOGETHER.test(folded) && lengthOf(folded) > 4) || TOGETHER_LATIN.test(folded) || WITH_KIN.test(folded))
    return { reason: 'perhaps-several' }
  if (folded.includes('"') || BY_ANOTHER.test(folded) || isGluedPair(name))
    return { reason: 'perhaps-several' }
  if (ALIAS_INSIDE.test(folded) && !/[(（]/.test(name)) return { reason: 'perhaps-several' }
  if (/[。!?…]/.test(folded) || han > HAN_NAME_MAX || folded.split(' ').length > WORDS_MAX)
    return { reason: 'sentence' }
  if (lengthOf(name) > NAME_MAX) return { reason: 'too-long' }
  return { name, guesses: han > 4 && !name.includes('·') ? ['long-name'] : [] }
}

/** Words of sentences, in what is too long to be a second name; 不再沉默的教师 may stand between commas. */
export function isProse(folded: string, gap: Gap): boolean {
  if (gap === 'mark' || gap === 'break' || (gap === 'comma' && /[的·]/.test(folded))) return false
  return (
    folded.length > 3 &&
    /[由把被给让就才再还没得到在这那什怎虽我你他她们了着过吗呢吧也都代替帮办]/.test(folded)
  )
}
