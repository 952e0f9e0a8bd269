import { dayAt } from '#basics'
import { transaction, type Transaction } from '#db'
import { type IssuingKey } from '#issuer/keys'
import { type PublicFolder } from '#ledger'
import { ProofError, readStatusList, signStatusList, type State, STATES } from '#proof'
import { type IssuingDeps } from './issue.ts'
import { findStates, findStock, lockLists, type Place } from './issue-store.ts'
import { keyThatSigns } from './pinned.ts'
import { chance, drawPlace, fillStock, LIST_SIZE } from './spares.ts'

/** A list that is older than this is believed by nobody; it is signed anew every few minutes. */
const GOOD_FOR_SECONDS = 3 * 24 * 60 * 60
const KEPT_FOR_SECONDS = 12 * 60 * 60
/** Of eight lists that are written one has a decoy more, whether or not a certificate ended: a change in a list says nothing. */
const DECOY_OF = 8
/** What a first list has: so few that something changed would otherwise be seen from far. */
const FIRST_DECOYS = 24

/**
 * Fill the stock of spare places, and sign and publish every list of states as the database has them then. A state is committed
 * first and published then: after a crash in between the next round publishes it. Lists that are published at once are
 * published in the order in which they were read.
 */
export async function publishLists(deps: IssuingDeps): Promise<void> {
  const { db, random } = deps
  const day = dayAt(deps.clock(), deps.timeZone)
  const key = keyThatSigns(deps.keys(), day)
  // Without one there is nothing to say and nobody to believe it.
  if (!key) return
  await transaction(db, async (tx) => {
    await lockLists(tx)
    await fillStock(tx, { random, day })
    await addDecoys(tx, deps)
  })
  await transaction(db, async (tx) => {
    await lockLists(tx)
    await signAndPut(tx, deps, key)
  })
}

async function signAndPut(tx: Transaction, deps: IssuingDeps, { signer }: IssuingKey): Promise<void> {
  const places = Map.groupBy(await findStates(tx), ({ list }) => list)
  const issuedAt = Math.floor(deps.clock().getTime() / 1_000)
  const files = new Map<string, Uint8Array>()
  for (const [list, shown] of places) {
    const states = new Uint8Array(LIST_SIZE).fill(STATES.unissued)
    for (const { index, state } of shown) states[index] = STATES[state]
    const jwt = await signStatusList(signer, {
      uri: `${deps.origin}/status/${list}`,
      issuedAt,
      expiresAt: issuedAt + GOOD_FOR_SECONDS,
      keptFor: KEPT_FOR_SECONDS,
      states,
    })
    files.set(`status/${list}`, Buffer.from(jwt))
  }
  deps.folder.put(files)
}

/** Publish the lists, unless the one that lies there calls this place valid already. */
export async function publishUnlessValid(deps: IssuingDeps, place: Place | undefined): Promise<void> {
  if (!place || (await publishedState(deps.folder, place)) !== 'valid') await publishLists(deps)
}

async function publishedState(folder: PublicFolder, { list, index }: Place): Promise<State | undefined> {
  const file = folder.get(`status/${list}`)
  if (!file) return undefined
  try {
    return (await readStatusList(Buffer.from(file).toString('utf8'))).stateAt(index)
  } catch (cause) {
    if (cause instanceof ProofError) return undefined
    throw cause
  }
}

/** Taken from the same stock as certificates are: one that is new looks like a certificate that ended. */
async function addDecoys(tx: Transaction, { random }: IssuingDeps): Promise<void> {
  const { taken } = await findStock(tx)
  const wanted = taken === 0 ? FIRST_DECOYS : chance(random, DECOY_OF) ? 1 : 0
  for (let nth = 0; nth < wanted; nth += 1) await drawPlace(tx, random, ((random(1)[0] ?? 0) % 4) + 1)
}
