import { type Clock, dayAt, invariant } from '#basics'
import { type Door, type Submission, type TakenDown } from '#channels'
import { type Database } from '#db'
import { type Facts, screen } from '#screening'
import {
  type DeskKeys,
  type Entropy,
  labelOf,
  recipientOfSeed,
  replyIdentitySeed,
  returnCodeEntropy,
  sealRecord,
  sentDigest,
} from '#vault'
import { type Boxes } from './boxes.ts'
import { type EarlierLink } from './earlier.ts'
import { idFrom } from './id.ts'
import { sealOnce } from './once.ts'
import { codeHash } from './return-code.ts'
import { insertSubmission, type PutIn, type SubmissionRow } from './store.ts'
import { writeSubmission } from './written.ts'

export interface IntakeDeps {
  readonly db: Database
  readonly clock: Clock
  readonly timeZone: string
  /** Of the installation, or the desk's where it takes in. */
  readonly keys: Pick<DeskKeys, 'code' | 'once'>
  /** The boxes to seal to, or null while the installation has none. */
  readonly boxes: () => Promise<Boxes | null>
  /** Alone, if nothing else is said; in groups, or by another right than that of its door. */
  readonly putIn?: PutIn | undefined
}

/** A declaration in the clear, as its door made it of what arrived. */
export interface Clear {
  readonly door: Door
  /** 32 bytes: by it and a key of the installation the declaration is one and the same, with its id and its return code. */
  readonly clientKey: Uint8Array
  readonly submission: Submission
  /** How it came in, as far as the door knows. */
  readonly facts?: Facts
  readonly wantsCode: boolean
  /** By a door that asks for a declaration made before. */
  readonly earlier?: EarlierLink
  /** The branch that took it down, with its sender present. */
  readonly takenDown?: TakenDown & { readonly branch: string }
}

/** A declaration that was sealed before it arrived. Nothing here can read it. */
export interface Envelope {
  readonly door: Door
  /** The id that stands inside what is sealed: a UUID of the eighth kind (RFC 9562). */
  readonly clientKey: string
  readonly envelope: Pick<SubmissionRow, 'box' | 'sealed' | 'contact' | 'wayBack' | 'language'>
}

export type Submitted =
  | { outcome: 'received'; code: Entropy | null }
  /** Something else was sent before under this client key: what was sent first stands. */
  | { outcome: 'sent-before' }
  /** Nobody could open it yet. */
  | { outcome: 'closed' }

/**
 * Take a declaration in, once. The only way in, whichever door it comes by.
 *
 * It is committed before this returns (invariant: Acknowledged means durable). Id and return code are derived from the client key and the
 * key `once`, so the same sent again, at once or after a crash, meets its own row and gets the same answer; the code itself
 * is written nowhere.
 */
export async function submit(sent: Clear | Envelope, deps: IntakeDeps): Promise<Submitted> {
  const { putIn = insertSubmission(deps.db) } = deps
  const stored = async (row: SubmissionRow, code: Entropy | null): Promise<Submitted> => {
    const outcome = await putIn(sent.door, row)
    return outcome === 'taken' ? { outcome: 'received', code } : { outcome }
  }
  if ('envelope' in sent) return stored(asItCame(sent, deps), null)
  const boxes = await deps.boxes()
  if (!boxes) return { outcome: 'closed' }
  const { row, code } = sealed(sent, { ...deps, boxes })
  return stored(row, code)
}

function sealed(
  sent: Clear,
  { keys, boxes, clock, timeZone }: Omit<IntakeDeps, 'boxes' | 'putIn'> & { readonly boxes: Boxes },
): { row: SubmissionRow; code: Entropy | null } {
  const { door, clientKey, submission, facts = {}, wantsCode, earlier, takenDown } = sent
  invariant(door.brings === 'clear', 'what comes sealed is not handed over in the clear')
  const { language, contact } = submission
  const home = takenDown?.branch ?? null
  const to = boxes.forDeclaration({ language, home, draw: drawFrom(clientKey, keys) })
  const payload = writeSubmission(submission, {
    ...(earlier && { earlier: earlier.found }),
    ...(takenDown && { inPerson: { at: takenDown.at, by: takenDown.by } }),
    findings: screen(submission, facts),
  })
  // What the sender chose about the code is part of what she sent: it counts as the same form, or not. The findings are
  // left out: "sent quickly" is true of the first sending and not of the second.
  const content = JSON.stringify({ ...submission, ...(earlier && { earlier: earlier.asked }), wantsCode })
  const parcel = { kind: 'declaration', clientKey, target: home ?? '', content, payload } as const
  const { id, ...record } = sealOnce({ ...parcel, to: to.draft.recipient }, keys)
  const code = wantsCode ? returnCodeEntropy(clientKey, keys.once) : null
  const row: SubmissionRow = {
    id,
    ...record,
    day: dayAt(clock(), timeZone),
    box: to.draft.id,
    language,
    home,
    wayBack: code && {
      hash: codeHash(code, keys.code),
      replyRecipient: recipientOfSeed(replyIdentitySeed(code)),
    },
    contact: contact === '' ? null : { box: to.contact.id, sealed: sealContact() },
  }
  return { row, code }

  function sealContact() {
    const { recipient } = to.contact
    return sealRecord({ recipient, ...labelOf('contact', id), payload: Buffer.from(contact) })
  }
}

function asItCame(
  { clientKey: id, envelope }: Envelope,
  { keys, clock, timeZone }: Omit<IntakeDeps, 'boxes' | 'putIn'>,
): SubmissionRow {
  const content = envelope.sealed
  const digest = sentDigest({ kind: 'declaration', key: id, target: '', content }, keys.once)
  return { id, digest, day: dayAt(clock(), timeZone), home: null, ...envelope }
}

/** Chance, and the same for the same client key; who has not the installation's key cannot choose it. */
function drawFrom(clientKey: Uint8Array, keys: IntakeDeps['keys']): number {
  return Number.parseInt(idFrom(clientKey, 'exeunt/branch/v1', keys).slice(0, 8), 16)
}
