import { type AuthenticationResponseJSON, type RegistrationResponseJSON } from '@simplewebauthn/server'
import { recordAct } from '#audit'
import { type Database, transaction } from '#db'
import { spendChallenge } from './challenge.ts'
import { type RelyingParty, type StaffDeps } from './deps.ts'
import { keepPasskey, registrationOptions, verifyRegistration } from './passkey.ts'
import { markRetired, type Passkey, selectPasskeys } from './passkey-store.ts'
import { findRecipient } from './team-store.ts'
import { keyDigest, vouchChallenge } from './check-passkeys.ts'
import { touchedOver } from './touch.ts'
import { isRecent, writeVouch } from './vouch.ts'
import { insertVouch } from './vouch-store.ts'

export { checkPasskeys, isMembersPasskey, keyDigest, vouchChallenge } from './check-passkeys.ts'
export { type Passkey } from './passkey-store.ts'
export { type Vouched, writeVouch } from './vouch.ts'
export { insertRecoveredVouch } from './vouch-store.ts'

/** More than anybody carries about; a list that grows without end would be a list that nobody reads. */
const MOST = 6

export function passkeysOf({ db }: { db: Database }, member: string): Promise<Passkey[]> {
  return selectPasskeys(db, member)
}

/** Begin to add a passkey: an authenticator that has one of hers already makes no other. */
export async function newPasskeyOptions(
  deps: StaffDeps & RelyingParty,
  { member, name }: { member: string; name: string },
): Promise<
  | {
      outcome: 'options'
      options: Awaited<ReturnType<typeof registrationOptions>>
      /** For the statement that one of hers vouches with. */
      member: string
      at: string
    }
  | { outcome: 'too-many' }
> {
  const known = (await selectPasskeys(deps.db, member)).map(({ credential }) => credential)
  if (known.length >= MOST) return { outcome: 'too-many' }
  return {
    outcome: 'options',
    options: await registrationOptions(deps, { name, purpose: 'passkey', known }),
    member,
    at: deps.clock().toISOString(),
  }
}

/**
 * Keep another passkey of a member, which one that she has signed for. Her key pair stays: her browser has sealed it to the new
 * passkey as well, so that nothing in any box needs to be touched.
 */
export async function addPasskey(
  deps: StaffDeps & RelyingParty,
  added: {
    member: string
    response: RegistrationResponseJSON
    wrappedIdentity: Uint8Array
    /** As one of her passkeys signed it: when, and the assertion. */
    at: string
    touch: AuthenticationResponseJSON
  },
): Promise<{ outcome: 'added' | 'refused' | 'too-many' }> {
  const { member, response, wrappedIdentity, at, touch } = added
  const verified = await verifyRegistration(deps, response)
  if (!verified) return { outcome: 'refused' }
  return transaction(deps.db, async (tx) => {
    const now = deps.clock()
    if (!(await spendChallenge(tx, { challenge: verified.challenge, purpose: 'passkey', now })))
      return { outcome: 'refused' }
    if ((await selectPasskeys(tx, member)).length >= MOST) return { outcome: 'too-many' }
    const { id: credential, publicKey } = verified.credential
    const recipient = await findRecipient(tx, member)
    if (recipient === null || !isRecent(at, now)) return { outcome: 'refused' }
    const statement = writeVouch({ at, credential, key: keyDigest(publicKey), member, recipient })
    const by = await touchedOver(tx, deps, { touch, member, challenge: vouchChallenge(statement) })
    if (!by) return { outcome: 'refused' }
    await insertVouch(tx, { credential, member, statement, by })
    await keepPasskey(tx, verified, { member, wrappedIdentity })
    await recordAct(tx, { at: now, who: member, what: 'passkey-added', record: member })
    return { outcome: 'added' }
  })
}

/** Give a passkey up: it opens the desk no more, and its sessions end. The last one stays; without it she would be locked out. */
export async function retirePasskey(
  { db, clock }: Pick<StaffDeps, 'db' | 'clock'>,
  { member, credential }: { member: string; credential: string },
): Promise<{ outcome: 'retired' | 'not-there' | 'last' }> {
  return transaction(db, async (tx) => {
    const own = await selectPasskeys(tx, member)
    if (!own.some((one) => one.credential === credential)) return { outcome: 'not-there' }
    if (own.length === 1) return { outcome: 'last' }
    if (!(await markRetired(tx, { id: credential, member }))) return { outcome: 'not-there' }
    await recordAct(tx, { at: clock(), who: member, what: 'passkey-retired', record: member })
    return { outcome: 'retired' }
  })
}
