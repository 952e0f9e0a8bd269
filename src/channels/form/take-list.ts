import { BLANK_PERSON, type Draft, type DraftPerson } from './draft.ts'
import { type Listed, readList, type Unread, writeListed } from '../list/index.ts'
import { PEOPLE_MAX } from '../submission.ts'
import { cleanName } from '../text.ts'

/** What became of a pasted list: every line of it is in one of these. */
export interface Taken {
  readonly lines: number
  /** People who are in the form now. */
  readonly people: number
  /** People for whom the form has no room. They are in the box, as they would have to be typed. */
  readonly waiting: number
  /** Lines in the box that the sender has to settle, and why. */
  readonly unread: readonly Unread[]
  /** Headings, sums and the like, which name nobody. */
  readonly passed: readonly string[]
  /** How many people the list says it has, where that is another number. */
  readonly says: number | null
}

/**
 * Put the pasted list into the form. What could not be read, and whoever has no room, stays in the box, in the order of the
 * list: nothing that was typed is lost, and nobody waits unseen.
 */
export function takeList(draft: Draft): { draft: Draft; taken: Taken } {
  const { people: listed, unread, passed, lines, says } = readList(draft.list)
  const typed = draft.people.filter((person) => cleanName(person.name) !== '')
  const room = Math.max(PEOPLE_MAX - typed.length, 0)
  const people = [...typed, ...listed.slice(0, room).map(personOf)]
  const waiting = listed.slice(room)
  const left = [
    ...waiting.map((one) => ({ line: one.line, text: writeListed(one) })),
    ...unread.map(({ line, text }) => ({ line, text })),
  ].toSorted((one, other) => one.line - other.line)
  return {
    draft: {
      ...draft,
      people: people.length > 0 ? people : draft.people,
      list: left.map(({ text }) => text).join('\n'),
    },
    taken: {
      lines,
      people: listed.length - waiting.length,
      waiting: waiting.length,
      unread,
      passed: passed.map(({ text }) => text.trim()),
      says: says === listed.length ? null : says,
    },
  }
}

function personOf({ name, left, basis, nameKind, guesses }: Listed): DraftPerson {
  return {
    ...BLANK_PERSON,
    name,
    nameKind: nameKind ?? 'pseudonym',
    ...left,
    basis: basis ?? 'asked',
    row: true,
    guesses,
  }
}
