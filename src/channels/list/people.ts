import { isDoubleFamily, isFamily } from './family-names.ts'
import { fold, withoutTail } from './fold.ts'
import { gluedRelation, nameOf } from './names.ts'
import { NAME_MAX } from '../text.ts'
import { type Guess, type Left, type Listed, type Reason } from './reading.ts'

/** Somebody on a line, while the line is read. */
export interface Somebody {
  name: string
  left: Left | null
  basis: Listed['basis']
  nameKind: Listed['nameKind']
  guesses: Set<Guess>
  /** What parted her from the one before. */
  readonly after: 'comma' | 'other'
}

/** A word of a name, or all of one; verbatim where it stood in quotes. */
export interface NameWord {
  readonly text: string
  readonly folded: string
  readonly quoted: boolean
}

/** Nobody may be made of it. */
export class Unclear extends Error {
  readonly reason: Reason
  constructor(reason: Reason) {
    super(reason)
    this.reason = reason
  }
}

const HAN = /\p{Script=Han}/u
const AND = /^(\p{Script=Han}{2,4}?)(?:和|与|及|跟)(\p{Script=Han}{2,3})$/u
const OFFICE = /^(?:原|前|老|中共|预备)?[党团队](?:员|委|支)/

/** Whom words name that only blanks part: one person, or each of them, or nobody can tell. */
export function peopleOf(words: readonly NameWord[], after: Somebody['after']): Somebody[] {
  const each = words.map(({ text }) => [...text].length)
  const han = words.map(({ text }) => HAN.test(text))
  if (words.length === 0) return []
  if (words.length === 1) return pairOf(words[0], after) ?? [personOf(words, [], after)]
  // 平凡的 小草: the first says something of the second.
  if (words.slice(0, -1).some(({ folded, quoted }) => !quoted && /..?[的之和与及]$/u.test(folded)))
    throw new Unclear('perhaps-several')
  // 党委书记 李四, 原党员 张三: somebody's office, and no second person.
  if (words.some(({ folded }) => OFFICE.test(folded))) throw new Unclear('perhaps-several')
  // 林 “小” 雨: a sign in quotes is part of a name.
  if (words.some(({ quoted }) => quoted) && each.some((length) => length < 2))
    throw new Unclear('perhaps-several')
  if (words.some(({ quoted }) => quoted)) return words.map((word) => personOf([word], [], after))
  if (han.every((is) => !is)) return [personOf(words, [], after)]
  if (han.some((is) => !is)) {
    if (han.filter(Boolean).length > 1 || words.some(({ folded }) => /^[a-z]$/.test(folded)))
      throw new Unclear('perhaps-several')
    return [personOf(words, ['two-scripts'], after)]
  }
  const [first = 0, second = 0] = each
  // 张 三 may stand so to be as wide as 李小四; 林 小雨 and 欧阳 小雨 as Latin names do.
  const isSpaced = first === 1 ? second <= 2 : isDoubleFamily(words[0]?.text ?? '') && second <= 2
  if (words.length === 2 && isSpaced) return [personOf(words, ['blank-in-name'], after)]
  // 阿依古丽 吐尔逊: a name of another people, or two.
  if (each.every((length) => length >= 3) && words.every(({ text }) => !isFamily(text.charAt(0))))
    throw new Unclear('perhaps-several')
  if (each.every((length) => length >= 2)) return words.map((word) => personOf([word], [], after))
  throw new Unclear('perhaps-several')
}

/** 张三和李四: two, where both have a family name that many people have. */
function pairOf(word: NameWord | undefined, after: Somebody['after']): Somebody[] | null {
  if (!word || word.quoted) return null
  const [, one = '', other = ''] = AND.exec(word.text) ?? []
  const isPair =
    other !== '' && [one, other].every((name) => isFamily(name.charAt(0)) && !/[和与及跟]/.test(name))
  return isPair
    ? [one, other].map((text) =>
        personOf([{ text, folded: fold(text), quoted: false }], ['parted-at-and'], after),
      )
    : null
}

/** Quotes without their other half, and marks at the end. */
const AROUND_NAME = /["”“»«〉〈」』·\u0387.\s-]/
const QUOTE = /["”“»«〉〈」』]/
/** 张三声明：退党 */
const DECLARES = /(?<=\p{Script=Han}{2})(?:郑重|严正|特此|现)?声明$/u

function bareName(written: string): string {
  let start = 0
  while (QUOTE.test(written.charAt(start))) start += 1
  return withoutTail(written.slice(start), AROUND_NAME).replace(DECLARES, '')
}

function personOf(words: readonly NameWord[], guesses: readonly Guess[], after: Somebody['after']): Somebody {
  const [word] = words
  const quoted = words.length === 1 && word?.quoted === true
  const relation = word && !quoted && words.length === 1 ? gluedRelation(word.folded) : undefined
  // A Chinese name has no blank: what parts it is there for the width of the column.
  const blank = guesses.includes('blank-in-name') ? '' : ' '
  const joined = words
    .map(({ text }) => text)
    .join(blank)
    .slice(relation?.length ?? 0)
  if (joined.length > NAME_MAX * 4) throw new Unclear('too-long')
  const written = bareName(joined)
  const found = nameOf(written)
  if ('reason' in found) throw new Unclear(found.reason)
  const all = new Set<Guess>([...guesses, ...found.guesses])
  if (relation) all.add('relation')
  if (!quoted && /\p{Script=Han}[.-]/u.test(fold(written))) all.add('mark-in-name')
  return { name: found.name, left: null, basis: relation?.basis ?? null, nameKind: null, guesses: all, after }
}

/** Lin, Xiaoyu: a Latin name as passports write it. Three with commas are three people. */
export function joinLatin(people: readonly Somebody[]): Somebody[] {
  const [first, second] = people
  if (people.length !== 2 || !first || !second || second.after !== 'comma') return [...people]
  if (first.left !== null && !first.guesses.has('organisation-shared')) return [...people]
  if (first.name.includes(' ') && second.name.includes(' ')) return [...people]
  if ([first, second].some(({ name }) => HAN.test(name) || !/\p{Script=Latin}/u.test(name)))
    return [...people]
  const guesses = new Set<Guess>([...first.guesses, ...second.guesses, 'mark-in-name'])
  const { left, basis, nameKind } = second
  guesses.delete('organisation-shared')
  return [{ name: `${first.name}, ${second.name}`, left, basis, nameKind, guesses, after: first.after }]
}
