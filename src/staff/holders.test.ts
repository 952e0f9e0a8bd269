import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { systemRandom } from '#basics'
import { asMember } from '#db'
import { type BoxId, keysOf } from '#vault'
import {
  addPasskey,
  admission,
  enrolMember,
  insertPasskey,
  openBranchRow,
  passkeyOf,
  recipientOf,
} from '../../test/members.ts'
import { DESK_ORIGIN } from '../../test/software-passkey.ts'
import { freshDatabase } from '../../test/template-db.ts'
import {
  admit,
  giveOwedKeys,
  type GrantedRole,
  keepBox,
  neededBoxes,
  OPENED_BY,
  owedKeys,
  removeMember,
  retirePasskey,
  ROLES,
  startReturn,
  takeRole,
  team,
} from './index.ts'

const SATURDAY = new Date('2026-11-21T04:00:00Z')
const SEALED = new TextEncoder().encode('sealed')

test('boxes of this week and the next are asked of whoever may open them, and of nobody else', async () => {
  await using installation = await openInstallation()
  const heron = await enrolMember(installation.db, 'Heron', { roles: ['administrator', 'reviewer'] })
  await openBranchRow(installation.db, 'paris')
  const moineau = await enrolMember(installation.db, 'Moineau', { branch: 'paris' })
  const needed = async (member: string, roles: GrantedRole[]) =>
    (await neededBoxes(installation.boxDeps(member), roles)).map(({ branch, class: of, week, holders }) => [
      `${branch} ${of} ${week}`,
      holders.map(({ holder }) => holder),
    ])
  assert.deepEqual(await needed(moineau, [{ role: 'reviewer', branch: 'paris' }]), [
    ['paris draft 2026-W47', [moineau]],
    ['paris draft 2026-W48', [moineau]],
  ])
  assert.deepEqual(await needed(heron, [{ role: 'administrator', branch: 'centre' }]), [])
  await installation.makeBox(moineau, { branch: 'paris', holders: [moineau] })
  assert.deepEqual(await needed(moineau, [{ role: 'reviewer', branch: 'paris' }]), [
    ['paris draft 2026-W48', [moineau]],
  ])
})

test('which role opens which box is the same for the program and for the database', async () => {
  await using database = await freshDatabase()
  for (const role of ROLES)
    for (const boxClass of Object.keys(OPENED_BY) as (keyof typeof OPENED_BY)[]) {
      const { rows } = await sql<{
        opens: boolean
      }>`select staff.opens(${role}, ${boxClass}) as opens`.execute(database.db)
      assert.equal(rows[0]?.opens, OPENED_BY[boxClass].includes(role), `${role}, ${boxClass}`)
    }
})

test('a box is sealed to all who may hold it and to nobody else, by one of them, for a week that is near', async () => {
  await using installation = await openInstallation()
  const heron = await enrolMember(installation.db, 'Heron', { roles: ['administrator', 'reviewer'] })
  const crane = await enrolMember(installation.db, 'Crane')
  const made = (differing: Parameters<typeof installation.makeBox>[1]) =>
    installation.makeBox(heron, differing)
  const both = [heron, crane]
  assert.equal(await made({ holders: [heron] }), 'refused')
  assert.equal(await made({ holders: [...both, randomUUID()] }), 'refused')
  assert.equal(await made({ holders: both, week: '2026-W49' }), 'refused')
  assert.equal(await made({ holders: both, class: 'papers' }), 'refused', 'what she may not open')
  assert.equal(await made({ holders: both }), 'made')
  assert.equal(await made({ holders: both }), 'there-already')
  assert.equal(await made({ holders: both, week: '2026-W48' }), 'made')
})

test('a newcomer is admitted with the key that was compared, and then owed the keys of her branch', async () => {
  await using installation = await openInstallation()
  const heron = await enrolMember(installation.db, 'Heron', { roles: ['administrator', 'reviewer'] })
  await installation.makeBox(heron, { holders: [heron] })
  const crane = await installation.enrol('Crane')
  const admitted = async (seed: number, passkey = passkeyOf('Crane')) => {
    const by = { member: heron, passkey: passkeyOf('Heron') }
    return (await admit(installation.as(heron), admission(by, { member: crane, passkey, seed }))).outcome
  }
  assert.equal(await admitted(9), 'key-differs', 'somebody put another key there')
  assert.equal(await admitted(2, 'of somebody else'), 'key-differs', 'or another passkey')
  const foreign = admission(
    { member: heron, passkey: 'of somebody else' },
    { member: crane, passkey: passkeyOf('Crane') },
  )
  assert.equal((await admit(installation.as(heron), foreign)).outcome, 'refused', 'it takes her own touch')
  assert.deepEqual(await owedKeys(installation.as(heron), null), [], 'nobody is owed anything before')
  assert.equal(await admitted(2), 'admitted')
  assert.equal(await admitted(2), 'not-waiting')

  const owed = await owedKeys(installation.as(heron), null)
  assert.deepEqual(
    owed.map(({ holder, recipient }) => [holder, recipient]),
    [[crane, recipientOf(2)]],
  )
  assert.deepEqual(await owedKeys(installation.as(crane), null), [], 'whoever holds nothing hands nothing on')
  const keys = owed.map(({ box, holder }) => ({ box, holder, sealed: SEALED }))
  const toNobody = keys.map((key) => ({ ...key, holder: randomUUID() }))
  assert.equal((await giveOwedKeys(installation.as(heron), { by: heron, keys: toNobody })).count, 0)
  assert.equal((await giveOwedKeys(installation.as(heron), { by: heron, keys })).count, 1)
  assert.equal((await giveOwedKeys(installation.as(heron), { by: heron, keys })).count, 0)
  assert.equal((await keysOf(installation.db, crane)).length, 1)
})

test('what is owed comes page after page, so that a key that cannot be opened keeps nobody waiting', async () => {
  await using installation = await openInstallation()
  const heron = await enrolMember(installation.db, 'Heron', { roles: ['administrator', 'reviewer'] })
  const crane = await enrolMember(installation.db, 'Crane', { roles: ['reviewer'] })
  await installation.makeBox(heron, { holders: [heron, crane] })
  await sql`
    insert into vault.box (id, class, branch, week, recipient)
    select gen_random_uuid(), 'draft', 'centre', '20' || n || '-W01', ${recipientOf(1)} from generate_series(10, 24) n
    `.execute(installation.db)
  await sql`
    insert into vault.box_key (box, holder, sealed) select id, ${heron}, 'SAMPLE' from vault.box where week < '2025'`.execute(
    installation.db,
  )
  const all = await owedKeys(installation.as(heron), null)
  assert.deepEqual([all.length, all.every(({ holder }) => holder === crane)], [15, true])
  const place = ({ box, holder }: { box: string; holder: string }) => ({ box, holder })
  assert.deepEqual(await owedKeys(installation.as(heron), place(all[9] ?? assert.fail())), all.slice(10))
  assert.deepEqual(await owedKeys(installation.as(heron), place(all[14] ?? assert.fail())), [])
})

test('a key is given to nobody whose roles do not open its box, whatever the desk asks of the database', async () => {
  await using installation = await openInstallation()
  const heron = await enrolMember(installation.db, 'Heron', { roles: ['administrator', 'reviewer'] })
  await installation.makeBox(heron, { holders: [heron] })
  const [key] = await keysOf(installation.db, heron)
  const head = await enrolMember(installation.db, 'Egret', { roles: ['head'] })
  const waiting = await installation.enrol('Crane')
  for (const holder of [head, waiting, randomUUID(), 'demo']) {
    const row = { box: key?.box ?? '', holder, sealed: Buffer.from(SEALED) }
    const given = installation.as(heron).db.insertInto('vault.box_key').values(row).execute()
    await assert.rejects(given, /row-level security/, holder)
  }
})

test('whoever leaves is given no key, is sealed nothing more, and nobody can let her back in', async () => {
  await using installation = await openInstallation()
  const heron = await enrolMember(installation.db, 'Heron', { roles: ['administrator', 'reviewer'] })
  const crane = await enrolMember(installation.db, 'Crane', { roles: ['reviewer', 'operator'] })
  await installation.makeBox(heron, { holders: [heron, crane] })
  await installation.makeBox(heron, { holders: [heron, crane], week: '2026-W48' })

  assert.deepEqual(await removeMember(installation.as(crane), { by: crane, member: crane }), {
    outcome: 'yourself',
  })
  assert.deepEqual(await removeMember(installation.as(heron), { by: heron, member: crane }), {
    outcome: 'removed',
  })
  assert.deepEqual(await removeMember(installation.as(heron), { by: heron, member: crane }), {
    outcome: 'not-there',
  })
  assert.deepEqual(await keysOf(installation.db, crane), [])
  // She has had the keys of these boxes, so both weeks get new ones, which she has never seen.
  const needed = await neededBoxes(installation.boxDeps(heron), [{ role: 'reviewer', branch: 'centre' }])
  assert.deepEqual(
    needed.map(({ week, holders }) => [week, holders.map(({ holder }) => holder)]),
    [
      ['2026-W47', [heron]],
      ['2026-W48', [heron]],
    ],
  )
  assert.equal(await installation.makeBox(heron, { holders: [heron, crane] }), 'refused')
  assert.equal(await installation.makeBox(heron, { holders: [heron] }), 'made')
  const again = admission(
    { member: heron, passkey: passkeyOf('Heron') },
    { member: crane, passkey: passkeyOf('Crane') },
  )
  assert.deepEqual(await admit(installation.as(heron), again), { outcome: 'not-waiting' })
  const back = installation.deps.db
    .updateTable('staff.member')
    .set({ state: 'admitted' })
    .where('id', '=', crane)
  await assert.rejects(back.execute(), /comes back as a newcomer/)
})

test('a role less is a key less, and the boxes that it opened are replaced', async () => {
  await using installation = await openInstallation()
  const heron = await enrolMember(installation.db, 'Heron', { roles: ['administrator', 'reviewer'] })
  const crane = await enrolMember(installation.db, 'Crane', { roles: ['reviewer', 'head'] })
  await installation.makeBox(heron, { holders: [heron, crane] })
  await takeRole(installation.as(heron), { by: heron, member: crane, role: 'head', branch: 'centre' })
  assert.equal((await keysOf(installation.db, crane)).length, 1, 'it opened nothing')
  await takeRole(installation.as(heron), { by: heron, member: crane, role: 'reviewer', branch: 'centre' })
  assert.deepEqual(await keysOf(installation.db, crane), [])
  const [needed] = await neededBoxes(installation.boxDeps(heron), [{ role: 'reviewer', branch: 'centre' }])
  assert.equal(needed?.week, '2026-W47')
})

test('who has lost her passkeys comes back as the member she was, with a new key, by two colleagues', async () => {
  await using installation = await openInstallation()
  const heron = await enrolMember(installation.db, 'Heron', { roles: ['administrator', 'reviewer'] })
  const egret = await enrolMember(installation.db, 'Egret')
  const crane = await enrolMember(installation.db, 'Crane')
  await installation.makeBox(heron, { holders: [heron, egret, crane] })

  assert.deepEqual(await startReturn(installation.as(heron), { by: heron, member: heron }), {
    outcome: 'yourself',
  })
  assert.deepEqual(await startReturn(installation.as(egret), { by: egret, member: heron }), {
    outcome: 'last-administrator',
  })
  assert.equal((await startReturn(installation.as(heron), { by: heron, member: crane })).outcome, 'started')
  assert.deepEqual(await keysOf(installation.db, crane), [])
  const gone = (await team(installation.deps)).find(({ id }) => id === crane)
  assert.deepEqual([gone?.state, gone?.passkeys.length, gone?.roles.length], ['waiting', 0, 1])
  assert.equal(
    (await admit(installation.as(egret), by(egret, 'Egret', 2))).outcome,
    'not-waiting',
    'no passkey yet',
  )

  // By her link she has made a passkey and a key.
  await sql`update staff.member set recipient = ${recipientOf(7)} where id = ${crane}`.execute(
    installation.db,
  )
  await insertPasskey(installation.db, crane, 'the new one')
  assert.equal((await admit(installation.as(heron), by(heron, 'Heron', 7))).outcome, 'four-eyes')
  await assert.rejects(
    sql`update staff.member set state = 'admitted', admitted_by = ${heron} where id = ${crane}`.execute(
      installation.db,
    ),
    /whoever invited does not admit/,
  )
  assert.equal((await admit(installation.as(egret), by(egret, 'Egret', 2))).outcome, 'key-differs')
  assert.equal((await admit(installation.as(egret), by(egret, 'Egret', 7))).outcome, 'admitted')
  assert.deepEqual(
    (await owedKeys(installation.as(egret), null)).map(({ holder }) => holder),
    [crane],
  )
  await assert.rejects(
    sql`update staff.member set recipient = ${recipientOf(8)} where id = ${crane}`.execute(installation.db),
    /stays/,
    'an admitted member’s key is the one that was compared',
  )

  function by(member: string, name: string, seed: number) {
    return admission({ member, passkey: passkeyOf(name) }, { member: crane, passkey: 'the new one', seed })
  }
})

test('a passkey that is given up opens nothing and stays for what it signed; the last one is not given up', async () => {
  await using installation = await openInstallation()
  const heron = await enrolMember(installation.db, 'Heron')
  await addPasskey(installation.db, heron, 'her second')
  const at = { started_at: SATURDAY, last_seen_at: SATURDAY, verified_at: SATURDAY }
  await installation.db
    .insertInto('staff.session')
    .values({ ...at, token_hash: Buffer.alloc(32), member: heron, credential: 'her second' })
    .execute()
  const retire = async (credential: string) =>
    (await retirePasskey(installation.as(heron), { member: heron, credential })).outcome
  assert.equal(await retire('somebody else’s'), 'not-there')
  assert.equal(await retire('her second'), 'retired')
  assert.equal(await retire('her second'), 'not-there')
  assert.equal(await retire(passkeyOf('Heron')), 'last')
  assert.deepEqual(await installation.db.selectFrom('staff.session').selectAll().execute(), [])
  const all = sql`update staff.credential set retired = true where member = ${heron}`.execute(
    installation.deps.db,
  )
  await assert.rejects(all, /the last passkey stays/)
  const revived = sql`update staff.credential set retired = false where id = 'her second'`
  await assert.rejects(revived.execute(installation.deps.db), /stays so/)
})

test('the last administrator stays, also where two remove one another at once', async () => {
  await using installation = await openInstallation()
  const heron = await enrolMember(installation.db, 'Heron', { roles: ['administrator'] })
  const crane = await enrolMember(installation.db, 'Crane', { roles: ['administrator'] })
  const outcomes = await Promise.all([
    removeMember(installation.as(heron), { by: heron, member: crane }),
    removeMember(installation.as(crane), { by: crane, member: heron }),
  ])
  assert.deepEqual(outcomes.map(({ outcome }) => outcome).toSorted(), ['last-administrator', 'removed'])
  // The database says the same to whoever does not ask.
  const all = installation.deps.db.updateTable('staff.member').set({ state: 'left' })
  await assert.rejects(all.where('state', '=', 'admitted').execute(), /the last administrator stays/)
})

async function openInstallation() {
  const database = await freshDatabase('real')
  const db = database.openAs('exeunt_desk')
  const deps = { db, clock: () => SATURDAY, random: systemRandom, origin: DESK_ORIGIN }
  const as = (member: string) => ({ ...deps, db: asMember(deps.db, member) })
  const boxDeps = (member: string) => ({ ...as(member), timeZone: 'Asia/Shanghai' })
  return {
    db: database.db,
    deps,
    as,
    boxDeps,
    enrol: (name: string, invitedBy?: string) =>
      enrolMember(database.db, name, { state: 'waiting', ...(invitedBy && { invitedBy }) }),
    /** As a member's browser makes it, for holders who have recipients of their own. */
    async makeBox(
      by: string,
      differing: {
        branch?: string
        class?: 'draft' | 'papers'
        week?: string
        holders: string[]
        /** No second holder looks at it. */
        proposed?: true
      },
    ) {
      const { holders, proposed, ...rest } = differing
      const box = {
        branch: 'centre',
        class: 'draft' as const,
        week: '2026-W47',
        ...rest,
        id: randomUUID() as BoxId,
        recipient: recipientOf(1),
        keys: holders.map((holder) => ({ holder, sealed: SEALED })),
      }
      const roles = (await team(deps)).find(({ id }) => id === by)?.roles ?? []
      const { outcome } = await keepBox(boxDeps(by), { by, roles, box })
      const second = holders.find((holder) => holder !== by)
      if (outcome === 'made' && second && !proposed)
        await sql`select vault.confirm(${box.id}, null)`.execute(as(second).db)
      return outcome
    },
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
    },
  }
}
