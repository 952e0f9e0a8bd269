import { ProofError } from '../basics/proof-error.ts'
import { MOST_FILE_BYTES, readAtMost } from './fetcher.ts'

/** The file as it was before gzip packed it; one that is not packed, as it is. Throws `bad-published`. */
export async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(stream) {
      stream.enqueue(Uint8Array.from(bytes))
      stream.close()
    },
  })
  try {
    return await readAtMost(packed.pipeThrough(new DecompressionStream('gzip')), MOST_FILE_BYTES)
  } catch {
    throw new ProofError('bad-published', 'It is not packed as gzip packs, or far too much is packed in it.')
  }
}
