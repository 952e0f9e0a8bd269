import { dayAt } from '#basics'
import { sealRecord } from '#vault'
import { idFrom } from './id.ts'
import { type IntakeNeeds } from './receive.ts'
import { insertFollowup } from './store.ts'

export interface Addition {
  readonly submission: string
  readonly kind: 'answer' | 'withdrawal'
  readonly text: string
  /** The form's nonce, 32 bytes: the same form sent again adds nothing. */
  readonly nonce: Uint8Array
}

/** Seal what a sender said afterwards, and put the case back into the queue. */
export async function addFollowup(addition: Addition, needs: IntakeNeeds): Promise<'added' | 'closed'> {
  const box = await needs.box()
  if (!box) return 'closed'
  const id = idFrom(addition.nonce, 'exeunt/followup/v1', needs.keys)
  const payload = Buffer.from(JSON.stringify({ text: addition.text }))
  await insertFollowup(needs.db, {
    id,
    submission: addition.submission,
    kind: addition.kind,
    day: dayAt(needs.clock(), needs.timeZone),
    box: box.id,
    sealed: sealRecord({ recipient: box.recipient, recordId: id, field: 'followup', version: 1, payload }),
  })
  return 'added'
}
