import { randomUUID } from 'node:crypto'
import { type Clock, invariant, type Random, Secret } from '#basics'
import { asMember, type Database } from '#db'
import { keepBox, keepLookedAt, keysToLookAt, neededBoxes, selectRoles } from '#staff'
import {
  type BoxId,
  type HybridIdentity,
  identityFromSeed,
  labelOf,
  openRecord,
  parseRecipient,
  readIdentity,
  sealRecord,
  writeIdentity,
} from '#vault'
import { type People, type SamplePerson } from './members.ts'
import { identityOf } from './people.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly random: Random
  readonly timeZone: string
}

const SEED_BYTES = 32

/** Make the boxes that are lacking, and look at them, as the browsers of the two do whenever somebody signs in. */
export async function keepBoxes(deps: Deps, { reviewer, colleague }: People): Promise<void> {
  await makeBoxes(deps, reviewer)
  await makeBoxes(deps, colleague)
  await lookAtBoxes(deps, reviewer)
  await lookAtBoxes(deps, colleague)
}

async function makeBoxes(deps: Deps, { id: member }: SamplePerson): Promise<void> {
  const hers = { ...deps, db: asMember(deps.db, member) }
  const roles = await selectRoles(hers.db, member)
  for (;;) {
    const needed = await neededBoxes(hers, roles)
    if (needed.length === 0) return
    for (const { holders, ...slot } of needed) {
      const id = randomUUID() as BoxId
      const seed = new Secret<Uint8Array>(deps.random(SEED_BYTES))
      const keys = holders.map(({ holder, recipient }) => ({
        holder,
        sealed: sealedKey(id, writeIdentity(seed).reveal(), recipient),
      }))
      const box = { ...slot, id, recipient: identityFromSeed(seed).recipient.text, keys }
      const { outcome } = await keepBox(hers, { by: member, roles, box })
      invariant(outcome === 'made', 'a demonstration makes the boxes that it needs')
    }
  }
}

async function lookAtBoxes(deps: Deps, { id: member, name }: SamplePerson): Promise<void> {
  const hers = { ...deps, db: asMember(deps.db, member) }
  const { proposed, keys, recovery } = await keysToLookAt(hers)
  const confirmed = proposed.map(({ box, sealed }) => ({
    box,
    recovery: recovery === null ? null : sealedKey(box as BoxId, openedKey(name, box, sealed), recovery),
  }))
  const good = keys.map(({ box }) => box)
  await keepLookedAt(hers, { by: member, confirmed, refused: [], good, bad: [] })
}

/** The key of a box, opened with hers. */
export function boxKeyOf(name: string, box: string, sealed: Uint8Array): HybridIdentity {
  return identityFromSeed(readIdentity(new Secret(openedKey(name, box, sealed))))
}

function openedKey(name: string, box: string, sealed: Uint8Array): string {
  const key = openRecord({ identity: identityOf(name), file: sealed, ...labelOf('box-key', box) })
  invariant(key.outcome === 'opened', 'the demonstration opens its own boxes')
  return Buffer.from(key.payload).toString('utf8')
}

function sealedKey(box: BoxId, identity: string, recipient: string): Uint8Array {
  const payload = new TextEncoder().encode(identity)
  return sealRecord({ ...labelOf('box-key', box), payload, recipient: parseRecipient(recipient) })
}
