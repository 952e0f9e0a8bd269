import {
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { recordAct } from '#audit'
import { dayAt, weekOf } from '#basics'
import { actAs, type Transaction, transaction } from '#db'
import { type BoxId, keepRecovery, makeBox, parseRecipient, RECOVERY, VaultError } from '#vault'
import { spendChallenge } from './challenge.ts'
import { type RelyingParty, type StaffDeps } from './deps.ts'
import { keepPasskey, type Registered, registrationOptions, verifyRegistration } from './passkey.ts'
import { CENTRE, FOUNDER, type GrantedRole } from './roles.ts'
import { findInvitation, hasMembers, takeInvitation } from './store.ts'
import { findMember, findMemberByName, insertMember, insertRole, keepRecipient } from './team-store.ts'
import { hashToken } from './token.ts'
import { keyDigest } from './check-passkeys.ts'
import { writeVouch } from './vouch.ts'
import { insertVouch } from './vouch-store.ts'

type EnrolDeps = StaffDeps & RelyingParty & { readonly timeZone: string }

/** What the newcomer's browser made and sends: nothing of it opens anything. */
export interface Enrolment {
  readonly token: string
  readonly name: string
  readonly response: RegistrationResponseJSON
  /** Her public age key, and its secret half sealed to her passkey. */
  readonly recipient: string
  readonly wrappedIdentity: Uint8Array
  /** The first member brings the keys of the installation. */
  readonly installation: InstallationStart | null
}

export interface InstallationStart {
  readonly recovery: string
  readonly box: {
    readonly id: BoxId
    readonly recipient: string
    readonly sealedToMember: Uint8Array
    readonly sealedToRecovery: Uint8Array
  }
}

/** `name-differs`: the link is for somebody who comes back, and she has another name here. */
export type EnrolRefusal = 'invitation-unknown' | 'name-taken' | 'name-differs' | 'refused'

/** Begin an enrolment: what the browser asks the authenticator for. `first`: it must bring the installation's keys as well. */
export async function enrolOptions(
  deps: EnrolDeps,
  { token, name }: { token: string; name: string },
): Promise<
  | { outcome: 'options'; options: PublicKeyCredentialCreationOptionsJSON; first: boolean }
  | { outcome: Exclude<EnrolRefusal, 'refused'> }
> {
  const invited = await findInvitation(deps.db, hashToken(token), deps.clock())
  if (!invited) return { outcome: 'invitation-unknown' }
  if (invited.member !== null) {
    if ((await findMember(deps.db, invited.member))?.name !== name) return { outcome: 'name-differs' }
  } else if (await findMemberByName(deps.db, name)) return { outcome: 'name-taken' }
  const options = await registrationOptions(deps, { name, purpose: 'enrol' })
  return { outcome: 'options', options, first: !(await hasMembers(deps.db)) }
}

/**
 * Enrol the holder of an invitation, with her passkey.
 *
 * The first member is admitted at once and in the same transaction brings the recovery key and the first
 * box, so that there is no moment in which the installation takes declarations that nobody could open.
 */
export async function enrol(
  deps: EnrolDeps,
  enrolment: Enrolment,
): Promise<{ outcome: 'enrolled'; first: boolean } | { outcome: EnrolRefusal }> {
  const verified = await verifyRegistration(deps, enrolment.response)
  if (!verified) return { outcome: 'refused' }
  try {
    return await transaction(deps.db, (tx) => enter(tx, deps, enrolment, verified))
  } catch (refusal) {
    if (refusal instanceof Refusal) return { outcome: refusal.outcome }
    if (refusal instanceof VaultError) return { outcome: 'refused' }
    throw refusal
  }
}

/** Rolls the transaction back: an invitation is not spent on an enrolment that did not happen. */
class Refusal extends Error {
  readonly outcome: EnrolRefusal

  constructor(outcome: EnrolRefusal) {
    super(outcome)
    this.outcome = outcome
  }
}

async function enter(tx: Transaction, deps: EnrolDeps, enrolment: Enrolment, verified: Registered) {
  const now = deps.clock()
  if (!(await spendChallenge(tx, { challenge: verified.challenge, purpose: 'enrol', now })))
    throw new Refusal('refused')
  const invited = await takeInvitation(tx, hashToken(enrolment.token), now)
  if (!invited) throw new Refusal('invitation-unknown')
  const first = !(await hasMembers(tx))
  if (first !== (enrolment.installation !== null)) throw new Refusal('refused')

  const { wrappedIdentity } = enrolment
  const recipient = parseRecipient(enrolment.recipient).text
  const member =
    invited.member === null
      ? await addMember(tx, { name: enrolment.name, recipient, first, now, invited })
      : await comeBack(tx, { member: invited.member, name: enrolment.name, recipient })
  const { id: credential, publicKey } = verified.credential
  // Where the chain of every passkey begins: the database writes it down among the acts.
  if (first) {
    const statement = writeVouch({
      at: now.toISOString(),
      credential,
      key: keyDigest(publicKey),
      member,
      recipient,
    })
    await insertVouch(tx, { credential, member, statement, by: null })
  }
  await keepPasskey(tx, verified, { member, wrappedIdentity })
  await recordAct(tx, { at: now, who: member, what: 'enrolled', record: member })
  if (enrolment.installation)
    await openInstallation(tx, deps, { member, installation: enrolment.installation })
  return { outcome: 'enrolled', first } as const
}

interface NewMember {
  readonly name: string
  readonly recipient: string
  readonly first: boolean
  readonly now: Date
  readonly invited: GrantedRole & { readonly by: string | null }
}

async function addMember(
  tx: Transaction,
  { name, recipient, first, now, invited }: NewMember,
): Promise<string> {
  const member = await insertMember(tx, {
    name,
    recipient,
    state: first ? 'admitted' : 'waiting',
    admitted_at: first ? now : null,
    invited_by: invited.by,
  })
  if (!member) throw new Refusal('name-taken')
  await actAs(tx, member)
  const { role, branch } = invited
  for (const granted of first ? FOUNDER : [role]) await insertRole(tx, { member, role: granted, branch })
  return member
}

/** The member she was, with a new key. Her roles are what they were; a colleague compares the key before it is given anything. */
async function comeBack(
  tx: Transaction,
  { member, name, recipient }: { member: string; name: string; recipient: string },
): Promise<string> {
  const known = await findMember(tx, member)
  if (known?.state !== 'waiting') throw new Refusal('invitation-unknown')
  if (known.name !== name) throw new Refusal('name-differs')
  await actAs(tx, member)
  await keepRecipient(tx, member, recipient)
  return member
}

async function openInstallation(
  tx: Transaction,
  { clock, timeZone }: EnrolDeps,
  { member, installation: { recovery, box } }: { member: string; installation: InstallationStart },
): Promise<void> {
  const now = clock()
  await keepRecovery(tx, parseRecipient(recovery).text)
  const keys = [
    { holder: member, sealed: box.sealedToMember },
    { holder: RECOVERY, sealed: box.sealedToRecovery },
  ]
  const { id, recipient } = box
  await makeBox(tx, {
    id,
    recipient,
    branch: CENTRE,
    class: 'draft',
    week: weekOf(dayAt(now, timeZone)),
    keys,
  })
  await recordAct(tx, { at: now, who: member, what: 'box-made', record: id })
}
