import { foldField } from '../basics/short-field.ts'
import { broken } from './broken.ts'
import { readCose } from './cose.ts'

/**
 * The address that stands in the code on paper: `https://centre.example/v#<digits>`. Any telephone's camera opens it; what
 * is behind the `#` stays in the browser. In digits a code has as many modules as its bytes need, three to ten bits, and there
 * is nothing in it that a mail program would write otherwise (docs/decisions/0061-addresses-on-their-way.md).
 */
export function certificateLink(origin: string, cose: Uint8Array): string {
  return `${origin}/v#${writeDigits(cose)}`
}

/**
 * The certificate in an address, in a text around it, or in the digits alone, whatever mail and messengers have made of it:
 * lines broken and quoted, `#` as `%23` or `=23`, the whole inside the address of a filter. Throws `bad-certificate`.
 */
export function readCertificateLink(text: string): Uint8Array<ArrayBuffer> {
  for (const digits of digitsIn(text)) {
    const bytes = readDigits(digits)
    if (bytes && isStatement(bytes)) return bytes
  }
  throw broken('it is not in these digits, or some of them are missing')
}

/** Whether there are digits enough for a certificate in it, be they of one or not. */
export function hasDigits(text: string): boolean {
  return digitsIn(text).length > 0
}

/** A mail around it may be pasted as well; an address alone has some seven hundred characters. */
const MOST_TEXT = 65_536
const LEAST_DIGITS = 100
/** Far above what a code on paper can have. */
const MOST_DIGITS = 8_000
/** A text with more than one certificate in it is none. */
const MOST_RUNS = 3

/** What mail puts between digits: line ends, quoted-printable's `=` before them, `>` of an answer, `!` of an old server. */
const RUN = /\d(?:[\d =>|!]*\d)?/g

/** What may have been the digits, the likeliest first. */
function digitsIn(text: string): string[] {
  const plain = foldField(decoded(text), MOST_TEXT)
  const runs = Array.from(plain.matchAll(RUN), ({ 0: run, index }) => ({
    run,
    before: plain[index - 1] ?? '',
  }))
  return runs
    .filter(({ run }) => run.length >= LEAST_DIGITS)
    .slice(0, MOST_RUNS)
    .flatMap(({ run, before }) => meant(run.split(/\D+/), before))
    .filter(({ length }) => length >= LEAST_DIGITS && length <= MOST_DIGITS)
}

/** All of a run; all but a number that happens to stand beside it; its longest piece alone. */
function meant(pieces: readonly string[], before: string): string[] {
  const [longest = ''] = pieces.toSorted((a, b) => b.length - a.length)
  const parts = [pieces, pieces.slice(0, -1), pieces.slice(1), [longest]].map((some) => some.join(''))
  // `#` is 23 in hexadecimal digits, and a `%` that was written so itself is 25.
  const isEscaped = /[%=-]/.test(before)
  return [...new Set(parts.flatMap((part) => (isEscaped ? [part.replace(/^(?:25)?23/, ''), part] : [part])))]
}

/** Without the percents of an address within an address. What is not well encoded is as it is. */
function decoded(text: string): string {
  if (text.length > MOST_TEXT || !text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isStatement(bytes: Uint8Array): boolean {
  try {
    readCose(bytes)
    return true
  } catch {
    return false
  }
}

/** With a 1 before the bytes, so that zeros at their beginning are not lost. */
function writeDigits(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return BigInt(`0x01${hex}`).toString()
}

function readDigits(digits: string): Uint8Array<ArrayBuffer> | undefined {
  const hex = BigInt(digits).toString(16)
  if (hex.length % 2 === 0 || !hex.startsWith('1')) return undefined
  return Uint8Array.from(hex.slice(1).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
