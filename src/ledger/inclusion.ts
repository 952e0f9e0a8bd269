import {
  entryReader,
  makeInclusion,
  readCheckpoint,
  readNote,
  TILE_WIDTH,
  tileReader,
  writeTlogProof,
} from '#proof'
import { LOG, logFetcher, type PublicFolder } from './folder.ts'

/**
 * That a leaf stands in the published log, as a file that is verified without the log (C2SP tlog-proof), the leaf
 * itself in it. Undefined where the published log has no such leaf. Made from the public files alone.
 */
export async function inclusionProof(folder: PublicFolder, index: number): Promise<Uint8Array | undefined> {
  const checkpoint = folder.get(`${LOG}/checkpoint`)
  if (!checkpoint) return undefined
  const { size, root } = readCheckpoint(readNote(checkpoint).text)
  if (index >= size) return undefined
  const fetcher = logFetcher(folder)
  const tiles = tileReader({ fetcher, size, root })
  const bundle = await entryReader({ fetcher, tiles, size }).bundle(Math.floor(index / TILE_WIDTH))
  const proof = await makeInclusion({ index, size, source: tiles.hashes })
  return writeTlogProof({ extra: bundle[index % TILE_WIDTH], index, proof, checkpoint })
}
