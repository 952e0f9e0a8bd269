/** How a text file was written. A closed list. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5'

export interface Decoded {
  readonly text: string
  readonly encoding: Encoding
  /** Nothing in the file says so: it was told by what its bytes look like. */
  readonly isGuess: boolean
}

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * A text file as text, whichever program wrote it: Unicode in three ways, GB 18030 as Windows and WPS in China write it, Big5 as
 * they do in Taiwan and Hong Kong. Null where it is none of these, or no text.
 */
export function decodeText(bytes: Uint8Array): Decoded | null {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))
  if (marked) return asText(bytes, { encoding: marked[0], isGuess: false })
  const wide = wideOf(bytes)
  if (wide) return asText(bytes, { encoding: wide, isGuess: true })
  return (
    asText(bytes, { encoding: 'utf-8', isGuess: false }) ??
    asText(bytes, { encoding: looksLikeBig5(bytes) ? 'big5' : 'gb18030', isGuess: true })
  )
}

function asText(bytes: Uint8Array, { encoding, isGuess }: Omit<Decoded, 'text'>): Decoded | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    // No text has these; pictures and programs do.
    return /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? null : { text, encoding, isGuess }
  } catch {
    return null
  }
}

/** UTF-16 without its mark: line ends, digits and commas have a byte of nought, all on the same side. */
function wideOf(bytes: Uint8Array): Encoding | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null
  const zeros = [0, 0]
  const most = Math.min(bytes.length, 4_096)
  for (let at = 0; at < most; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  // 退 has one as well, and on the other side.
  if (odd > 2 * even) return 'utf-16le'
  return even > 2 * odd ? 'utf-16be' : null
}

/**
 * The second byte of a character is below 0x7f in two of five of Big5; in GB 18030, of the characters of GB 2312, in none, and
 * of the others seldom.
 */
function looksLikeBig5(bytes: Uint8Array): boolean {
  let [low, all] = [0, 0]
  const most = Math.min(bytes.length, 64 * 1024) - 1
  for (let at = 0; at < most; at += 1) {
    const lead = bytes[at] ?? 0
    if (lead < 0x81) continue
    const second = bytes[at + 1] ?? 0
    // Four bytes, as only GB 18030 has.
    if (second >= 0x30 && second <= 0x39) return false
    all += 1
    if (second < 0x7f) low += 1
    at += 1
  }
  return all > 0 && low / all > 0.15
}
