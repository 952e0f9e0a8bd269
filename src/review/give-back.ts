import { type Clock } from '#basics'
import { recordAct } from '#audit'
import { type Database, transaction } from '#db'
import { freeLook } from './second-look-store.ts'
import { deleteLock } from './store.ts'

/** Put a case back unread or undecided: somebody else may have it at once. False if it was not hers. */
export function giveBack(
  { db, clock }: { db: Database; clock: Clock },
  { member, submission }: { member: string; submission: string },
): Promise<boolean> {
  return transaction(db, async (tx) => {
    const had = (await freeLook(tx, { member, submission })) || (await deleteLock(tx, { member, submission }))
    if (had) await recordAct(tx, { at: clock(), who: member, what: 'case-returned', record: submission })
    return had
  })
}
