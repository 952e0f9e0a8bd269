import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { systemRandom } from '#basics'
import { drawSecondLooks } from '../../test/second-looks.ts'
import { openInstallationOfCases } from '../../test/installation/with-cases.ts'
import { type Decision } from '#review'
import {
  alarms,
  branchLoad,
  canaries,
  disagreements,
  openAlarms,
  placeCanary,
  reviewerLoad,
  seeAlarm,
  sendBack,
  wasCanary,
} from './index.ts'
import { type Person } from '../../test/installation/staff.ts'

const DECLINE: Decision = { verdict: 'decline', reason: 'not-understood' }
const DAY = '2026-11-21'
const PEOPLE: Record<string, Person> = {
  heron: { roles: ['administrator'] },
  wang: {},
  egret: { roles: ['administrator'] },
}

const TOUCHES: readonly [string, string, (canary: string, member: string) => RawBuilder<unknown>][] = [
  ['reads it', 'read', (canary) => sql`select review.read_sealed(${canary}::uuid)`],
  [
    'locks it',
    'locked',
    (canary, member) => sql`insert into review.lock values (${canary}, ${member}, now(), 0)`,
  ],
  [
    'decides it',
    'decided',
    (canary, member) => sql`
      insert into review.decision (submission, sequence, member, verdict, day)
      values (${canary}, 1, ${member}, 'register', ${DAY})`,
  ],
  [
    'lets a decision of it rest',
    'decided',
    (canary, member) => sql`
      insert into review.resting (submission, member, decision, due)
      values (${canary}, ${member}, '{}', now())`,
  ],
  [
    'has it registered',
    'registered',
    (canary) => sql`
      insert into review.acceptance (kind, submission, channel, received, version)
      values ('declaration', ${canary}, 'web', ${DAY}, '{}')`,
  ],
]
for (const [what, how, touch] of TOUCHES) {
  test(`a canary sings when somebody ${what}, and nothing else comes of it`, async () => {
    await using installation = await openInstallationOfCases({ people: PEOPLE })
    const canary = await place(installation)
    await touch(canary, installation.id('wang')).execute(installation.as('wang'))
    deepEqual(
      (await alarms(installation.as('heron'))).map(({ submission, member, how, seenBy }) => ({
        submission,
        member,
        how,
        seenBy,
      })),
      [{ submission: canary, member: 'wang', how, seenBy: null }],
    )
    for (const table of [
      'review.lock',
      'review.decision',
      'review.resting',
      'review.acceptance',
      'review.second_look',
    ])
      equal((await sql`select from ${sql.table(table)}`.execute(installation.db)).rows.length, 0, table)
    const acts = await installation.db.selectFrom('audit.act').select(['who', 'what']).orderBy('id').execute()
    deepEqual(acts.at(-1), { who: installation.id('wang'), what: 'canary-opened' })
  })
}

test('a canary is in no queue: nobody who keeps to her work ever meets one', async () => {
  await using installation = await openInstallationOfCases({ people: PEOPLE })
  await place(installation)
  deepEqual(await installation.take('wang'), { outcome: 'nothing-waiting' })
  equal((await installation.workload('wang')).waiting, 0)
  equal(await openAlarms(installation.as('heron')), 0)
})

test('a branch closes over a canary as over nothing: whoever closes it learns nothing by it', async () => {
  await using installation = await openInstallationOfCases({
    people: { ...PEOPLE, crane: { branch: 'paris' } },
  })
  await place(installation, 'paris')
  const close = sql`update staff.branch set closed = true where id = 'paris'`
  const [waiting = ''] = await installation.arrive(1, { branch: 'paris' })
  await rejects(close.execute(installation.as('heron')), /cases wait there/)
  await installation.db.deleteFrom('intake.pending').where('submission', '=', waiting).execute()
  await close.execute(installation.as('heron'))
  equal(await openAlarms(installation.as('heron')), 0)
})

test('a canary is not counted, whoever asks for it', async () => {
  await using installation = await openInstallationOfCases({ people: PEOPLE })
  const canary = await place(installation)
  for (const role of [installation.db, installation.openAs('exeunt_work')])
    await rejects(
      sql`insert into register.provenance (submission, number) values (${canary}, 1)`.execute(role),
      /a canary is not registered/,
    )
})

test('at the desk nobody can find out which cases are canaries, and only administrators that somebody touched one', async () => {
  await using installation = await openInstallationOfCases({ people: PEOPLE })
  const canary = await place(installation)
  for (const name of ['heron', 'wang'])
    for (const table of ['canary', 'alarm', 'alarm_seen'])
      await rejects(
        sql`select * from ${sql.table(`oversight.${table}`)}`.execute(installation.as(name)),
        /permission denied/,
      )
  equal(await wasCanary(installation.as('wang'), canary), true)
  equal(await wasCanary(installation.as('wang'), randomUUID()), false)
  deepEqual(await alarms(installation.as('wang')), [])
  equal(await openAlarms(installation.as('wang')), 0)
  equal(await canaries(installation.as('wang')), 0)
  equal(await openAlarms(installation.as('heron')), 1)
  equal(await canaries(installation.as('heron')), 1)
  deepEqual(
    await placeCanary(placing(installation, 'wang'), {
      by: installation.id('wang'),
      ...someCanary(installation),
    }),
    { outcome: 'refused' },
    'nor does a reviewer place one',
  )
})

test('a canary that is sent twice is placed once, and another under its id, or under that of a declaration, is not', async () => {
  await using installation = await openInstallationOfCases({ people: PEOPLE })
  const [declaration = ''] = await installation.arrive()
  const canary = { by: installation.id('heron'), ...someCanary(installation) }
  const deps = placing(installation, 'heron')
  const twenty = await Promise.all(Array.from({ length: 20 }, () => placeCanary(deps, canary)))
  deepEqual(new Set(twenty.map(({ outcome }) => outcome)), new Set(['placed']))
  for (const other of [{ sealed: Buffer.from('SAMPLE other') }, { id: declaration }, { id: randomUUID() }])
    deepEqual(await placeCanary(deps, { ...canary, ...other }), { outcome: 'refused' })
  equal(await canaries(installation.as('heron')), 1)
  const acts = await installation.db.selectFrom('audit.act').select('what').execute()
  equal(acts.filter(({ what }) => what === 'canary-placed').length, 1)
})

test('whoever set an alarm off cannot put it out; another administrator looks into it', async () => {
  await using installation = await openInstallationOfCases({ people: PEOPLE })
  const canary = await place(installation)
  await wasCanary(installation.as('egret'), canary)
  const number = (await alarms(installation.as('egret')))[0]?.number ?? 0
  const see = (name: string) => seeAlarm(installation.deps(name), { by: installation.id(name), number })
  deepEqual(await see('egret'), { outcome: 'not-yours' })
  deepEqual(await see('wang'), { outcome: 'not-yours' })
  deepEqual(await see('heron'), { outcome: 'seen' })
  equal(await openAlarms(installation.as('egret')), 0)
  equal((await alarms(installation.as('egret')))[0]?.seenBy, 'heron')
})

test('a sealed declaration is read by whoever has its case open, and by nobody else', async () => {
  await using installation = await openInstallationOfCases({
    people: { wang: {}, chen: {}, moineau: { branch: 'paris' } },
  })
  const [submission = ''] = await installation.arrive()
  const read = async (name: string) => {
    const { rows } = await sql<{ sealed: Uint8Array | null }>`
      select review.read_sealed(${submission}::uuid) as sealed`.execute(installation.as(name))
    return rows[0]?.sealed ?? null
  }
  await installation.takeCase('wang')
  ok(await read('wang'))
  for (const name of ['chen', 'moineau']) {
    equal(await read(name), null, name)
    await rejects(
      sql`select sealed from intake.submission`.execute(installation.as(name)),
      /permission denied/,
      'there is no other way',
    )
  }
})

test('what two disagreed about is shown without a name, and an approver gives it to a third', async () => {
  await using installation = await disagreeing({
    heron: { roles: ['administrator'] },
    ibis: { roles: ['approver'] },
    wang: {},
    chen: {},
    zhao: {},
    moineau: { branch: 'paris', roles: ['head'] },
  })
  const { submission } = installation
  const [seen] = await disagreements(installation.as('heron'))
  deepEqual(
    { first: seen?.firstVerdict, second: seen?.secondVerdict, may: seen?.maySendBack },
    { first: 'decline', second: 'register', may: false },
  )
  deepEqual(await disagreements(installation.as('wang')), [], 'not for reviewers')
  deepEqual(await disagreements(installation.as('moineau')), [], 'not for the head of another branch')
  deepEqual(await back(installation, 'heron', submission), { outcome: 'refused' })
  equal((await disagreements(installation.as('ibis')))[0]?.maySendBack, true)
  deepEqual(await back(installation, 'ibis', submission), { outcome: 'sent-back' })
  deepEqual(await back(installation, 'ibis', submission), { outcome: 'refused' }, 'once')

  for (const name of ['wang', 'chen']) equal((await installation.take(name)).outcome, 'nothing-waiting', name)
  const found = await installation.takeCase('zhao')
  deepEqual([found.submission, found.cause], [submission, 'second-look-disagrees'])
  deepEqual(await installation.decide('zhao', submission, register()), { outcome: 'decided' })
  equal((await installation.db.selectFrom('review.acceptance').selectAll().execute()).length, 1)
})

test('what is registered already is not decided once more', async () => {
  await using installation = await disagreeing(
    { ibis: { roles: ['approver'] }, wang: {}, chen: {} },
    { first: register(), second: DECLINE },
  )
  equal((await disagreements(installation.as('ibis')))[0]?.maySendBack, false)
  deepEqual(await back(installation, 'ibis', installation.submission), { outcome: 'refused' })
})

test('figures are shown from ten on; a head sees her own branch, an administrator all, a reviewer none', async () => {
  await using installation = await openInstallationOfCases({
    people: {
      heron: { roles: ['administrator'] },
      wang: {},
      moineau: { branch: 'paris' },
      linnet: { branch: 'paris', roles: ['head'] },
    },
  })
  await installation.arrive(9)
  await installation.arrive(14, { branch: 'paris' })
  for (let nth = 0; nth < 12; nth += 1) {
    const { submission } = await installation.takeCase('moineau')
    await installation.decide('moineau', submission, nth < 10 ? DECLINE : register())
  }
  const all = await branchLoad(installation.deps('heron'))
  deepEqual(
    all.map(({ branch, waiting, decidedToday, decidedWeek }) => [branch, waiting, decidedToday, decidedWeek]),
    [
      ['centre', null, null, null],
      ['paris', null, 12, 12],
    ],
  )
  deepEqual(
    (await branchLoad(installation.deps('linnet'))).map(({ branch }) => branch),
    ['paris'],
  )
  deepEqual(await branchLoad(installation.deps('wang')), [])
  deepEqual(await reviewerLoad(installation.deps('linnet')), [
    {
      name: 'moineau',
      decidedToday: 12,
      decidedWeek: 12,
      busiestHour: 12,
      register: null,
      registerUncounted: null,
      hold: null,
      decline: 10,
      looked: null,
      disagreedPercent: null,
    },
  ])
  deepEqual(await reviewerLoad(installation.deps('moineau')), [])
})

type Installation = Awaited<ReturnType<typeof openInstallationOfCases>>

function someCanary(installation: Installation, branch = 'centre') {
  const id = randomUUID().replace(/^(.{14})4/, '$18')
  const contact = { box: installation.box(branch), sealed: Buffer.from('SAMPLE apart') }
  return {
    id,
    box: installation.box(branch),
    sealed: Buffer.from('SAMPLE sealed'),
    contact,
    language: 'en',
  } as const
}

function placing(installation: Installation, name: string) {
  return { ...installation.deps(name), boxes: async () => null, random: systemRandom }
}

async function place(installation: Installation, branch?: string): Promise<string> {
  const canary = someCanary(installation, branch)
  deepEqual(await placeCanary(placing(installation, 'heron'), { by: installation.id('heron'), ...canary }), {
    outcome: 'placed',
  })
  return canary.id
}

/** Wang decides, Chen looks again. */
async function disagreeing(
  people: Record<string, Person>,
  { first = DECLINE, second = register() }: { first?: Decision; second?: Decision } = {},
) {
  const installation = await openInstallationOfCases({ people })
  await drawSecondLooks(installation.db, 1)
  const [submission = ''] = await installation.arrive()
  await installation.takeCase('wang')
  deepEqual(await installation.decide('wang', submission, first), { outcome: 'decided' })
  await installation.takeCase('chen')
  deepEqual(await installation.decide('chen', submission, second), { outcome: 'decided' })
  return Object.assign(installation, { submission })
}

function back(installation: Installation, name: string, submission: string) {
  return sendBack(installation.deps(name), { by: installation.id(name), submission })
}

function register(): Decision {
  const line = { position: 1, name: null, nameKind: 'real', basis: 'self' } as const
  const people = [{ ...line, party: true, league: false, pioneers: false }]
  const hidden = { words: null, place: null, language: null, shown: false, certifiable: false }
  return { verdict: 'register', version: { people, ...hidden } }
}
