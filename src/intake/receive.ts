import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Clock, dayAt } from '#basics'
import { type Finding, type Submission } from '#channels'
import { type Database } from '#db'
import {
  type Entropy,
  type HouseKeys,
  recipientOfSeed,
  replyIdentitySeed,
  returnCodeEntropy,
  sealRecord,
} from '#vault'
import { type OpenBox } from './current-box.ts'
import { type EarlierAsked, findEarlier } from './earlier.ts'
import { idFrom } from './id.ts'
import { codeHash } from './return-code.ts'
import { findDigest, insertSubmission, type ReturnCodeRow, type SubmissionRow } from './store.ts'

export interface IntakeNeeds {
  readonly db: Database
  readonly clock: Clock
  readonly timeZone: string
  readonly keys: HouseKeys
  /** The box to seal to, or null while the house has none. */
  readonly box: () => Promise<OpenBox | null>
}

export interface Arrived {
  readonly submission: Submission
  readonly findings: readonly Finding[]
  /** The form's nonce, 32 bytes: the client key. */
  readonly nonce: Uint8Array
  readonly wantsCode: boolean
}

export type Received =
  | { outcome: 'received'; code: Entropy | null }
  /** This form was sent before, with something else in it: what was sent first stands. */
  | { outcome: 'sent-before' }
  /** Nobody could open it yet. */
  | { outcome: 'closed' }

/**
 * Take a submission in, once, and seal it.
 *
 * It is committed before this returns (invariant 1). Id and return code are derived from the
 * nonce, so the same form sent again, at once or after a crash, meets its own row and gets the
 * same answer; the code itself is written nowhere.
 */
export async function receive(
  arrived: Arrived & { readonly earlier?: EarlierAsked | null },
  needs: IntakeNeeds,
): Promise<Received> {
  const box = await needs.box()
  if (!box) return { outcome: 'closed' }

  const { earlier: asked, ...rest } = arrived
  const beside = { earlier: await findEarlier(asked ?? null, needs) }
  const { row, code, wayBack } = sealArrived(rest, {
    ...needs,
    box,
    beside,
    alsoSent: asked && { earlier: asked },
  })
  const fresh = await insertSubmission(needs.db, { ...row, channel: 'web' }, wayBack)
  if (fresh) return { outcome: 'received', code }
  const before = await findDigest(needs.db, row.id)
  return before && isSame(before, row.digest) ? { outcome: 'received', code } : { outcome: 'sent-before' }
}

interface Sealing extends Pick<IntakeNeeds, 'clock' | 'timeZone'> {
  readonly keys: Pick<HouseKeys, 'code' | 'once'>
  readonly box: OpenBox
  /** What is sealed with the submission, beside the findings. */
  readonly beside: object
  /** What was sent with it that the submission does not hold. */
  readonly alsoSent?: object | null | undefined
}

interface Sealed {
  readonly row: Omit<SubmissionRow, 'channel'>
  readonly code: Entropy | null
  readonly wayBack: ReturnCodeRow | null
}

/** Everything that a submission is stored as, from the form's nonce and what the form held. */
export function sealArrived(arrived: Arrived, { keys, box, beside, alsoSent, ...time }: Sealing): Sealed {
  const { submission, findings, nonce, wantsCode } = arrived
  const payload = Buffer.from(JSON.stringify({ ...submission, ...beside, findings }))
  const id = idFrom(nonce, 'exeunt/submission/v1', keys)
  // What the sender chose about the code is part of what she sent: it counts as the same form, or not. The findings are
  // left out: "sent quickly" is true of the first sending and not of the second.
  const content = JSON.stringify({ ...submission, ...alsoSent })
  const digest = createHmac('sha256', nonce).update(`${wantsCode}\n`).update(content).digest()
  const code = wantsCode ? returnCodeEntropy(nonce) : null
  const sealed = { recipient: box.recipient, recordId: id, field: 'submission', version: 1, payload }
  return {
    row: {
      id,
      day: dayAt(time.clock(), time.timeZone),
      box: box.id,
      sealed: sealRecord(sealed),
      digest,
    },
    code,
    wayBack: code && { hash: codeHash(code, keys.code), replyRecipient: replyRecipientOf(code) },
  }
}

/** Whether two digests of a form's content are one. */
export function isSame(before: Uint8Array, digest: Uint8Array): boolean {
  return timingSafeEqual(before, digest)
}

function replyRecipientOf(code: Entropy): Uint8Array {
  return recipientOfSeed(replyIdentitySeed(code))
}
