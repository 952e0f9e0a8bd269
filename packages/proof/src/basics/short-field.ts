/**
 * Short fields as people type and paste them: keyboards set full width, telephones make dashes long, chats put blanks in that
 * nobody sees, and whoever copies out of a sentence takes its full stop along. What is folded away here never carries
 * meaning; what could carry some stays, and the reader of the field refuses it. So nothing is normalised by NFKC, to
 * which `²` is a two, and no letter of another alphabet becomes one of ours.
 *
 * What is longer than `most` (UTF-16 units) is empty before anything is done with it: nobody types it, and no field takes an
 * empty text. Each of these is idempotent, and costs time in proportion to the length.
 */

/** The first step everywhere: half width, ASCII digits, one kind of dash, single blanks, nothing invisible. */
export function foldField(typed: string, most: number): string {
  if (typed.length > most) return ''
  return (
    typed
      // Half a character would become another one together with the half behind what is taken out.
      .replace(/\p{Cs}/gu, '\ufffd')
      .replace(BREAKS, ' ')
      .replace(INVISIBLE, '')
      .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET))
      .replace(FOREIGN_DIGIT, digitOf)
      .replace(DASH, '-')
      .replace(BLANKS, ' ')
      .trim()
  )
}

/** A code of letters and digits, grouped however: without blanks and dashes, and without what stands around it. */
export function foldCode(typed: string, { most, letters }: CodeField): string {
  const code = between(foldField(typed, most), INSIDE_CODE).replace(/[ -]/g, '')
  // ASCII alone: `ı` in capitals is `I`, which many a code reads as a one.
  return letters === 'upper'
    ? code.replace(/[a-z]/g, (letter) => letter.toUpperCase())
    : code.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

interface CodeField {
  readonly most: number
  readonly letters: 'upper' | 'lower'
}

/** A token in base64url, to which dashes and low lines belong: without blanks, and without what stands around it. */
export function foldToken(typed: string, most: number): string {
  return between(foldField(typed, most).replaceAll(' ', ''), INSIDE_TOKEN)
}

/**
 * The digits of a whole number, grouped by threes or fours or not at all, with or without the word for "number"; empty for
 * anything else. A sign, a fraction, and two numbers beside each other are none.
 */
export function foldNumber(typed: string): string {
  const [, number = ''] = NUMBER.exec(foldField(typed, NUMBER_MOST)) ?? []
  return number.replace(/\D/g, '')
}

/** `YYYY-MM-DD` of a day that is written year, month, day; empty for anything else. There need not be such a day. */
export function foldDay(typed: string): string {
  const [, year, month = '', day = ''] = YEAR_MONTH_DAY.exec(foldField(typed, NUMBER_MOST)) ?? []
  return year === undefined ? '' : [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')
}

/** A day of birth as far as a paper has it: `1968-05-17`, `1968-05`, `1968`; passports write what they lack as `00`. */
export function foldBirth(typed: string): string {
  const [, year = '', month = '00', day = '00'] = BIRTH.exec(foldField(typed, NUMBER_MOST)) ?? []
  if (year === '' || (Number(month) === 0 && Number(day) !== 0)) return ''
  return [year, month, day]
    .filter((part) => Number(part) !== 0)
    .map((part) => part.padStart(2, '0'))
    .join('-')
}

/** A name in Latin letters: as it was typed, the comma of a passport in one writing (`WANG, Xiaoming`). */
export function foldLatinName(typed: string, most: number): string {
  const parts = foldField(typed, most).normalize('NFC').split(/[,、]/)
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(', ')
}

/** A day, or digits enough for any number here, with whatever groups them and what a sentence has around it. */
const NUMBER_MOST = 64

/** What lines are broken with, and tabs: a blank, and not nothing. */
const BREAKS = /[\t-\r\u0085]/g
/** Controls, marks of direction, joiners, variation selectors, tags, and the letters that are blank. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
const FULL_WIDTH = /[\uff01-\uff5e]/g
const FULL_WIDTH_OFFSET = 0xfee0
/** Beside what Unicode calls a dash: low and hyphen bullets, the minus, and the bar of Japanese keyboards. */
const DASH = /[\p{Pd}\u02d7\u2043\u2212\u30fc\uff70]/gu
const BLANKS = /[\p{Z}\u2800]+/gu

/** The zeros of Uyghur, Tibetan and Mongolian keyboards; their other digits follow them. */
const ZEROS = [0x660, 0x6f0, 0xf20, 0x1810]
const FOREIGN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0f20-\u0f29\u1810-\u1819]/g

function digitOf(sign: string): string {
  const code = sign.charCodeAt(0)
  const zero = ZEROS.find((first) => code >= first && code < first + 10) ?? code
  return String(code - zero)
}

const NUMBER =
  /^[#("'“‘「『《〈【<[]{0,4} ?(?:№|N[or]\.?|第)? ?(\d+|\d{1,3}(?:[ ,.'’]\d{3})+|\d{1,4}(?:[ ,]\d{4})+) ?[号號]?[.,;:!?。、…)"'”’」』》〉】>\]]{0,8}$/iu
const YEAR_MONTH_DAY =
  /^["'“「(]?(\d{4})(?:[-/.]| ?年 ?)(\d{1,2})(?:[-/.]| ?月 ?)(\d{1,2}) ?日?[.,;。、)"'”」]{0,4}$/u

const BIRTH =
  /^(\d{4})(?: ?年)?(?:(?:[-/.]| ?年 ?)(\d{1,2})(?: ?月)?(?:(?:[-/.]| ?月 ?)(\d{1,2}) ?日?)?)?[.。]?$/u

const INSIDE_CODE = /[^\p{P}\p{S} ](?:.*[^\p{P}\p{S} ])?/su
const INSIDE_TOKEN = /[\w-](?:.*[\w-])?/s

/** From the first to the last character that can be part of it. */
function between(text: string, inside: RegExp): string {
  return inside.exec(text)?.[0] ?? ''
}
