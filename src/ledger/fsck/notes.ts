import { type ActsHead, headText } from '#audit'
import { digestOf, type Leaf, readLeaf } from '#proof'
import { must, same } from '../difference.ts'
import { type LeafRow } from './rows.ts'

/** The acts that a leaf of the log stands for. */
export interface Noted extends ActsHead {
  readonly index: number
}

/** Each note of a batch stands for the acts that are written beside it, and nothing is written beside no note. */
export function checkNotes(leaves: readonly LeafRow[], noted: ReadonlyMap<number, Noted>): void {
  for (const { index, bytes } of leaves) {
    const leaf: Leaf = readLeaf(bytes)
    const acts = noted.get(index)
    const place = `ledger.noted ${index}`
    if (leaf.kind !== 'note') {
      must(!acts, place, 'the leaf is no note')
      continue
    }
    must(acts !== undefined, place, 'it is missing')
    must(
      same(leaf.digest, digestOf(Buffer.from(headText(acts)))),
      place,
      'it is not what the leaf stands for',
    )
  }
}
