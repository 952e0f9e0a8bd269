import { ask, type Asking, digestOf, type Request } from '#approvals'
import { recordAct } from '#audit'
import { type Clock, type Day, invariant } from '#basics'
import { type Database, transaction, type Transaction } from '#db'
import { announce } from '#jobs'
import { insertAcceptance } from './acceptance-store.ts'
import { type PublicVersion, readPublicVersion } from './public-version.ts'

/**
 * Ask for a correction of a declaration in the register: `version` restates the lines that change, and the text. It
 * takes two, for it changes what everybody sees of somebody.
 */
export function askCorrection(
  { db, clock }: { db: Database; clock: Clock },
  { by, number, version }: { by: Asking; number: number; version: PublicVersion },
): Promise<{ outcome: 'asked' | 'asked-already' }> {
  const payload = JSON.stringify(version)
  const act = { kind: 'correction', entry: number, digest: digestOf(payload) } as const
  return transaction(db, (tx) => ask(tx, { by, act, payload, at: clock() }))
}

/**
 * Correct it, in the transaction that approves it. The register enters it as a later entry; the earlier one is never
 * touched. `channel` is that of the declaration.
 */
export async function correctEntry(
  tx: Transaction,
  { request, by, channel, at, day }: { request: Request; by: string; channel: string; at: Date; day: Day },
): Promise<void> {
  const { act, payload } = request
  const version = readPublicVersion(payload && JSON.parse(payload), 'any')
  invariant(act.kind === 'correction' && version, 'a correction that was asked for')
  const number = act.entry
  await insertAcceptance(tx, {
    kind: 'correction',
    submission: null,
    refersTo: number,
    channel,
    received: day,
    version,
    request: request.id,
  })
  await recordAct(tx, { at, who: by, what: 'corrected', record: String(number) })
  await announce(tx, 'register:take')
}
