import { type Database, transaction } from '#db'
import { Difference, readPublished } from '#ledger'
import { differenceFrom } from './fold.ts'
import { readMark, readSums } from './store.ts'

/**
 * Hold the tally to the ledger's totals at the checkpoint it was folded to, in one moment of the database. Throws
 * a {@link Difference}. Where the ledger is a batch further, that batch is still to be folded.
 */
export async function checkTally(db: Database): Promise<void> {
  await transaction(db, async (tx) => {
    const ledger = await readPublished(tx)
    const mark = await readMark(tx)
    if (!ledger || mark.size !== ledger.size) return
    const why = differenceFrom(await readSums(tx), ledger)
    if (why) throw new Difference('statistics.tally', why)
    if (mark.baseline !== ledger.totals.baseline.people)
      throw new Difference('statistics.mark', "its baseline is not the ledger's")
  })
}
