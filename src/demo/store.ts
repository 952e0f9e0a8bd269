// The rows of members as an enrolment and an admission leave them. As the owner of the tables: nobody is there yet who could invite.
import { type Database, type Transaction } from '#db'
import { type Branch, type GrantedRole } from '#staff'

export async function isDemo(db: Database): Promise<boolean> {
  const row = await db.selectFrom('installation.identity').select('kind').executeTakeFirst()
  return row?.kind === 'demo'
}

export async function findMember(db: Database, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('staff.member').select('id').where('name', '=', name).executeTakeFirst()
  return row?.id
}

export async function insertMember(
  tx: Transaction,
  member: { name: string; recipient: string; state: 'waiting' | 'admitted'; invited_by: string | null },
): Promise<string> {
  const { id } = await tx.insertInto('staff.member').values(member).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function insertRole(tx: Transaction, role: GrantedRole & { member: string }): Promise<void> {
  await tx.insertInto('staff.role').values(role).execute()
}

export async function insertPasskey(
  tx: Transaction,
  passkey: { id: string; member: string; public_key: Buffer; wrapped_identity: Buffer },
): Promise<void> {
  const made = { counter: 0, transports: ['internal'], backed_up: false }
  await tx
    .insertInto('staff.credential')
    .values({ ...passkey, ...made })
    .execute()
}

export async function markAdmitted(tx: Transaction, member: string, by: string): Promise<void> {
  await tx
    .updateTable('staff.member')
    .set({ state: 'admitted', admitted_by: by })
    .where('id', '=', member)
    .execute()
}

export async function insertVouch(
  tx: Transaction,
  vouch: {
    credential: string
    member: string
    statement: string
    voucher: string | null
    client_data: Buffer | null
    authenticator_data: Buffer | null
    signature: Buffer | null
  },
): Promise<void> {
  await tx.insertInto('staff.vouch').values(vouch).execute()
}

export async function insertBranch(tx: Transaction, branch: Branch): Promise<void> {
  await tx
    .insertInto('staff.branch')
    .values({ ...branch, languages: [...branch.languages] })
    .execute()
}
