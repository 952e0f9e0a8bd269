import { sql } from 'kysely'
import { type Database, type Transaction } from '#db'
import { type GrantedRole, type Role } from './roles.ts'

type Connection = Database | Transaction

export type State = 'waiting' | 'admitted' | 'left'
export type Purpose = 'enrol' | 'sign-in' | 'passkey'

/** Admissions and new boxes wait for one another, so that no holder is left out between two of them. */
export async function lockHolders(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('exeunt/staff/holders'))`.execute(tx)
}

// Challenges

export async function replaceExpiredChallenges(
  db: Database,
  { now, challenge }: { now: Date; challenge: { hash: Buffer; purpose: Purpose; expires_at: Date } },
): Promise<void> {
  await db.deleteFrom('staff.challenge').where('expires_at', '<=', now).execute()
  await db.insertInto('staff.challenge').values(challenge).execute()
}

export async function deleteChallenge(
  db: Connection,
  { hash, purpose, now }: { hash: Buffer; purpose: Purpose; now: Date },
): Promise<boolean> {
  const row = await db
    .deleteFrom('staff.challenge')
    .where('hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .returning('hash')
    .executeTakeFirst()
  return row !== undefined
}

// Invitations

export async function insertInvitation(
  tx: Transaction,
  invitation: {
    token_hash: Buffer
    role: Role
    branch: string
    by: string | null
    expires_at: Date
    /** The member it is for, where it is one who comes back. */
    member?: string
  },
): Promise<void> {
  await tx.insertInto('staff.invitation').values(invitation).execute()
}

export async function deleteInvitations(tx: Transaction): Promise<void> {
  await tx.deleteFrom('staff.invitation').execute()
}

export async function findInvitation(
  db: Connection,
  hash: Buffer,
  now: Date,
): Promise<{ member: string | null } | undefined> {
  return db
    .selectFrom('staff.invitation')
    .select('member')
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Spend an invitation: the role it was given for, once. */
export async function takeInvitation(
  tx: Transaction,
  hash: Buffer,
  now: Date,
): Promise<(GrantedRole & { by: string | null; member: string | null }) | undefined> {
  const row = await tx
    .deleteFrom('staff.invitation')
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .returning(['role', 'branch', 'by', 'member'])
    .executeTakeFirst()
  return row && { ...row, role: row.role as Role }
}

// Members

export async function hasMembers(db: Connection): Promise<boolean> {
  const row = await db.selectFrom('staff.member').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

// Sessions

export async function insertSession(
  tx: Transaction,
  { hash, member, credential, now }: { hash: Buffer; member: string; credential: string; now: Date },
): Promise<void> {
  await tx
    .insertInto('staff.session')
    .values({ token_hash: hash, member, credential, started_at: now, last_seen_at: now, verified_at: now })
    .execute()
}

export async function findSession(db: Connection, hash: Buffer) {
  return db
    .selectFrom('staff.session as session')
    .innerJoin('staff.member as member', 'member.id', 'session.member')
    .selectAll('session')
    .select(['member.name', 'member.state', 'member.admitted_at'])
    .select((select) =>
      select
        .selectFrom('staff.credential as own')
        .select((count) => count.fn.countAll<number>().as('passkeys'))
        .whereRef('own.member', '=', 'member.id')
        .where('own.retired', '=', false)
        .as('passkeys'),
    )
    .where('session.token_hash', '=', hash)
    .executeTakeFirst()
}

export async function touchSession(db: Connection, hash: Buffer, now: Date): Promise<void> {
  await db.updateTable('staff.session').set({ last_seen_at: now }).where('token_hash', '=', hash).execute()
}

/** Delete one session; the member whose it was. */
export async function deleteSession(tx: Transaction, hash: Buffer): Promise<string | undefined> {
  const row = await tx
    .deleteFrom('staff.session')
    .where('token_hash', '=', hash)
    .returning('member')
    .executeTakeFirst()
  return row?.member
}

export async function deleteSessionsOf(db: Connection, member: string): Promise<void> {
  await db.deleteFrom('staff.session').where('member', '=', member).execute()
}

export async function deleteSessionsStartedBefore(tx: Transaction, moment: Date): Promise<void> {
  await tx.deleteFrom('staff.session').where('started_at', '<', moment).execute()
}

// What was done

export async function selectActs(db: Connection, { before, most }: { before: number | null; most: number }) {
  return db
    .selectFrom('audit.act as act')
    .leftJoin('staff.member as member', 'member.id', 'act.who')
    .select(['act.id as number', 'act.at', 'act.what', 'act.record', 'member.name'])
    .$if(before !== null, (acts) => acts.where('act.id', '<', before ?? 0))
    .orderBy('act.id', 'desc')
    .limit(most)
    .execute()
}
