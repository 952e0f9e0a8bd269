import * as v from 'valibot'
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
import { flag, list, parsed, type Schema, text, wholeNumber } from '#parse'

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
  return parsed(positions === 'all' ? wholeVersion : correctedVersion, value) ?? null
}

const line = v.strictObject({
  position: wholeNumber({ min: 1, max: PEOPLE_MAX }),
  name: v.nullable(clean(cleanName, { min: 1, max: NAME_MAX })),
  nameKind: v.picklist(['real', 'pseudonym']),
  basis: v.picklist(BASES),
  party: flag,
  league: flag,
  pioneers: flag,
})

const version = v.pipe(
  v.strictObject({
    people: list(line, { max: PEOPLE_MAX }),
    words: v.nullable(clean(cleanText, { min: 0, max: WORDS_MAX })),
    place: v.nullable(v.pipe(v.string(), v.guard(isPlace))),
    language: v.nullable(v.pipe(v.string(), v.guard(isLanguage))),
    shown: flag,
    certifiable: flag,
  }),
  v.check(
    ({ shown, words, place, people }) =>
      shown || ![words, place, ...people.map(({ name }) => name)].some((text) => text !== null),
  ),
)

/** All people of a declaration, each at her place. */
export const wholeVersion: Schema<PublicVersion> = v.pipe(
  version,
  v.check(({ people }) => people.length > 0 && people.every(({ position }, index) => position === index + 1)),
)
/** The lines that a correction restates, in their order. */
export const correctedVersion: Schema<PublicVersion> = v.pipe(
  version,
  v.check(({ people }) =>
    people.every(({ position }, index) => position > (people[index - 1]?.position ?? 0)),
  ),
)

/** Text that intake would leave as it is, of so many characters. */
function clean(by: (text: string) => string, { min, max }: { min: number; max: number }) {
  return v.pipe(
    text({ min, max: 2 * max }),
    v.check((value) => by(value) === value && Array.from(value).length <= max),
  )
}
