import { dayAt } from '#basics'
import { isSame } from '#vault'
import { idOf, sealOnce } from './once.ts'
import { findBranch, findFollowupDigest, type FollowupKind, insertFollowup } from './store.ts'
import { type IntakeDeps } from './submit.ts'
import { writeSaid } from './written.ts'

export interface Addition {
  readonly submission: string
  readonly kind: FollowupKind
  readonly text: string
  /** She used the duress form of her code. */
  readonly duress?: boolean
  /** The form's nonce, 32 bytes: the same form sent again adds nothing. */
  readonly nonce: Uint8Array
}

/** `sent-before`: something else was sent under this form's nonce, and that stands. */
export type Added = 'added' | 'sent-before' | 'closed'

/** Seal what a sender said afterwards, and put the case back into the queue, or take it out again. */
export async function addFollowup(addition: Addition, deps: IntakeDeps): Promise<Added> {
  const boxes = await deps.boxes()
  if (!boxes) return 'closed'
  const { submission, kind, text, duress = false, nonce: clientKey } = addition
  const branch = await findBranch(deps.db, submission)
  const { id: box, recipient: to } = boxes.ofBranch(branch)
  const payload = writeSaid({ text }, duress)
  // Of the mark of the duress form the digest knows nothing: said again under the other form of her code, it is the same.
  const parcel = sealOnce({ kind, clientKey, target: submission, content: text, payload, to }, deps.keys)
  const day = dayAt(deps.clock(), deps.timeZone)
  if (await insertFollowup(deps.db, { ...parcel, submission, kind, day, box, branch })) return 'added'
  const { id, digest } = parcel
  return isSame(await findFollowupDigest(deps.db, { submission, id }), digest) ? 'added' : 'sent-before'
}

/** Whether anything was added under this form's nonce before. */
export async function wasAdded(
  { submission, kind, nonce: clientKey }: Addition,
  { db, keys }: IntakeDeps,
): Promise<boolean> {
  return (await findFollowupDigest(db, { submission, id: idOf({ kind, clientKey }, keys) })) !== undefined
}
