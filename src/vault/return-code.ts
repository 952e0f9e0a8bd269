import { foldField } from '#proof'
import { LANGUAGE, type Language } from '#i18n'
import { type Entropy } from './entropy.ts'
import { WORD_LISTS } from './word-lists.ts'
import { DIGITS_IN_CODE, DIGITS_IN_GROUP, readDigits } from './return-digits.ts'
import { placesFor, readPlaces, WORDS_IN_CODE } from './return-words.ts'

/** The return code in words: 12 BIP-39 words, in Chinese 12 single characters. 128 bits and 4 of checksum (invariant: The return code). */
export function returnCodeWords(entropy: Entropy, language: Language): string[] {
  const list = WORD_LISTS[LANGUAGE[language].codeWords]
  return placesFor(entropy).map((place) => list[place] ?? '')
}

/** What somebody typed, read as a return code. */
export interface CodeReading {
  readonly entropy: Entropy
  /** Her code with one word more: somebody makes her type it. docs/decisions/0027-duress.md. */
  readonly duress: boolean
}

/**
 * The return code that `typed` means, or null if it is no code.
 *
 * Understood: the words of all three lists, also mixed (a phone that writes half of them in the other Chinese
 * script), English words cut to four letters or more, any case, full-width forms, accents, any spaces
 * and punctuation, words numbered as on a printed slip, or the 41 digits in any grouping. One word of the lists more
 * than that, whichever, or four digits more, is the duress form. What cannot be
 * understood is no error: {@link whyMisread} says what is wrong with it.
 */
export function readReturnCode(typed: string): CodeReading | null {
  const field = foldField(typed, TYPED_MAX_CHARACTERS)
  const words = plainLetters(field).match(WORD) ?? []
  return words.length === 0 ? readAsDigits(field.replaceAll(/[^0-9]/g, '')) : readWords(words)
}

/** What keeps a text from being a return code. */
export type Misread =
  | { readonly why: 'empty' | 'length' | 'check' }
  /** The word at this place, from 1, is in none of the lists. */
  | { readonly why: 'word'; readonly place: number }

/**
 * Why `typed` is no return code; null if it is one. Told from the text alone, so that it says nothing of the register: whether a
 * code is known is another question.
 */
export function whyMisread(typed: string): Misread | null {
  if (typed.trim() === '') return { why: 'empty' }
  if (readReturnCode(typed)) return null
  const field = foldField(typed, TYPED_MAX_CHARACTERS)
  const words = plainLetters(field).match(WORD) ?? []
  const strange = words.findIndex((word) => placeOf(word) === undefined)
  if (strange >= 0) return { why: 'word', place: strange + 1 }
  const [length, whole, group] =
    words.length > 0
      ? [words.length, WORDS_IN_CODE, 1]
      : [field.replaceAll(/[^0-9]/g, '').length, DIGITS_IN_CODE, DIGITS_IN_GROUP]
  return { why: length === whole || length === whole + group ? 'check' : 'length' }
}

const TYPED_MAX_CHARACTERS = 1000
const ENGLISH_PREFIX_LETTERS = 4

const LETTERS = /[\p{L}\p{M}\p{Script=Han}]+/gv

/** One Chinese character, or a run of other letters. */
const WORD = /\p{Script=Han}|[^\P{L}\p{Script=Han}]+/gv

/**
 * Where each word stands in its list. The two Chinese lists share 1,275 characters, all at the same place
 * (the traditional list is the simplified one transcribed), so one table reads all three without ambiguity.
 */
const PLACES = new Map(
  Object.values(WORD_LISTS).flatMap((list) => list.map((word, place): [string, number] => [word, place])),
)

/** BIP-39: no two English words share their first four letters. */
const PLACES_BY_PREFIX = new Map(
  WORD_LISTS.english.map((word, place): [string, number] => [word.slice(0, ENGLISH_PREFIX_LETTERS), place]),
)

/**
 * Lower case, without accents, ligatures and the second forms that Unicode has of many a Chinese character: PDFs are copied
 * with them. Letters alone: the words find each other by a checksum, digits are what they are.
 */
function plainLetters(field: string): string {
  return field.replaceAll(LETTERS, (letters) =>
    letters.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gv, ''),
  )
}

/** A whole group more, and not one digit: a key that was pressed twice must not pass for a cry for help. */
function readAsDigits(digits: string): CodeReading | null {
  const entropy = readDigits(digits.slice(0, DIGITS_IN_CODE))
  const more = digits.length - DIGITS_IN_CODE
  return entropy && (more === 0 || more === DIGITS_IN_GROUP) ? { entropy, duress: more > 0 } : null
}

/** The first twelve words are read whatever follows them, so that both forms take the same work. */
function readWords(words: readonly string[]): CodeReading | null {
  const places = words.map(placeOf).filter(isDefined)
  const more = words.length - WORDS_IN_CODE
  if (places.length !== words.length || (more !== 0 && more !== 1)) return null
  const entropy = readPlaces(places.slice(0, WORDS_IN_CODE))
  return entropy ? { entropy, duress: more === 1 } : null
}

function placeOf(word: string): number | undefined {
  const exact = PLACES.get(word)
  if (exact !== undefined || word.length < ENGLISH_PREFIX_LETTERS) return exact
  const place = PLACES_BY_PREFIX.get(word.slice(0, ENGLISH_PREFIX_LETTERS))
  return place !== undefined && WORD_LISTS.english[place]?.startsWith(word) ? place : undefined
}

function isDefined<Value>(value: Value | undefined): value is Value {
  return value !== undefined
}
