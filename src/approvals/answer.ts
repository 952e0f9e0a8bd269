import { type AuthenticationResponseJSON } from '@simplewebauthn/server'
import { recordAct } from '#audit'
import { type Clock } from '#basics'
import { type Database, transaction, type Transaction } from '#db'
import { type RelyingParty, touchedOver } from '#staff'
import { challengeOf, type Verdict } from './act.ts'
import { type Actor } from './ask.ts'
import { type Answerer, type Refusal, REFUSALS, whyNot } from './rules.ts'
import { findRequest, insertAnswer, isMoot, type Request } from './store.ts'

interface Answering extends Actor, Answerer {
  /** The branch in whose name she answers. */
  readonly branch: string
}

export type Answered = {
  /** `refused`: the touch was not taken. */
  readonly outcome: 'answered' | 'answered-already' | 'not-there' | 'nothing-left' | 'refused' | Refusal
}

/** What an answer brings about, in its transaction. */
export type Perform = (tx: Transaction, request: Request, verdict: Verdict) => Promise<void>

/**
 * Answer a request: the approver's passkey has signed the hash of verdict and act, and that is kept, so that anybody with
 * her public key can verify it later. What was approved happens in the same transaction, or nothing does.
 *
 * The database decides who may answer, by the same rules; what this function looks at first spares a vain touch.
 */
export async function answer(
  { db, clock, origin }: { db: Database; clock: Clock } & RelyingParty,
  given: { by: Answering; request: string; verdict: Verdict; touch: AuthenticationResponseJSON },
  perform: Perform,
): Promise<Answered> {
  const { by, verdict, touch } = given
  try {
    return await transaction(db, async (tx) => {
      const request = await findRequest(tx, given.request)
      if (!request) return { outcome: 'not-there' }
      // Her own answer again, because she did not hear of it, is answered as it was.
      if (request.verdict !== null)
        return { outcome: isAnsweredSo(request, given) ? 'answered' : 'answered-already' }
      const at = clock()
      const refusal = whyNot(request, by, at)
      if (refusal) return { outcome: refusal }
      if (await isMoot(tx, request.id)) return { outcome: 'nothing-left' }
      const signed = { touch, member: by.member, challenge: challengeOf(verdict, request.text) }
      const assertion = await touchedOver(tx, { origin }, signed)
      if (!assertion) return { outcome: 'refused' }
      const row = {
        request: request.id,
        verdict,
        approver: by.member,
        branch: by.branch,
        ...assertion,
        at,
      }
      if (!(await insertAnswer(tx, row))) {
        const now = await findRequest(tx, given.request)
        return { outcome: now && isAnsweredSo(now, given) ? 'answered' : 'answered-already' }
      }
      await recordAct(tx, { at, who: by.member, what: verdict, record: request.id })
      await perform(tx, request, verdict)
      return { outcome: 'answered' }
    })
  } catch (cause) {
    const rule = ruleOf(cause)
    if (rule) return { outcome: rule }
    throw cause
  }
}

function isAnsweredSo(request: Request, given: { by: Answering; verdict: Verdict }): boolean {
  return request.approver === given.by.member && request.verdict === given.verdict
}

/** The rule by which the database says no: what somebody else did a moment ago is seen there first. Anything else is a fault. */
function ruleOf(cause: unknown) {
  const name = cause instanceof Error && 'constraint' in cause ? cause.constraint : undefined
  return ([...REFUSALS, 'nothing-left', 'refused'] as const).find((known) => known === name)
}
