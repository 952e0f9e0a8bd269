import { dayAt } from '#basics'
import { sealRecord } from '#vault'
import { idFrom } from './id.ts'
import { type IntakeNeeds } from './receive.ts'
import { findBranch, type FollowupKind, insertFollowup } from './store.ts'

export interface Addition {
  readonly submission: string
  readonly kind: FollowupKind
  readonly text: string
  /** She used the duress form of her code. */
  readonly duress?: boolean
  /** The form's nonce, 32 bytes: the same form sent again adds nothing. */
  readonly nonce: Uint8Array
}

/** Seal what a sender said afterwards, and put the case back into the queue, or take it out again. */
export async function addFollowup(addition: Addition, needs: IntakeNeeds): Promise<'added' | 'closed'> {
  const boxes = await needs.boxes()
  if (!boxes) return 'closed'
  const branch = await findBranch(needs.db, addition.submission)
  const box = boxes.ofBranch(branch)
  const id = idFrom(addition.nonce, 'exeunt/followup/v1', needs.keys)
  const payload = payloadOf(addition)
  await insertFollowup(needs.db, {
    id,
    submission: addition.submission,
    kind: addition.kind,
    day: dayAt(needs.clock(), needs.timeZone),
    box: box.id,
    branch,
    sealed: sealRecord({ recipient: box.recipient, recordId: id, field: 'followup', version: 1, payload }),
  })
  return 'added'
}

/** As JSON. With or without the mark it has one length, because lengths are padded in steps and one byte can be a step. */
function payloadOf({ text, duress = false }: Addition): Uint8Array {
  const said = JSON.stringify({ text, duress })
  return Buffer.from(duress ? `${said} ` : said)
}
