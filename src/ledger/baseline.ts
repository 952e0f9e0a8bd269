import { NOBODY, recordAct } from '#audit'
import { type Clock, type Day, systemClock } from '#basics'
import { type Database, transaction } from '#db'
import { digestOf, type Figures } from '#proof'
import { LOG, type PublicFolder } from './folder.ts'
import { findBaseline, findNewestBatch, insertBaseline, lockHead } from './store.ts'

/** The total of an earlier registry, and the file that attests it: daily series, method, signatories. */
export interface Attested {
  readonly asOf: Day
  readonly figures: Figures
  readonly dossier: Uint8Array
}

/**
 * Put an earlier total in, to be the ledger's first leaf. Its dossier is published with it, and its digest stands
 * in the leaf. Once, and before anybody is counted: a baseline that came later would let the count rise without a
 * leaf. The file is there before the row, so that no leaf ever stands for a file that is nowhere; and nobody who comes second
 * touches the file of the first, for the head of the ledger is held meanwhile.
 */
export async function attestBaseline(
  { db, folder, clock = systemClock }: { db: Database; folder: PublicFolder; clock?: Clock },
  { asOf, figures, dossier }: Attested,
): Promise<'attested' | 'too-late' | 'impossible'> {
  const { party, league, pioneers, notStated, people } = figures
  const stated = people - notStated
  if (people < 1 || Math.max(party, league, pioneers) > stated || stated > party + league + pioneers)
    return 'impossible'
  const digest = digestOf(dossier)
  const record = Buffer.from(digest).toString('hex')
  return transaction(db, async (tx) => {
    await lockHead(tx)
    if ((await findBaseline(tx)) || (await findNewestBatch(tx))) return 'too-late'
    folder.put(new Map([[`${LOG}/dossier`, dossier]]))
    await insertBaseline(tx, { asOf, figures, dossier: digest })
    await recordAct(tx, { at: clock(), who: NOBODY, what: 'baseline-attested', record })
    return 'attested'
  })
}
