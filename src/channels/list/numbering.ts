/** The number of a line on the list, as far as the line alone can tell. */
export interface Numbering {
  /** Where what it numbers begins. */
  readonly end: number
  readonly style: 'mark' | 'stem' | 'letter' | 'blank' | 'glued' | 'han-glued'
  readonly value: number
}

const HAN_DIGITS = '零一二三四五六七八九'
const FORMAL = '〇壹贰叁肆伍陆柒捌玖'
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const HAN = '[一二三四五六七八九十百零〇○廿卅壹贰叁肆伍陆柒捌玖拾]{1,5}'
/** Numbers that are one character: ① ⑪ ㊿ ❶ ⒈ ⑴ ㈠ ㊀ ⒜ ⓐ Ⅳ 〡 🄂 ㈎ ㋐ ² */
export const ONE_SIGN =
  /^(?:[\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u24ff\u2776-\u2793\u3192-\u3195\u3200-\u3229\u3251-\u327b\u3280-\u3289\u32b1-\u32bf\u32d0-\u32fe\u2160-\u217f\u3021-\u3029\u3038-\u303a]|\ud83c[\udd00-\udd0c])[\u2160-\u217f]{0,4}\ufe0f?[ \t]?[、.,:)-]?[ \t]?/
/** What may stand behind a number: ༡། १। 1》 1】 */
const MARK = '[、.,:;)#/|。।॥།༽\'"-]'
const BRACKETED = new RegExp(
  `^\\([ \\t]?第?(?:\\p{Nd}{1,5}|${HAN}|[a-z]|[ivx]{1,5}|[${STEMS}])[ \\t]?[名号位]?[ \\t]?\\)[ \\t]?[、.,:-]?[ \\t]?`,
  'u',
)
/** 《1》, and the first cell of a row of quoted ones. */
const QUOTED = /^"[ \t]?\p{Nd}{1,5}[ \t]?"[ \t]?[、.,:-]?[ \t]?/u
const ORDINAL = new RegExp(
  `^第[ \\t]?(?:\\p{Nd}{1,4}|${HAN})(?:[个名位号人条]{1,2}[ \\t]?[、.:,)-]?[ \\t]?|[ \\t]?[、.:,)-][ \\t]?|[ \\t])`,
  'u',
)
const NUMBER_SIGN =
  /^(?:no\.?|nr\.?|№|#|编号|序号|号码)[ \t]?[:.]?[ \t]?\p{Nd}{1,6}(?!\p{Nd})[ \t]?[、.:,)-]?[ \t]?/u
const DIGITS_MARK = new RegExp(
  `^\\p{Nd}{1,5}(?:\\ufe0f?\\u20e3|[ \\t]?号)?[ \\t]?${MARK}[ \\t]?(?!\\p{Nd})`,
  'u',
)
/** 1.2, and 11.29, which is as likely a day. */
const DIGITS_LEVELS = /^\p{Nd}{1,2}(?:[.-]\p{Nd}{1,2}){1,3}[.、:]?[ \t](?=[\p{L}("'])/u
const DIGITS_SIGN = /^\p{Nd}{1,4}(?:\ufe0f?\u20e3|[ \t]?号)[ \t]?/u
const DIGITS_BLANK = /^\p{Nd}{1,5}[ \t](?=[\p{L}("'])/u
const DIGITS_GLUED = /^\p{Nd}{1,4}(?=\p{Script=Han})(?![人名位口岁年月日号个点世代后])/u
const HAN_MARK = new RegExp(`^(${HAN})[ \\t]?[、.,:;)-][ \\t]?`)
const HAN_BLANK = new RegExp(`^(${HAN})[ \\t](?=\\p{L})`, 'u')
/** 一张三, 第二李四: only where the line beside it numbers on. */
const HAN_GLUED = new RegExp(`^第?(${HAN})(?=\\p{Script=Han}{2})`, 'u')
const STEM = new RegExp(`^([${STEMS}])[ \\t]?[、.,:)-][ \\t]?`)
const LETTER_SURE = /^(?:[\p{L}--\p{Script=Han}]|[ivx]{1,5})\)[ \t]?/v
const LETTER_BEFORE_HAN = /^(?:[a-z]|[ivx]{1,5})[.:][ \t]?(?=[\p{Script=Han}"(])/u
/** 가. ア. — nobody shortens a name so in these scripts. */
const SYLLABLE = /^[\uac00-\ud7a3\u3131-\u314e\u30a2-\u30f3][.、:][ \t]?(?=\p{L})/u
const LETTER = /^([a-z])[ \t]?[、,][ \t]?/

/** Ways that need no neighbour: nobody is called that. */
const SURE = [
  ONE_SIGN,
  BRACKETED,
  QUOTED,
  ORDINAL,
  NUMBER_SIGN,
  DIGITS_MARK,
  DIGITS_SIGN,
  DIGITS_LEVELS,
  LETTER_SURE,
  LETTER_BEFORE_HAN,
  SYLLABLE,
]

/** What numbers a line, if anything does. Folded text without blanks in front. */
export function numberingOf(text: string): Numbering | null {
  for (const way of SURE) {
    const [taken] = way.exec(text) ?? []
    if (taken)
      return { end: taken.length, style: 'mark', value: Number.parseInt(/\d+/.exec(taken)?.[0] ?? '0', 10) }
  }
  const han = HAN_MARK.exec(text)
  if (han) return { end: han[0].length, style: 'mark', value: hanValue(han[1] ?? '') }
  const digits = DIGITS_BLANK.exec(text)
  if (digits) return { end: digits[0].length, style: 'mark', value: Number.parseInt(digits[0], 10) || 0 }
  const glued = DIGITS_GLUED.exec(text)
  if (glued && !text.startsWith('3退'))
    return { end: glued[0].length, style: 'glued', value: Number.parseInt(glued[0], 10) || 0 }
  const stem = STEM.exec(text)
  if (stem) return { end: stem[0].length, style: 'stem', value: STEMS.indexOf(stem[1] ?? '') + 1 }
  const letter = LETTER.exec(text)
  if (letter)
    return { end: letter[0].length, style: 'letter', value: (letter[1] ?? 'a').charCodeAt(0) - 0x60 }
  const blank = HAN_BLANK.exec(text)
  if (blank) return { end: blank[0].length, style: 'blank', value: hanValue(blank[1] ?? '') }
  const joined = HAN_GLUED.exec(text)
  return joined && { end: joined[0].length, style: 'han-glued', value: hanValue(joined[1] ?? '') }
}

/** Whether it may be a name as well: 甲 and 丁 are surnames. Then only the line before or behind can tell. */
export function needsNeighbour({ style }: Numbering): boolean {
  return style === 'stem' || style === 'letter' || style === 'blank' || style === 'han-glued'
}

/** Whether two neighbouring lines number on. */
export function numbersOn(first: Numbering | null, second: Numbering | null): boolean {
  return first !== null && second !== null && first.style === second.style && second.value === first.value + 1
}

/** 二十三, 廿三, 一百零五, 二三: as people count. Good up to 199, which is all that numbering needs. */
function hanValue(text: string): number {
  let value = 0
  let digit = 0
  for (const sign of text) {
    const known = Math.max(HAN_DIGITS.indexOf(sign), FORMAL.indexOf(sign))
    if (known >= 0) digit = digit * 10 + known
    else {
      const unit = { 十: 10, 拾: 10, 百: 100, 廿: 20, 卅: 30 }[sign] ?? 0
      value += unit >= 20 && unit < 100 ? unit : Math.max(digit, 1) * unit
      digit = 0
    }
  }
  return value + digit
}

/** How many a number in a sentence is: 30, 三十. */
export function countOf(text: string): number {
  const digits = text.replace(/\p{Nd}/gu, (sign) => String(decimal(sign)))
  return /^\d+$/.test(digits) ? Number(digits) : hanValue(text.replace(/两/g, '二'))
}

/** Digits of every script stand in tens, from nought. */
function decimal(sign: string): number {
  const point = sign.codePointAt(0) ?? 0
  let zero = point
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && point - zero < 9) zero -= 1
  return point - zero
}
