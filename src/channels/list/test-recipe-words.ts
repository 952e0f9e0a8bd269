/**
 * What made lists are made of. The reader was changed until it read those of the first two. The third
 * (`test-recipe-kept.ts`) has other people, other words and other habits: it was written when the reader stood, to see how it does. All names are invented.
 */
export interface Words {
  readonly names: readonly string[]
  readonly family: readonly string[]
  readonly given: readonly string[]
  /** What is said to be left, and what that is. */
  readonly plain: readonly Said[]
  /** Codes, ways round a filter, spellings by sound. */
  readonly coded: readonly Said[]
  /** As it stands glued to a name. */
  readonly glued: readonly Said[]
  readonly heads: readonly string[]
  readonly sums: readonly ((count: number) => string)[]
  readonly thanks: readonly string[]
  readonly relations: readonly string[]
  readonly notes: readonly string[]
  readonly numbers: readonly ((at: number) => string)[]
  readonly columns: readonly string[]
  readonly ticks: readonly string[]
  /** Lines that name nobody whom anybody could count. */
  readonly nobody: readonly string[]
  /** Lines that speak of more people than they name; `N` is somebody. */
  readonly more: readonly string[]
}

export type Said = readonly [text: string, left: string]

export const words = (text: string) => text.split('|')
export const said = (text: string): Said[] =>
  words(text).map((one): Said => {
    const [written = '', left = ''] = one.split('=')
    return [written, left]
  })
/** `、` behind the number, `(n)` around it. */
export const numbered = (text: string) =>
  words(text).map(
    (written) => (at: number) =>
      written.replace('n', String(at)).replace('十', han(at)).replace('ｎ', digits(0xff10, at)),
  )
const digits = (zero: number, at: number) =>
  String(at).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))
export const digitsFrom = (zero: number) => (at: number) => `${digits(zero, at)}. `
export const sign = (first: number) => (at: number) => String.fromCodePoint(first + at - 1)
export const counted = (text: string) =>
  words(text).map(
    (written) => (count: number) => written.replace('N', String(count)).replace('十', han(count)),
  )

const HAN = [...'零一二三四五六七八九']
function han(at: number): string {
  const tens = at < 20 ? '' : (HAN[Math.floor(at / 10)] ?? '')
  return at < 10 ? (HAN[at] ?? '') : `${tens}十${at % 10 === 0 ? '' : (HAN[at % 10] ?? '')}`
}

export const FIRST: Words = {
  family: words('林|王|李|张|陈|周|吴|郑|赵|何|刘|黄|杨|蔡|欧阳|上官'),
  given: words('小雨|明|静|芳|伟明|敏|国强|丽华|建军|雪|文|海燕|志红|晓|云飞'),
  names: words(
    '小草|天明|觉醒|春雨|阿强|老王|秀英|平安|冬梅|石头|大海|小燕子|平凡的小草|一个醒悟的人|不再沉默的教师|江边钓鱼的老人|小明妈妈|阿福的奶奶|Amina|John Smith|Mary-Ann O’Neil|Li Xiaoyu|ئامىنە|ནོར་བུ|买买提·艾力|阿依古丽·吐尔逊|小A|晨曦99|陈大文|劉國榮|歐陽小雨|谢|喻',
  ),
  plain: said(
    '退党=党|退团=团|退队=队|退团=团|退队=队|退党团队=党团队|退团队=团队|退党团=党团|三退=党团队|退黨=党|退團退隊=团队|退党、退团=党团|退團、退隊=团队|声明退出中国共产党=党|退出共青团=团|退出中国少年先锋队=队',
  ),
  coded: said(
    'TD=党|TT=团|1=党|2=团|3=队|123=党团队|2/3=团队|退d=党|tuidang=党|三褪=党团队|3退=党团队|退谠=党|TD TT=党团',
  ),
  glued: said('退党=党|退团=团|退队=队|三退=党团队|退团队=团队|退党团队=党团队|TD=党'),
  heads: words(
    '三退名单|三退名单如下：|以下是名单：|名单|退党退团退队名单|大家好，|11月29日三退名单|【三退名单】|姓名：|声明人：',
  ),
  sums: counted('共N人|合计：N人|以上共计十人|总数 N|（N人）|N人'),
  thanks: words('谢谢！|———|2026年11月29日|辛苦了|完|以上|*****'),
  relations: words('妻 |丈夫 |儿子 |代亡父 |朋友 |本人 |妻子：|代母亲 '),
  notes: words('女 45岁|男|四川成都|湖北省|45岁|教师|（北京）|13800138000'),
  numbers: [
    ...numbered('n、|n. |n) |(n)|（n）|十、|ｎ、|ｎ．|第十、|n |n\t|No.n |（十）|- |・|'),
    sign(0x2460),
    digitsFrom(0x660),
  ],
  columns: words('序号|姓名|组织|备注'),
  ticks: words('√|1|是|✓'),
  nobody: words(
    '退党|三退|中国共产党|全家三退|我和妻子退团|妻子，退党|007|???|me@example.org|https://example.org/a|我一九九八年入团，现在郑重声明退出。当初所作的一切誓言全部作废！|共青团、少先队|我们一家都退了|张三退',
  ),
  more: words('N等30人|N等三十人退党|N夫妇退团|N一家三口 三退|N及家人退党|N等人|N 等53名|N一家退队'),
}

export const SECOND: Words = {
  family: words('孙|朱|徐|胡|郭|高|罗|梁|宋|唐|许|韩|冯|彭|肖|田|董|潘|袁|蒋|诸葛|慕容|司徒'),
  given: words('春生|兰|平|玉珍|志远|立|子涵|桂花|浩然|卫东|秋|雅琴|大伟|宝|思源|红梅'),
  names: words(
    '晨光|归真|清泉|正言|阿宝|老赵头|彩霞|如意|山鹰|铁匠|小蜜蜂|望月|知秋|大个子|向往自由的鱼|大山里的孩子|黑夜里的一盏灯|千里之外想回家的人|豆豆爸爸|隔壁卖菜的阿姨|做了三十年会计的老太太|Katja Weber|Nguyen Van An|José|Ludmila|Bo|པདྨ|تۇرسۇن|帕提古丽·卡德尔|阿不都·热合曼|김영수|さくら|阿B|小雨2008|K先生|許文強|諸葛春|邹|毕|张三丰',
  ),
  plain: said(
    '退团=团|退队=队|退党=党|退出少先队=队|退出团、队=团队|退出中共=党|退出党、团、队=党团队|退党退团退队=党团队|退出党团队组织=党团队|聲明退出共青團和少先隊=团队|自愿退出少先队=队|退出中國共產黨=党|已退团=团|退出团组织=团|郑重声明退出党团队=党团队|退党/退团=党团|退队。=队|全退=党团队',
  ),
  coded: said(
    'td=党|TD/TT=党团|12=党团|1,2=党团|3=队|1、2、3=党团队|1+2=党团|退dang=党|tuituan=团|santui=党团队|叁退=党团队|退挡=党|褪党=党|退 党=党|退-队=队|退.党=党|退_党=党|tui dang=党|退共党=党',
  ),
  glued: said('退出党=党|退团=团|退少先队=队|退黨=党|叁退=党团队|退党团=党团|退團隊=团队|tt=团'),
  heads: words(
    '今日三退|三退人员名单：|现将名单发来，请登记：|第一批|石家庄三退名单（11月）|以下人员声明三退：|名單如下|请帮忙三退：|真相电话三退名单|2026-11-29|《三退名单》|退党中心您好：|以下同胞退出：|本周名单',
  ),
  sums: counted(
    '合计N位|共有N名同胞|总计：N|计N人|今天共有N人声明三退|共 N 人。|以上N人|一共十个人|人数：N|Total: N',
  ),
  thanks: words(
    '感谢！|谢谢退党中心|二〇二六年十一月|祝好！|……|(完)|敬礼|谢谢您们的辛苦付出！|=====|11月30日',
  ),
  relations: words('夫 |母亲 |女儿：|代亡母 |同事 |替弟弟 |岳父 |已故父亲 |大儿子 |孙女 |我本人 |邻居 '),
  notes: words('男，62岁|退休工人|河北省|辽宁沈阳|68|（医生）|女|家住广东|1958年生|农民'),
  numbers: [
    ...numbered('n：|n，|[n] |【n】|n。|第n位 |0n、|n号 |n-|〈n〉|序号n：|十. |n　|· |* |> |#n、'),
    sign(0x2474),
    sign(0x2488),
    sign(0x2776),
    digitsFrom(0x966),
    digitsFrom(0xf20),
  ],
  columns: words('编号|姓名|三退类别|地区'),
  ticks: words('✔|Y|有|○|x'),
  nobody: words(
    '退团、退队|少先队|党团队|我们家五口人都退|我妈三退|本人自愿退出|13800138000|？？？|请查收附件|a.b@example.com|我小时候被迫戴过红领巾，现在明白了真相，声明作废。|爸爸退党，妈妈退团|王氏一家|李退|同上|匿名|其他人以后再报|共产党|某某|微信：abc12345|电话 13900139000',
  ),
  more: words(
    'N等共18人|N等十余人 退党|N夫妻 退团|N全家五口退队|N和家人|N等12位同胞声明退出|N兄弟三人|N母子退队|N等多人退党|以N为首的20人退党|N等亲友 三退|N一家人都退',
  ),
}
