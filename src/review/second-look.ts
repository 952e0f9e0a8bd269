import { randomInt } from 'node:crypto'
import { recordAct } from '#audit'
import { type Day } from '#basics'
import { type Transaction } from '#db'
import { type Decision } from './decision.ts'
import { outlineOf } from './outline.ts'
import { insertSecondVerdict } from './second-look-store.ts'

/** One hand-out in so many is a second look, if one waits: as often as they are drawn, so that none piles up. */
const ONE_IN = 20

/** Whether a second look comes before what waits. By chance: at no moment does she know that it is one. */
export function isLookFirst(): boolean {
  return randomInt(ONE_IN) === 0
}

/**
 * Take a second verdict on a case that somebody else has decided. It changes nothing: the database compares it with the
 * first, and whoever oversees the branch sees where the two differ. Whoever gave it is answered as after any decision;
 * a question that she put is not sent.
 */
export async function decideAgain(
  tx: Transaction,
  {
    submission,
    member,
    decision,
    digest,
    at,
    day,
  }: { submission: string; member: string; decision: Decision; digest: Uint8Array; at: Date; day: Day },
): Promise<void> {
  const { verdict } = decision
  await insertSecondVerdict(tx, { submission, member, verdict, digest, outline: outlineOf(decision), day })
  await recordAct(tx, { at, who: member, what: 'looked-again', record: submission })
}

/** Which verdicts a second look allows: those of a new case, which is what it looks like. */
export function fitsLook({ verdict }: Decision, { hasReturnCode }: { hasReturnCode: boolean }): boolean {
  return verdict !== 'withdraw' && verdict !== 'keep' && (verdict !== 'hold' || hasReturnCode)
}
