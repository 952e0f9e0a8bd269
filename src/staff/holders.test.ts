import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { InvariantError, systemRandom } from '#basics'
import { asMember } from '#db'
import { boxKeyLabel, type BoxId, identityFromSeed, keysOf, openRecord, readIdentity } from '#vault'
import { enrolMember, passkeyOf, recipientOf } from '../../test/members.ts'
import { freshDatabase } from '../../test/template-db.ts'
import {
  admit,
  DEMO,
  demoReviewer,
  makeWeeklyBox,
  neededBox,
  openDemoDesk,
  removeMember,
  team,
} from './index.ts'

const SATURDAY = new Date('2026-11-21T04:00:00Z')
const NEXT_WEEK = new Date('2026-11-23T04:00:00Z')
const SEALED = new TextEncoder().encode('sealed')

test('a demonstration’s desk opens twice with one key, and that key opens its box', async () => {
  await using house = await openHouse('demo')
  const desk = await openDemoDesk(house.demoNeeds)
  const again = await openDemoDesk(house.demoNeeds)
  assert.equal(again.identity.reveal(), desk.identity.reveal())
  assert.equal((await stat(join(house.demoNeeds.dataDir, 'demo-identity'))).mode & 0o777, 0o600)
  assert.equal((await team(house.needs)).length, 2)

  const [key] = await keysOf(house.db, DEMO)
  assert.ok(key)
  const identity = identityFromSeed(readIdentity(desk.identity))
  assert.equal(openRecord({ identity, ...boxKeyLabel(key.box), file: key.sealed }).outcome, 'opened')
  assert.notEqual(openRecord({ identity, ...boxKeyLabel(randomUUID()), file: key.sealed }).outcome, 'opened')
})

test('on a real house there is no demonstration, whatever is asked', async () => {
  await using house = await openHouse('real')
  await assert.rejects(openDemoDesk(house.demoNeeds), InvariantError)
  await enrolMember(house.db, 'SAMPLE reviewer')
  assert.deepEqual(await demoReviewer(house.needs, { seat: 'reviewer', replaced: null }), {
    outcome: 'refused',
  })
})

test('a new week asks for a box, sealed to every holder and to nobody else', async () => {
  await using house = await openHouse('demo')
  const desk = await openDemoDesk(house.demoNeeds)
  const needs = { ...house.needs, timeZone: 'Asia/Shanghai', demoRecipient: desk.recipient }
  assert.equal(await neededBox(needs), null)

  const monday = { ...needs, clock: () => NEXT_WEEK }
  assert.deepEqual(await neededBox(monday), {
    week: '2026-W48',
    holders: [{ holder: DEMO, recipient: desk.recipient }],
  })
  const [reviewer] = await team(house.needs)
  assert.ok(reviewer)
  const make = async (differing: { week?: string; holders?: string[] }) => {
    const { week = '2026-W48', holders = [DEMO] } = differing
    const keys = holders.map((holder) => ({ holder, sealed: SEALED }))
    const box = { id: randomUUID() as BoxId, week, recipient: recipientOf(1), keys }
    return (await makeWeeklyBox({ ...monday, db: house.as(reviewer.id).db }, { by: reviewer.id, box }))
      .outcome
  }
  assert.equal(await make({ holders: [] }), 'refused')
  assert.equal(await make({ holders: [DEMO, 'somebody'] }), 'refused')
  assert.equal(await make({ week: '2026-W49' }), 'refused')
  assert.equal(await make({}), 'made')
  assert.equal(await make({}), 'there-already')
  assert.equal(await neededBox(monday), null)
})

test('a newcomer is admitted with every key that her colleague holds, or not at all', async () => {
  await using house = await openHouse('demo')
  await openDemoDesk(house.demoNeeds)
  const [reviewer] = await team(house.needs)
  assert.ok(reviewer)
  const newcomer = await house.enrol('Crane')
  const by = { member: reviewer.id, holder: DEMO }
  const keys = (await keysOf(house.db, DEMO)).map(({ box }) => ({ box, sealed: SEALED }))
  const outcome = async (given: typeof keys) =>
    (await admit(house.as(reviewer.id), { by, member: newcomer, keys: given })).outcome
  assert.equal(await outcome([]), 'keys-missing')
  assert.equal(await outcome([...keys, { box: randomUUID(), sealed: SEALED }]), 'keys-missing')
  assert.equal(await outcome(keys), 'admitted')
  assert.equal(await outcome(keys), 'not-waiting')
  assert.equal((await keysOf(house.db, passkeyOf('Crane'))).length, 1)
})

test('whoever leaves is given no key, is sealed nothing more, and nobody can let her back in', async () => {
  await using house = await openHouse('demo')
  const desk = await openDemoDesk(house.demoNeeds)
  const [head] = await team(house.needs)
  assert.ok(head)
  const crane = await house.enrol('Crane')
  const held = await keysOf(house.db, DEMO)
  const by = { member: head.id, holder: DEMO }
  await admit(house.as(head.id), { by, member: crane, keys: held })
  assert.equal((await keysOf(house.db, passkeyOf('Crane'))).length, held.length)

  assert.deepEqual(await removeMember(house.as(crane), { by: crane, member: crane }), { outcome: 'yourself' })
  assert.deepEqual(await removeMember(house.as(head.id), { by: head.id, member: crane }), {
    outcome: 'removed',
  })
  assert.deepEqual(await removeMember(house.as(head.id), { by: head.id, member: crane }), {
    outcome: 'not-there',
  })
  assert.deepEqual(await keysOf(house.db, passkeyOf('Crane')), [])
  const monday = {
    ...house.needs,
    timeZone: 'Asia/Shanghai',
    demoRecipient: desk.recipient,
    clock: () => NEXT_WEEK,
  }
  assert.deepEqual(
    (await neededBox(monday))?.holders.map(({ holder }) => holder),
    [DEMO],
  )
  assert.deepEqual(await admit(house.as(head.id), { by, member: crane, keys: held }), {
    outcome: 'not-waiting',
  })
  const back = house.needs.db.updateTable('staff.member').set({ state: 'admitted' }).where('id', '=', crane)
  await assert.rejects(back.execute(), /comes back as a newcomer/)
})

test('the last administrator stays, also where two remove one another at once', async () => {
  await using house = await openHouse('real')
  const heron = await enrolMember(house.db, 'Heron', { roles: ['administrator'] })
  const crane = await enrolMember(house.db, 'Crane', { roles: ['administrator'] })
  const outcomes = await Promise.all([
    removeMember(house.as(heron), { by: heron, member: crane }),
    removeMember(house.as(crane), { by: crane, member: heron }),
  ])
  assert.deepEqual(outcomes.map(({ outcome }) => outcome).toSorted(), ['last-administrator', 'removed'])
  // The database says the same to whoever does not ask.
  const all = house.needs.db.updateTable('staff.member').set({ state: 'left' })
  await assert.rejects(all.where('state', '=', 'admitted').execute(), /the last administrator stays/)
})

async function openHouse(kind: 'real' | 'demo') {
  const database = await freshDatabase()
  await database.db.insertInto('house.house').values({ kind }).execute()
  const dataDir = await mkdtemp(join(tmpdir(), 'staff-'))
  const needs = { db: database.openAs('exeunt_desk'), clock: () => SATURDAY, random: systemRandom }
  return {
    db: database.db,
    needs,
    demoNeeds: { ...needs, dataDir, timeZone: 'Asia/Shanghai' },
    as: (member: string) => ({ ...needs, db: asMember(needs.db, member) }),
    enrol: (name: string, invitedBy?: string) =>
      enrolMember(database.db, name, { state: 'waiting', ...(invitedBy && { invitedBy }) }),
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await rm(dataDir, { recursive: true })
    },
  }
}
