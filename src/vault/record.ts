// This file also runs in the reviewer's browser: no import, no API that only Node has.

/** What a record is. It is written inside the plaintext, because age itself binds a file to nothing (invariant: One box). */
export interface RecordLabel {
  /** The row that the record belongs to. */
  readonly recordId: string
  /** The column or part of the row. */
  readonly field: string
  /** Which writing of the field, a whole number below 2^32: an old one must not pass for the new. */
  readonly version: number
}

export type UnwrappedRecord =
  | { readonly outcome: 'opened'; readonly payload: Uint8Array }
  | { readonly outcome: 'not-this-record' }
  | { readonly outcome: 'damaged' }

/**
 * The plaintext of a record: magic line, label, payload, zeros up to a length that many records share.
 *
 * Layout, all numbers big-endian: `exeunt-record/v1\n`; u32 length and UTF-8 of the record id; u32 length
 * and UTF-8 of the field; u32 version; u32 payload length; payload; zeros. Throws RangeError at a label that
 * has no such writing (a version out of range, a lone surrogate) and at payloads of 4 GiB or more.
 */
export function wrapRecord({
  payload,
  ...label
}: RecordLabel & { readonly payload: Uint8Array }): Uint8Array {
  const front = labelBytes(label)
  const lengthAt = front.length
  const payloadAt = lengthAt + U32_BYTES
  const plaintext = new Uint8Array(paddedLength(payloadAt + payload.length))
  plaintext.set(front)
  new DataView(plaintext.buffer).setUint32(lengthAt, asU32(payload.length))
  plaintext.set(payload, payloadAt)
  return plaintext
}

/**
 * The payload of a plaintext, if it is the record that was asked for.
 *
 * `not-this-record`: a whole record, but another one: somebody moved sealed rows about. `damaged`: what
 * `wrapRecord` never writes, as another magic line, lengths that do not add up, or padding that is not zero.
 */
export function unwrapRecord({
  plaintext,
  ...label
}: RecordLabel & { readonly plaintext: Uint8Array }): UnwrappedRecord {
  const found = readRecord(plaintext)
  if (!found) return { outcome: 'damaged' }
  if (!sameBytes(found.front, labelBytes(label))) return { outcome: 'not-this-record' }
  return { outcome: 'opened', payload: new Uint8Array(found.payload) }
}

/**
 * The length in bytes that a plaintext of `sizeBytes` is padded to: 2, 4, 8, 16, 32, 64 KiB, then whole
 * 64 KiB. A name, a name with an address and a page of text all come out alike.
 */
export function paddedLength(sizeBytes: number): number {
  let length = 2 * KIB
  while (length < sizeBytes && length < 64 * KIB) length *= 2
  return sizeBytes <= length ? length : Math.ceil(sizeBytes / (64 * KIB)) * 64 * KIB
}

const KIB = 1024
const U32_BYTES = 4
const MAGIC = new TextEncoder().encode('exeunt-record/v1\n')

/** Everything before the payload's length. Two labels have the same bytes only if they are the same label. */
function labelBytes({ recordId, field, version }: RecordLabel): Uint8Array {
  const texts = [recordId, field].map(encoded)
  const size = texts.reduce((sum, text) => sum + U32_BYTES + text.length, MAGIC.length + U32_BYTES)
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  bytes.set(MAGIC)
  let offset = MAGIC.length
  for (const text of texts) {
    view.setUint32(offset, text.length)
    bytes.set(text, offset + U32_BYTES)
    offset += U32_BYTES + text.length
  }
  view.setUint32(offset, asU32(version))
  return bytes
}

function readRecord(plaintext: Uint8Array): { front: Uint8Array; payload: Uint8Array } | undefined {
  if (!sameBytes(plaintext.subarray(0, MAGIC.length), MAGIC)) return undefined
  const view = new DataView(plaintext.buffer, plaintext.byteOffset, plaintext.byteLength)
  const recordIdEnd = skipText(view, MAGIC.length)
  const fieldEnd = recordIdEnd === undefined ? undefined : skipText(view, recordIdEnd)
  const lengthAt = fieldEnd === undefined ? undefined : fieldEnd + U32_BYTES
  const payloadEnd = lengthAt === undefined ? undefined : skipText(view, lengthAt)
  if (lengthAt === undefined || payloadEnd === undefined) return undefined

  if (plaintext.length !== paddedLength(payloadEnd)) return undefined
  if (plaintext.subarray(payloadEnd).some((byte) => byte !== 0)) return undefined
  return {
    front: plaintext.subarray(0, lengthAt),
    payload: plaintext.subarray(lengthAt + U32_BYTES, payloadEnd),
  }
}

/** Where the length-prefixed bytes at `offset` end, or undefined if the plaintext is too short. */
function skipText(view: DataView, offset: number): number | undefined {
  if (offset + U32_BYTES > view.byteLength) return undefined
  const end = offset + U32_BYTES + view.getUint32(offset)
  return end <= view.byteLength ? end : undefined
}

/** A lone surrogate would become U+FFFD, and two ids one. */
function encoded(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new RangeError('a record label is well-formed Unicode')
  return new TextEncoder().encode(text)
}

function asU32(value: number): number {
  if (value >>> 0 === value) return value
  throw new RangeError('a record version or length is a whole number below 2^32')
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
