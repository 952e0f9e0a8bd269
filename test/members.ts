// Members of staff without a ceremony: rows as enrolment leaves them, for tests that are about something else.
import { Secret } from '#basics'
import { type Database } from '#db'
import { type Admitting, CENTRE, keyDigest, type Role, writeVouch } from '#staff'
import { identityFromSeed } from '#vault'
import { vouchChallenge } from '../src/staff/check-passkeys.ts'
import { publicKeyOf, signWith, touchWith } from './software-passkey.ts'

/** The identity of everybody who is enrolled here. */
export const MEMBER_SEED = seedOf(2)

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
  const recipient = recipientOf(2)
  const { id } = await owner
    .insertInto('staff.member')
    .values({
      name,
      state: waits ? 'waiting' : 'admitted',
      invited_by: invitedBy,
      recipient: credential === null ? null : recipient,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const role of roles)
    await owner.insertInto('staff.role').values({ member: id, role, branch }).execute()
  if (credential !== null && (!waits || state === 'admitted'))
    await vouchFor(owner, { member: id, credential, by: admits })
  if (credential !== null) await insertPasskey(owner, id, credential)
  if (waits && state === 'admitted')
    await owner
      .updateTable('staff.member')
      .set({ state, admitted_by: admits ?? null, recovered: await isAlone(owner, admits) })
      .where('id', '=', id)
      .execute()
  return id
}

/** A touch that is not looked at, where another rule speaks first. */
export const UNSEEN = {} as Admitting['touch']

export function passkeyOf(name: string): string {
  return `passkey-of-${name}`
}

/** Another passkey of hers, which one that she has signs for. */
export async function addPasskey(owner: Database, member: string, id: string): Promise<void> {
  await vouchFor(owner, { member, credential: id, by: member })
  await insertPasskey(owner, member, id)
}

/** As an enrolment leaves it: nobody has vouched for it. */
export async function insertPasskey(owner: Database, member: string, id: string): Promise<void> {
  const row = { public_key: publicKeyOf(id), counter: 0, transports: [], backed_up: false }
  await owner
    .insertInto('staff.credential')
    .values({ ...row, id, member, wrapped_identity: Buffer.alloc(1) })
    .execute()
}

/** Whoever admits has no passkey to sign with. */
async function isAlone(owner: Database, admits: string | undefined): Promise<boolean> {
  const passkeys = await owner.selectFrom('staff.credential').select(['member', 'retired']).execute()
  return !passkeys.some(({ member, retired }) => member === admits && !retired)
}

/** Signed by a passkey of `by`; where she has none, a chain begins. */
async function vouchFor(
  owner: Database,
  { member, credential, by }: { member: string; credential: string; by: string | undefined },
): Promise<void> {
  const key = keyDigest(publicKeyOf(credential))
  const statement = writeVouch({
    at: new Date().toISOString(),
    credential,
    key,
    member,
    recipient: recipientOf(2),
  })
  const passkeys = await owner.selectFrom('staff.credential').select(['id', 'member', 'retired']).execute()
  const voucher = passkeys.find((one) => one.member === by && !one.retired)?.id
  const signed = voucher === undefined ? null : signWith(voucher, vouchChallenge(statement))
  await owner
    .insertInto('staff.vouch')
    .values({
      credential,
      member,
      statement,
      voucher: voucher ?? null,
      recovered: voucher === undefined && passkeys.length > 0,
      client_data: signed?.clientData ?? null,
      authenticator_data: signed?.authenticatorData ?? null,
      signature: signed?.signature ?? null,
    })
    .execute()
}

export async function openBranchRow(owner: Database, id: string): Promise<void> {
  await owner
    .insertInto('staff.branch')
    .values({ id, name: `SAMPLE ${id}`, languages: ['en'] })
    .execute()
}

export function recipientOf(seed: number): string {
  return identityFromSeed(seedOf(seed)).recipient.text
}

function seedOf(seed: number): Secret<Uint8Array> {
  return new Secret<Uint8Array>(new Uint8Array(32).fill(seed))
}

/** What whoever admits sends: what she has compared, and the touch of her passkey over it. */
export function admission(
  by: { member: string; passkey: string },
  newcomer: { member: string; passkey: string; seed?: number },
): Admitting {
  const at = '2026-11-21T03:59:00.000Z'
  const { member, passkey: credential, seed = 2 } = newcomer
  const compared = { at, credential, key: keyDigest(publicKeyOf(credential)), recipient: recipientOf(seed) }
  const touch = touchWith(by.passkey, vouchChallenge(writeVouch({ ...compared, member })))
  return { by: by.member, member, compared, touch }
}
