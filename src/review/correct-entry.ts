import { recordAct } from '#audit'
import { type Clock, dayAt } from '#basics'
import { type Database, transaction } from '#db'
import { announce } from '#jobs'
import { insertAcceptance } from './acceptance-store.ts'
import { type PublicVersion } from './public-version.ts'

/**
 * Correct a declaration in the register: `version` restates the lines that change, and the text.
 * The register enters it as a later entry; the earlier one is never touched.
 */
export function correctEntry(
  { db, clock, timeZone }: { db: Database; clock: Clock; timeZone: string },
  {
    member,
    number,
    channel,
    version,
  }: { member: string; number: number; channel: string; version: PublicVersion },
): Promise<{ outcome: 'corrected' }> {
  return transaction(db, async (tx) => {
    const now = clock()
    await insertAcceptance(tx, {
      kind: 'correction',
      submission: null,
      refersTo: number,
      channel,
      received: dayAt(now, timeZone),
      version,
    })
    await recordAct(tx, { at: now, who: member, what: 'corrected', record: String(number) })
    await announce(tx, 'register:take')
    return { outcome: 'corrected' }
  })
}
