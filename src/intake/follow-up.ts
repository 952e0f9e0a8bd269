import { dayAt } from '#basics'
import { labelOf, isSame, sealRecord, sentDigest } from '#vault'
import { idFrom } from './id.ts'
import { type IntakeDeps } from './receive.ts'
import { findBranch, findFollowupDigest, type FollowupKind, insertFollowup } from './store.ts'

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
  const { submission, kind } = addition
  const branch = await findBranch(deps.db, submission)
  const box = boxes.ofBranch(branch)
  const id = idOf(addition, deps)
  const digest = digestOf(addition, deps)
  const payload = payloadOf(addition)
  const sealed = sealRecord({
    recipient: box.recipient,
    ...labelOf('followup', id),
    payload,
  })
  const day = dayAt(deps.clock(), deps.timeZone)
  if (await insertFollowup(deps.db, { id, submission, kind, day, box: box.id, branch, sealed, digest }))
    return 'added'
  return isSame(await findFollowupDigest(deps.db, { submission, id }), digest) ? 'added' : 'sent-before'
}

/** Whether anything was added under this form's nonce before. */
export async function wasAdded(addition: Addition, deps: IntakeDeps): Promise<boolean> {
  const { submission } = addition
  return (await findFollowupDigest(deps.db, { submission, id: idOf(addition, deps) })) !== undefined
}

function idOf({ nonce }: Addition, { keys }: Pick<IntakeDeps, 'keys'>): string {
  return idFrom(nonce, 'exeunt/followup/v1', keys)
}

/** The mark of the duress form is no part of it: said again under the other form of her code, it is the same. */
function digestOf({ nonce, submission, kind, text }: Addition, { keys }: Pick<IntakeDeps, 'keys'>) {
  return sentDigest({ kind, key: nonce, target: submission, content: text }, keys.once)
}

/** As JSON. With or without the mark it has one length, because lengths are padded in steps and one byte can be a step. */
function payloadOf({ text, duress = false }: Addition): Uint8Array {
  const said = JSON.stringify({ text, duress })
  return Buffer.from(duress ? `${said} ` : said)
}
