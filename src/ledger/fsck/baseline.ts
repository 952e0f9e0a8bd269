import { digestOf, NO_FIGURES, readLeaf } from '#proof'
import { LOG } from '../folder.ts'
import { must, same } from '../difference.ts'
import { type Fsck } from './fsck.ts'
import { type LeafRow } from './rows.ts'

/** The first leaf is the total that was attested, and its dossier is the file that is published; or both are nothing. */
export async function checkBaseline({ rows, folder }: Fsck, first: LeafRow | undefined): Promise<void> {
  const row = await rows.baseline()
  const leaf = first && readLeaf(first.bytes)
  must(leaf?.kind === 'baseline', 'ledger.leaf 0', 'it is no baseline')
  const { party, league, pioneers, notStated, people } = leaf.figures
  const attested = row ? { ...row, notStated: row.not_stated } : NO_FIGURES
  must(
    attested.party === party &&
      attested.league === league &&
      attested.pioneers === pioneers &&
      attested.notStated === notStated &&
      attested.people === people,
    'ledger.baseline',
    'it is not what the first leaf says',
  )
  if (!row) return
  must(
    row.as_of === leaf.asOf && same(row.dossier, leaf.dossier),
    'ledger.baseline',
    'it is not what the first leaf says',
  )
  const dossier = folder.get(`${LOG}/dossier`)
  must(
    dossier !== undefined && same(digestOf(dossier), leaf.dossier),
    `${LOG}/dossier`,
    'it is not the file that the first leaf stands for',
  )
}
