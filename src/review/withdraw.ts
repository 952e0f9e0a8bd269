import { sql } from 'kysely'
import { ask, type Asking, type Request, type Verdict } from '#approvals'
import { recordAct } from '#audit'
import { type Clock, type Day, invariant } from '#basics'
import { type Database, type Transaction } from '#db'
import { announce } from '#jobs'
import { insertAcceptance } from './acceptance-store.ts'
import { requeueWithdrawal } from './store.ts'
import { isWishDecided } from './wish-store.ts'

/** Ask a colleague to agree that a registered declaration is withdrawn, as its sender wants. */
export async function askWithdrawal(
  tx: Transaction,
  { by, at, ...about }: { by: Asking; submission: string; channel: string; received: Day; at: Date },
): Promise<void> {
  await ask(tx, { by, act: { kind: 'withdrawal', ...about }, at })
}

/**
 * Give back to their branches the cases whose requests no colleague has answered while they could. Idempotent: a task of the
 * worker. Says how many.
 */
export async function lookAgainAtRunOut({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const { rows } = await sql<{ cases: number }>`
    select review.look_again_at_run_out(${clock()}) as cases`.execute(db)
  return rows[0]?.cases ?? 0
}

/** Do what the colleague said: instruct the register, or give the case back to whoever reviews it. */
export async function settleWithdrawal(
  tx: Transaction,
  { request, verdict, by, at, day }: { request: Request; verdict: Verdict; by: string; at: Date; day: Day },
): Promise<void> {
  const { act } = request
  invariant(act.kind === 'withdrawal', 'a withdrawal that was asked for')
  const { submission, channel, received } = act
  // Taken back since the first of the two decided: agreed or not, there is nothing to carry out and nothing to look at.
  if (!(await isWishDecided(tx, submission))) return
  if (verdict === 'refused') return requeueWithdrawal(tx, request.id)
  await insertAcceptance(tx, {
    kind: 'withdrawal',
    submission,
    channel,
    received,
    refersTo: null,
    version: null,
    request: request.id,
    agreed: day,
  })
  await recordAct(tx, { at, who: by, what: 'withdrawn', record: submission })
  await announce(tx, 'register:take')
}
