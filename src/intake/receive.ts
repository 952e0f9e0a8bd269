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
import { type Boxes, type OpenBox } from './boxes.ts'
import { type EarlierAsked, findEarlier } from './earlier.ts'
import { idFrom } from './id.ts'
import { codeHash } from './return-code.ts'
import { findDigest, insertSubmission } from './store.ts'

export interface IntakeNeeds {
  readonly db: Database
  readonly clock: Clock
  readonly timeZone: string
  readonly keys: HouseKeys
  /** The boxes to seal to, or null while the house has none. */
  readonly boxes: () => Promise<Boxes | null>
}

interface Arrived {
  readonly submission: Submission
  readonly findings: readonly Finding[]
  /** The form's nonce, 32 bytes: the client key. */
  readonly nonce: Uint8Array
  readonly wantsCode: boolean
  readonly earlier?: EarlierAsked | null
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
 * It is committed before this returns (invariant 1). Id and return code are derived from the
 * nonce, so the same form sent again, at once or after a crash, meets its own row and gets the
 * same answer; the code itself is written nowhere.
 */
export async function receive(arrived: Arrived, needs: IntakeNeeds): Promise<Received> {
  const boxes = await needs.boxes()
  if (!boxes) return { outcome: 'closed' }

  const { nonce, submission } = arrived
  const earlier = await findEarlier(arrived.earlier ?? null, needs)
  const { language, contact } = submission
  const draw = drawFrom(nonce, needs.keys)
  const to = boxes.forDeclaration({ language, home: arrived.home ?? null, draw })
  // How to reach her lies apart: whoever reviews what she says has no need of it.
  const said = { ...submission, contact: '', earlier, findings: arrived.findings }
  const id = idFrom(nonce, 'exeunt/submission/v1', needs.keys)
  // What the sender chose about the code is part of what she sent: it counts as the same form, or not.
  const digest = createHmac('sha256', nonce)
    .update(`${arrived.wantsCode}\n`)
    .update(contentOf(arrived))
    .digest()
  const code = arrived.wantsCode ? returnCodeEntropy(nonce) : null

  const fresh = await insertSubmission(
    needs.db,
    {
      id,
      channel: 'web',
      day: dayAt(needs.clock(), needs.timeZone),
      box: to.draft.id,
      branch: to.draft.branch,
      sealed: seal(to.draft, { recordId: id, field: 'submission', text: JSON.stringify(said) }),
      digest,
      language: arrived.submission.language,
    },
    {
      code: code && { hash: codeHash(code, needs.keys.code), replyRecipient: replyRecipientOf(code) },
      contact:
        contact === ''
          ? null
          : {
              box: to.contact.id,
              sealed: seal(to.contact, { recordId: id, field: 'contact', text: contact }),
            },
    },
  )
  if (fresh) return { outcome: 'received', code }

  const before = await findDigest(needs.db, id)
  const same = before !== undefined && timingSafeEqual(before, digest)
  return same ? { outcome: 'received', code } : { outcome: 'sent-before' }
}

function seal(
  { recipient }: OpenBox,
  { text, ...label }: { recordId: string; field: string; text: string },
): Uint8Array {
  return sealRecord({ recipient, ...label, version: 1, payload: Buffer.from(text) })
}

/** Chance, and the same for the same form; who has not the house's key cannot choose it. */
function drawFrom(nonce: Uint8Array, keys: HouseKeys): number {
  return Number.parseInt(idFrom(nonce, 'exeunt/branch/v1', keys).slice(0, 8), 16)
}

/** The findings are left out: "sent quickly" is true of the first sending and not of the second. */
function contentOf({ submission, earlier }: Arrived): string {
  return JSON.stringify(earlier ? { ...submission, earlier } : submission)
}

function replyRecipientOf(code: Entropy): Uint8Array {
  return recipientOfSeed(replyIdentitySeed(code))
}
