// The distinguished encoding of ASN.1 (X.690), as far as a certificate of ours needs it.

export type Der = Uint8Array<ArrayBuffer>

export function sequence(...parts: readonly Uint8Array[]): Der {
  return tagged(0x30, ...parts)
}

export function set(...parts: readonly Uint8Array[]): Der {
  return tagged(0x31, ...parts)
}

/** Whole numbers that are not negative, big-endian: with a zero before a first bit that would make it one. */
export function integer(bytes: Uint8Array): Der {
  const short = bytes.subarray(bytes.findIndex((byte, at) => byte !== 0 || at === bytes.length - 1))
  return tagged(0x02, ...((short[0] ?? 0) > 0x7f ? [Uint8Array.of(0), short] : [short]))
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Der {
  return tagged(0x03, Uint8Array.of(unusedBits), bytes)
}

export function octetString(bytes: Uint8Array): Der {
  return tagged(0x04, bytes)
}

export function utf8String(text: string): Der {
  return tagged(0x0c, new TextEncoder().encode(text))
}

export const TRUE: Der = Uint8Array.of(0x01, 0x01, 0xff)

/** `1.2.840.10045.2.1` */
export function objectId(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tagged(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

/** Seconds of UTC; with two digits for the year until 2049, as certificates have it (RFC 5280, section 4.1.2.5). */
export function time(at: Date): Der {
  const text = at.toISOString().replace(/[-:T]|\.\d+/g, '')
  const isShort = at.getUTCFullYear() < 2050
  return tagged(isShort ? 0x17 : 0x18, new TextEncoder().encode(isShort ? text.slice(2) : text))
}

/** Context-specific, `[number]`. */
export function context(
  number: number,
  { primitive = false }: { primitive?: boolean },
  content: Uint8Array,
): Der {
  return tagged((primitive ? 0x80 : 0xa0) | number, content)
}

function tagged(tag: number, ...parts: readonly Uint8Array[]): Der {
  const content = Buffer.concat(parts)
  return new Uint8Array([tag, ...lengthOf(content.length), ...content])
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return [0x80 | bytes.length, ...bytes]
}

function base128(number: number): number[] {
  const digits = [number % 128]
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128))
    digits.unshift(0x80 | (rest % 128))
  return digits
}
