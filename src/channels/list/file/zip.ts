import { crc32 } from './crc32.ts'
import { ENTRIES_MAX, RATIO_FREE_BYTES, RATIO_MAX, UNPACKED_MAX_BYTES } from './limits.ts'
import { Refused } from './refused.ts'

/** The parts of a package, and how each is unpacked. */
export interface Zip {
  readonly names: ReadonlySet<string>
  /**
   * The bytes of a part, as they are unpacked.
   * @throws {Refused} where they are not what the package says, or too many: while they come, before they are kept.
   */
  readonly bytesOf: (name: string) => AsyncGenerator<Uint8Array>
}

interface Entry {
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  readonly at: number
}

const END = 0x06054b50
const END_BYTES = 22
const COMMENT_MAX = 0xffff
const CENTRAL = 0x02014b50
const CENTRAL_BYTES = 46
const LOCAL = 0x04034b50
const LOCAL_BYTES = 30
const ENCRYPTED = 0b1
const STORED = 0
const DEFLATED = 8

/**
 * The contents of a package, by its central directory alone. A name that stands there twice could be read in two ways, and is
 * not read. Nothing within is opened that is a package itself.
 * @throws {Refused}
 */
export function openZip(bytes: Uint8Array<ArrayBuffer>): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = entriesOf(view, bytes)
  let unpackedOfAll = 0
  async function* bytesOf(name: string): AsyncGenerator<Uint8Array> {
    const entry = entries.get(name)
    if (!entry) throw new Refused('damaged')
    let [length, sum] = [0, 0]
    for await (const chunk of unpackedChunks(packedBytes(bytes, view, entry), entry.method)) {
      length += chunk.length
      unpackedOfAll += chunk.length
      if (unpackedOfAll > UNPACKED_MAX_BYTES) throw new Refused('too-large')
      if (length > RATIO_FREE_BYTES && length > entry.packed * RATIO_MAX) throw new Refused('too-large')
      if (length > entry.unpacked) throw new Refused('damaged')
      sum = crc32(chunk, sum)
      yield chunk
    }
    if (length !== entry.unpacked || sum !== entry.crc) throw new Refused('damaged')
  }
  return { names: new Set(entries.keys()), bytesOf }
}

function entriesOf(view: DataView, bytes: Uint8Array): ReadonlyMap<string, Entry> {
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  const directoryBytes = view.getUint32(end + 12, true)
  let at = view.getUint32(end + 16, true)
  const isSplit = view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count
  if (isSplit || count > ENTRIES_MAX || at + directoryBytes > end) throw new Refused('damaged')
  const entries = new Map<string, Entry>()
  for (let nth = 0; nth < count; nth += 1) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL) throw new Refused('damaged')
    const nameBytes = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes))
    if (entries.has(name)) throw new Refused('damaged')
    entries.set(name, {
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += CENTRAL_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** Where the end of the directory stands: behind it is a comment, as long as it says. */
function endOf(view: DataView): number {
  const last = view.byteLength - END_BYTES
  for (let at = last; at >= Math.max(0, last - COMMENT_MAX); at -= 1)
    if (
      view.getUint32(at, true) === END &&
      at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength
    )
      return at
  throw new Refused('damaged')
}

function packedBytes(bytes: Uint8Array<ArrayBuffer>, view: DataView, entry: Entry): Uint8Array<ArrayBuffer> {
  if ((entry.flags & ENCRYPTED) !== 0) throw new Refused('locked')
  if (entry.unpacked > UNPACKED_MAX_BYTES) throw new Refused('too-large')
  if (entry.at + LOCAL_BYTES > bytes.length || view.getUint32(entry.at, true) !== LOCAL)
    throw new Refused('damaged')
  const start =
    entry.at + LOCAL_BYTES + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true)
  if (start + entry.packed > bytes.length) throw new Refused('damaged')
  return bytes.subarray(start, start + entry.packed)
}

async function* unpackedChunks(packed: Uint8Array<ArrayBuffer>, method: number): AsyncGenerator<Uint8Array> {
  if (method === STORED) {
    yield packed
    return
  }
  if (method !== DEFLATED) throw new Refused('damaged')
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new Refused('damaged')
      })
      if (done) return
      yield value
    }
  } finally {
    // Whoever stops early wants no more to be unpacked.
    await reader.cancel().catch(() => undefined)
  }
}
