import { type Clock, type Day } from '#basics'
import { type Reader } from '#db'
import { type PublicFolder } from '#ledger'
import { findIssuerKey, type Issuers, ProofError, readStatusList, type StatusList, verifyEs256 } from '#proof'
import { findLists, findSettledStates, type SettledState } from './issue-store.ts'
import { LIST_SIZE } from './spares.ts'

export interface ListFault {
  /** The public file. */
  readonly place: string
  readonly why: 'missing' | 'not-signed' | 'too-old' | 'another-state'
}

/**
 * Hold the published lists of states to the database: the first one that differs, or null. What became so today may be on its
 * way; everything before today is in them, decoys and spare places as well, and every other place is unissued.
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
  const files = new Map<number, Uint8Array | undefined>()
  // Read first: whatever a list says was committed before it was published.
  for (const number of await findLists(db)) files.set(number, folder.get(`status/${number}`))
  const places = Map.groupBy(await findSettledStates(db, today), ({ list }) => list)
  for (const [number, file] of files) {
    const place = `status/${number}`
    if (!file) return { place, why: 'missing' }
    const list = await signedList(Buffer.from(file).toString('utf8'), issuers)
    if (!list) return { place, why: 'not-signed' }
    if (list.expiresAt * 1_000 <= clock().getTime()) return { place, why: 'too-old' }
    if (!saysTheSame(list, places.get(number) ?? [])) return { place, why: 'another-state' }
  }
  return null
}

function saysTheSame(list: StatusList, places: readonly SettledState[]): boolean {
  const states = new Map(places.map(({ index, state }) => [index, state]))
  for (let index = 0; index < LIST_SIZE; index += 1) {
    const state = states.has(index) ? states.get(index) : 'unissued'
    if (state !== null && list.stateAt(index) !== state) return false
  }
  return true
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
