import { recordAct } from '#audit'
import { type Clock } from '#basics'
import { type Database, transaction } from '#db'
import { findContact, hasLocked, type SealedPart } from './contact-store.ts'

/**
 * Hand out how to reach the sender of a case that this member has open, sealed, to whoever has its key. It is an act of its
 * own in the audit: a declaration is read to be published, this is read to find somebody.
 */
export function openContact(
  { db, clock }: { db: Database; clock: Clock },
  { member, submission }: { member: string; submission: string },
): Promise<SealedPart | null> {
  return transaction(db, async (tx) => {
    const at = clock()
    if (!(await hasLocked(tx, { member, submission, at }))) return null
    const contact = await findContact(tx, { submission, holder: member })
    if (contact) await recordAct(tx, { at, who: member, what: 'contact-opened', record: submission })
    return contact
  })
}
