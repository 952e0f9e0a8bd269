import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as traditional } from '@scure/bip39/wordlists/traditional-chinese.js'
import { type Entropy, asEntropy } from './entropy.ts'
import { readDigits } from './return-digits.ts'

/** The languages that a return code can be written in. */
export type CodeLanguage = 'en' | 'zh-hans' | 'zh-hant'

/** The return code in words: 12 BIP-39 words, in Chinese 12 single characters. 128 bits and 4 of checksum. */
export function returnCodeWords(entropy: Entropy, language: CodeLanguage): string[] {
  return entropyToMnemonic(entropy, LISTS[language]).split(' ')
}

/**
 * Every return code that `typed` can mean; none if it is no code.
 *
 * Understood: the words of all three lists, also mixed (a phone that writes half of them in the other Chinese
 * script), English words cut to four letters or more, any case, full-width forms, accents, any spaces
 * and punctuation, words numbered as on a printed slip, or the 41 digits in any grouping. What cannot be
 * understood is no error: a visitor learns nothing from it but "nothing to show" (HOUSE.md, invariant 4).
 */
export function readReturnCode(typed: string): Entropy[] {
  // Nobody types this much; whoever sends it wants us to work.
  if (typed.length > TYPED_MAX_CHARACTERS) return []
  const plain = plainForm(typed)
  const words = plain.match(WORD) ?? []
  if (words.length === 0) return [readDigits(plain.replaceAll(/[^0-9]/g, ''))].filter(isDefined)
  return [readWords(words)].filter(isDefined)
}

const LISTS = { en: english, 'zh-hans': simplified, 'zh-hant': traditional }
const TYPED_MAX_CHARACTERS = 1000
const WORDS_IN_CODE = 12
const ENGLISH_PREFIX_LETTERS = 4

/** One Chinese character, or a run of other letters. */
const WORD = /\p{Script=Han}|[^\P{L}\p{Script=Han}]+/gv

/**
 * Where each word stands in its list. The two Chinese lists share 1,275 characters, all at the same place
 * (the traditional list is the simplified one transcribed), so one table reads all three without ambiguity.
 */
const PLACES = new Map(
  Object.values(LISTS).flatMap((list) => list.map((word, place): [string, number] => [word, place])),
)

/** BIP-39: no two English words share their first four letters. */
const PLACES_BY_PREFIX = new Map(
  english.map((word, place): [string, number] => [word.slice(0, ENGLISH_PREFIX_LETTERS), place]),
)

/** Full-width and compatibility forms folded, lower case, accents and invisible characters gone. */
function plainForm(typed: string): string {
  return typed
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}\p{Cf}]/gv, '')
}

function readWords(words: readonly string[]): Entropy | undefined {
  const places = words.map(placeOf).filter(isDefined)
  if (words.length !== WORDS_IN_CODE || places.length !== WORDS_IN_CODE) return undefined
  try {
    return asEntropy(mnemonicToEntropy(places.map((place) => english[place]).join(' '), english))
  } catch {
    // The library throws at a wrong checksum, quoting the words: a slip of the pen is no error of ours.
    return undefined
  }
}

function placeOf(word: string): number | undefined {
  const exact = PLACES.get(word)
  if (exact !== undefined || word.length < ENGLISH_PREFIX_LETTERS) return exact
  const place = PLACES_BY_PREFIX.get(word.slice(0, ENGLISH_PREFIX_LETTERS))
  return place !== undefined && english[place]?.startsWith(word) ? place : undefined
}

function isDefined<Value>(value: Value | undefined): value is Value {
  return value !== undefined
}
