import { recordAct } from '#audit'
import { type Database, transaction } from '#db'
import {
  confirmProposal,
  findRecovery,
  type KeyToLookAt,
  markLookedAt,
  refuseProposal,
  toConfirm,
  unopenedKeys,
} from '#vault'
import { type StaffDeps } from './deps.ts'
import { lockHolders } from './store.ts'

/** Opened on the way: so many take a browser of seven years ago some five seconds. */
const MOST_AT_ONCE = 150

export interface ToLookAt {
  readonly proposed: readonly KeyToLookAt[]
  readonly keys: readonly KeyToLookAt[]
  /** Whoever confirms seals the box to the recovery key as well. Null where there is none. */
  readonly recovery: string | null
}

/**
 * What a member's browser has to look at: boxes that colleagues have made, and keys that they have given her. Nobody else can:
 * what is sealed to her may be anything until she has opened it.
 */
export async function keysToLookAt({ db }: { db: Database }): Promise<ToLookAt> {
  const [proposed, keys, recovery] = await Promise.all([
    toConfirm(db, MOST_AT_ONCE),
    unopenedKeys(db, MOST_AT_ONCE),
    findRecovery(db),
  ])
  return { proposed, keys, recovery: recovery ?? null }
}

export interface LookedAt {
  /** With the box's key, sealed to the recovery key by her; null where there is none. */
  readonly confirmed: readonly { readonly box: string; readonly recovery: Uint8Array | null }[]
  readonly refused: readonly string[]
  /** Keys that opened and fitted, and those that did not. */
  readonly good: readonly string[]
  readonly bad: readonly string[]
}

/**
 * Take down what she found. A box that a second holder has opened is sealed to from now on; one that she could not open is
 * made anew; and a key that is no good is owed to her once more.
 */
export function keepLookedAt(
  { db, clock }: Pick<StaffDeps, 'db' | 'clock'>,
  { by, confirmed, refused, good, bad }: LookedAt & { by: string },
): Promise<void> {
  return transaction(db, async (tx) => {
    await lockHolders(tx)
    const act = { at: clock(), who: by }
    for (const one of confirmed)
      if (await confirmProposal(tx, one))
        await recordAct(tx, { ...act, what: 'box-confirmed', record: one.box })
    for (const box of refused)
      if (await refuseProposal(tx, box)) await recordAct(tx, { ...act, what: 'box-refused', record: box })
    await markLookedAt(tx, { good, bad })
    for (const box of bad) await recordAct(tx, { ...act, what: 'key-returned', record: box })
  })
}
