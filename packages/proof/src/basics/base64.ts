import { ProofError } from './proof-error.ts'

/** Standard alphabet, padded (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = ''
  const whole = bytes.length - (bytes.length % 3)
  for (let at = 0; at < whole; at += 3) {
    const group = (octet(bytes, at) << 16) | (octet(bytes, at + 1) << 8) | octet(bytes, at + 2)
    text += PAIRS[group >> 12]
    text += PAIRS[group & 0xfff]
  }
  if (whole === bytes.length) return text
  const group = (octet(bytes, whole) << 16) | (octet(bytes, whole + 1) << 8)
  return (
    text + PAIRS[group >> 12] + (bytes.length - whole === 2 ? ALPHABET.charAt((group >> 6) & 63) : '=') + '='
  )
}

/**
 * The bytes of the one canonical writing. Padding is asked for and its unused bits must be zero: if two texts
 * stood for one value, two logs could differ in bytes and agree in meaning. Throws `bad-base64`.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 !== 0) throw broken()
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let group = 0
  for (let at = 0, out = 0; at < text.length; at += 4, out += 3) {
    const last = at + 4 === text.length
    group = 0
    for (let digit = 0; digit < 4; digit++) {
      const isPadding = last && digit >= 4 - padding
      group = (group << 6) | (isPadding ? 0 : valueAt(text, at + digit))
    }
    bytes[out] = group >> 16
    bytes[out + 1] = group >> 8
    bytes[out + 2] = group
  }
  if ((group & UNUSED_BITS[padding]) !== 0) throw broken()
  return bytes
}

/** Whether the 44 bytes from `start` are the one writing of 32 bytes, without reading them. */
export function isBase64Of32(text: Uint8Array, start: number): boolean {
  const padding = start + 43
  let digit = 0
  for (let at = start; at < padding; at++) {
    digit = VALUES[text[at] ?? 0] ?? -1
    if (digit < 0) return false
  }
  return (digit & 0b11) === 0 && text[padding] === EQUALS_SIGN
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** Two digits at once, by the twelve bits that they stand for. */
const PAIRS = Array.from(
  { length: 64 * 64 },
  (_, bits) => ALPHABET.charAt(bits >> 6) + ALPHABET.charAt(bits & 63),
)
const UNUSED_BITS = [0, 0xff, 0xffff] as const
const EQUALS_SIGN = 0x3d
const VALUES = new Int8Array(256).fill(-1)
for (let value = 0; value < 64; value++) VALUES[ALPHABET.charCodeAt(value)] = value

function octet(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0
}

function valueAt(text: string, at: number): number {
  const value = VALUES[text.charCodeAt(at)] ?? -1
  if (value < 0) throw broken()
  return value
}

function broken(): ProofError {
  return new ProofError('bad-base64', 'This is not canonical base64.')
}
