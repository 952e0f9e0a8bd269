import { recordAct } from '#audit'
import { type Clock, invariant } from '#basics'
import { actAs, type Database, transaction, type Transaction } from '#db'
import { CENTRE, keyDigest, type Role, vouchChallenge, writeVouch } from '#staff'
import { keepRecovery, writeIdentity } from '#vault'
// As her browser does it: the same code, which knows nothing of a page.
import { wrapIdentity } from '../desk/shell/browser/identity.ts'
import { SAMPLE_BRANCHES } from './branches.ts'
import {
  identityOf,
  identitySeedOf,
  passkeyOf,
  type PersonName,
  prfOf,
  publicKeyOf,
  touchOf,
} from './people.ts'
import {
  findMember,
  insertBranch,
  insertMember,
  insertPasskey,
  insertRole,
  insertVouch,
  isDemo,
  markAdmitted,
} from './store.ts'

/** What the desk's browser gives to the PRF (src/desk/shell/browser/passkey.ts). */
const PRF_INPUT = new TextEncoder().encode('exeunt/desk-prf/v1')
const EVERYTHING: readonly Role[] = ['administrator', 'reviewer', 'operator', 'approver', 'issuer', 'head']
const AT_BRANCHES: readonly Role[] = ['operator', 'approver']

/** A SAMPLE person who works there: her id, and the name that her keys are derived from. */
export interface SamplePerson {
  readonly id: string
  readonly name: PersonName
  readonly passkey: string
}

/** The reviewer, and her colleague, who answers what takes two. */
export interface People {
  readonly reviewer: SamplePerson
  readonly colleague: SamplePerson
}

interface Deps {
  readonly db: Database
  readonly clock: Clock
  /** Of the desk, where passkeys sign. */
  readonly origin: string
}

/**
 * Enrol the two SAMPLE people, once, with branches to work at. The first opens the installation and is alone in it; what she signs
 * with her passkey admits the second one. Everything that watches over members watches over these. Breaks with an InvariantError on a
 * real installation, whatever the settings say.
 */
export async function enrolPeople(deps: Deps): Promise<People> {
  invariant(await isDemo(deps.db), 'keys that are public open a demonstration alone')
  const reviewer = await findMember(deps.db, 'SAMPLE reviewer')
  const colleague = await findMember(deps.db, 'SAMPLE colleague')
  if (reviewer !== undefined && colleague !== undefined)
    return {
      reviewer: personOf('SAMPLE reviewer', reviewer),
      colleague: personOf('SAMPLE colleague', colleague),
    }
  return transaction(deps.db, async (tx) => {
    await keepRecovery(tx, identityOf('SAMPLE recovery').recipient.text)
    for (const branch of SAMPLE_BRANCHES) await insertBranch(tx, branch)
    const first = await enrolPerson(tx, deps, { name: 'SAMPLE reviewer', by: null })
    for (const { id } of SAMPLE_BRANCHES)
      await recordAct(tx, { at: deps.clock(), who: first.id, what: 'branch-opened', record: id })
    return {
      reviewer: first,
      colleague: await enrolPerson(tx, deps, { name: 'SAMPLE colleague', by: first }),
    }
  })
}

async function enrolPerson(
  tx: Transaction,
  { clock, origin }: Deps,
  { name, by }: { name: PersonName; by: SamplePerson | null },
): Promise<SamplePerson> {
  const { recipient } = identityOf(name)
  const at = clock()
  const id = await insertMember(tx, {
    name,
    recipient: recipient.text,
    state: by ? 'waiting' : 'admitted',
    invited_by: by?.id ?? null,
  })
  await actAs(tx, id)
  for (const role of EVERYTHING) await insertRole(tx, { member: id, role, branch: CENTRE })
  for (const branch of SAMPLE_BRANCHES)
    for (const role of AT_BRANCHES) await insertRole(tx, { member: id, role, branch: branch.id })
  const credential = passkeyOf(name)
  const key = keyDigest(publicKeyOf(name))
  const statement = writeVouch({
    at: at.toISOString(),
    credential,
    key,
    member: id,
    recipient: recipient.text,
  })
  const signed = by && touchOf(by.name, vouchChallenge(statement), { origin })
  const vouch = {
    credential,
    member: id,
    statement,
    voucher: by?.passkey ?? null,
    client_data: signed?.clientData ?? null,
    authenticator_data: signed?.authenticatorData ?? null,
    signature: signed?.signature ?? null,
  }
  const wrapped = await wrapIdentity(
    { identity: writeIdentity(identitySeedOf(name)).reveal(), recipient: recipient.text },
    prfOf(name, PRF_INPUT),
    { credential, key },
  )
  const passkey = {
    id: credential,
    member: id,
    public_key: publicKeyOf(name),
    wrapped_identity: Buffer.from(wrapped, 'base64'),
  }
  // The first one's chain begins before her passkey is there; a newcomer's waits for who admits her.
  if (!by) await insertVouch(tx, vouch)
  await insertPasskey(tx, passkey)
  await recordAct(tx, { at, who: id, what: 'enrolled', record: id })
  if (by) {
    await actAs(tx, by.id)
    await insertVouch(tx, vouch)
    await markAdmitted(tx, id, by.id)
    await recordAct(tx, { at, who: by.id, what: 'admitted', record: id })
  }
  return personOf(name, id)
}

function personOf(name: PersonName, id: string): SamplePerson {
  return { id, name, passkey: passkeyOf(name) }
}
