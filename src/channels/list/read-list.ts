import { countsIn, labelEnd, ofAllAbove, passes } from './headings.ts'
import { fold, withoutTail } from './fold.ts'
import { type Line, linesOf } from './lines.ts'
import { needsNeighbour, type Numbering, numberingOf, numbersOn } from './numbering.ts'
import { type Statement, statementOf } from './organisations.ts'
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
import { tokensOf } from './tokens.ts'
import { withoutUnseen } from '../text.ts'

/** What is read of a list at once, in UTF-16 units: some seven hundred people. Lines beyond it are left as they are. */
const LIST_MAX = 8 * 1024

/** A line after the first look at it. */
interface Prepared extends Line {
  readonly bare: string
  readonly folded: string
  readonly numbering: Numbering | null
}

type Found =
  | { readonly is: 'people'; readonly people: readonly Somebody[] }
  | { readonly is: 'statement'; readonly statement: Statement; readonly heads: boolean }
  | { readonly is: 'of-all'; readonly statement: Statement }
  | { readonly is: 'passed'; readonly as: Passed['as']; readonly says: number | null }
  | { readonly is: 'unread'; readonly reason: Reason }

/**
 * Read a list of people as collectors write them.
 *
 * It never makes a person of a word that names an organisation, of a number, a heading or a sum, and it counts nobody whom
 * the list only mentions. Whatever could be read in two ways stays a line for the sender to settle; whatever was taken for
 * something that it does not quite say is a guess, with its code. One pass over the lines, one over the signs of each.
 */
export function readList(list: string): ReadList {
  const most = readTo(list)
  const all = linesOf(list.slice(0, most))
  const lines = all.flatMap(prepared)
  const found = lines.map((line, at) => foundOn(line, lines[at - 1], lines[at + 1]))
  const people: Listed[] = []
  const unread: Unread[] = []
  const passed: Passed[] = []
  let says: number | null = null
  const about = statementsOfParts(found)
  for (const [at, line] of lines.entries()) {
    const place: Place = { line: line.line, start: line.start, end: line.end }
    const one = found[at]
    if (!one) continue
    if (one.is === 'passed') {
      passed.push({ ...place, text: line.text, as: one.as })
      says = one.says ?? says
    } else if (one.is === 'unread') unread.push({ ...place, text: line.text, reason: one.reason })
    else if (one.is === 'people') {
      const glued = line.numbering?.style === 'glued' ? (['number-glued'] as const) : []
      for (const somebody of one.people) people.push(listed(somebody, place, { part: about.get(at), glued }))
    } else if (about.has(at)) passed.push({ ...place, text: line.text, as: 'heading' })
    else unread.push({ ...place, text: line.text, reason: 'organisation-of-whom' })
  }
  const rest = list.slice(most)
  if (rest.trim() !== '')
    unread.push({ line: all.length, start: most, end: list.length, text: rest, reason: 'too-long' })
  return { people: marked(people), unread, passed, lines: lines.length, says }
}

/** Where the last line ends that is read: no line is cut in two. */
function readTo(list: string): number {
  if (list.length <= LIST_MAX) return list.length
  const ends = [...list.slice(0, LIST_MAX).matchAll(/[\n\r\v\f\u0085\u2028\u2029]/g)]
  return (ends.at(-1)?.index ?? -1) + 1
}

/** Blank lines are no lines. What nobody sees goes first: it would hide numbers and names from the reader. */
function prepared(line: Line): Prepared[] {
  const seen = withoutUnseen(line.text)
    .replace(/[^\S\t]+/g, ' ')
    .replace(/ ?\t[\t ]*/g, '\t')
  const begun = seen.replace(/^[^\p{L}\p{N}("'“‘「『《【〔〖［｛{[（#№〃]+/u, '')
  const bare = withoutTail(begun, /[\s。｡！!…~～]/)
  if (seen.trim() === '') return []
  const folded = fold(bare)
  return [{ ...line, bare, folded, numbering: numberingOf(folded) }]
}

function foundOn(line: Prepared, before: Prepared | undefined, behind: Prepared | undefined): Found {
  if (!/[\p{L}\p{N}]/u.test(line.bare)) {
    // Question marks are what is left of names that went through a wrong encoding.
    return /[?\ufffd？]/.test(line.text)
      ? { is: 'unread', reason: 'unreadable' }
      : { is: 'passed', as: 'rule', says: null }
  }
  if (/https?:|www\.|\S@\S/.test(line.folded)) return { is: 'unread', reason: 'contact' }
  const whole = passes(line.folded)
  if (whole) return { is: 'passed', ...whole }
  const { numbering } = line
  const numbered =
    numbering !== null &&
    (!needsNeighbour(numbering) ||
      numbersOn(before?.numbering ?? null, numbering) ||
      numbersOn(numbering, behind?.numbering ?? null))
  const from = numbered ? numbering.end : 0
  const twice = numbered && numbering.style === 'mark' ? numberingOf(line.folded.slice(from)) : null
  const start = from + (twice?.style === 'mark' ? twice.end : 0)
  const folded = line.folded.slice(start)
  if (!/[\p{L}\p{N}]/u.test(folded)) return { is: 'unread', reason: 'number-only' }
  const bare = start > 0 ? passes(folded) : null
  if (bare) return { is: 'passed', ...bare }
  const all = ofAllAbove(folded)
  const statement = all === null ? null : statementOf(all)
  if (statement && statement !== 'nothing') return { is: 'of-all', statement }
  if (/[。!?…][^\s。!?…]*[\p{L}\p{N}]/u.test(folded)) return { is: 'unread', reason: 'sentence' }
  return readNames(line, { start, folded, numbering: numbered ? numbering : null })
}

interface Rest {
  readonly start: number
  readonly folded: string
  readonly numbering: Numbering | null
}

function readNames(line: Prepared, { start, folded, numbering }: Rest): Found {
  const label = labelEnd(folded)
  const { counts, rest } = countsIn(folded.slice(label))
  const tokens = tokensOf({
    text: line.bare.slice(start + label),
    folded: rest,
    nextNumber: numbering && numbering.value > 0 ? numbering.value + 1 : null,
  })
  const read = readLine(tokens)
  if (read.outcome === 'unread')
    return { is: 'unread', reason: counts.length > 0 ? 'more-people' : read.reason }
  if (read.outcome === 'statement')
    return { is: 'statement', statement: read.statement, heads: /:$|^\(.*\)$/.test(folded.trim()) }
  const { people } = read
  const stated = [...counts, ...read.counts]
  if (stated.some((count) => count !== people.length)) return { is: 'unread', reason: 'more-people' }
  // 丁、王小明: a number and a name, or two people.
  const stem = line.numbering
  if (
    stem &&
    numbering === null &&
    needsNeighbour(stem) &&
    people.length === 2 &&
    [...(people[1]?.name ?? '')].length > 1
  )
    return { is: 'unread', reason: 'number-or-name' }
  return { is: 'people', people }
}

/**
 * Which statement on a line of its own holds for which lines: for those below where the list begins with it or marks it as a
 * head, for those above where it ends with one. Where neither is so, it is left open, and the sender is asked.
 */
function statementsOfParts(found: readonly Found[]): ReadonlyMap<number, Statement> {
  const about = new Map<number, Statement>()
  const content = found.flatMap((one, at) => (one.is === 'people' || one.is === 'statement' ? [at] : []))
  const first = found[content[0] ?? -1]
  const last = found[content.at(-1) ?? -1]
  const isHead = (one: Found) => one.is === 'statement' && (one.heads || first?.is === 'statement')
  let current: { at: number; statement: Statement } | null = null
  for (const at of content) {
    const one = found[at]
    if (one?.is === 'statement') current = isHead(one) ? { at, statement: one.statement } : null
    else if (current) {
      about.set(at, current.statement)
      about.set(current.at, current.statement)
    }
  }
  if (about.size === 0 && first?.is === 'people' && last?.is === 'statement') {
    let above: number[] = []
    for (const at of content) {
      const one = found[at]
      if (one?.is === 'people') above.push(at)
      else if (one?.is === 'statement') {
        for (const line of [...above, at]) about.set(line, one.statement)
        above = []
      }
    }
  }
  for (const [at, one] of found.entries()) {
    if (one.is !== 'of-all') continue
    const above = content.filter((line) => line < at && found[line]?.is === 'people')
    for (const line of above.length > 0 ? [...above, at] : [])
      if (!about.has(line)) about.set(line, one.statement)
  }
  return about
}

interface Around {
  readonly part: Statement | undefined
  readonly glued: readonly Guess[]
}

function listed(somebody: Somebody, place: Place, { part, glued }: Around): Listed {
  const { name, basis, nameKind } = somebody
  const guesses = new Set<Guess>([...somebody.guesses, ...glued])
  const ofPart = somebody.left === null ? part : undefined
  if (ofPart) for (const guess of ['organisation-of-part', ...ofPart.guesses] as const) guesses.add(guess)
  return {
    ...place,
    name,
    left: somebody.left ?? ofPart?.left ?? null,
    basis,
    nameKind,
    guesses: [...guesses],
  }
}

/** The second and later ones of a name are marked. Nobody is dropped: namesakes are common. */
function marked(people: readonly Listed[]): Listed[] {
  const seen = new Set<string>()
  return people.map((one) => {
    const folded = fold(one.name).replace(/\s/g, '')
    const again = seen.has(folded)
    seen.add(folded)
    return again ? { ...one, guesses: [...one.guesses, 'name-repeats'] } : one
  })
}
