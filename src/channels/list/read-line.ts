import { hasLetter } from '../text.ts'
import {
  announcesAlias,
  gluedRelation,
  isAlias,
  isHelper,
  isNickname,
  isOffice,
  isPlace,
  isProse,
  kindOf,
  nameOf,
  noteOf,
  relationOf,
} from './names.ts'
import { gluedIn, menuOf, type Statement, statementOf } from './organisations.ts'
import { headOf } from './columns.ts'
import { countWord, partOf, spokenOf } from './headings.ts'
import { joinLatin, type NameWord, peopleOf, type Somebody, Unclear } from './people.ts'
import { type Guess, type Reason } from './reading.ts'
import { merged, say, sayOfAll } from './say.ts'
import { type Gap, isListed, type Token, withoutBrackets } from './tokens.ts'

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
  let isFirst = true
  let silent: Somebody[] = []
  try {
    for (const record of recordsOf(tokens)) {
      const read = new Reading()
      for (const [at, token] of record.entries()) read.take(token, record[at + 1])
      read.finish()
      // 张三；退党: what stands alone is said of whoever before it has nothing said of her.
      if (read.people.length === 0 && read.before && silent.length > 0) {
        sayOfAll(silent, read.before)
        silent = []
      } else if (read.people.length === 0 && read.before) {
        isFirst = people.length === 0
        lone = lone ? merged(lone, read.before) : read.before
      } else isFirst &&= read.people.every((one) => one.left === null)
      const joined = joinLatin(read.people)
      silent.push(...joined.filter((one) => one.left === null))
      people.push(...joined)
      counts.push(...read.counts)
    }
  } catch (cause) {
    if (cause instanceof Unclear) return { outcome: 'unread', reason: cause.reason }
    throw cause
  }
  if (people.length === 0)
    return lone ? { outcome: 'statement', statement: lone } : { outcome: 'unread', reason: 'no-name' }
  // 退党。张三、李四: said before anybody is named, and of nobody besides.
  if (lone && !isFirst) return { outcome: 'unread', reason: 'organisation-of-whom' }
  if (lone) sayOfAll(people, lone)
  return { outcome: 'people', people, counts }
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
  /** Whether the next word is what a label says of somebody, and nobody: 性别：男. */
  #skips = false
  /** Whether what was taken last is a name. */
  #endsWithName = false
  /** 又名, while what she is also called is still to come. */
  #alias = ''
  /** What was said of somebody before her name. */
  readonly #next: { basis?: Somebody['basis']; nameKind?: Somebody['nameKind']; guesses: Guess[] } = {
    guesses: [],
  }

  take(token: Token, following: Token | undefined): void {
    if (this.#skips) {
      this.#skips = false
      return
    }
    if (token.folded.length > WORD_MAX) throw new Unclear('too-long')
    if (token.gap !== 'blank' && token.gap !== 'none') this.#endName()
    if (this.#alias !== '') return this.#nameAlias(token)
    if (token.kind === 'bracket') return this.#bracket(token, following)
    if (token.kind === 'quoted' && statementOf(token.folded) === null) return this.#word(token, true)
    this.#plain(token, following)
  }

  finish(): void {
    this.#endName()
    const { basis, nameKind } = this.#next
    if (basis !== undefined || nameKind !== undefined || this.#alias !== '') throw new Unclear('no-name')
    // A statement in front and another behind: it cannot be told whose the last one is.
    if (this.before && this.people.length > 0 && this.#named === 0) throw new Unclear('organisation-of-whom')
  }

  #plain(token: Token, following: Token | undefined): void {
    const { folded, gap } = token
    if (following?.gap === 'colon' && this.#label(token, following)) return
    const hasName = this.#words.length > 0 || this.people.length > 0
    const statement = this.#statement(token, following)
    if (statement === 'nothing') return
    if (statement) {
      // 李四 均退党: who else?
      if (/^(?:均|都|全都|共同|一起|一同|各)/.test(folded) && this.people.length + this.#words.length < 2)
        throw new Unclear('organisation-of-whom')
      return this.#state(statement)
    }
    const count = countWord(folded)
    if (count !== null) return void this.counts.push(count)
    if (hasName && gap !== 'start') {
      const note = noteOf(folded)
      if (note === 'perhaps') throw new Unclear('place-or-name')
      if (note || isOffice(folded)) return this.#note('note-left-out')
    } else if (
      following &&
      following.kind === 'word' &&
      noteOf(folded) === 'note' &&
      !statementOf(following.folded)
    ) {
      this.#next.guesses.push('note-left-out')
      return
    } else if (isPlace(folded)) {
      if (following?.gap !== 'colon') throw new Unclear('place-or-name')
      this.#next.guesses.push('note-left-out')
      return
    }
    const relation = relationOf(folded)
    if (relation && ([...folded].length > 1 || (following && gap !== 'blank')))
      return isListed(token, following) && isNickname(folded)
        ? this.#word(token, false)
        : this.#relation(relation, token, following)
    const kind = kindOf(folded)
    if (kind !== undefined && !(hasName && isNameWord(following))) {
      if (this.#words.length === 0 && gap !== 'blank' && isNameWord(following))
        return this.#isNext({ nameKind: kind })
      this.#endName()
      return this.#last({ nameKind: kind }, 'name-kind')
    }
    if (hasName && announcesAlias(folded)) {
      this.#endName()
      this.#alias = token.text
      return
    }
    if (hasName && isAlias(folded)) {
      this.#endName()
      return this.#noteInName(token.text)
    }
    if (isHelper(folded)) throw new Unclear('helper-or-name')
    if (/^(?:同上|同前|〃|ditto)$/.test(folded)) throw new Unclear('organisation-of-whom')
    this.#glued(token)
  }

  /** 姓名：张三 性别：男 退出组织：退党. Whether it was such a label. */
  #label({ folded }: Token, following: Token): boolean {
    const head = headOf(folded)
    const stated = statementOf(folded)
    if (head === undefined || (stated !== null && statementOf(following.folded) === null)) return false
    this.#endName()
    this.#endsWithName = false
    if (head === 'beside' || head === 'number') {
      if (this.people.length === 0) this.#next.guesses.push('note-left-out')
      else this.#note('note-left-out')
      this.#skips = true
    } else if (head === 'pseudonym' || head === 'real') this.#isNext({ nameKind: head })
    return true
  }

  /** What a word says of organisations. As a label in front of names it may have more words: 退党的有：. */
  #statement({ folded, gap }: Token, following: Token | undefined): Statement | 'nothing' | null {
    const statement = statedIn(folded)
    if (statement) return statement
    if (this.#words.length > 0 || this.people.length > 0) return menuOf(folded)
    return gap === 'start' && following?.gap === 'colon' ? partOf(folded) : null
  }

  /** 妻 王芳; 王芳，妻子，退党; and 王芳 母亲 李大 退党, where it cannot be told whose mother is who. */
  #relation(basis: NonNullable<Somebody['basis']>, { gap }: Token, following: Token | undefined): void {
    const isBehind = this.#words.length > 0 || (this.people.length > 0 && gap !== 'break')
    const isPrefix =
      isNameWord(following) && ['blank', 'none', 'colon', 'dash'].includes(following?.gap ?? '')
    if (!isBehind) {
      // 三妹、小玉: somebody who is called so, or a relation that has no name.
      if (following?.gap === 'mark') throw new Unclear('no-name')
      return this.#isNext({ basis })
    }
    if (isPrefix && gap !== 'blank' && gap !== 'none') return this.#isNext({ basis })
    if ((isNameWord(following) && basis !== 'deceased') || gap === 'mark' || gap === 'colon')
      throw new Unclear('perhaps-several')
    this.#endName()
    this.#last({ basis }, 'relation')
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
    const count = countWord(piece)
    if (count !== null) return void this.counts.push(count)
    if (/^(?:[党团队员]+|[三3叁])$/.test(piece)) throw new Unclear('organisation-in-name')
    // 张三、李四均退党: 均 may end a name as well.
    if (/.[都各皆]$/.test(piece) || (/..均$/.test(piece) && this.people.length > 0))
      throw new Unclear('organisation-in-name')
    if (this.people.length > 0 && isProse(piece, 'none')) throw new Unclear('perhaps-several')
    this.#words.push({ text: text.slice(start, end), folded: folded.slice(start, end), quoted: false })
    this.#after = 'none'
  }

  #word({ text, folded, gap }: Token, quoted: boolean): void {
    // 某公司员工：张三、李四 — what stands before a colon is no second person.
    if (gap === 'colon' && this.#endsWithName) throw new Unclear('perhaps-several')
    if (!quoted && this.#named > 0 && isProse(folded, gap)) throw new Unclear('perhaps-several')
    this.#endsWithName = true
    if (this.#words.length === 0) this.#after = gap
    this.#words.push({ text, folded, quoted })
  }

  #bracket(token: Token, following: Token | undefined): void {
    const { text, folded } = token
    const hasName = this.#words.length > 0 || this.people.length > 0
    const statement = statedIn(folded) ?? (hasName ? menuOf(folded) : null)
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
    if (hasName && (spokenOf(folded) !== null || /家人|一家|全家|夫妇|夫妻/.test(folded)))
      throw new Unclear('more-people')
    if (noteOf(folded) !== undefined) {
      if (hasName) return this.#note('note-left-out')
      if (following) return void this.#next.guesses.push('note-left-out')
    }
    const last = this.people.at(-1)
    // 【张三】退党
    if (!last && !/[,、;/|:\t\p{N}]/u.test(folded) && !isNameWord(following))
      return this.#word(
        { ...token, gap: 'none', text: withoutBrackets(text), folded: withoutBrackets(folded) },
        false,
      )
    // 李家三口（李大、李二、李三）, 林小雨（妻子王芳）: whoever is in brackets may be somebody else.
    const [first = '', second] = folded.split(/[\s:]+/)
    const isOther =
      gluedRelation(folded) !== undefined || (second !== undefined && relationOf(first) !== undefined)
    if (!last || isOther || (!isAlias(folded) && /[,、;/]/.test(folded))) throw new Unclear('perhaps-several')
    this.#noteInName(text)
  }

  #noteInName(text: string): void {
    const last = this.people.at(-1)
    if (!last) throw new Unclear('no-name')
    const note = withoutBrackets(text)
    if (!hasLetter(note)) return
    const found = nameOf(`${last.name}（${note}）`)
    if ('reason' in found) throw new Unclear(found.reason)
    last.name = found.name
    last.guesses.add('note-in-name')
  }

  #nameAlias({ text, folded }: Token): void {
    const announced = this.#alias
    this.#alias = ''
    if (statementOf(folded) !== null || gluedIn(folded).length > 0) throw new Unclear('no-name')
    this.#noteInName(`${announced}${text}`)
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
    this.#endsWithName = false
    if (this.people.length === 0) {
      this.before = this.before ? merged(this.before, statement) : statement
    } else if (this.before) {
      this.before = this.#named === 0 ? merged(this.before, statement) : statement
      this.#named = 0
    } else {
      if (this.#unsaid.length > 0) this.#said = this.#unsaid
      this.#unsaid = []
      sayOfAll(this.#said, statement)
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

/** What a word says of organisations, be it with a year: 1985年入党. */
function statedIn(folded: string): Statement | 'nothing' | null {
  return statementOf(folded.replace(/^[于在]?\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?=[入加参曾退声])/, ''))
}

/** Whether a word may be a name: not what somebody leaves, and no note. */
function isNameWord(token: Token | undefined): boolean {
  return (
    token?.kind === 'word' &&
    statementOf(token.folded) === null &&
    menuOf(token.folded) === null &&
    noteOf(token.folded) === undefined &&
    !isOffice(token.folded) &&
    countWord(token.folded) === null
  )
}
