// Members of staff without a ceremony: rows as enrolment leaves them, for tests that are about something else.
import { Secret } from '#basics'
import { type Database } from '#db'
import { CENTRE, type Role } from '#staff'
import { identityFromSeed } from '#vault'

interface NewMember {
  readonly roles?: readonly Role[]
  readonly branch?: string
  readonly state?: 'waiting' | 'admitted'
  readonly invitedBy?: string | null
  /** No passkey, if null. */
  readonly credential?: string | null
}

/** Enrol somebody, as the owner of the tables. Her passkey is called after her. Returns her id. */
export async function enrolMember(
  owner: Database,
  name: string,
  { roles = ['reviewer'], branch = CENTRE, state = 'admitted', invitedBy = null, ...rest }: NewMember = {},
): Promise<string> {
  const others = await owner.selectFrom('staff.member').select('id').where('state', '=', 'admitted').execute()
  const admits = others.find((one) => one.id !== invitedBy)?.id
  // As it happens to people: whoever is not the first waits, with the roles of her invitation, until a colleague admits her.
  const waits = state === 'waiting' || admits !== undefined
  const { credential = passkeyOf(name) } = rest
  const { id } = await owner
    .insertInto('staff.member')
    .values({
      name,
      state: waits ? 'waiting' : 'admitted',
      invited_by: invitedBy,
      recipient: credential === null ? null : recipientOf(2),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const role of roles)
    await owner.insertInto('staff.role').values({ member: id, role, branch }).execute()
  if (credential !== null) await addPasskey(owner, id, credential)
  if (waits && state === 'admitted')
    await owner
      .updateTable('staff.member')
      .set({ state, admitted_by: admits ?? null })
      .where('id', '=', id)
      .execute()
  return id
}

export function passkeyOf(name: string): string {
  return `passkey-of-${name}`
}

export async function addPasskey(owner: Database, member: string, id: string): Promise<void> {
  const row = { public_key: Buffer.alloc(1), counter: 0, transports: [], backed_up: false }
  await owner
    .insertInto('staff.credential')
    .values({ ...row, id, member, wrapped_identity: Buffer.alloc(1) })
    .execute()
}

export async function openBranchRow(owner: Database, id: string): Promise<void> {
  await owner
    .insertInto('staff.branch')
    .values({ id, name: `SAMPLE ${id}`, languages: ['en'] })
    .execute()
}

export function recipientOf(seed: number): string {
  return identityFromSeed(new Secret<Uint8Array>(new Uint8Array(32).fill(seed))).recipient.text
}
