import { recordAct } from '#audit'
import { type Clock, dayAt } from '#basics'
import { type Database, transaction } from '#db'
import { announce } from '#jobs'
import { insertAcceptance } from './acceptance.ts'
import { type PublicVersion } from './public-version.ts'
import { findDeclaration } from './store.ts'

/**
 * Correct a declaration in the register: `version` restates the lines that change, and the text.
 * The register enters it as a later entry; the earlier one is never touched.
 */
export function correctEntry(
  { db, clock, timeZone }: { db: Database; clock: Clock; timeZone: string },
  { member, number, version }: { member: string; number: number; version: PublicVersion },
): Promise<{ outcome: 'corrected' } | { outcome: 'no-such-declaration' }> {
  return transaction(db, async (tx) => {
    const declaration = await findDeclaration(tx, number)
    if (!declaration) return { outcome: 'no-such-declaration' }
    const now = clock()
    await insertAcceptance(tx, {
      kind: 'correction',
      submission: null,
      refersTo: number,
      channel: declaration.channel,
      received: dayAt(now, timeZone),
      version,
    })
    await recordAct(tx, { at: now, who: member, what: 'corrected', record: String(number) })
    await announce(tx, 'register:take')
    return { outcome: 'corrected' }
  })
}
