import { type Perform } from '#approvals'
import { type Clock, dayAt } from '#basics'
import { changeState } from '#certificates'
import { readEntry } from '#register'
import { correctEntry, settleWithdrawal } from '#review'
import { giveRole } from '#staff'

/**
 * What an answer brings about, by what was asked for; `by` is who answered. Approvals know who may agree to what, and each module
 * what it does; here alone stands which act is whose. It runs in the transaction of the answer.
 */
export function settle({ clock, timeZone }: { clock: Clock; timeZone: string }, by: string): Perform {
  return async (tx, request, verdict) => {
    const at = clock()
    const day = dayAt(at, timeZone)
    const { act } = request
    if (act.kind === 'withdrawal') return settleWithdrawal(tx, { request, verdict, by, at, day })
    if (verdict === 'refused') return
    switch (act.kind) {
      // Signed by the process that has the key, once whoever agreed hands it the content: this is the agreement alone.
      case 'certificate':
        return
      case 'certificate-state':
        return changeState(tx, { request, by, at, day })
      case 'role': {
        const { member, role, branch } = act
        return giveRole(tx, { member, role, branch, request: request.id, by, at })
      }
      case 'correction': {
        const entry = await readEntry(tx, act.entry)
        if (!entry) return
        return correctEntry(tx, { request, by, channel: entry.channel, at, day })
      }
    }
  }
}
