import { cellsOf, type Columns, columnsOf, crossSaysNo, type Part, partsOf } from './columns.ts'
import { fold, withoutTail } from './fold.ts'
import { countsIn, headWithout, labelEnd, ofAllAbove, partOf, passes, spokenOf, sumOf } from './headings.ts'
import { type Line, linesOf } from './lines.ts'
import { needsNeighbour, type Numbering, numberingOf, numbersOn } from './numbering.ts'
import { denies, gluedIn, type Statement, statementOf } from './organisations.ts'
import { statementsOfParts } from './parts.ts'
import { type Somebody } from './people.ts'
import { readLine } from './read-line.ts'
import {
  type Guess,
  type Listed,
  type Passed,
  type Place,
  type ReadList,
  type Reason,
  type Unread,
} from './reading.ts'
import { quickly } from './quick.ts'
import { repeatsOf } from './repeats.ts'
import { tokensOf } from './tokens.ts'
import { withoutUnseen } from '../text.ts'

/** What is read of a list at once unless more is asked for, in UTF-16 units: some seven hundred people. Lines beyond it stay as they are. */
const LIST_MAX = 8 * 1024

/** The longest line that is looked at: some seven hundred names. */
const LINE_MAX = 8 * 1024

export interface ReadOptions {
  /** What is read at most, in UTF-16 units. */
  readonly most?: number
  /** What whoever made the list out of a file knows of a line, by its number. */
  readonly about?: ReadonlyMap<number, LineNote>
}

export interface LineNote {
  /** Nobody may be taken from it. */
  readonly held?: Reason
  readonly guesses?: readonly Guess[]
}

/** A line after the first look at it. */
interface Prepared extends Line {
  /** With all of its cells, empty ones too. */
  readonly row: string
  readonly bare: string
  readonly folded: string
  readonly numbering: Numbering | null
  /** Whom it names, where nothing else could be made of it. */
  readonly somebody: Somebody | null
}

export type Found =
  | { readonly is: 'people'; readonly people: readonly Taken[] }
  | { readonly is: 'statement'; readonly statement: Statement; readonly heads: boolean }
  | { readonly is: 'of-all'; readonly statement: Statement; readonly count: number | null }
  | ({ readonly is: 'passed'; readonly as: Passed['as']; readonly says: number | null } & PartHead)
  | { readonly is: 'unread'; readonly reason: Reason }

/** What a line that is passed over says of the people below it, if it is a head; and how many it says they are. */
interface PartHead {
  readonly statement?: Statement
  readonly count?: number
}

interface Taken {
  readonly somebody: Somebody
  readonly cell: number | null
}

/**
 * Read a list of people as collectors write them.
 *
 * It never makes a person of a word that names an organisation, of a number, a heading or a sum, and it counts nobody whom
 * the list only mentions. Whatever could be read in two ways stays a line for the sender to settle; whatever was taken for
 * something that it does not quite say is a guess, with its code. One pass over the lines, one over the signs of each.
 */
export function readList(
  list: string,
  { most = LIST_MAX, about = NOTHING_KNOWN }: ReadOptions = {},
): ReadList {
  const end = readTo(list, most)
  const all = linesOf(list.slice(0, end))
  const lines = all.flatMap(prepared)
  const found = foundOn(lines, about)
  const people: Listed[] = []
  const unread: Unread[] = []
  const passed: Passed[] = []
  let says: number | null = null
  const said = statementsOfParts(found)
  for (const [at, line] of lines.entries()) {
    const place: Place = { line: line.line, start: line.start, end: line.end }
    const leave = (reason: Reason) =>
      unread.push({
        ...place,
        text: line.text,
        reason,
        speaksOf: reason === 'more-people' ? spokenOf(line.folded) : null,
      })
    const one = found[at]
    if (!one) continue
    if (one.is === 'passed') {
      passed.push({ ...place, text: line.text, as: one.as })
      says = one.says ?? says
    } else if (one.is === 'unread') leave(one.reason)
    else if (one.is === 'people') {
      const guesses: Guess[] = [...(about.get(line.line)?.guesses ?? [])]
      if (line.numbering?.style === 'glued') guesses.push('number-glued')
      for (const { somebody, cell } of one.people)
        people.push(listed(somebody, { place, cell, part: said.get(at), guesses }))
    } else if (said.has(at)) passed.push({ ...place, text: line.text, as: 'heading' })
    else leave('organisation-of-whom')
  }
  const rest = list.slice(end)
  if (rest.trim() !== '')
    unread.push({
      line: all.length,
      start: end,
      end: list.length,
      text: rest,
      reason: 'too-long',
      speaksOf: null,
    })
  const repeats = repeatsOf(people)
  return { people: marked(people, repeats), unread, passed, lines: lines.length, says, repeats }
}

const NOTHING_KNOWN: ReadonlyMap<number, LineNote> = new Map()

/** Where the last line ends that is read: no line is cut in two. */
function readTo(list: string, most: number): number {
  if (list.length <= most) return list.length
  for (let at = most - 1; at >= 0; at -= 1)
    if (/[\n\r\v\f\u0085\u2028\u2029]/.test(list.charAt(at))) return at + 1
  return 0
}

/** Blank lines are no lines. What nobody sees goes first: it would hide numbers and names from the reader. */
function prepared(line: Line): Prepared[] {
  const somebody = quickly(line.text)
  if (somebody) return [{ ...line, row: line.text, bare: '', folded: '', numbering: null, somebody }]
  const row = withoutUnseen(line.text)
  const seen = (PICTURE_LIKE.test(row) ? row.replace(PICTURES, ' ') : row)
    .replace(/[^\S\t]+/g, ' ')
    .replace(/ ?\t[\t ]*/g, '\t')
  if (seen.trim() === '') return []
  const bare = withoutTail(withoutBullet(seen), /[\s。｡！!…~～※★☆◆◇■●▲△▼▽=＝—–_-]/)
  const folded = fold(bare)
  return [{ ...line, row, bare, folded, numbering: numberingOf(folded), somebody: null }]
}

/** Pictures part words. Ticks are read, and digits with a frame number lines. */
const PICTURES = /[\p{Extended_Pictographic}--[0-9#*☑✔✅❌☒✖☐]]\ufe0f?/gv
const PICTURE_LIKE = /[\xa9\xae\u2000-\u2bff\u3030\u303d\u3297\u3299\ud800-\udbff]/

function withoutBullet(text: string): string {
  return text.replace(/^[^\p{L}\p{N}("'“‘「『《【〔〖［｛{[（#№〃]+/u, '')
}

/** What each line is; those of a table by its columns. */
function foundOn(lines: readonly Prepared[], about: ReadonlyMap<number, LineNote>): Found[] {
  const heads = lines.map(({ row, somebody }) => (somebody ? null : columnsOf(row)))
  const nextHeads = nextOnes(heads)
  let columns: Columns | null = null
  let noByCross = false
  return lines.map((line, at): Found => {
    const held = about.get(line.line)?.held ?? (line.text.length > LINE_MAX ? 'too-long' : undefined)
    if (held !== undefined) return { is: 'unread', reason: held }
    const head = heads[at]
    if (head) {
      columns = head
      const rows = lines.slice(at + 1, nextHeads[at])
      noByCross = crossSaysNo(
        rows.map(({ row }) => cellsOf(row, head.mark)),
        head,
      )
      return { is: 'passed', as: 'columns', says: null }
    }
    const cells = columns && line.row.includes(columns.mark) ? cellsOf(line.row, columns.mark) : []
    if (line.somebody && cells.length < 2)
      return { is: 'people', people: [{ somebody: line.somebody, cell: null }] }
    if (columns === null || cells.length < 2) return foundOnLine(line, lines[at - 1], lines[at + 1])
    return (line.somebody ? null : passedOn(line)) ?? foundInRow(partsOf(cells, columns, { noByCross }))
  })
}

/** For each place, where the next head stands. */
function nextOnes(heads: readonly (Columns | null)[]): number[] {
  const next = Array.from(heads, () => heads.length)
  for (let at = heads.length - 2; at >= 0; at -= 1)
    next[at] = heads[at + 1] === null ? (next[at + 1] ?? heads.length) : at + 1
  return next
}

function foundInRow(parts: readonly Part[] | { readonly reason: Reason }): Found {
  if ('reason' in parts) return { is: 'unread', reason: parts.reason }
  const people: Taken[] = []
  for (const { text: written, cell, guesses } of parts) {
    const plain = quickly(written)
    if (plain) {
      for (const guess of guesses) plain.guesses.add(guess)
      people.push({ somebody: plain, cell })
      continue
    }
    const text = withoutBullet(written)
    const folded = fold(text)
    const numbering = numberingOf(folded)
    const start = numbering?.style === 'mark' ? numbering.end : 0
    const found = readNames(text, { start, folded: folded.slice(start), numbering: null, line: null })
    if (found.is === 'unread') return found
    if (found.is !== 'people') return { is: 'unread', reason: 'no-name' }
    for (const { somebody } of found.people) {
      for (const guess of guesses) somebody.guesses.add(guess)
      people.push({ somebody, cell })
    }
  }
  return { is: 'people', people }
}

/** Lines that need no look at the names on them. */
function passedOn(line: Prepared): Found | null {
  if (!/[\p{L}\p{N}]/u.test(line.bare)) {
    // Question marks are what is left of names that went through a wrong encoding.
    return /[?\ufffd？]/.test(line.text)
      ? { is: 'unread', reason: 'unreadable' }
      : { is: 'passed', as: 'rule', says: null }
  }
  if (/https?:|www\.|\S@[^\s党团队]/.test(line.folded)) return { is: 'unread', reason: 'contact' }
  // 20:30: copied from a chat, with whoever wrote there.
  if (/\d{1,2}:\d{2}(?!\p{L})/u.test(line.folded)) return { is: 'unread', reason: 'helper-or-name' }
  const whole = passes(line.folded)
  return whole && passedAs(whole, line.folded)
}

/** 退团名单, 退党（2人）: what is passed over may be the head of a part. Then its number is not that of the list. */
function passedAs(whole: NonNullable<ReturnType<typeof passes>>, folded: string): Found {
  const sum = whole.as === 'sum' ? sumOf(folded) : null
  const statement = sum ? sum.statement : partOf(withoutTail(folded, /[\s:。]/))
  if (!statement || statement === 'nothing') return { is: 'passed', ...whole }
  return { is: 'passed', as: whole.as, says: null, statement, ...(sum && { count: sum.count }) }
}

function foundOnLine(line: Prepared, before: Prepared | undefined, behind: Prepared | undefined): Found {
  const all = ofAllAbove(line.folded)
  const statement = all === null ? null : statementOf(all.says)
  if (all && statement && statement !== 'nothing') return { is: 'of-all', statement, count: all.count }
  const passedBy = passedOn(line)
  if (passedBy) return passedBy
  const { numbering } = line
  const numbered =
    numbering !== null &&
    (!needsNeighbour(numbering) ||
      numbersOn(before?.numbering ?? null, numbering) ||
      numbersOn(numbering, behind?.numbering ?? null))
  const from = numbered ? numbering.end : 0
  const twice = numbered && numbering.style === 'mark' ? numberingOf(line.folded.slice(from)) : null
  const start = from + (twice?.style === 'mark' ? twice.end : 0)
  const folded = withoutDots(line.folded.slice(start))
  if (!/[\p{L}\p{N}]/u.test(folded)) return { is: 'unread', reason: 'number-only' }
  const bare = start > 0 ? passes(folded) : null
  if (bare) return passedAs(bare, folded)
  if (/[!?…][^\s。!?…]*[\p{L}\p{N}]/u.test(folded) || !stopsPart(folded))
    return { is: 'unread', reason: 'sentence' }
  return readNames(line.bare, { start, folded, numbering: numbered ? numbering : null, line })
}

/** 张三……退党, and a full stop before another mark: dots that part nothing but what is parted anyway. As long as before. */
function withoutDots(folded: string): string {
  return /[.]{2}|[。…]/.test(folded)
    ? folded.replace(/[.…]{2,}|…|。(?=[ \t]*[:;,、)])/g, (dots) => ' '.repeat(dots.length))
    : folded
}

/** Whether each full stop on a line ends somebody: 张三退党。李四退团。 */
function stopsPart(folded: string): boolean {
  if (!folded.includes('。')) return true
  const pieces = folded.split(/。[\s;:,、]*/).filter((piece) => /[\p{L}\p{N}]/u.test(piece))
  return (
    pieces.length < 2 ||
    pieces.every((piece) => SHORT_NAME.test(piece) || (piece.length <= 40 && saysWhat(piece)))
  )
}

const SHORT_NAME = /^[\s"]*\p{Script=Han}{1,4}[\s"]*$/u

function saysWhat(piece: string): boolean {
  return (
    statementOf(piece) !== null ||
    gluedIn(piece).length > 0 ||
    piece.split(/[\s,、:;()]/).some((word) => statementOf(word))
  )
}

interface Rest {
  readonly start: number
  readonly folded: string
  readonly numbering: Numbering | null
  readonly line: Prepared | null
}

function readNames(bare: string, { start, folded: written, numbering, line }: Rest): Found {
  const folded = joined(written)
  if (denies(folded)) return { is: 'unread', reason: 'organisation-of-whom' }
  const label = labelEnd(folded)
  const { counts, rest } = countsIn(folded.slice(label))
  const tokens = tokensOf({
    text: bare.slice(start + label),
    folded: rest,
    nextNumber: numbering && numbering.value > 0 ? numbering.value + 1 : null,
  })
  const alone = folded.trim()
  const head = alone.endsWith(':') ? partOf(alone.slice(0, -1)) : headWithout(alone)
  if (head && head !== 'nothing') return { is: 'statement', statement: head, heads: true }
  const whole = statementOf(alone.replace(/:$/, ''))
  if (whole && whole !== 'nothing')
    return { is: 'statement', statement: whole, heads: /:$|^\(.*\)$/.test(alone) }
  // 李四 ": as above, which is for the sender to write.
  if (/\s"$/.test(alone) && alone.indexOf('"') === alone.length - 1)
    return { is: 'unread', reason: 'organisation-of-whom' }
  const read = readLine(tokens)
  if (read.outcome === 'unread')
    return { is: 'unread', reason: counts.length > 0 ? 'more-people' : read.reason }
  if (read.outcome === 'statement')
    return { is: 'statement', statement: read.statement, heads: /:$|^\(.*\)$/.test(folded.trim()) }
  const { people } = read
  const stated = [...counts, ...read.counts]
  if (stated.some((count) => count !== people.length)) return { is: 'unread', reason: 'more-people' }
  // 丁、王小明: a number and a name, or two people.
  const stem = line?.numbering
  if (
    stem &&
    numbering === null &&
    needsNeighbour(stem) &&
    stem.style !== 'han-glued' &&
    people.length === 2 &&
    [...(people[1]?.name ?? '')].length > 1
  )
    return { is: 'unread', reason: 'number-or-name' }
  return { is: 'people', people: people.map((somebody) => ({ somebody, cell: null })) }
}

/** 退@党, 三.褪, tui dang: a mark within a word, put there for machines, parts nothing. As long as before. */
function joined(written: string): string {
  // 张三 ①: a menu of the three, behind a name.
  const folded = written.replace(/(?<=[\s,:])[①②③](?=[\s,]{0,4}$)/, (sign) => String('①②③'.indexOf(sign) + 1))
  return /[@&*.]|tui |san /.test(folded)
    ? folded
        .replace(/(?<=[退褪三山])[@*&.](?=[党团队退褪d])/g, '·')
        .replace(/(?<=\btui) (?=(?:dang|tuan|dui)\b)|(?<=\bsan) (?=tui\b)/g, '·')
    : folded
}

interface Around {
  readonly place: Place
  readonly cell: number | null
  readonly part: Statement | undefined
  readonly guesses: readonly Guess[]
}

function listed(somebody: Somebody, { place, cell, part, guesses: known }: Around): Listed {
  const { name, basis, nameKind } = somebody
  const guesses = new Set<Guess>([...somebody.guesses, ...known])
  const ofPart = somebody.left === null ? part : undefined
  if (ofPart) for (const guess of ['organisation-of-part', ...ofPart.guesses] as const) guesses.add(guess)
  return {
    ...place,
    name,
    cell,
    left: somebody.left ?? ofPart?.left ?? null,
    basis,
    nameKind,
    guesses: [...guesses],
  }
}

/** The second and later ones of a name are marked. Nobody is dropped. */
function marked(people: readonly Listed[], repeats: readonly (readonly number[])[]): Listed[] {
  const again = new Set(repeats.flatMap((same) => same.slice(1)))
  return people.map((one, at) =>
    again.has(at) ? { ...one, guesses: [...one.guesses, 'name-repeats'] } : one,
  )
}
