import { type Request } from '#approvals'
import { recordAct } from '#audit'
import { type Day, invariant } from '#basics'
import { type Transaction } from '#db'
import { insertChange } from './desk-store.ts'

/** Another branch has agreed that a certificate is revoked, suspended, or valid again: so it is. */
export async function changeState(
  tx: Transaction,
  { request, by, at, day }: { request: Request; by: string; at: Date; day: Day },
): Promise<void> {
  const { act } = request
  invariant(act.kind === 'certificate-state', 'a change of state')
  const { number, state, reason } = act
  await insertChange(tx, { number, state, reason, day, approval: request.id })
  await recordAct(tx, { at, who: by, what: 'certificate-changed', record: number })
}
