import { recordAct } from '#audit'
import { type Database, transaction } from '#db'
import {
  areOwed,
  giveKeys,
  type KeyPlace,
  type OwedKey,
  owedKeys as selectOwed,
  type SealedKey,
} from '#vault'
import { type StaffDeps } from './deps.ts'
import { lockHolders } from './store.ts'

/** Sealed anew on the way, while she works: so many take a browser of seven years ago some five seconds. */
const MOST_AT_ONCE = 150

/**
 * Box keys that colleagues may have and lack, of the boxes that whoever asks can open: for her browser to seal anew. A page of
 * them, after the last of the page before: what her browser cannot open does not stand in the way of the rest.
 */
export function owedKeys({ db }: { db: Database }, after: KeyPlace | null): Promise<OwedKey[]> {
  return selectOwed(db, { after, most: MOST_AT_ONCE })
}

/**
 * Hand keys on that a member's browser has sealed anew. What is not owed any more is left out: a colleague may have been
 * quicker, or the one they are for may have left.
 */
export function giveOwedKeys(
  { db, clock }: Pick<StaffDeps, 'db' | 'clock'>,
  { by, keys }: { by: string; keys: readonly (SealedKey & { holder: string })[] },
): Promise<{ outcome: 'given'; count: number }> {
  return transaction(db, async (tx) => {
    await lockHolders(tx)
    const owed = new Set((await areOwed(tx, keys)).map(nameOf))
    const wanted = keys.filter((key) => owed.has(nameOf(key)))
    for (const [holder, given] of Map.groupBy(wanted, (key) => key.holder)) {
      await giveKeys(tx, holder, given)
      await recordAct(tx, { at: clock(), who: by, what: 'keys-given', record: holder })
    }
    return { outcome: 'given', count: wanted.length }
  })
}

function nameOf({ box, holder }: KeyPlace): string {
  return `${box} ${holder}`
}
