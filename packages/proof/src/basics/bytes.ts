/** Bytes from `start` up to but without `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** UTF-8. A lone surrogate becomes U+FFFD, so callers refuse ill-formed text before. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return ENCODER.encode(text)
}

/** The text of well-formed UTF-8, a leading byte order mark kept; undefined for anything else. */
export function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return DECODER.decode(bytes)
  } catch {
    return undefined
  }
}

/** One character a byte, so that no two inputs give the same text. */
export function readOctets(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += CALL_ARGUMENTS) {
    text += String.fromCharCode(...bytes.subarray(at, at + CALL_ARGUMENTS))
  }
  return text
}

export function joined(...pieces: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Everything compared here is public, so the time it takes may tell where two inputs part. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false
  return true
}

const ENCODER = new TextEncoder()
const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const CALL_ARGUMENTS = 4096
