import { type AuthenticationResponseJSON } from '@simplewebauthn/server'
import { recordAct } from '#audit'
import { type Clock } from '#basics'
import { type Database, transaction, type Transaction } from '#db'
import { type RelyingParty, touchedOver } from '#staff'
import { challengeOf, type Verdict } from './act.ts'
import { findRequest, insertAnswer, isMoot, type Request } from './store.ts'

interface Answering {
  readonly member: string
  /** The one she signed in with; null at a demonstration, where there is nothing to touch. */
  readonly passkey: string | null
  /** The branch in whose name she answers. */
  readonly branch: string
}

export type Answered = {
  readonly outcome: 'answered' | 'answered-already' | 'not-there' | 'nothing-left' | 'not-yours' | 'refused'
}

/** What an answer brings about, in its transaction. */
export type Perform = (tx: Transaction, request: Request, verdict: Verdict) => Promise<void>

/**
 * Answer a request: the approver's passkey has signed the hash of verdict and act, and that is kept, so that anybody with
 * her public key can verify it later. What was approved happens in the same transaction, or nothing does.
 *
 * The database decides who may answer; what this function looks at first, it looks at for a clear word.
 */
export async function answer(
  { db, clock, origin }: { db: Database; clock: Clock } & RelyingParty,
  given: { by: Answering; request: string; verdict: Verdict; touch: AuthenticationResponseJSON | null },
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
      if (request.requester === by.member) return { outcome: 'not-yours' }
      if (await isMoot(tx, request.id)) return { outcome: 'nothing-left' }
      const at = clock()
      const signed = { touch, member: by.member, challenge: challengeOf(verdict, request.text) }
      const assertion = await touchedOver(tx, { origin }, signed)
      if (!assertion && by.passkey !== null) return { outcome: 'refused' }
      const row = {
        request: request.id,
        verdict,
        approver: by.member,
        branch: by.branch,
        credential: assertion?.credential ?? null,
        clientData: assertion?.clientData ?? null,
        authenticatorData: assertion?.authenticatorData ?? null,
        signature: assertion?.signature ?? null,
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
    if (isRule(cause)) return { outcome: 'not-yours' }
    throw cause
  }
}

function isAnsweredSo(request: Request, given: { by: Answering; verdict: Verdict }): boolean {
  return request.approver === given.by.member && request.verdict === given.verdict
}

/** A rule of the database that says no: the same answer as where the program saw it first. */
function isRule(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return code === 'P0001' || code === '23514' || code === '42501'
}
