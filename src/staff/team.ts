import { type AuthenticationResponseJSON } from '@simplewebauthn/server'
import { recordAct } from '#audit'
import { type Database, type Transaction, transaction } from '#db'
import { keyDigest, vouchChallenge } from './check-passkeys.ts'
import { type RelyingParty, type StaffDeps } from './deps.ts'
import { findCredential } from './passkey-store.ts'
import { lockHolders } from './store.ts'
import { markAdmitted, selectTeam, type TeamMember } from './team-store.ts'
import { touchedOver } from './touch.ts'
import { isRecent, type Vouched, writeVouch } from './vouch.ts'
import { insertVouch } from './vouch-store.ts'

export { languagesOf, readLanguages } from './languages.ts'
export { type TeamMember } from './team-store.ts'

export function team({ db }: { db: Database }): Promise<TeamMember[]> {
  return selectTeam(db)
}

export type Admitted =
  | {
      readonly outcome: 'admitted'
      /** Whose passkey signed for the newcomer's, for her browser to open her own key with the same touch. */
      readonly own: OwnKey | null
    }
  | { readonly outcome: 'not-waiting' | 'key-differs' | 'four-eyes' | 'refused' }

export interface OwnKey {
  readonly recipient: string
  readonly wrappedIdentity: Uint8Array
  /** SHA-256 of the passkey's public key, hex. */
  readonly key: string
}

export interface Admitting {
  readonly by: string
  readonly member: string
  /** What the two have compared, and its moment: the touch is over the statement that says so. */
  readonly compared: Omit<Vouched, 'member'>
  readonly touch: AuthenticationResponseJSON
}

/**
 * Admit a colleague who enrolled, or who has come back with a new key. `compared` are her key and her passkey, whose fingerprint
 * the two have compared; whoever admits signs for them. From then on she is owed the keys of the boxes that her roles open, and
 * whoever can open them hands them on.
 *
 * Whoever invited her does not admit her: one member alone brings nobody in. The database holds that as well; it lets
 * only whoever is alone in an installation do both.
 */
export async function admit(
  { db, clock, origin }: Pick<StaffDeps, 'db' | 'clock'> & RelyingParty,
  { by, member, compared, touch }: Admitting,
): Promise<Admitted> {
  return transaction(db, async (tx) => {
    await lockHolders(tx)
    const team = await selectTeam(tx)
    const newcomer = team.find(({ id, state }) => id === member && state === 'waiting')
    const [hers] = newcomer?.passkeys ?? []
    if (!newcomer || !hers) return { outcome: 'not-waiting' }
    const isHers = compared.credential === hers.credential && compared.key === hers.key
    if (newcomer.recipient !== compared.recipient || !isHers) return { outcome: 'key-differs' }
    const isAlone = team.filter(({ state }) => state === 'admitted').length === 1
    if (newcomer.invitedBy === by && !isAlone) return { outcome: 'four-eyes' }
    const at = clock()
    const statement = writeVouch({ ...compared, member })
    const signed = { touch, member: by, challenge: vouchChallenge(statement) }
    const assertion = isRecent(compared.at, at) ? await touchedOver(tx, { origin }, signed) : null
    if (!assertion) return { outcome: 'refused' }
    await insertVouch(tx, { credential: hers.credential, member, statement, by: assertion })
    const own = await ownKey(tx, assertion.credential)
    if (!(await markAdmitted(tx, { member, by, at }))) return { outcome: 'not-waiting' }
    await recordAct(tx, { at, who: by, what: 'admitted', record: member })
    return { outcome: 'admitted', own }
  })
}

async function ownKey(tx: Transaction, passkey: string): Promise<OwnKey | null> {
  const found = await findCredential(tx, passkey)
  if (!found?.recipient) return null
  const { recipient, wrapped_identity: wrappedIdentity, public_key: publicKey } = found
  return { recipient, wrappedIdentity, key: keyDigest(publicKey) }
}
