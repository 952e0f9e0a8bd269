import { ONE_SIGN } from './numbering.ts'

/** What parts a word from the one before it. */
export type Gap = 'start' | 'none' | 'blank' | 'comma' | 'mark' | 'colon' | 'dash' | 'break'

export interface Token {
  readonly kind: 'word' | 'bracket' | 'quoted'
  /** As it is written, and as it is compared. */
  readonly text: string
  readonly folded: string
  readonly gap: Gap
}

interface Source {
  readonly text: string
  readonly folded: string
  /** The number that would be next, where the line began with one: `1、张三 2、李四` numbers on inside of a line. */
  readonly nextNumber: number | null
}

const GAPS: Readonly<Record<string, Gap>> = {
  ' ': 'blank',
  '*': 'blank',
  '\t': 'comma',
  ',': 'comma',
  '、': 'mark',
  '/': 'mark',
  '+': 'mark',
  '&': 'mark',
  ')': 'none',
  ':': 'colon',
  ';': 'break',
  '。': 'break',
  '|': 'comma',
}
const STRENGTH: readonly Gap[] = ['none', 'blank', 'dash', 'comma', 'mark', 'colon', 'break', 'start']
const HAN = /\p{Script=Han}/u
const NUMBER_INSIDE =
  /\(?[ \t]?(\d{1,4})(?:[ \t]?[、.:)]\)?[ \t]?|(?<=[ \t,、;]\d{1,4})(?:[ \t](?=[\p{L}"])|(?=\p{Script=Han})))(?=[\p{L}"])/uy

/** The words of a line and what parts them, in one pass. Blanks are single ones. */
export function tokensOf({ text, folded, nextNumber }: Source): Token[] {
  const tokens: Token[] = []
  let gap: Gap = 'start'
  let wordStart = -1
  let number = nextNumber
  const widen = (next: Gap) => {
    if (gap !== 'start' && STRENGTH.indexOf(next) > STRENGTH.indexOf(gap)) gap = next
  }
  const push = (kind: Token['kind'], start: number, end: number) => {
    const written = text.slice(start, end).trim()
    if (written === '') return
    tokens.push({ kind, text: written, folded: folded.slice(start, end).trim(), gap })
    gap = 'none'
  }
  const endWord = (at: number) => {
    if (wordStart >= 0) push('word', wordStart, at)
    wordStart = -1
  }
  // 张**: what somebody hid of a name is part of it. **张三** is how some programs write bold letters.
  const star = folded.indexOf('*')
  const isMask = star > 0 && HAN.test(folded.charAt(star - 1)) && !/[党团队退]/.test(folded.charAt(star - 1))
  for (let at = 0; at < folded.length;) {
    const sign = folded.charAt(at)
    const numbered = number !== null && /[\d(]/.test(sign) ? numberAt(folded, at, number) : 0
    const circled =
      numbered === 0 && sign >= '\u2160' ? (ONE_SIGN.exec(folded.slice(at, at + 8))?.[0].length ?? 0) : 0
    if (numbered + circled > 0) {
      endWord(at)
      widen('mark')
      if (numbered > 0 && number !== null) number += 1
      at += numbered + circled
      continue
    }
    if (sign === '(' || sign === '"') {
      const close = folded.indexOf(sign === '(' ? ')' : '"', at + 1)
      const end = close < 0 ? (sign === '(' ? folded.length : at + 1) : close
      endWord(at)
      const isName = sign === '"' && !/[,、;/|:(\t]/.test(folded.slice(at, end))
      if (sign === '(' || isName) push(sign === '(' ? 'bracket' : 'quoted', at + 1, end)
      at = sign === '(' || (isName && close >= 0) ? end + 1 : at + 1
      continue
    }
    const next =
      isMask && sign === '*' ? undefined : (GAPS[sign] ?? dashAt(folded, at) ?? apostropheAt(folded, at))
    if (next === undefined) {
      if (wordStart < 0) wordStart = at
    } else {
      endWord(at)
      widen(next)
    }
    at += 1
  }
  endWord(folded.length)
  return tokens
}

function numberAt(folded: string, at: number, number: number): number {
  NUMBER_INSIDE.lastIndex = at
  const found = NUMBER_INSIDE.exec(folded)
  return found && Number(found[1]) === number ? found[0].length : 0
}

/** A dash parts Chinese words, and joins Latin ones. */
function dashAt(folded: string, at: number): Gap | undefined {
  if (folded.charAt(at) !== '-') return undefined
  return HAN.test(folded.charAt(at - 1)) ||
    HAN.test(folded.charAt(at + 1)) ||
    /[- ]/.test(folded.charAt(at - 1))
    ? 'dash'
    : undefined
}

/** Between letters it is part of a name; anywhere else it is a quotation mark. */
function apostropheAt(folded: string, at: number): Gap | undefined {
  const isInside = /[[\p{L}\p{M}]--\p{Script=Han}]'[[\p{L}\p{M}]--\p{Script=Han}]/v.test(
    folded.slice(Math.max(at - 1, 0), at + 2),
  )
  return folded.charAt(at) === "'" && !isInside ? 'none' : undefined
}

/** Whether it stands between marks that part people. */
export function isListed({ gap }: Token, following: Token | undefined): boolean {
  return (
    gap === 'mark' ||
    following?.gap === 'mark' ||
    (gap === 'comma' && (!following || following.gap === 'comma'))
  )
}

export function withoutBrackets(text: string): string {
  return text.replace(/[()[\]{}（）［］｛｝【】〔〕〖〗]/g, '').trim()
}
