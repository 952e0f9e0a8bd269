import { type Clock, type Day } from '#basics'
import { type Reader } from '#db'
import { type PublicFolder } from '#ledger'
import { findIssuerKey, type Issuers, ProofError, readStatusList, type StatusList, verifyEs256 } from '#proof'
import { findSettledStates } from './issue-store.ts'

export interface ListFault {
  /** The public file. */
  readonly place: string
  readonly why: 'missing' | 'not-signed' | 'too-old' | 'another-state'
}

/**
 * Hold the published lists of states to the database: the first one that differs, or null. What became so today may be on its
 * way; everything before today is in them, decoys as well.
 */
export async function checkLists(
  db: Reader,
  {
    folder,
    issuers,
    clock,
    today,
  }: { folder: PublicFolder; issuers: Issuers | null; clock: Clock; today: Day },
): Promise<ListFault | null> {
  const places = Map.groupBy(await findSettledStates(db, today), ({ list }) => list)
  for (const [number, states] of places) {
    const place = `status/${number}`
    const file = folder.get(place)
    if (!file) return { place, why: 'missing' }
    const list = await signedList(Buffer.from(file).toString('utf8'), issuers)
    if (!list) return { place, why: 'not-signed' }
    if (list.expiresAt * 1_000 <= clock().getTime()) return { place, why: 'too-old' }
    if (states.some(({ index, state }) => list.stateAt(index) !== state))
      return { place, why: 'another-state' }
  }
  return null
}

async function signedList(jwt: string, issuers: Issuers | null): Promise<StatusList | null> {
  try {
    const list = await readStatusList(jwt)
    const key = issuers && findIssuerKey(issuers, list.kid)
    if (!key || key.lost !== null) return null
    return (await verifyEs256(key.key, list.signature, list.signed)) ? list : null
  } catch (cause) {
    if (cause instanceof ProofError) return null
    throw cause
  }
}
