import { joined, readUtf8, sameBytes, utf8 } from '../basics/bytes.ts'
import { broken } from './broken.ts'

/** What certificates are made of: whole numbers, bytes, texts, lists, maps with numbers or texts as keys, and a tag. */
export type Cbor = number | string | Uint8Array | readonly Cbor[] | ReadonlyMap<CborKey, Cbor> | Tagged

export type CborKey = number | string

export class Tagged {
  readonly tag: number
  readonly value: Cbor

  constructor(tag: number, value: Cbor) {
    this.tag = tag
    this.value = value
  }
}

/** The one deterministic writing (RFC 8949, section 4.2.1). */
export function writeCbor(value: Cbor): Uint8Array<ArrayBuffer> {
  if (typeof value === 'number')
    return value < 0 ? writeHead(NEGATIVE, -1 - value) : writeHead(UNSIGNED, value)
  if (typeof value === 'string') {
    const bytes = utf8(value)
    return joined(writeHead(TEXT, bytes.length), bytes)
  }
  if (value instanceof Uint8Array) return joined(writeHead(BYTES, value.length), value)
  if (value instanceof Tagged) return joined(writeHead(TAG, value.tag), writeCbor(value.value))
  if (isList(value)) return joined(writeHead(LIST, value.length), ...value.map(writeCbor))
  const pairs = [...value].map(([key, one]) => ({ key: writeCbor(key), one: writeCbor(one) }))
  pairs.sort((a, b) => compareBytes(a.key, b.key))
  return joined(writeHead(MAP, pairs.length), ...pairs.flatMap(({ key, one }) => [key, one]))
}

/**
 * Reads one value that fills the bytes, in its deterministic writing and in no other: what two writings would stand for
 * could be signed once and shown twice. Throws `bad-certificate`.
 */
export function readCbor(bytes: Uint8Array): Cbor {
  const reader = { bytes, at: 0 }
  const value = readValue(reader, 0)
  if (reader.at !== bytes.length) throw broken('there is something after its end')
  if (!sameBytes(writeCbor(value), bytes)) throw broken('it is not in the one writing that there is')
  return value
}

interface Reader {
  readonly bytes: Uint8Array
  at: number
}

const [UNSIGNED, NEGATIVE, BYTES, TEXT, LIST, MAP, TAG] = [0, 1, 2, 3, 4, 5, 6] as const
const MOST_DEPTH = 8

function readValue(reader: Reader, depth: number): Cbor {
  if (depth > MOST_DEPTH) throw broken('it is nested too deep')
  const { kind, size } = readHead(reader)
  switch (kind) {
    case UNSIGNED:
      return size
    case NEGATIVE:
      return -1 - size
    case BYTES:
      return take(reader, size)
    case TEXT: {
      const text = readUtf8(take(reader, size))
      if (text === undefined) throw broken('a text is not UTF-8')
      return text
    }
    case LIST:
      return Array.from({ length: bounded(reader, size) }, () => readValue(reader, depth + 1))
    case MAP:
      return readMap(reader, bounded(reader, size), depth)
    case TAG:
      return new Tagged(size, readValue(reader, depth + 1))
    default:
      throw broken('it has a kind of value that certificates do not have')
  }
}

function readMap(reader: Reader, size: number, depth: number): ReadonlyMap<CborKey, Cbor> {
  const map = new Map<CborKey, Cbor>()
  for (let nth = 0; nth < size; nth++) {
    const key = readValue(reader, depth + 1)
    if (typeof key !== 'number' && typeof key !== 'string') throw broken('a key is neither number nor text')
    if (map.has(key)) throw broken('a key is there twice')
    map.set(key, readValue(reader, depth + 1))
  }
  return map
}

/** No list is longer than the bytes that are left: a size alone reserves no memory. */
function bounded({ bytes, at }: Reader, size: number): number {
  if (size > bytes.length - at) throw broken('it ends too early')
  return size
}

function take(reader: Reader, size: number): Uint8Array {
  bounded(reader, size)
  reader.at += size
  return reader.bytes.slice(reader.at - size, reader.at)
}

function readHead(reader: Reader): { kind: number; size: number } {
  const [first = 0] = take(reader, 1)
  const kind = first >> 5
  const small = first & 31
  if (small < 24) return { kind, size: small }
  const width = WIDTHS[small - 24]
  if (width === undefined) throw broken('a length of it is not written out')
  const size = take(reader, width).reduce((sum, byte) => sum * 256 + byte, 0)
  if (!Number.isSafeInteger(size)) throw broken('a number is too great')
  return { kind, size }
}

const WIDTHS = [1, 2, 4, 8]

function writeHead(kind: number, size: number): Uint8Array<ArrayBuffer> {
  if (!Number.isSafeInteger(size) || size < 0) throw broken('a number is too great')
  if (size < 24) return Uint8Array.of((kind << 5) | size)
  const at = WIDTHS.findIndex((width) => size < 2 ** (8 * width))
  const width = WIDTHS[at] ?? 8
  const bytes = new Uint8Array(1 + width)
  bytes[0] = (kind << 5) | (24 + at)
  for (let nth = width, rest = size; nth > 0; nth--, rest = Math.floor(rest / 256)) bytes[nth] = rest % 256
  return bytes
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

function isList(value: Cbor): value is readonly Cbor[] {
  return Array.isArray(value)
}
