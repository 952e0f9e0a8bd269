// One member who makes a box, or gives a key on, and seals anything but the key to the others.
import { deepEqual, equal, rejects } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { systemRandom } from '#basics'
import { asMember } from '#db'
import { currentBoxes } from '#intake'
import { type BoxId, keysOf } from '#vault'
import { enrolMember, recipientOf } from '../../test/members.ts'
import { freshDatabase } from '../../test/template-db.ts'
import {
  giveOwedKeys,
  keepBox,
  keepLookedAt,
  keysToLookAt,
  neededBoxes,
  owedKeys,
  removeMember,
} from './index.ts'

const SATURDAY = new Date('2026-11-21T04:00:00Z')
const REVIEWS = [{ role: 'reviewer', branch: 'centre' }] as const
const SEALED = new TextEncoder().encode('sealed')
const NOTHING = { confirmed: [], refused: [], good: [], bad: [] }

test('nothing is sealed to a box before a second holder has opened it', async () => {
  await using house = await openHouse()
  const box = await house.make('heron')
  equal(await house.isUsed(), false)
  deepEqual(await house.lacks('crane'), ['2026-W48'], 'and yet nobody makes another one')
  await house.look('heron', { confirmed: [{ box, recovery: null }] })
  equal(await house.isUsed(), false, 'whoever made it does not confirm it')
  deepEqual((await keysToLookAt(house.as('heron'))).proposed, [])
  deepEqual(
    (await keysToLookAt(house.as('crane'))).proposed.map(({ box: of, recipient }) => [of, recipient]),
    [[box, recipientOf(1)]],
  )
  await house.look('crane', { confirmed: [{ box, recovery: SEALED }] })
  equal(await house.isUsed(), true)
  deepEqual(await house.acts('box-%'), ['box-made', 'box-confirmed'])
  equal((await keysOf(house.db, 'recovery-again')).length, 1, 'the recovery key has it from both')
})

test('with the desk’s role alone nobody makes a box that is sealed to at once, and nobody confirms her own', async () => {
  await using house = await openHouse()
  const { db } = house.as('heron')
  const row = { class: 'draft', branch: 'centre', week: '2026-W47', recipient: recipientOf(1) }
  await rejects(
    db
      .insertInto('vault.box')
      .values({ ...row, id: randomUUID() })
      .execute(),
    /permission denied/,
  )
  const id = randomUUID()
  await db
    .insertInto('vault.proposal')
    .values({ ...row, id })
    .execute()
  for (const holder of [house.heron, house.crane])
    await db
      .insertInto('vault.proposed_key')
      .values({ box: id, holder, sealed: Buffer.from('garbage') })
      .execute()
  for (const call of [
    sql`select vault.open_alone(${id}) as done`,
    sql`select vault.confirm(${id}, null) as done`,
  ])
    deepEqual((await call.execute(db)).rows, [{ done: false }])
  await rejects(sql`update vault.proposal set maker = null`.execute(db), /permission denied/)
  await rejects(sql`select vault.move(p) from vault.proposal p`.execute(db), /permission denied/)
  equal(await house.isUsed(), false)
})

test('a box that a colleague could not open is made anew, by whoever comes', async () => {
  await using house = await openHouse()
  const box = await house.make('heron')
  await house.look('crane', { refused: [box] })
  deepEqual(await house.lacks('crane'), ['2026-W47', '2026-W48'])
  const another = await house.make('crane')
  await house.look('heron', { confirmed: [{ box: another, recovery: null }] })
  equal(await house.isUsed(), true)
  deepEqual(await house.acts('box-%'), ['box-made', 'box-refused', 'box-made', 'box-confirmed'])
})

test('whoever is alone has nobody to look: her box is sealed to at once', async () => {
  await using house = await openHouse()
  await removeMember(house.as('heron'), { by: house.heron, member: house.crane })
  await house.make('heron', [house.heron])
  equal(await house.isUsed(), true)
})

test('a proposal that was sealed to somebody who has left meanwhile is none', async () => {
  await using house = await openHouse()
  const egret = await enrolMember(house.db, 'Egret')
  const box = await house.make('heron', [house.heron, house.crane, egret])
  await removeMember(house.as('heron'), { by: house.heron, member: egret })
  await house.look('crane', { confirmed: [{ box, recovery: null }] })
  equal(await house.isUsed(), false)
  deepEqual(await house.lacks('crane'), ['2026-W47', '2026-W48'])
})

test('a key that was given and does not open is owed again, and can be given again', async () => {
  await using house = await openHouse()
  const box = await house.make('heron')
  await house.look('crane', { confirmed: [{ box, recovery: null }] })
  const egret = await enrolMember(house.db, 'Egret')
  const give = async (by: 'heron' | 'crane') => {
    const owed = await owedKeys(house.as(by), null)
    const keys = owed.map(({ box: of, holder }) => ({ box: of, holder, sealed: SEALED }))
    return (await giveOwedKeys(house.as(by), { by: house[by], keys })).count
  }
  equal(await give('heron'), 1)
  deepEqual(
    (await keysToLookAt(house.of(egret))).keys.map(({ box: of }) => of),
    [box],
  )
  await keepLookedAt(house.of(egret), { ...NOTHING, by: egret, bad: [box] })
  equal(await give('crane'), 1)
  await keepLookedAt(house.of(egret), { ...NOTHING, by: egret, good: [box] })
  deepEqual((await keysToLookAt(house.of(egret))).keys, [])
  equal(await give('heron'), 0)
  deepEqual(await house.acts('key%'), ['keys-given', 'key-returned', 'keys-given'])
})

/** Heron administers and reviews, Crane reviews. */
async function openHouse() {
  const database = await freshDatabase()
  await database.db.insertInto('house.house').values({ kind: 'real' }).execute()
  const heron = await enrolMember(database.db, 'Heron', { roles: ['administrator', 'reviewer'] })
  const crane = await enrolMember(database.db, 'Crane')
  const desk = database.openAs('exeunt_desk')
  const clock = () => SATURDAY
  const ids = { heron, crane }
  const of = (member: string) => ({ db: asMember(desk, member), clock, random: systemRandom })
  const as = (who: keyof typeof ids) => of(ids[who])
  const timeZone = 'Asia/Shanghai'
  const boxNeeds = (who: keyof typeof ids) => ({ ...as(who), timeZone, demoRecipient: null })
  return Object.assign(database, {
    ...ids,
    of,
    as,
    /** As a browser would that is up to no good: what it seals opens nothing. */
    async make(who: keyof typeof ids, holders: readonly string[] = [heron, crane]): Promise<BoxId> {
      const id = randomUUID() as BoxId
      const keys = holders.map((holder) => ({ holder, sealed: SEALED }))
      const slot = { branch: 'centre', class: 'draft', week: '2026-W47' } as const
      const box = { ...slot, id, recipient: recipientOf(1), keys }
      equal((await keepBox(boxNeeds(who), { by: ids[who], roles: REVIEWS, box })).outcome, 'made')
      return id
    },
    look: (who: keyof typeof ids, found: Partial<Parameters<typeof keepLookedAt>[1]>) =>
      keepLookedAt(as(who), { ...NOTHING, by: ids[who], ...found }),
    lacks: async (who: keyof typeof ids) =>
      (await neededBoxes(boxNeeds(who), REVIEWS)).map(({ week }) => week),
    isUsed: async () =>
      (await currentBoxes({ db: database.openAs('exeunt_site'), clock, timeZone })()) !== null,
    async acts(like: string): Promise<string[]> {
      const acts = await database.db
        .selectFrom('audit.act')
        .select('what')
        .where('what', 'like', like)
        .orderBy('id')
        .execute()
      return acts.map(({ what }) => what)
    },
  })
}
