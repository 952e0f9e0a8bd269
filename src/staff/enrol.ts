import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { recordAct } from '#audit'
import { dayAt } from '#basics'
import { actAs, type Transaction, transaction } from '#db'
import { type BoxId, keepRecovery, makeBox, parseRecipient, RECOVERY, VaultError, weekOf } from '#vault'
import { issueChallenge, spendChallenge } from './challenge.ts'
import { type RelyingParty, type StaffNeeds } from './needs.ts'
import { CENTRE, type Role } from './roles.ts'
import { findInvitation, hasMembers, insertCredential, takeInvitation } from './store.ts'
import { findMemberByName, insertMember, insertRole } from './team-store.ts'
import { hashToken } from './token.ts'

type EnrolNeeds = StaffNeeds & RelyingParty & { readonly timeZone: string }

/** What the newcomer's browser made and sends: nothing of it opens anything. */
export interface Enrolment {
  readonly token: string
  readonly name: string
  readonly response: RegistrationResponseJSON
  /** Her public age key, and its secret half sealed to her passkey. */
  readonly recipient: string
  readonly wrappedIdentity: Uint8Array
  /** The first member brings the keys of the house. */
  readonly house: HouseStart | null
}

export interface HouseStart {
  readonly recovery: string
  readonly box: {
    readonly id: BoxId
    readonly recipient: string
    readonly sealedToMember: Uint8Array
    readonly sealedToRecovery: Uint8Array
  }
}

export type EnrolRefusal = 'invitation-unknown' | 'name-taken' | 'refused'

// ES256, EdDSA, RS256: what passkeys are made of today.
const ALGORITHMS = [-7, -8, -257]

/** Begin an enrolment: what the browser asks the authenticator for. `first`: it must bring the house's keys as well. */
export async function enrolOptions(
  needs: EnrolNeeds,
  { token, name }: { token: string; name: string },
): Promise<
  | { outcome: 'options'; options: PublicKeyCredentialCreationOptionsJSON; first: boolean }
  | { outcome: Exclude<EnrolRefusal, 'refused'> }
> {
  if (!(await findInvitation(needs.db, hashToken(token), needs.clock())))
    return { outcome: 'invitation-unknown' }
  if (await findMemberByName(needs.db, name)) return { outcome: 'name-taken' }
  const options = await generateRegistrationOptions({
    rpName: 'Exeunt',
    rpID: new URL(needs.origin).hostname,
    userName: name,
    userDisplayName: name,
    // Random, and kept nowhere: the handle is for the authenticator to tell accounts apart.
    userID: Uint8Array.from(needs.random(32)),
    challenge: Uint8Array.from(Buffer.from(await issueChallenge(needs, 'enrol'), 'base64url')),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { outcome: 'options', options, first: !(await hasMembers(needs.db)) }
}

/**
 * Enrol the holder of an invitation, with her passkey.
 *
 * The first member is admitted at once and in the same transaction brings the recovery key and the first
 * box, so that there is no moment in which the house takes declarations that nobody could open.
 */
export async function enrol(
  needs: EnrolNeeds,
  enrolment: Enrolment,
): Promise<{ outcome: 'enrolled'; first: boolean } | { outcome: EnrolRefusal }> {
  const verified = await verify(needs, enrolment)
  if (!verified) return { outcome: 'refused' }
  try {
    return await transaction(needs.db, (tx) => enter(tx, needs, enrolment, verified))
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

/** Whoever opens a house is alone in it, and does everything until others come. */
const FOUNDER: readonly Role[] = ['administrator', 'reviewer', 'operator', 'approver']

type Verified = NonNullable<Awaited<ReturnType<typeof verify>>>

async function verify({ origin }: EnrolNeeds, { response }: Enrolment) {
  let challenge = ''
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      // Looked at here, spent in the transaction that enrols.
      expectedChallenge: (sent) => {
        challenge = sent
        return true
      },
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    return verified ? { ...registrationInfo, challenge } : undefined
  } catch {
    // The library throws at whatever does not fit: another origin, no user verification, broken CBOR.
    return undefined
  }
}

async function enter(tx: Transaction, needs: EnrolNeeds, enrolment: Enrolment, verified: Verified) {
  const now = needs.clock()
  if (!(await spendChallenge(tx, { challenge: verified.challenge, purpose: 'enrol', now })))
    throw new Refusal('refused')
  const invited = await takeInvitation(tx, hashToken(enrolment.token), now)
  if (!invited) throw new Refusal('invitation-unknown')
  const first = !(await hasMembers(tx))
  if (first !== (enrolment.house !== null)) throw new Refusal('refused')

  const state = first ? 'admitted' : 'waiting'
  const member = await insertMember(tx, { name: enrolment.name, state, invited_by: invited.by })
  if (!member) throw new Refusal('name-taken')
  await actAs(tx, member)
  const { role, branch } = invited
  for (const granted of first ? FOUNDER : [role]) await insertRole(tx, { member, role: granted, branch })
  const { credential, credentialBackedUp } = verified
  await insertCredential(tx, {
    id: credential.id,
    member,
    public_key: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    backed_up: credentialBackedUp,
    recipient: parseRecipient(enrolment.recipient).text,
    wrapped_identity: Buffer.from(enrolment.wrappedIdentity),
  })
  await recordAct(tx, { at: now, who: member, what: 'enrolled', record: member })
  if (enrolment.house) await openHouse(tx, needs, { member, holder: credential.id, house: enrolment.house })
  return { outcome: 'enrolled', first } as const
}

async function openHouse(
  tx: Transaction,
  { clock, timeZone }: EnrolNeeds,
  { member, holder, house: { recovery, box } }: { member: string; holder: string; house: HouseStart },
): Promise<void> {
  const now = clock()
  await keepRecovery(tx, parseRecipient(recovery).text)
  const keys = [
    { holder, sealed: box.sealedToMember },
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
