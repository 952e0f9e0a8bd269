import { NOBODY, recordAct } from '#audit'
import { type Secret } from '#basics'
import { transaction } from '#db'
import { inviteAsInstallation, type StaffDeps } from '#staff'

/** A link for whoever comes back to an installation whose passkeys are all lost. She waits until the keepers have sealed the keys to her. */
export async function inviteToRecover(
  deps: StaffDeps,
): Promise<{ outcome: 'invited'; token: Secret<string> } | { outcome: 'no-members' }> {
  return transaction(deps.db, async (tx) => {
    const token = await inviteAsInstallation(tx, deps)
    if (!token) return { outcome: 'no-members' }
    await recordAct(tx, {
      at: deps.clock(),
      who: NOBODY,
      what: 'recovery-invited',
      record: 'administrator@centre',
    })
    return { outcome: 'invited', token }
  })
}
