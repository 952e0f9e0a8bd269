import { type Clock } from '#basics'
import { recordAct } from '#audit'
import { type Database, transaction } from '#db'
import { freeLook } from './second-look-store.ts'
import { deleteLock, keepHeld } from './store.ts'

/** How long a case stays with a reviewer who gives no sign. */
export const HELD_MS = 15 * 60_000

/** Whoever has a case open is still at it. Of a case that is somebody else's by now nothing changes. */
export function keepOpen(
  { db, clock }: { db: Database; clock: Clock },
  { member, submission }: { member: string; submission: string },
): Promise<void> {
  return transaction(db, (tx) =>
    keepHeld(tx, { member, submission, until: new Date(clock().getTime() + HELD_MS) }),
  )
}

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
