import { isFamily } from './family-names.ts'
import { fold } from './fold.ts'
import { type Statement, statementOf } from './organisations.ts'
import { type Somebody } from './people.ts'

/**
 * Most lines of most lists are a number, somebody's name and what she leaves. They are read here, at once, and only where nothing else
 * could be made of them: `quick.test.ts` holds that the long way says the same of whatever is read so.
 */
const LINE =
  /^[ \t\u3000]{0,8}(?:[0-9０-９]{1,5}[、.．)）](?![0-9０-９])[ \u3000]?)?([\u4e00-\u9fff]{2,3})(?:[，,：:\t\u3000 ][ \u3000]{0,2}([\u4e00-\u9fff]{1,12}))?[ \u3000。]{0,4}$/

/** Signs of words that are no name, or that say something of one. Whoever has one in hers is read the long way. */
const SAYS_SOMETHING = new Set(
  '党黨谠讜团團糰队隊退三叁参參仨全脱脫离離声聲明中共产產青少先锋鋒红紅领領巾组組织織员員籍入加戴当當未没沒不无無非别別已曾要想愿願意同意办辦都各均皆也今现現一二四五六七八九十百千两兩几幾零〇人名位口个個岁歲年月日号號点世代后後代替帮幫为為转轉妻夫父母子女儿兒兄弟姐妹媳婿叔姑姨舅婶嬸嫂侄爸妈媽爹娘爷爺奶祖孙孫外公婆姥岳丈哥弟姐妹亲親戚属屬友事学學邻鄰居街坊战戰乡鄉客网網师師傅徒亡故去逝世死老男汉漢回满滿藏维維工农農民生军軍医醫护護商律会會计計个个体務公务干部教授退休职職经經理司机機书書记記主任长長董总總省市县縣区區镇鎮村州厂廠校院所局社京津海南北西东東江河湖山川广廣港澳台湾灣国國美德法英韩日加住家籍贯等们們之的和与與及跟即又叫化真实實笔筆昵称稱原本自己我你您他她它各某佚匿谢謝感请請拜托好是否对對有空完毕签簽单單册冊录錄表数數合总作废廢属屬重复複者双雙其余餘另还還包括分别早午晚夜间間期时時地址电電话話手微信短邮郵编編备備注登发發待定义義志联聯系报報送填经整收集证證见見介推为首带帶头頭口以上下述左右批页頁部次张版续續附春夏秋冬多些若众眾壹贰貳叄肆伍陆陸柒捌玖拾廿卅丶天阳陽',
)

/** What words of one kind say, so that each is looked up once. They are words of organisations, and nobody's. */
const KNOWN = new Map<string, Statement | null>()
const KNOWN_MAX = 512

/** Somebody, as a line says her that could be read in no other way; or null. */
export function quickly(line: string): Somebody | null {
  const found = LINE.exec(line)
  const name = found?.[1]
  if (name === undefined || !isPlainName(name)) return null
  const words = found?.[2]
  if (words === undefined) return somebody(name, null)
  const statement = plainStatement(words)
  return statement && somebody(name, statement)
}

export function isPlainName(name: string): boolean {
  if (!isFamily(name.charAt(0))) return false
  for (let at = 0; at < name.length; at += 1) if (SAYS_SOMETHING.has(name.charAt(at))) return false
  return true
}

function plainStatement(words: string): Statement | null {
  const known = KNOWN.get(words)
  if (known !== undefined) return known
  const folded = fold(words)
  const statement = /^[均都全共一各同]/.test(folded) ? null : statementOf(folded)
  const plain = statement === 'nothing' ? null : statement
  if (plain && KNOWN.size < KNOWN_MAX) KNOWN.set(words, plain)
  return plain
}

function somebody(name: string, statement: Statement | null): Somebody {
  return {
    name,
    left: statement?.left ?? null,
    basis: null,
    nameKind: null,
    guesses: new Set(statement?.guesses),
    after: 'other',
  }
}
