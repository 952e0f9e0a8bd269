import { randomUUID } from 'node:crypto'
import { type Clock, dayAt, weekOf } from '#basics'
import { type Database, transaction } from '#db'
import { CENTRE } from '#staff'
import {
  type BoxClass,
  type BoxId,
  type HybridIdentity,
  identityFromSeed,
  labelOf,
  makeBox,
  sealRecord,
  writeIdentity,
} from '#vault'
import { MEMBER_SEED } from '../members.ts'
import { someKey } from './keys.ts'
import { TIME_ZONE } from './time.ts'

export interface OpenBox {
  readonly id: string
  /** Opens what is sealed to it. */
  readonly identity: HybridIdentity
  readonly recipient: string
}

/** This week's box, as the browser of a member makes it who was enrolled by a row: its key is sealed to her. */
export async function makeBoxFor(
  db: Database,
  { holder, clock, ...slot }: { class: BoxClass; branch: string; holder: string; clock: Clock },
): Promise<OpenBox> {
  const id = randomUUID() as BoxId
  const seed = someKey()
  const identity = identityFromSeed(seed)
  const recipient = identity.recipient.text
  const sealed = sealRecord({
    ...labelOf('box-key', id),
    payload: Buffer.from(writeIdentity(seed).reveal()),
    recipient: identityFromSeed(MEMBER_SEED).recipient,
  })
  const week = weekOf(dayAt(clock(), TIME_ZONE))
  await transaction(db, (tx) => makeBox(tx, { ...slot, id, week, recipient, keys: [{ holder, sealed }] }))
  return { id, identity, recipient }
}

/** A box to seal to, whose key nobody holds but whoever made it. */
export async function openBox(owner: Database): Promise<OpenBox> {
  const identity = identityFromSeed(someKey())
  const recipient = identity.recipient.text
  return { id: await insertBox(owner, { week: '2026-W01', recipient }), identity, recipient }
}

interface Row {
  readonly branch?: string
  readonly week?: string
  readonly recipient?: string
  /** Each has a key of it, which opens nothing. */
  readonly holders?: readonly string[]
}

/** A box as a row: where nobody opens anything, its recipient is none. */
export async function insertBox(
  owner: Database,
  { branch = CENTRE, week = '2026-W47', recipient = 'age1pq1test', holders = [] }: Row = {},
): Promise<string> {
  const box = { id: randomUUID(), class: 'draft', branch, week, recipient }
  await owner.insertInto('vault.box').values(box).execute()
  for (const holder of holders) await insertBoxKey(owner, { box: box.id, holder })
  return box.id
}

export async function insertBoxKey(
  owner: Database,
  { box, holder }: { box: string; holder: string },
): Promise<void> {
  await owner
    .insertInto('vault.box_key')
    .values({ box, holder, sealed: Buffer.alloc(1) })
    .execute()
}
