import { hasLetter } from '../text.ts'
import { countWord } from './headings.ts'
import { isAlias, isPlace, kindOf, nameOf, noteOf, relationOf } from './names.ts'
import { gluedIn, menuOf, type Statement, statementOf } from './organisations.ts'
import { joinLatin, type NameWord, peopleOf, type Somebody, Unclear } from './people.ts'
import { type Guess, type Left, type Reason } from './reading.ts'
import { type Gap, type Token } from './tokens.ts'

/** A word longer than this is no word: it is not looked into. In UTF-16 units. */
const WORD_MAX = 120

export type LineRead =
  | { outcome: 'people'; people: readonly Somebody[]; counts: readonly number[] }
  /** Nothing but what somebody leaves, and it is not on this line who. */
  | { outcome: 'statement'; statement: Statement }
  | { outcome: 'unread'; reason: Reason }

/** Who is on a line, and what it says that they leave. */
export function readLine(tokens: readonly Token[]): LineRead {
  const people: Somebody[] = []
  const counts: number[] = []
  let lone: Statement | null = null
  try {
    for (const record of recordsOf(tokens)) {
      const read = new Reading()
      for (const [at, token] of record.entries()) read.take(token, record[at + 1])
      read.finish()
      people.push(...joinLatin(read.people))
      counts.push(...read.counts)
      if (read.people.length === 0 && read.before) lone = lone ? merged(lone, read.before) : read.before
    }
  } catch (cause) {
    if (cause instanceof Unclear) return { outcome: 'unread', reason: cause.reason }
    throw cause
  }
  if (people.length === 0)
    return lone ? { outcome: 'statement', statement: lone } : { outcome: 'unread', reason: 'no-name' }
  return lone ? { outcome: 'unread', reason: 'organisation-of-whom' } : { outcome: 'people', people, counts }
}

/** `name,type;name,type`: what stands behind a semicolon is said of nobody before it. */
function recordsOf(tokens: readonly Token[]): Token[][] {
  const records: Token[][] = []
  for (const token of tokens) {
    const last = records.at(-1)
    if (!last || token.gap === 'break') records.push([token])
    else last.push(token)
  }
  return records
}

/** One record while it is read, word by word. */
class Reading {
  readonly people: Somebody[] = []
  readonly counts: number[] = []
  /** The statement for those behind it, where the record begins with one. */
  before: Statement | null = null
  /** The words of a name so far, parted by blanks alone. */
  #words: NameWord[] = []
  #after: Gap = 'start'
  /** Whom the next statement is about, and whom the last one was. */
  #unsaid: Somebody[] = []
  #said: Somebody[] = []
  #named = 0
  /** What was said of somebody before her name. */
  readonly #next: { basis?: Somebody['basis']; nameKind?: Somebody['nameKind']; guesses: Guess[] } = {
    guesses: [],
  }

  take(token: Token, following: Token | undefined): void {
    if (token.folded.length > WORD_MAX) throw new Unclear('too-long')
    if (token.gap !== 'blank' && token.gap !== 'none') this.#endName()
    if (token.kind === 'bracket') return this.#bracket(token, following)
    if (token.kind === 'quoted' && statementOf(token.folded) === null) return this.#word(token, true)
    this.#plain(token, following)
  }

  finish(): void {
    this.#endName()
    const { basis, nameKind } = this.#next
    if (basis !== undefined || nameKind !== undefined) throw new Unclear('no-name')
    // A statement in front and another behind: it cannot be told whose the last one is.
    if (this.before && this.people.length > 0 && this.#named === 0) throw new Unclear('organisation-of-whom')
  }

  #plain(token: Token, following: Token | undefined): void {
    const { folded, gap } = token
    const hasName = this.#words.length > 0 || this.people.length > 0
    const statement = statementOf(folded) ?? (hasName ? menuOf(folded) : null)
    if (statement === 'nothing') return
    if (statement) return this.#state(statement)
    const count = countWord(folded)
    if (count !== null) return void this.counts.push(count)
    if (hasName && gap !== 'start') {
      const note = noteOf(folded)
      if (note === 'perhaps') throw new Unclear('place-or-name')
      if (note) return this.#note('note-left-out')
    } else if (
      following &&
      following.kind === 'word' &&
      noteOf(folded) === 'note' &&
      !statementOf(following.folded)
    ) {
      this.#next.guesses.push('note-left-out')
      return
    } else if (isPlace(folded)) throw new Unclear('place-or-name')
    const relation = relationOf(folded)
    if (relation !== undefined && ([...folded].length > 1 || (following && gap !== 'blank'))) {
      if (this.#words.length === 0) return this.#isNext({ basis: relation })
      if (relation !== 'deceased') throw new Unclear('perhaps-several')
      this.#endName()
      return this.#last({ basis: relation }, 'relation')
    }
    const kind = kindOf(folded)
    if (kind !== undefined) {
      if (this.#words.length === 0) return this.#isNext({ nameKind: kind })
      this.#endName()
      return this.#last({ nameKind: kind }, 'name-kind')
    }
    if (/^(?:同上|同前|〃|ditto)$/.test(folded)) throw new Unclear('organisation-of-whom')
    this.#glued(token)
  }

  /** A word with statements in it is cut at them: 张三退党, 退团王五. */
  #glued(token: Token): void {
    const found = gluedIn(token.folded)
    if (found.length === 0) return this.#word(token, false)
    const ends = found.map(({ end }) => end)
    const names = [
      ...found.map(({ start }, at) => start > (ends[at - 1] ?? 0)),
      (ends.at(-1) ?? 0) < token.folded.length,
    ]
    // 张三退党李四: each has to have her own, or it cannot be told whose it is.
    if (names.filter(Boolean).length > found.length) throw new Unclear('perhaps-several')
    let from = 0
    for (const { start, end, statement } of found) {
      const single = start - from === 1 && !/[退声脱离]/.test(token.folded.charAt(start))
      if (single) throw new Unclear('organisation-in-name')
      this.#piece(token, from, start)
      this.#state(statement)
      from = end
    }
    this.#piece(token, from, token.folded.length)
  }

  #piece({ text, folded }: Token, start: number, end: number): void {
    const piece = folded.slice(start, end).trim()
    if (piece === '') return
    if (/^(?:[党团队员]+|[三3叁])$/.test(piece)) throw new Unclear('organisation-in-name')
    this.#words.push({ text: text.slice(start, end), folded: folded.slice(start, end), quoted: false })
    this.#after = 'none'
  }

  #word({ text, folded, gap }: Token, quoted: boolean): void {
    if (this.#words.length === 0) this.#after = gap
    this.#words.push({ text, folded, quoted })
  }

  #bracket({ text, folded }: Token, following: Token | undefined): void {
    const hasName = this.#words.length > 0 || this.people.length > 0
    const statement = statementOf(folded) ?? (hasName ? menuOf(folded) : null)
    if (statement === 'nothing') return
    if (statement) return hasName ? this.#stateOfLast(statement) : this.#state(statement)
    this.#endName()
    const count = countWord(folded)
    if (count !== null) return void this.counts.push(count)
    const relation = relationOf(folded)
    const kind = kindOf(folded)
    if (relation !== undefined)
      return hasName ? this.#last({ basis: relation }, 'relation') : this.#isNext({ basis: relation })
    if (kind !== undefined)
      return hasName ? this.#last({ nameKind: kind }, 'name-kind') : this.#isNext({ nameKind: kind })
    if (noteOf(folded) !== undefined) {
      if (hasName) return this.#note('note-left-out')
      if (following) return void this.#next.guesses.push('note-left-out')
    }
    const last = this.people.at(-1)
    // 李家三口（李大、李二、李三）: whoever is in brackets may be somebody else.
    if (!last || (!isAlias(folded) && /[,、;/]/.test(folded))) throw new Unclear('perhaps-several')
    const note = text.replace(/[()[\]{}（）［］｛｝【】〔〕〖〗]/g, '').trim()
    if (!hasLetter(note)) return
    const found = nameOf(`${last.name}（${note}）`)
    if ('reason' in found) throw new Unclear(found.reason)
    last.name = found.name
    last.guesses.add('note-in-name')
  }

  #endName(): void {
    const words = this.#words
    this.#words = []
    for (const somebody of peopleOf(words, this.#after === 'comma' ? 'comma' : 'other')) {
      const { basis, nameKind, guesses } = this.#next
      if (basis !== undefined) somebody.basis = basis
      if (nameKind !== undefined) somebody.nameKind = nameKind
      for (const guess of guesses) somebody.guesses.add(guess)
      delete this.#next.basis
      delete this.#next.nameKind
      this.#next.guesses = []
      if (this.before) say(somebody, this.before)
      this.people.push(somebody)
      this.#unsaid.push(somebody)
      this.#named += 1
    }
  }

  /** What those leave who were named since the last statement; or, where the record begins with it, those to come. */
  #state(statement: Statement): void {
    this.#endName()
    if (this.people.length === 0) {
      this.before = this.before ? merged(this.before, statement) : statement
    } else if (this.before) {
      this.before = this.#named === 0 ? merged(this.before, statement) : statement
      this.#named = 0
    } else {
      if (this.#unsaid.length > 0) this.#said = this.#unsaid
      this.#unsaid = []
      for (const somebody of this.#said) {
        say(somebody, statement)
        if (this.#said.length > 1) somebody.guesses.add('organisation-shared')
      }
    }
  }

  /** In brackets it is said of the one before it alone. */
  #stateOfLast(statement: Statement): void {
    this.#endName()
    const last = this.people.at(-1)
    if (!last || this.before) throw new Unclear('organisation-of-whom')
    say(last, statement)
    this.#unsaid = this.#unsaid.filter((one) => one !== last)
    this.#said = [last]
  }

  #isNext(about: { basis?: Somebody['basis']; nameKind?: Somebody['nameKind'] }): void {
    Object.assign(this.#next, about)
    this.#next.guesses.push('basis' in about ? 'relation' : 'name-kind')
  }

  #last(about: { basis?: Somebody['basis']; nameKind?: Somebody['nameKind'] }, guess: Guess): void {
    const last = this.people.at(-1)
    if (!last) throw new Unclear('no-name')
    Object.assign(last, about)
    last.guesses.add(guess)
  }

  #note(guess: Guess): void {
    this.#endName()
    this.people.at(-1)?.guesses.add(guess)
  }
}

function say(somebody: Somebody, { left, guesses }: Statement): void {
  somebody.left = somebody.left ? both(somebody.left, left) : left
  for (const guess of guesses) somebody.guesses.add(guess)
}

function merged(one: Statement, other: Statement): Statement {
  return { left: both(one.left, other.left), guesses: [...one.guesses, ...other.guesses] }
}

function both(one: Left, other: Left): Left {
  return {
    party: one.party || other.party,
    league: one.league || other.league,
    pioneers: one.pioneers || other.pioneers,
  }
}
