import { randomUUID } from 'node:crypto'
import { recordAct } from '#audit'
import { type Transaction } from '#db'
import { type Act, writeAct } from './act.ts'
import { insertRequest, isAsked } from './store.ts'

/** Who asks, or answers. */
export interface Actor {
  readonly member: string
  /** The one she touched: another one has to answer. */
  readonly passkey: string
}

export interface Asking extends Actor {
  /** The branch in whose name she asks. */
  readonly branch: string
}

/** Ask a colleague to agree to an act. `payload` is what the act's digest stands for. */
export async function ask(
  tx: Transaction,
  asked: { by: Asking; act: Act; payload?: string; at: Date },
): Promise<{ outcome: 'asked'; request: string } | { outcome: 'asked-already' }> {
  const { by, act, payload = null, at } = asked
  if (await isAsked(tx, act, at)) return { outcome: 'asked-already' }
  const id = randomUUID()
  await insertRequest(tx, {
    id,
    kind: act.kind,
    act: writeAct(id, act),
    payload,
    requester: by.member,
    branch: by.branch,
    credential: by.passkey,
    requested_at: at,
  })
  await recordAct(tx, { at, who: by.member, what: 'requested', record: id })
  return { outcome: 'asked', request: id }
}
