import { setTimeout as delay } from 'node:timers/promises'
import { type Clock, dayAt, invariant, type Logger } from '#basics'
import { asMember, type Database, transaction } from '#db'
import {
  carryOut,
  decisionDigest,
  type Decided,
  type DecideDeps,
  type Deciding,
  mayDecide,
} from './decide.ts'
import { HELD_MS } from './give-back.ts'
import { readDecision, writeDecision } from './decision.ts'
import { keepHeld } from './store.ts'
import { deleteResting, type Due, findDue, findResting, insertResting } from './resting-store.ts'

type RestDeps = DecideDeps & { readonly db: Database }

const POLL_MS = 500

/**
 * Take a decision and let it rest for `undoMs` before it is carried out, so that a slip of the hand can be undone while
 * nothing has come of it: no entry, no question, no word to a colleague. It is committed before this returns, and
 * `runSettling` carries it out, also after a crash.
 */
export function restDecision(
  { db, clock, timeZone, keys }: RestDeps,
  { undoMs, ...deciding }: Deciding & { readonly undoMs: number },
): Promise<Decided> {
  return transaction(db, async (tx) => {
    const { member, passkey, submission, decision } = deciding
    const at = clock()
    const written = writeDecision(decision)
    const resting = await findResting(tx, submission)
    // Her browser did not hear the answer and asks again; or it sends something else, and what rests stands.
    if (resting) return { outcome: resting.decision === written ? 'decided' : 'refused' }
    const digest = decisionDigest(deciding, keys)
    const may = await mayDecide(tx, { ...deciding, digest, at, day: dayAt(at, timeZone) })
    if (may.outcome !== 'case' && may.outcome !== 'look') return may
    const due = new Date(at.getTime() + undoMs)
    await insertResting(tx, { submission, member, passkey, decision: written, due })
    await keepHeld(tx, { submission, member, until: new Date(due.getTime() + HELD_MS) })
    return { outcome: 'decided' }
  })
}

/** Take a decision back while it rests. The case is hers again, as it was. False where it has been carried out. */
export function undoDecision(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  { member, submission }: { member: string; submission: string },
): Promise<boolean> {
  return transaction(db, async (tx) => {
    if (!(await deleteResting(tx, submission))) return false
    await keepHeld(tx, { submission, member, until: new Date(clock().getTime() + HELD_MS) })
    return true
  })
}

/**
 * Carry out what has rested long enough, each in the name of who decided it. Taking it off and carrying it out are one
 * transaction: after a crash it rests still, or it is done. Where its sender has said something more meanwhile, or its
 * reviewer may decide nothing any longer, nothing is done, and the case waits again.
 */
export async function settleDecisions(deps: RestDeps): Promise<void> {
  const due = await findDue(deps.db, deps.clock())
  const settled = await Promise.allSettled(due.map((one) => settle(deps, one)))
  const failed = settled.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}

async function settle(deps: RestDeps, { submission, member }: Due): Promise<void> {
  await transaction(asMember(deps.db, member), async (tx) => {
    const resting = await deleteResting(tx, submission)
    if (!resting) return
    const decision = readDecision(JSON.parse(resting.decision))
    invariant(decision, 'a resting decision is one that was read before')
    // While it rested nobody else was handed it, however long the desk was away.
    await keepHeld(tx, { submission, member, until: new Date(deps.clock().getTime() + HELD_MS) })
    await carryOut(tx, deps, { member, passkey: resting.passkey, submission, decision })
  })
}

/** Settle until it is stopped. What the database refuses now is tried again, and said once for as long as it lasts. */
export async function runSettling(
  deps: RestDeps & { readonly logger: Logger },
  stop: AbortSignal,
): Promise<void> {
  let said = false
  while (!stop.aborted) {
    try {
      await settleDecisions(deps)
      said = false
    } catch (cause) {
      if (!said) deps.logger.error('review.settling', cause)
      said = true
    }
    await delay(POLL_MS, undefined, { signal: stop }).catch(() => {})
  }
}
