// Members, what they may do and where, and the branches they work at.
import { sql } from 'kysely'
import { type Database, type Transaction } from '#db'
import { type Branch } from './branch.ts'
import { type Passkey } from './passkey-store.ts'
import { type GrantedRole, type Role } from './roles.ts'
import { type State } from './store.ts'

type Connection = Database | Transaction

/** The new member's id, or undefined if a colleague has that name. */
export async function insertMember(
  tx: Transaction,
  member: {
    name: string
    state: State
    invited_by: string | null
    recipient?: string
    admitted_at?: Date | null
  },
): Promise<string | undefined> {
  const row = await tx
    .insertInto('staff.member')
    .values(member)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export async function findMemberByName(db: Connection, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('staff.member').select('id').where('name', '=', name).executeTakeFirst()
  return row?.id
}

/** True if she was waiting; a second admission finds nobody to admit. */
export async function markAdmitted(
  tx: Transaction,
  { member, by, at }: { member: string; by: string; at: Date },
): Promise<boolean> {
  const row = await tx
    .updateTable('staff.member')
    .set({ state: 'admitted', admitted_by: by, admitted_at: at })
    .where('id', '=', member)
    .where('state', '=', 'waiting')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function markLeft(tx: Transaction, member: string): Promise<void> {
  await tx.updateTable('staff.member').set({ state: 'left' }).where('id', '=', member).execute()
}

/** She waits again; the database ends her sessions and takes her passkeys and keys. */
export async function markWaiting(
  tx: Transaction,
  { member, by }: { member: string; by: string },
): Promise<void> {
  await tx
    .updateTable('staff.member')
    .set({ state: 'waiting', invited_by: by, admitted_by: null })
    .where('id', '=', member)
    .execute()
}

/** The key of somebody who waits: a colleague will compare it. */
export async function keepRecipient(tx: Transaction, member: string, recipient: string): Promise<void> {
  await tx.updateTable('staff.member').set({ recipient }).where('id', '=', member).execute()
}

export async function findRecipient(db: Connection, id: string): Promise<string | null> {
  const row = await db.selectFrom('staff.member').select('recipient').where('id', '=', id).executeTakeFirst()
  return row?.recipient ?? null
}

export async function findMember(
  db: Connection,
  id: string,
): Promise<{ name: string; state: State } | undefined> {
  const row = await db
    .selectFrom('staff.member')
    .select(['name', 'state'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { name: row.name, state: row.state as State }
}

export async function deleteInvitationsOf(tx: Transaction, member: string): Promise<void> {
  await tx.deleteFrom('staff.invitation').where('member', '=', member).execute()
}

export interface TeamMember {
  readonly id: string
  readonly name: string
  readonly state: State
  /** Null for whoever opened the installation. */
  readonly invitedBy: string | null
  readonly roles: readonly GrantedRole[]
  /** Her public age key. */
  readonly recipient: string | null
  readonly passkeys: readonly Passkey[]
}

export async function selectTeam(db: Connection): Promise<TeamMember[]> {
  const { rows } = await sql<TeamMember>`
    select member.id, member.name, member.state, member.invited_by as "invitedBy", member.recipient,
      coalesce((
        select json_agg(json_build_object('role', r.role, 'branch', r.branch) order by r.branch, r.role)
        from staff.role r where r.member = member.id), '[]') as roles,
      coalesce((
        select json_agg(json_build_object(
          'credential', c.id, 'backedUp', c.backed_up, 'key', encode(sha256(c.public_key), 'hex')) order by c.id)
        from staff.credential c where c.member = member.id and not c.retired), '[]') as passkeys
    from staff.member member
    order by member.name`.execute(db)
  return rows
}

// Roles

export async function selectRoles(db: Connection, member: string): Promise<GrantedRole[]> {
  const rows = await db
    .selectFrom('staff.role')
    .select(['role', 'branch'])
    .where('member', '=', member)
    .orderBy('branch')
    .orderBy('role')
    .execute()
  return rows.map(({ role, branch }) => ({ role: role as Role, branch }))
}

export async function insertRole(
  tx: Transaction,
  { member, role, branch, request = null }: GrantedRole & { member: string; request?: string | null },
): Promise<boolean> {
  const row = await tx
    .insertInto('staff.role')
    .values({ member, role, branch, request })
    .onConflict((conflict) => conflict.doNothing())
    .returning('member')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteRole(
  tx: Transaction,
  { member, role, branch }: GrantedRole & { member: string },
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('staff.role')
    .where('member', '=', member)
    .where('role', '=', role)
    .where('branch', '=', branch)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

// Branches

export async function selectBranches(db: Connection): Promise<Branch[]> {
  const rows = await db.selectFrom('staff.branch').selectAll().orderBy('id').execute()
  return rows as Branch[]
}

/** False if there is a branch of that id: one that was closed keeps its id for ever. */
export async function insertBranch(tx: Transaction, branch: Branch): Promise<boolean> {
  const row = await tx
    .insertInto('staff.branch')
    .values({ ...branch, languages: [...branch.languages] })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function updateBranch(tx: Transaction, { id, ...branch }: Branch): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('staff.branch')
    .set({ ...branch, languages: [...branch.languages] })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function selectLastChanges(
  db: Connection,
): Promise<{ branch: string; at: Date; name: string }[]> {
  const { rows } = await sql<{ branch: string; at: Date; name: string }>`
    select last.branch, last.at, member.name
    from audit.last_of_branch() last join staff.member member on member.id = last.who`.execute(db)
  return rows
}

/** What is sealed to a branch can be opened nowhere else. The database refuses to close it as well. */
export async function casesWaitAt(tx: Transaction, branch: string): Promise<boolean> {
  const { rows } = await sql<{ wait: boolean }>`select staff.cases_wait(${branch}) as wait`.execute(tx)
  return rows[0]?.wait ?? false
}
