import {
  type EntryReader,
  entryReader,
  keepTiles,
  makeInclusion,
  readCheckpoint,
  readNote,
  type TileReader,
  tileReader,
  writeTlogProof,
} from '#proof'
import { LOG, logFetcher, type PublicFolder } from './folder.ts'

/**
 * That a leaf stands in the published log, as a file that is verified without the log (C2SP tlog-proof), the leaf
 * itself in it. Undefined where the published log has no such leaf. Throws `ProofError` where the files are damaged.
 */
export type InclusionProofs = (index: number) => Promise<Uint8Array<ArrayBuffer> | undefined>

/** 16 MB of tiles: whoever asks for leaves at random has each tile read and hashed anew, and nothing piles up. */
const KEPT_TILES = 1_024

/**
 * Proofs made from the public files alone. What has been verified under the published checkpoint is kept: the edge of its tree as
 * long as it is the newest, full tiles as long as there is room. Nothing that is kept depends on who asks.
 */
export function inclusionProofs(folder: PublicFolder): InclusionProofs {
  const fetcher = logFetcher(folder)
  const kept = keepTiles(KEPT_TILES)
  let newest: PublishedTree | undefined

  return async (index) => {
    const tree = published()
    if (!tree || index >= tree.size) return undefined
    const { checkpoint, size, tiles, entries } = tree
    const extra = await entries.entry(index)
    const proof = await makeInclusion({ index, size, source: tiles.hashes })
    return writeTlogProof({ extra, index, proof, checkpoint })
  }

  /** The file is looked at each time: a proof is never of an earlier tree than the one that is published. */
  function published(): PublishedTree | undefined {
    const checkpoint = folder.get(`${LOG}/checkpoint`)
    if (!checkpoint) return undefined
    if (newest && Buffer.compare(newest.checkpoint, checkpoint) === 0) return newest
    const { size, root } = readCheckpoint(readNote(checkpoint).text)
    const tiles = tileReader({ fetcher, size, root, kept })
    newest = { checkpoint, size, tiles, entries: entryReader({ fetcher, tiles, size }) }
    return newest
  }
}

/** A published checkpoint, and what has been read under it. */
interface PublishedTree {
  readonly checkpoint: Uint8Array
  readonly size: number
  readonly tiles: TileReader
  readonly entries: EntryReader
}
