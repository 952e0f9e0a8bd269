import { recordAct } from '#audit'
import { type Database, type Transaction, transaction } from '#db'
import {
  type BoxClass,
  type BoxId,
  boxesOf,
  findRecovery,
  makeBox,
  proposalsOf,
  RECOVERY,
  type Slot,
  VaultError,
  weeksToMakeFor,
} from '#vault'
import { type StaffDeps } from './deps.ts'
import { type GrantedRole, mayHold, slotsOf } from './roles.ts'
import { lockHolders } from './store.ts'
import { selectBranches, selectTeam } from './team-store.ts'

export { keepLookedAt, keysToLookAt } from './confirm-boxes.ts'
export { giveOwedKeys, owedKeys } from './owed-keys.ts'

/** Made on the way, between two clicks: more than that at once would be felt. */
const MOST_AT_ONCE = 6

/** Whoever a new box's key is sealed to. */
export interface Holder {
  readonly holder: string
  readonly recipient: string
}

export interface NeededBox extends Slot {
  readonly holders: readonly Holder[]
}

type Deps = Pick<StaffDeps, 'db' | 'clock'> & { timeZone: string }

/**
 * The boxes of this week and the next that a member's branches lack. A box is made in a browser, because the server may
 * not know its key even for a moment: whoever signs in makes it on the way, unasked. Only somebody whose roles open it
 * makes it, since whoever makes a box has had its key.
 *
 * Nothing is sealed to it before a second holder's browser has opened it: confirm-boxes.ts.
 *
 * @NOTE A server in the wrong hands could name a recipient of its own among the holders. It could as well
 * serve another script; the one that is pinned and published is what protects from both.
 */
export async function neededBoxes(deps: Deps, roles: readonly GrantedRole[]): Promise<NeededBox[]> {
  const { db } = deps
  const open = new Set((await selectBranches(db)).flatMap(({ id, closed }) => (closed ? [] : [id])))
  const [thisWeek, nextWeek] = weeksToMakeFor(deps)
  const wanted = [thisWeek, nextWeek]
    .flatMap((week) => slotsOf(roles).map((slot) => ({ ...slot, week })))
    .filter(({ branch }) => open.has(branch))
  const weeks = [thisWeek, nextWeek]
  const there = new Set([...(await boxesOf(db, weeks)), ...(await proposalsOf(db, weeks))].map(nameOf))
  const lacking = wanted.filter((slot) => !there.has(nameOf(slot))).slice(0, MOST_AT_ONCE)
  if (lacking.length === 0) return []
  const holdersOf = await holdersNow(db)
  return lacking.map((slot) => ({ ...slot, holders: holdersOf(slot) }))
}

interface MadeBox extends Slot {
  readonly id: BoxId
  readonly recipient: string
  readonly keys: readonly { readonly holder: string; readonly sealed: Uint8Array }[]
}

/** Keep a box as a member's browser made it: sealed to everybody who may hold its key, and to nobody else. */
export async function keepBox(
  deps: Deps,
  { by, roles, box }: { by: string; roles: readonly GrantedRole[]; box: MadeBox },
): Promise<{ outcome: 'made' | 'there-already' | 'refused' }> {
  if (!mayHold(roles, box) || !weeksToMakeFor(deps).includes(box.week)) return { outcome: 'refused' }
  try {
    return await transaction(deps.db, async (tx) => {
      await lockHolders(tx)
      const holdersOf = await holdersNow(tx)
      const holders = new Set(holdersOf(box).map(({ holder }) => holder))
      const given = new Set(box.keys.map(({ holder }) => holder))
      if (given.size !== holders.size || !box.keys.every(({ holder }) => holders.has(holder)))
        return { outcome: 'refused' }
      const { outcome } = await makeBox(tx, box)
      const at = deps.clock()
      if (outcome === 'made') await recordAct(tx, { at, who: by, what: 'box-made', record: box.id })
      return { outcome }
    })
  } catch (cause) {
    if (cause instanceof VaultError) return { outcome: 'refused' }
    throw cause
  }
}

function nameOf({ branch, class: boxClass, week }: Slot): string {
  return `${branch}/${boxClass}/${week}`
}

async function holdersNow(
  db: Database | Transaction,
): Promise<(box: { branch: string; class: BoxClass }) => Holder[]> {
  const team = (await selectTeam(db)).filter(({ state }) => state === 'admitted')
  const recovery = await findRecovery(db)
  const always = recovery ? [{ holder: RECOVERY, recipient: recovery }] : []
  return (box) => [
    ...team.flatMap(({ id, recipient, roles }) =>
      recipient !== null && mayHold(roles, box) ? [{ holder: id, recipient }] : [],
    ),
    ...always,
  ]
}
