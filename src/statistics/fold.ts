import { type Clock } from '#basics'
import { type Database, transaction } from '#db'
import { addChanges, lockMark, moveMark, newestNumber } from './store.ts'

/**
 * Fold every entry after the mark into the tally.
 *
 * One fold at a time, under the mark's lock; tally and mark move in one transaction, so a crash
 * repeats the fold or never needed it. Numbers commit in order, so nothing below the newest one
 * can still be on its way. With nothing to fold it says that the count is as of now.
 */
export function fold({ db, clock }: { db: Database; clock: Clock }): Promise<void> {
  return transaction(db, async (tx) => {
    const after = await lockMark(tx)
    const upTo = await newestNumber(tx)
    if (upTo > after) await addChanges(tx, { after, upTo })
    await moveMark(tx, { number: upTo, asOf: clock() })
  })
}
