import { dayAt } from '#basics'
import { transaction } from '#db'
import { signStatusList, STATES } from '#proof'
import { type IssuingNeeds } from './issue.ts'
import { findFilling, findStates } from './issue-store.ts'
import { drawPlace, LIST_SIZE } from './numbers.ts'
import { keyThatSigns } from './pinned.ts'

/** A list that is older than this is believed by nobody; it is signed anew every few minutes. */
const GOOD_FOR_SECONDS = 3 * 24 * 60 * 60
const KEPT_FOR_SECONDS = 12 * 60 * 60
/** Of eight lists that are written one has a decoy more, whether or not a certificate ended: a change in a list says nothing. */
const DECOY_OF = 8
/** What a first list has: so few that something changed would otherwise be seen from far. */
const FIRST_DECOYS = 24

/**
 * Sign and publish every list of states as the database has them now. A state is committed first and published then: after a
 * crash in between the next round publishes it.
 */
export async function publishLists(needs: IssuingNeeds): Promise<void> {
  const day = dayAt(needs.clock(), needs.timeZone)
  const key = keyThatSigns(needs.keys(), day)
  // Without one there is nothing to say and nobody to believe it.
  if (!key) return
  await addDecoys(needs)
  const places = Map.groupBy(await findStates(needs.db), ({ list }) => list)
  const issuedAt = Math.floor(needs.clock().getTime() / 1_000)
  const files = new Map<string, Uint8Array>()
  for (const [list, taken] of places) {
    const states = new Uint8Array(LIST_SIZE)
    for (const { index, state } of taken) states[index] = STATES[state]
    const jwt = await signStatusList(key.signer, {
      uri: `${needs.origin}/status/${list}`,
      issuedAt,
      expiresAt: issuedAt + GOOD_FOR_SECONDS,
      keptFor: KEPT_FOR_SECONDS,
      states,
    })
    files.set(`status/${list}`, Buffer.from(jwt))
  }
  needs.folder.put(files)
}

async function addDecoys({ db, random }: IssuingNeeds): Promise<void> {
  const { taken } = await findFilling(db)
  const wanted = taken === 0 ? FIRST_DECOYS : (random(1)[0] ?? 1) % DECOY_OF === 0 ? 1 : 0
  if (wanted === 0) return
  await transaction(db, async (tx) => {
    for (let nth = 0; nth < wanted; nth += 1) await drawPlace(tx, random, ((random(1)[0] ?? 0) % 4) + 1)
  })
}
