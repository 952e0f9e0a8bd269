import {
  BASES,
  type Basis,
  cleanName,
  cleanText,
  isPlace,
  PEOPLE_MAX,
  type Place,
  WORDS_MAX,
  NAME_MAX,
} from '#channels'
import { isLanguage, type Language } from '#i18n'

/** One person as the public will see her: her line of the declaration, at its position from 1. */
export interface PublicLine {
  readonly position: number
  /** Null where the name is not published. */
  readonly name: string | null
  readonly nameKind: 'real' | 'pseudonym'
  readonly basis: Basis
  readonly party: boolean
  readonly league: boolean
  readonly pioneers: boolean
}

/** What a reviewer's browser made public of a sealed declaration, and all that ever leaves review. */
export interface PublicVersion {
  readonly people: readonly PublicLine[]
  /** Null where no text is published. */
  readonly words: string | null
  readonly place: Place | null
  readonly language: Language | null
  readonly shown: boolean
  readonly certifiable: boolean
}

/**
 * Read a public version that a browser sent, or null when it is none.
 *
 * The server cannot compare it with the sealed original, so it holds it to the form of one: names
 * and words as clean as intake makes them, positions without gaps unless `positions` is 'any'
 * (a correction restates some lines), and nothing shown of a declaration that is only counted.
 */
export function readPublicVersion(value: unknown, positions: 'all' | 'any' = 'all'): PublicVersion | null {
  if (!isRecord(value) || !Array.isArray(value['people'])) return null
  const { words, place, language, shown, certifiable } = value
  const people: PublicLine[] = []
  for (const [index, person] of value['people'].entries()) {
    const line = readLine(person)
    if (
      !line ||
      (positions === 'all' ? line.position !== index + 1 : line.position <= (people.at(-1)?.position ?? 0))
    ) {
      return null
    }
    people.push(line)
  }
  if (people.length > PEOPLE_MAX || (people.length === 0 && positions === 'all')) return null
  if (typeof shown !== 'boolean' || typeof certifiable !== 'boolean') return null
  if (words !== null && !isClean(words, cleanText, WORDS_MAX)) return null
  if (place !== null && !(typeof place === 'string' && isPlace(place))) return null
  if (language !== null && !(typeof language === 'string' && isLanguage(language))) return null
  if (!shown && (words !== null || place !== null || people.some((line) => line.name !== null))) return null
  return { people, words, place, language, shown, certifiable }
}

function readLine(value: unknown): PublicLine | null {
  if (!isRecord(value)) return null
  const { position, name, nameKind, party, league, pioneers } = value
  const basis = BASES.find((known) => known === value['basis'])
  if (typeof position !== 'number' || !Number.isInteger(position) || position < 1 || position > PEOPLE_MAX)
    return null
  if (name !== null && (!isClean(name, cleanName, NAME_MAX) || name === '')) return null
  if ((nameKind !== 'real' && nameKind !== 'pseudonym') || !basis) return null
  if (typeof party !== 'boolean' || typeof league !== 'boolean' || typeof pioneers !== 'boolean') return null
  return { position, name, nameKind, basis, party, league, pioneers }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isClean(value: unknown, clean: (text: string) => string, max: number): value is string {
  return (
    typeof value === 'string' && value.isWellFormed() && clean(value) === value && [...value].length <= max
  )
}
