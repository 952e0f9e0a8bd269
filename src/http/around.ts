import { constants, crc32, deflateRawSync } from 'node:zlib'
import { invariant } from '#basics'
import { encodingFor } from './encoding.ts'
import { type Asked, type Given, given, type PlainHeaders } from './given.ts'

/**
 * An answer of which one place differs each time it is given, and has always the same length: a form's token. What stands around it is
 * kept, and compressed once; what goes in there is kept nowhere. Nobody is told that she has it already.
 */
export interface Around {
  to(asked: Asked, middle: string): Given
}

export interface AroundParts {
  readonly before: string
  readonly after: string
  /** How long what goes between them is, in bytes of ASCII. */
  readonly gapBytes: number
  readonly headers: PlainHeaders
  readonly packed: 'gzip' | 'never'
}

export function around({ before, after, gapBytes, headers, packed }: AroundParts): Around {
  const parts = { before: Buffer.from(before), after: Buffer.from(after), gapBytes }
  if (packed === 'never') {
    const plain = formOf(plainAround(parts), headers)
    return { to: ({ method }, middle) => plain(method, middle) }
  }
  const vary = { ...headers, Vary: 'Accept-Encoding' }
  const identity = formOf(plainAround(parts), vary)
  const gzip = formOf(gzipAround(parts), { ...vary, 'Content-Encoding': 'gzip' })
  return {
    to({ method, header }, middle) {
      const form = encodingFor(header('accept-encoding'), GZIP) === 'gzip' ? gzip : identity
      return form(method, middle)
    },
  }
}

/** What is said of it is the same each time, and made once. */
function formOf(fill: Filled, headers: PlainHeaders): (method: string, middle: string) => Given {
  const head = given({
    status: 200,
    headers: { ...headers, 'Content-Length': String(fill.sizeBytes) },
    body: [],
  })
  return (method, middle) => (method === 'HEAD' ? head : { ...head, body: fill.with(middle) })
}

const GZIP = ['gzip'] as const

interface Pieces {
  readonly before: Buffer<ArrayBuffer>
  readonly after: Buffer<ArrayBuffer>
  readonly gapBytes: number
}

interface Filled {
  readonly sizeBytes: number
  with(middle: string): Buffer<ArrayBuffer>[]
}

function plainAround({ before, after, gapBytes }: Pieces): Filled {
  const sizeBytes = before.length + gapBytes + after.length
  return {
    sizeBytes,
    with: (middle) => [before, inGap(middle, gapBytes), after],
  }
}

/**
 * gzip (RFC 1952) of the whole, put together from pieces: what stands before and after is compressed once, and what goes between
 * stands in a block of its own that is not compressed (RFC 1951, 3.2.4). So its length is the same each time, and tells nothing.
 */
export function gzipAround({ before, after, gapBytes }: Pieces): Filled {
  // What comes after is compressed knowing what came before it. For the gap it is given what no page has in it, so that nothing
  // refers to there.
  const gap = Buffer.alloc(gapBytes)
  invariant(!after.includes(0), 'a page has no NUL in it')
  const head = Buffer.concat([
    HEADER,
    deflateRawSync(before, { level: 9, finishFlush: constants.Z_SYNC_FLUSH }),
    storedBlock(gapBytes),
  ])
  const tail = deflateRawSync(after, {
    level: 9,
    dictionary: Buffer.concat([before, gap]).subarray(-WINDOW_BYTES),
  })
  const sumBefore = crc32(before)
  const sizeBytes = head.length + gapBytes + tail.length + TRAILER_BYTES
  return {
    sizeBytes,
    with(middle) {
      const filling = inGap(middle, gapBytes)
      const trailer = Buffer.allocUnsafe(TRAILER_BYTES)
      trailer.writeUInt32LE(crc32(after, crc32(filling, sumBefore)), 0)
      trailer.writeUInt32LE(before.length + gapBytes + after.length, 4)
      return [head, filling, tail, trailer]
    },
  }
}

function inGap(middle: string, gapBytes: number): Buffer<ArrayBuffer> {
  const filling = Buffer.from(middle, 'latin1')
  invariant(filling.length === gapBytes, 'what goes into a page is as long as its place')
  return filling
}

/** Deflate, no name, no time, the best that there is, a system of no name. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255])
/** The checksum of the whole and its length. */
const TRAILER_BYTES = 8
const WINDOW_BYTES = 32 * 1024

/** The head of a block that is not compressed and not the last: its length twice, the second time with every bit turned. */
function storedBlock(sizeBytes: number): Buffer {
  invariant(sizeBytes > 0 && sizeBytes <= 0xff_ff, 'one block holds it')
  const head = Buffer.alloc(5)
  head.writeUInt16LE(sizeBytes, 1)
  head.writeUInt16LE(0xff_ff - sizeBytes, 3)
  return head
}
