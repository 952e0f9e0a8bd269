import { type Asking } from '#approvals'
import { type AuditedAct, recordAct } from '#audit'
import { type Clock, type Day, dayAt } from '#basics'
import { type Database, transaction, type Transaction } from '#db'
import { announce } from '#jobs'
import { type DeskKeys, sentDigest } from '#vault'
import { insertAcceptance } from './acceptance-store.ts'
import { type Decision, writeDecision } from './decision.ts'
import { outlineOf } from './outline.ts'
import { decideAgain, fitsLook } from './second-look.ts'
import { holdLook } from './second-look-store.ts'
import { askWithdrawal } from './withdraw.ts'
import { type HeldCase, insertDecision, holdCase, removeCase, wasDecided } from './store.ts'
import { shelveCase } from './wish-store.ts'

export type Decided =
  | { outcome: 'decided' }
  /** The lock ran out and somebody else may have the case, or it is decided already, and otherwise. */
  | { outcome: 'lock-lost' }
  /** The sender has added something since the case was opened: it must be read first. */
  | { outcome: 'case-changed' }
  /** The verdict does not fit the case. */
  | { outcome: 'refused' }

export interface DecideDeps {
  readonly clock: Clock
  readonly timeZone: string
  readonly keys: Pick<DeskKeys, 'once'>
}

export interface Deciding {
  readonly member: string
  /** The one she touched. */
  readonly passkey: string
  readonly submission: string
  readonly decision: Decision
}

const ACTS: Record<Decision['verdict'], AuditedAct> = {
  register: 'registered',
  'register-uncounted': 'registered-uncounted',
  hold: 'held',
  decline: 'declined',
  withdraw: 'withdrawal-decided',
  keep: 'kept',
}

/**
 * Decide a case that this reviewer holds. To take a declaration out of the register again takes a colleague as well:
 * then her decision is what that colleague is asked about.
 *
 * Decision, audit row, removal from the queue and the instruction to the register are one
 * transaction: after a crash the case is either still waiting or decided, never neither. The same decision sent again, because
 * the answer was lost, is answered as it was.
 */
export function decide(deps: DecideDeps & { readonly db: Database }, deciding: Deciding): Promise<Decided> {
  return transaction(deps.db, (tx) => carryOut(tx, deps, deciding))
}

/** The same, within a transaction that is under way. */
export async function carryOut(
  tx: Transaction,
  { clock, timeZone, keys }: DecideDeps,
  { member, passkey, submission, decision }: Deciding,
): Promise<Decided> {
  const at = clock()
  const day = dayAt(at, timeZone)
  const digest = decisionDigest({ member, submission, decision }, keys)
  const may = await mayDecide(tx, { member, submission, decision, digest, at, day })
  if (may.outcome === 'look') {
    await decideAgain(tx, { submission, member, decision, digest, at, day })
    return { outcome: 'decided' }
  }
  if (may.outcome !== 'case') return may
  const { held } = may

  await insertDecision(tx, { submission, member, decision, digest, outline: outlineOf(decision), day })
  await instruct(tx, { held, decision, by: { member, passkey, branch: held.branch }, at })
  await (decision.verdict === 'keep' ? shelveCase : removeCase)(tx, submission)
  await recordAct(tx, { at, who: member, what: ACTS[decision.verdict], record: submission })
  return { outcome: 'decided' }
}

/** What tells her decision, sent again, from another one of hers. */
export function decisionDigest(
  { member, submission, decision }: Pick<Deciding, 'member' | 'submission' | 'decision'>,
  { once }: DecideDeps['keys'],
): Uint8Array {
  const content = writeDecision(decision)
  return sentDigest({ kind: 'decision', key: submission, target: member, content }, once)
}

/**
 * Whether this decision can be taken now: on the case that she holds, on the second look that she holds, or why not;
 * `decided` where it was taken before.
 */
export async function mayDecide(
  tx: Transaction,
  {
    member,
    submission,
    decision,
    digest,
    at,
    day,
  }: { member: string; submission: string; decision: Decision; digest: Uint8Array; at: Date; day: Day },
): Promise<Decided | { outcome: 'look' } | { outcome: 'case'; held: HeldCase }> {
  const look = await holdLook(tx, { submission, member, now: at })
  if (look) return { outcome: fitsLook(decision, look) ? 'look' : 'refused' }
  const held = await holdCase(tx, { submission, today: day })
  if (!held || held.lockedBy !== member || held.until < at)
    return { outcome: (await wasDecided(tx, { submission, member, digest })) ? 'decided' : 'lock-lost' }
  if (held.rests || held.followups !== held.followupsShown) return { outcome: 'case-changed' }
  return fits(decision, held) ? { outcome: 'case', held } : { outcome: 'refused' }
}

/** Which verdicts a case allows: one table, so that an impossible one is one line to find. */
function fits({ verdict }: Decision, held: HeldCase): boolean {
  const wantsOut = held.cause === 'withdrawal'
  switch (verdict) {
    // Entered already, it cannot be entered again, and a case that its sender wants to withdraw is no longer hers to enter.
    case 'register':
    case 'register-uncounted':
      return !held.accepted && !wantsOut
    case 'decline':
      return !held.accepted
    case 'hold':
      return held.hasReturnCode
    case 'withdraw':
      return wantsOut
    // Of what was said afterwards; a declaration that nobody has answered yet is not left lying.
    case 'keep':
      return held.followups > 0
  }
}

async function instruct(
  tx: Transaction,
  { held, decision, by, at }: { held: HeldCase; decision: Decision; by: Asking; at: Date },
): Promise<void> {
  const { submission, channel, received } = held
  const origin = { submission, channel, received, refersTo: null, request: null }
  switch (decision.verdict) {
    case 'register':
    case 'register-uncounted': {
      const { version, linksTo } = decision
      const counted = decision.verdict === 'register'
      await insertAcceptance(tx, {
        ...origin,
        kind: 'declaration',
        version: { ...version, counted, ...(linksTo !== undefined && { linksTo }) },
      })
      break
    }
    case 'withdraw':
      // Not registered yet: then there is nothing to take back, and the decision alone ends it.
      if (!held.accepted) return
      return askWithdrawal(tx, { by, submission, channel, received, at })
    case 'hold':
    case 'decline':
    case 'keep':
      return
  }
  await announce(tx, 'register:take')
}
