import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as traditional } from '@scure/bip39/wordlists/traditional-chinese.js'
import { type CodeWords } from '#i18n'

/**
 * BIP-39's lists that return codes are written in. Not every list of BIP-39 can stand here: the French and the English one share
 * a hundred words, each at two places, and a code is read without knowing its language (a test holds that none is ambiguous).
 */
export const WORD_LISTS: Readonly<Record<CodeWords, string[]>> = {
  english,
  'simplified-chinese': simplified,
  'traditional-chinese': traditional,
}
