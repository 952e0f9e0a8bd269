import { type Secret } from '#basics'
import { type Database, type Transaction } from '#db'
import { type StaffDeps } from './deps.ts'
import {
  deleteSession,
  deleteSessionsOf,
  deleteSessionsStartedBefore,
  findSession,
  insertSession,
  type State,
  touchSession,
} from './store.ts'
import { type GrantedRole } from './roles.ts'
import { selectRoles } from './team-store.ts'
import { hashToken, makeToken } from './token.ts'

const IDLE_MS = 15 * 60_000
const ABSOLUTE_MS = 8 * 60 * 60_000
const FRESH_MS = 2 * 60_000
/** Whoever has one passkey is locked out by a lost bag. So long may she do without a second. */
const SECOND_PASSKEY_MS = 7 * 24 * 60 * 60_000
/** Writing down each request's time would make every read of the desk a write. */
const SEEN_STEP_MS = 30_000

/** Who sits at the desk. */
export interface Session {
  readonly member: string
  readonly name: string
  readonly roles: readonly GrantedRole[]
  readonly state: State
  /** Which of her passkeys she touched. */
  readonly passkey: string
  /** How many she has. */
  readonly passkeys: number
  /** She was to have a second one by now. */
  readonly overdue: boolean
  /** The passkey was touched within the last two minutes. */
  readonly fresh: boolean
}

/**
 * The session behind a cookie's token, or null if there is none, or it is too old, or too long idle. Asked quietly it stays
 * as idle as it was.
 */
export async function readSession(
  { db, clock }: Pick<StaffDeps, 'db' | 'clock'>,
  token: string,
  { quiet = false }: { quiet?: boolean } = {},
): Promise<Session | null> {
  const row = await findSession(db, hashToken(token))
  if (!row || row.state === 'left') return null
  const now = clock()
  if (msSince(row.started_at, now) >= ABSOLUTE_MS || msSince(row.last_seen_at, now) >= IDLE_MS) return null

  if (!quiet && msSince(row.last_seen_at, now) >= SEEN_STEP_MS) await touchSession(db, hashToken(token), now)
  return {
    member: row.member,
    name: row.name,
    roles: await selectRoles(db, row.member),
    state: row.state as State,
    passkey: row.credential,
    passkeys: row.passkeys ?? 0,
    overdue:
      (row.passkeys ?? 0) < 2 &&
      row.admitted_at !== null &&
      msSince(row.admitted_at, now) >= SECOND_PASSKEY_MS,
    fresh: msSince(row.verified_at, now) < FRESH_MS,
  }
}

/** Begin a session, in the place of the one whose token is `replaced`; clear away what ran out. */
export async function startSession(
  tx: Transaction,
  { clock, random }: StaffDeps,
  { member, credential, replaced }: { member: string; credential: string; replaced: string | null },
): Promise<Secret<string>> {
  const now = clock()
  if (replaced !== null) await deleteSession(tx, hashToken(replaced))
  await deleteSessionsStartedBefore(tx, new Date(now.getTime() - ABSOLUTE_MS))
  const token = makeToken(random)
  await insertSession(tx, { hash: hashToken(token.reveal()), member, credential, now })
  return token
}

/** End every session of a member, in one statement. */
export function endSessions({ db }: { db: Database }, member: string): Promise<void> {
  return deleteSessionsOf(db, member)
}

function msSince(moment: Date, now: Date): number {
  return now.getTime() - moment.getTime()
}
