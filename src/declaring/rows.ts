import { BASES, type DraftPerson, GUESSES, type Guess } from '#channels'

/** A letter for each answer, and a capital for each guess: two hundred people travel at every press of a button. */
const BASIS_LETTERS = 'sfdk'
const GUESS_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** One person as one line: letters, a blank, the name. The names are on one line each, so lines part them. */
export function writeRow(person: DraftPerson): string {
  const { name, nameKind, party, league, pioneers, unsure, basis, agreed, guesses, row } = person
  const letters = [
    row ? '' : 'o',
    nameKind === 'real' ? 'r' : nameKind === 'pseudonym' ? 'n' : '',
    party ? 'p' : '',
    league ? 'l' : '',
    pioneers ? 'y' : '',
    unsure ? 'u' : '',
    BASIS_LETTERS.charAt(BASES.findIndex((known) => known === basis)),
    agreed ? 'a' : '',
    ...guesses.map((guess) => GUESS_LETTERS.charAt(GUESSES.indexOf(guess))),
  ]
  return `${letters.join('')} ${name.replace(/[\r\n]/g, ' ')}`
}

/** The person of a line; whatever a line holds, it is one. */
export function readRow(line: string): DraftPerson {
  const blank = line.indexOf(' ')
  const letters = line.slice(0, Math.max(blank, 0))
  const has = (letter: string) => letters.includes(letter)
  const basis = BASES.find((_, at) => has(BASIS_LETTERS.charAt(at)))
  return {
    name: line.slice(blank + 1),
    nameKind: has('r') ? 'real' : has('n') ? 'pseudonym' : '',
    party: has('p'),
    league: has('l'),
    pioneers: has('y'),
    unsure: has('u'),
    basis: basis ?? '',
    agreed: has('a'),
    row: !has('o'),
    guesses: GUESSES.filter((_: Guess, at) => has(GUESS_LETTERS.charAt(at))),
  }
}
