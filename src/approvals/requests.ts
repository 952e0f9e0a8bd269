import { type Clock } from '#basics'
import { type Database } from '#db'
import { challengeOf, type Verdict } from './act.ts'
import { type Request, selectAnswered, selectOpen } from './store.ts'

/** What this member may answer, and what became of what she asked for. Row security leaves out what is not hers to see. */
export async function requestsFor(
  { db, clock }: { db: Database; clock: Clock },
  { member }: { member: string },
): Promise<{ open: Request[]; answered: Request[] }> {
  const [open, answered] = await Promise.all([selectOpen(db, clock()), selectAnswered(db, member)])
  return { open, answered }
}

/** What her passkey has to sign for either answer. */
export function challenges({ text }: Request): Record<Verdict, string> {
  return { approved: challengeOf('approved', text), refused: challengeOf('refused', text) }
}
