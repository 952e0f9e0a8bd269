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
  await using installation = await openInstallation()
  const box = await installation.make('heron')
  equal(await installation.isUsed(), false)
  deepEqual(await installation.lacks('crane'), ['2026-W48'], 'and yet nobody makes another one')
  await installation.look('heron', { confirmed: [{ box, recovery: null }] })
  equal(await installation.isUsed(), false, 'whoever made it does not confirm it')
  deepEqual((await keysToLookAt(installation.as('heron'))).proposed, [])
  deepEqual(
    (await keysToLookAt(installation.as('crane'))).proposed.map(({ box: of, recipient }) => [of, recipient]),
    [[box, recipientOf(1)]],
  )
  await installation.look('crane', { confirmed: [{ box, recovery: SEALED }] })
  equal(await installation.isUsed(), true)
  deepEqual(await installation.acts('box-%'), ['box-made', 'box-confirmed'])
  equal((await keysOf(installation.db, 'recovery-again')).length, 1, 'the recovery key has it from both')
})

test('with the desk’s role alone nobody makes a box that is sealed to at once, and nobody confirms her own', async () => {
  await using installation = await openInstallation()
  const { db } = installation.as('heron')
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
  for (const holder of [installation.heron, installation.crane])
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
  equal(await installation.isUsed(), false)
})

test('a box that a colleague could not open is made anew, by whoever comes', async () => {
  await using installation = await openInstallation()
  const box = await installation.make('heron')
  await installation.look('crane', { refused: [box] })
  deepEqual(await installation.lacks('crane'), ['2026-W47', '2026-W48'])
  const another = await installation.make('crane')
  await installation.look('heron', { confirmed: [{ box: another, recovery: null }] })
  equal(await installation.isUsed(), true)
  deepEqual(await installation.acts('box-%'), ['box-made', 'box-refused', 'box-made', 'box-confirmed'])
})

test('whoever is alone has nobody to look: her box is sealed to at once', async () => {
  await using installation = await openInstallation()
  await removeMember(installation.as('heron'), { by: installation.heron, member: installation.crane })
  await installation.make('heron', [installation.heron])
  equal(await installation.isUsed(), true)
})

test('a proposal that was sealed to somebody who has left meanwhile is none', async () => {
  await using installation = await openInstallation()
  const egret = await enrolMember(installation.db, 'Egret')
  const box = await installation.make('heron', [installation.heron, installation.crane, egret])
  await removeMember(installation.as('heron'), { by: installation.heron, member: egret })
  await installation.look('crane', { confirmed: [{ box, recovery: null }] })
  equal(await installation.isUsed(), false)
  deepEqual(await installation.lacks('crane'), ['2026-W47', '2026-W48'])
})

test('a key that was given and does not open is owed again, and can be given again', async () => {
  await using installation = await openInstallation()
  const box = await installation.make('heron')
  await installation.look('crane', { confirmed: [{ box, recovery: null }] })
  const egret = await enrolMember(installation.db, 'Egret')
  const give = async (by: 'heron' | 'crane') => {
    const owed = await owedKeys(installation.as(by), null)
    const keys = owed.map(({ box: of, holder }) => ({ box: of, holder, sealed: SEALED }))
    return (await giveOwedKeys(installation.as(by), { by: installation[by], keys })).count
  }
  equal(await give('heron'), 1)
  deepEqual(
    (await keysToLookAt(installation.of(egret))).keys.map(({ box: of }) => of),
    [box],
  )
  await keepLookedAt(installation.of(egret), { ...NOTHING, by: egret, bad: [box] })
  equal(await give('crane'), 1)
  await keepLookedAt(installation.of(egret), { ...NOTHING, by: egret, good: [box] })
  deepEqual((await keysToLookAt(installation.of(egret))).keys, [])
  equal(await give('heron'), 0)
  deepEqual(await installation.acts('key%'), ['keys-given', 'key-returned', 'keys-given'])
})

/** Heron administers and reviews, Crane reviews. */
async function openInstallation() {
  const database = await freshDatabase('real')
  const heron = await enrolMember(database.db, 'Heron', { roles: ['administrator', 'reviewer'] })
  const crane = await enrolMember(database.db, 'Crane')
  const desk = database.openAs('exeunt_desk')
  const clock = () => SATURDAY
  const ids = { heron, crane }
  const of = (member: string) => ({ db: asMember(desk, member), clock, random: systemRandom })
  const as = (who: keyof typeof ids) => of(ids[who])
  const timeZone = 'Asia/Shanghai'
  const boxDeps = (who: keyof typeof ids) => ({ ...as(who), timeZone })
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
      equal((await keepBox(boxDeps(who), { by: ids[who], roles: REVIEWS, box })).outcome, 'made')
      return id
    },
    look: (who: keyof typeof ids, found: Partial<Parameters<typeof keepLookedAt>[1]>) =>
      keepLookedAt(as(who), { ...NOTHING, by: ids[who], ...found }),
    lacks: async (who: keyof typeof ids) =>
      (await neededBoxes(boxDeps(who), REVIEWS)).map(({ week }) => week),
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
