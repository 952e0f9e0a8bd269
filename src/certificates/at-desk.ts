import { type Actor, type ChangeReason, ask } from '#approvals'
import { recordAct } from '#audit'
import { type Clock, type Day, dayAt } from '#basics'
import { type Database, transaction } from '#db'
import { type CertificateState } from '#proof'
import { type OpenBudget, openAgainAt } from '#review'
import { type DeclineReason } from './applicant-store.ts'
import {
  type BoxToSealTo,
  findApproving,
  findCopy,
  findIssued,
  findMessages,
  findPapers,
  findPrepared,
  findRecords,
  findReplyRecipient,
  findSealedRequest,
  findWaiting,
  hasOpened,
  insertClosed,
  insertHandedOver,
  insertMessage,
  insertPrepared,
  isDeclined,
  type PreparedRow,
  type SealedMessage,
  type SealedPaper,
  type SealedRecord,
  type SealedWithKey,
  type Waiting,
} from './desk-store.ts'
import { factsOf, type FoundFacts } from './facts.ts'
import { type DeskKeys, isSame, sentDigest, weeksToSealTo } from '#vault'

export interface DeskCertificateDeps {
  /** Asked in the name of a member. */
  readonly db: Database
  readonly clock: Clock
  readonly timeZone: string
}

/** A request as an issuer of its branch opens it. */
export interface OpenedRequest {
  readonly waiting: Waiting
  readonly sealed: SealedWithKey
  readonly messages: readonly SealedMessage[]
  /** Undefined where the register has nothing to certify now. */
  readonly facts: FoundFacts | undefined
  readonly replyRecipient: Uint8Array | null
  readonly approving: readonly BoxToSealTo[]
}

export type Opening =
  | ({ readonly outcome: 'opened' } & OpenedRequest)
  | { readonly outcome: 'not-there' }
  /** She has opened as many as one member may; the day's next she may at this time. */
  | { readonly outcome: 'budget-spent'; readonly again: Date }

/**
 * Hand a request to an issuer. That she opened it is written down, whatever she does with it, and counts as a case does: whoever wants
 * to read them all is slowed down.
 */
export async function openRequest(
  deps: DeskCertificateDeps,
  asked: { by: string; request: string; budget: OpenBudget | null },
): Promise<Opening> {
  const { by, request, budget } = asked
  return transaction(deps.db, async (tx) => {
    const waiting = await findWaiting(tx, request)
    const sealed = waiting && (await findSealedRequest(tx, { request, holder: by }))
    if (!waiting || !sealed) return { outcome: 'not-there' }
    const now = deps.clock()
    const again = budget && (await openAgainAt(tx, { member: by, now, budget }))
    if (again) return { outcome: 'budget-spent', again }
    await recordAct(tx, { at: now, who: by, what: 'certificate-opened', record: request })
    return {
      outcome: 'opened',
      waiting,
      sealed,
      messages: await findMessages(tx, { request, holder: by }),
      facts: await factsOf(tx, waiting),
      replyRecipient: await findReplyRecipient(tx, request),
      approving: await findApproving(tx, { branch: waiting.branch, weeks: weeksToSealTo(deps) }),
    }
  })
}

/** The pictures of documents that came with a request, for the issuer who has opened it: nobody reads them past that act. */
export async function openPapers(
  { db }: Pick<DeskCertificateDeps, 'db'>,
  { by, request }: { by: string; request: string },
): Promise<SealedPaper[]> {
  return (await hasOpened(db, { by, request })) ? findPapers(db, { request, holder: by }) : []
}

interface SaidByBranch {
  /** Made by the issuer's browser: the same said again under it is said once. */
  readonly id: string
  readonly request: string
  readonly box: string
  readonly sealed: Uint8Array
  readonly reply: Uint8Array
}

/** Say something to the applicant: sealed in the issuer's browser, to the box and to the key of the return code. */
export function sayToApplicant(
  deps: DeskCertificateDeps & { readonly keys: Pick<DeskKeys, 'once'> },
  said: SaidByBranch,
): Promise<{ outcome: 'said' | 'sent-before' | 'too-many' | 'not-there' }> {
  const { id, request, box, sealed, reply } = said
  const content = JSON.stringify([box, ...[sealed, reply].map((one) => Buffer.from(one).toString('base64'))])
  const digest = sentDigest({ kind: 'branch-message', key: id, target: request, content }, deps.keys.once)
  return transaction(deps.db, async (tx) => {
    const waiting = await findWaiting(tx, request)
    if (!waiting) return { outcome: 'not-there' }
    const kept = await insertMessage(tx, { ...said, digest, day: today(deps) })
    if (kept.kept === 'too-many') return { outcome: 'too-many' }
    return { outcome: kept.kept === 'there' && !isSame(kept.digest, digest) ? 'sent-before' : 'said' }
  })
}

export function decline(
  deps: DeskCertificateDeps,
  { by, request, reason }: { by: string; request: string; reason: DeclineReason },
): Promise<{ outcome: 'declined' | 'not-there' }> {
  return transaction(deps.db, async (tx) => {
    const waiting = await findWaiting(tx, request)
    if (!waiting || waiting.state === 'issued') return { outcome: 'not-there' }
    const row = { request, day: today(deps), how: 'declined', reason } as const
    // Declined for this reason already, it is declined.
    if (!(await insertClosed(tx, row)))
      return { outcome: (await isDeclined(tx, row)) ? 'declined' : 'not-there' }
    await recordAct(tx, { at: deps.clock(), who: by, what: 'certificate-declined', record: request })
    return { outcome: 'declined' }
  })
}

interface Preparing extends Omit<PreparedRow, 'approval' | 'day'> {
  readonly by: Actor
  /** Of the content, as it was sealed to both branches. */
  readonly digest: string
}

/** Ask another branch to agree to a content, which is sealed to it. */
export function prepare(
  deps: DeskCertificateDeps,
  { by, digest, ...row }: Preparing,
): Promise<{ outcome: 'asked' | 'not-there' | 'under-way' }> {
  return transaction(deps.db, async (tx) => {
    const waiting = await findWaiting(tx, row.request)
    if (!waiting || waiting.branch === row.toBranch) return { outcome: 'not-there' }
    if (waiting.state !== 'asked') return { outcome: 'under-way' }
    const at = deps.clock()
    const act = { kind: 'certificate', request: row.request, digest, to: row.toBranch } as const
    const asked = await ask(tx, { by: { ...by, branch: waiting.branch }, act, at })
    if (asked.outcome !== 'asked') return { outcome: 'under-way' }
    await insertPrepared(tx, { ...row, approval: asked.request, day: today(deps) })
    await recordAct(tx, { at, who: by.member, what: 'certificate-prepared', record: row.request })
    return { outcome: 'asked' }
  })
}

/** The content that an approval is about, for whoever of the two branches opens it. */
export function openPrepared(
  { db, clock }: DeskCertificateDeps,
  { by, approval }: { by: string; approval: string },
): ReturnType<typeof findPrepared> {
  return transaction(db, async (tx) => {
    const found = await findPrepared(tx, { approval, holder: by })
    if (found)
      await recordAct(tx, { at: clock(), who: by, what: 'certificate-opened', record: found.request })
    return found
  })
}

/** The file of a certificate, for printing it at its branch. */
export function openCopy(
  { db, clock }: DeskCertificateDeps,
  { by, number }: { by: string; number: string },
): Promise<SealedWithKey | undefined> {
  return transaction(db, async (tx) => {
    const found = await findCopy(tx, { number, holder: by })
    if (found) await recordAct(tx, { at: clock(), who: by, what: 'certificate-opened', record: number })
    return found
  })
}

/** What was signed at these branches, for verifying all of it anew. Each page that is opened is an act. */
export function openRecords(
  { db, clock }: DeskCertificateDeps,
  { by, after, most }: { by: string; after: string; most: number },
): Promise<SealedRecord[]> {
  return transaction(db, async (tx) => {
    const found = await findRecords(tx, { after, most, holder: by })
    if (found.length > 0)
      await recordAct(tx, { at: clock(), who: by, what: 'certificate-opened', record: 'all' })
    return found
  })
}

export function handOver(
  deps: DeskCertificateDeps,
  { by, number }: { by: string; number: string },
): Promise<{ outcome: 'handed-over' | 'not-there' }> {
  return transaction(deps.db, async (tx) => {
    const kept = await insertHandedOver(tx, { number, day: today(deps) })
    if (kept !== 'now') return { outcome: kept === 'before' ? 'handed-over' : 'not-there' }
    await recordAct(tx, { at: deps.clock(), who: by, what: 'certificate-handed-over', record: number })
    return { outcome: 'handed-over' }
  })
}

export const CHANGE_REASONS = {
  revoked: ['by-holder', 'lost', 'wrong-content', 'declaration-withdrawn', 'deceit', 'key-lost'],
  suspended: ['looked-into', 'lost'],
  valid: ['cleared'],
} as const satisfies Record<string, readonly ChangeReason[]>
export type ChangedState = keyof typeof CHANGE_REASONS

/** Ask another branch to agree that a certificate is revoked, suspended, or valid again. */
export function askChange(
  deps: DeskCertificateDeps,
  asked: { by: Actor; number: string; state: ChangedState; reason: ChangeReason },
): Promise<{ outcome: 'asked' | 'asked-already' | 'not-there' | 'ended' }> {
  const { by, number, state, reason } = asked
  return transaction(deps.db, async (tx) => {
    const [found] = await findIssued(tx, { number, before: null })
    if (!found || !CHANGE_REASONS[state].some((known) => known === reason)) return { outcome: 'not-there' }
    if (!mayBecome(found.state, state)) return { outcome: 'ended' }
    const act = { kind: 'certificate-state', number, state, reason } as const
    const { outcome } = await ask(tx, { by: { ...by, branch: found.branch }, act, at: deps.clock() })
    return { outcome }
  })
}

/** What ended does not come back; of a declaration that was withdrawn nothing rests or stands again, it is revoked. */
function mayBecome(now: CertificateState, next: ChangedState): boolean {
  if (now === 'revoked' || now === 'superseded') return false
  return now === 'withdrawn' ? next === 'revoked' : now !== next
}

function today({ clock, timeZone }: Pick<DeskCertificateDeps, 'clock' | 'timeZone'>): Day {
  return dayAt(clock(), timeZone)
}
