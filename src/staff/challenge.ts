import { createHash } from 'node:crypto'
import { type Database, type Transaction } from '#db'
import { hashToken, makeToken } from './token.ts'
import { deleteChallenge, type Purpose, replaceExpiredChallenges } from './store.ts'
import { type StaffDeps } from './deps.ts'
import { signInText } from './vouch.ts'

const LIFE_MS = 5 * 60_000

/** A challenge for one ceremony, base64url. Only the hash of what will be signed of it is kept, for five minutes. */
export async function issueChallenge({ db, clock, random }: StaffDeps, purpose: Purpose): Promise<string> {
  const challenge = makeToken(random).reveal()
  const now = clock()
  const signed = purpose === 'sign-in' ? signInChallenge(challenge) : challenge
  await replaceExpiredChallenges(db, {
    now,
    challenge: { hash: hashToken(signed), purpose, expires_at: new Date(now.getTime() + LIFE_MS) },
  })
  return challenge
}

/** Spend a challenge. Whoever deletes the row may go on; a replayed answer finds none. */
export function spendChallenge(
  db: Database | Transaction,
  { challenge, purpose, now }: { challenge: string; purpose: Purpose; now: Date },
): Promise<boolean> {
  return deleteChallenge(db, { hash: hashToken(challenge), purpose, now })
}

/** What a passkey signs to sign in, of what was drawn here; base64url. Her browser works out the same. */
export function signInChallenge(drawn: string): string {
  return createHash('sha256').update(signInText(drawn)).digest('base64url')
}
