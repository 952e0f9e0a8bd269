// Also runs in a browser.
import { foldGb18030 } from './gb18030.ts'

/** Longest name, in code points. The longest seen on real lists has 17. */
export const NAME_MAX = 80
/** Longest text of a declaration, in code points. 99 of 100 are below 1,000. */
export const WORDS_MAX = 4_000

/**
 * Characters that nobody types and that make a text show as something it is not: controls,
 * bidirectional overrides and marks, zero-width spaces, soft hyphens, tags. Zero-width joiners
 * and variation selectors stay: Tibetan, Uyghur and rare Chinese names are written with them.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** Characters that no reader could read: replacement, private use, unassigned. */
const UNREADABLE = /[\ufffd\p{Co}\p{Cn}]/u

/**
 * More marks behind one another than a text may have: as many as Unicode's own limit for whoever normalises (UAX #15,
 * Stream-Safe Text Format). Normalising sorts each run, in a time that is the square of its length. The two marks of
 * half-width kana are letters until they are folded.
 */
const ENDLESS_MARKS = /[\p{M}\uff9e\uff9f]{31}/u

/** The text without what nobody sees. */
export function withoutUnseen(text: string): string {
  return text.replace(INVISIBLE, '')
}

/** In a normal form; with endless marks it stays as it is, and cannot be read. Takes a time in proportion to its length. */
export function normalized(text: string, form: 'NFC' | 'NFKC'): string {
  return ENDLESS_MARKS.test(text) ? text : text.normalize(form)
}

/**
 * A name as it is kept: NFC, one line, single spaces, nothing invisible, nothing private that GBK had a meaning for. Idempotent.
 * One of endless marks is none.
 */
export function cleanName(typed: string): string {
  return normalized(withoutUnseen(foldGb18030(typed)), 'NFC')
    .replace(/[\s\u3000]+/gu, ' ')
    .trim()
}

/** A text as it is kept: NFC, plain line ends, nothing invisible, nothing private that GBK had a meaning for. Idempotent. */
export function cleanText(typed: string): string {
  return normalized(withoutUnseen(foldGb18030(typed).replace(/\r\n?/g, '\n')), 'NFC')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Length as people count: in code points, not in UTF-16 units. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length += 1
  return length
}

/** A letter or digit that leaves ink: the Hangul fillers are letters, and blank. */
const READABLE = /[[\p{L}\p{N}]--\p{Default_Ignorable_Code_Point}]/v

/** More marks on one letter than any script stacks: they would spill over the lines around them. */
const PILED_UP = /\p{M}{7,}/u

/** Whether people can read it: it has a letter or a digit, and nothing that shows as a box. */
export function isReadable(text: string): boolean {
  return hasLetter(text) && !hasUnreadable(text) && !PILED_UP.test(text)
}

/** Whether it has a letter or a digit that shows: `———` and `???` are marks, and no name. */
export function hasLetter(text: string): boolean {
  return READABLE.test(text)
}

/** Whether something of it shows as a box, on most devices. */
export function hasUnreadable(text: string): boolean {
  return UNREADABLE.test(text) || ENDLESS_MARKS.test(text)
}
