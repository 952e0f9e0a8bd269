import { type Clock, dayAt } from '#basics'
import { type Finding, type Submission } from '#channels'
import { type Database } from '#db'
import {
  type Entropy,
  type InstallationKeys,
  isSame,
  labelOf,
  type RecordField,
  recipientOfSeed,
  replyIdentitySeed,
  returnCodeEntropy,
  sealRecord,
  sentDigest,
} from '#vault'
import { type Boxes, type OpenBox } from './boxes.ts'
import { type EarlierAsked, findEarlier } from './earlier.ts'
import { idFrom } from './id.ts'
import { codeHash } from './return-code.ts'
import {
  type ContactRow,
  findDigest,
  insertSubmission,
  type ReturnCodeRow,
  type SubmissionRow,
} from './store.ts'

export interface IntakeDeps {
  readonly db: Database
  readonly clock: Clock
  readonly timeZone: string
  readonly keys: InstallationKeys
  /** The boxes to seal to, or null while the house has none. */
  readonly boxes: () => Promise<Boxes | null>
}

export interface Arrived {
  readonly submission: Submission
  readonly findings: readonly Finding[]
  /** The form's nonce, 32 bytes: the client key. */
  readonly nonce: Uint8Array
  readonly wantsCode: boolean
  /** The branch that took it in, with the sender present. */
  readonly home?: string | null
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
 * It is committed before this returns (invariant: Acknowledged means durable). Id and return code are derived from the nonce and the key `once`, so the same form sent again, at once or after a crash, meets its own row and gets the
 * same answer; the code itself is written nowhere.
 */
export async function receive(
  arrived: Arrived & { readonly earlier?: EarlierAsked | null },
  deps: IntakeDeps,
): Promise<Received> {
  const boxes = await deps.boxes()
  if (!boxes) return { outcome: 'closed' }

  const { earlier: asked, ...rest } = arrived
  const beside = { earlier: await findEarlier(asked ?? null, deps) }
  const { row, ...ways } = sealArrived(rest, {
    ...deps,
    boxes,
    beside,
    alsoSent: asked && { earlier: asked },
  })
  const fresh = await insertSubmission(deps.db, { ...row, channel: 'web' }, ways)
  if (fresh) return { outcome: 'received', code: ways.code }
  const before = await findDigest(deps.db, row.id)
  return isSame(before, row.digest) ? { outcome: 'received', code: ways.code } : { outcome: 'sent-before' }
}

interface Sealing extends Pick<IntakeDeps, 'clock' | 'timeZone'> {
  readonly keys: Pick<InstallationKeys, 'code' | 'once'>
  readonly boxes: Boxes
  /** What is sealed with the submission, beside the findings. */
  readonly beside: object
  /** What was sent with it that the submission does not hold. */
  readonly alsoSent?: object | null | undefined
}

interface Sealed {
  readonly row: Omit<SubmissionRow, 'channel'>
  readonly code: Entropy | null
  readonly wayBack: ReturnCodeRow | null
  readonly contact: ContactRow | null
}

/** Everything that a submission is stored as, from the form's nonce and what the form held. */
export function sealArrived(arrived: Arrived, { keys, boxes, beside, alsoSent, ...time }: Sealing): Sealed {
  const { submission, findings, nonce, wantsCode, home = null } = arrived
  const { language, contact } = submission
  const to = boxes.forDeclaration({ language, home, draw: drawFrom(nonce, keys) })
  const id = idFrom(nonce, 'exeunt/submission/v1', keys)
  // How to reach her lies apart: whoever reviews what she says has no need of it.
  const said = { ...submission, contact: '', ...beside, findings }
  // What the sender chose about the code is part of what she sent: it counts as the same form, or not. The findings are
  // left out: "sent quickly" is true of the first sending and not of the second.
  const content = JSON.stringify({ ...submission, ...alsoSent, wantsCode })
  const digest = sentDigest({ kind: 'declaration', key: nonce, target: home ?? '', content }, keys.once)
  const code = wantsCode ? returnCodeEntropy(nonce, keys.once) : null
  return {
    row: {
      id,
      day: dayAt(time.clock(), time.timeZone),
      box: to.draft.id,
      branch: to.draft.branch,
      sealed: seal(to.draft, { id, field: 'submission', text: JSON.stringify(said) }),
      digest,
      language,
    },
    code,
    wayBack: code && { hash: codeHash(code, keys.code), replyRecipient: replyRecipientOf(code) },
    contact:
      contact === ''
        ? null
        : { box: to.contact.id, sealed: seal(to.contact, { id, field: 'contact', text: contact }) },
  }
}

function seal(
  { recipient }: OpenBox,
  { text, id, field }: { id: string; field: RecordField; text: string },
): Uint8Array {
  return sealRecord({ recipient, ...labelOf(field, id), payload: Buffer.from(text) })
}

/** Chance, and the same for the same form; who has not the house's key cannot choose it. */
function drawFrom(nonce: Uint8Array, keys: Pick<InstallationKeys, 'once'>): number {
  return Number.parseInt(idFrom(nonce, 'exeunt/branch/v1', keys).slice(0, 8), 16)
}

function replyRecipientOf(code: Entropy): Uint8Array {
  return recipientOfSeed(replyIdentitySeed(code))
}
