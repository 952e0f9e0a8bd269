/**
 * The commonest family names, and those of two characters. They decide little: whether a blank, or 和, parts two people, and
 * whether a word is asked about as two names glued to each other.
 */
const COMMON = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭蔣餘葉蘇呂盧鍾譚陸範賈韋鄒閻龍賀顧龔萬錢嚴湯',
)
const DOUBLE =
  /^(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|皇甫|尉迟|尉遲|公孙|公孫|慕容|司徒|令狐|夏侯|东方|東方|西门|西門|南宫|南宮|端木|第五|长孙|長孫|宇文|独孤|獨孤)$/

export function isFamily(sign: string): boolean {
  return COMMON.has(sign)
}

export function isDoubleFamily(word: string): boolean {
  return DOUBLE.test(word)
}

/** 张三李四, 林小雨王小明, 张三李四王五: as likely several people as one. */
export function isGluedPair(name: string): boolean {
  if (!/^\p{Script=Han}{4,9}$/u.test(name) || !isFamily(name.charAt(0))) return false
  return [2, 3].some((at) => {
    const rest = name.slice(at)
    return isFamily(rest.charAt(0)) && (rest.length === 2 || rest.length === 3 || isGluedPair(rest))
  })
}
