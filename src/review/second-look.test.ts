import { deepEqual, equal, notEqual, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { drawSecondLooks } from '../../test/second-looks.ts'
import { openInstallationOfCases } from '../../test/installation/with-cases.ts'
import { type Decision, type PublicVersion } from './index.ts'
import { type Person } from '../../test/installation/staff.ts'
import { setKind } from '../../test/template-db.ts'

const VERSION: PublicVersion = {
  people: [
    {
      position: 1,
      name: 'SAMPLE Lin',
      nameKind: 'pseudonym',
      basis: 'self',
      party: true,
      league: false,
      pioneers: false,
    },
  ],
  words: 'SAMPLE words',
  place: null,
  language: 'en',
  shown: true,
  certifiable: false,
}
const REGISTER: Decision = { verdict: 'register', version: VERSION }
const REDACTED: Decision = { verdict: 'register', version: { ...VERSION, words: 'SAMPLE ▇▇▇▇▇' } }
const DECLINE: Decision = { verdict: 'decline', reason: 'test-or-mockery' }
const TWO = { wang: {}, chen: {} }

test('whoever decided does not get the case again; a colleague does, and to her it looks like any new one', async () => {
  await using installation = await openInstallation(TWO)
  const [submission = ''] = await installation.arrive()
  const first = await installation.takeCase('wang')
  await installation.decide('wang', submission, REGISTER)
  deepEqual(await installation.take('wang'), { outcome: 'nothing-waiting' })
  equal((await installation.workload('wang')).waiting, 0, 'nor is she told that one waits')

  deepEqual(await installation.workload('chen'), { waiting: 1, oldest: '2026-11-20', decidedToday: 0 })
  const again = await installation.takeCase('chen')
  const { boxKey: _own, isSecondLook, ...seen } = again
  const { boxKey: _hers, isSecondLook: was, ...before } = first
  deepEqual(seen, before, 'the same day, the same cause, no history')
  deepEqual([was, isSecondLook], [false, true], 'what the desk’s server knows, and does not say')
  deepEqual((await installation.takeCase('chen')).submission, submission, 'and a reload brings it back')
})

test('what she decides changes nothing but her own figures, and is compared', async () => {
  await using installation = await openInstallation(TWO)
  const [submission = ''] = await installation.arrive()
  await installation.takeCase('wang')
  await installation.decide('wang', submission, DECLINE)
  await installation.takeCase('chen')
  deepEqual(await installation.decide('chen', submission, REGISTER), { outcome: 'decided' })
  equal((await installation.workload('chen')).decidedToday, 1)
  deepEqual(await installation.db.selectFrom('review.acceptance').selectAll().execute(), [])
  equal((await installation.db.selectFrom('review.decision').selectAll().execute()).length, 1)
  deepEqual(await verdicts(installation), [{ verdict: 'register', agrees: false }])
  deepEqual(await installation.take('chen'), { outcome: 'nothing-waiting' })
  deepEqual(
    await installation.decide('chen', submission, REGISTER),
    { outcome: 'decided' },
    'as after any decision',
  )
  deepEqual(await installation.decide('chen', submission, DECLINE), { outcome: 'lock-lost' })
  equal((await verdicts(installation)).length, 1, 'once')
})

const COMPARED: readonly [string, Decision, Decision, boolean][] = [
  ['the same verdict and the same people', REGISTER, REGISTER, true],
  ['one hides words and the other does not', REGISTER, REDACTED, false],
  [
    'one shows a name and the other does not',
    REGISTER,
    {
      verdict: 'register',
      version: { ...VERSION, people: VERSION.people.map((line) => ({ ...line, name: null })) },
    },
    false,
  ],
  ['one counts and the other does not', REGISTER, { ...REGISTER, verdict: 'register-uncounted' }, false],
  ['two reasons for the same refusal', DECLINE, { verdict: 'decline', reason: 'not-understood' }, true],
]
for (const [what, first, second, agrees] of COMPARED) {
  test(`${what}: ${agrees ? 'they agree' : 'they disagree'}`, async () => {
    await using installation = await openInstallation(TWO)
    const [submission = ''] = await installation.arrive()
    await installation.takeCase('wang')
    await installation.decide('wang', submission, first)
    await installation.takeCase('chen')
    deepEqual(await installation.decide('chen', submission, second), { outcome: 'decided' })
    equal((await verdicts(installation))[0]?.agrees, agrees)
  })
}

test('about one decision in twenty is looked at again', async () => {
  await using installation = await openInstallationOfCases({ people: TWO })
  await setKind(installation.db, 'real')
  await installation.arrive(400)
  await sql`
    insert into review.decision (submission, sequence, member, verdict, reason, day)
    select submission, 1, ${installation.id('wang')}, 'decline', 'not-understood', '2026-11-21' from intake.pending`.execute(
    installation.db,
  )
  const { length } = await installation.db.selectFrom('review.second_look').selectAll().execute()
  // Twenty are expected; outside of these bounds lies one run in a hundred million.
  ok(length > 1 && length < 50, `${length} of 400`)
})

test('whoever had the case open before it was decided would know it again, and does not get it', async () => {
  await using installation = await openInstallation({ wang: {}, chen: {}, zhao: {} })
  const [submission = ''] = await installation.arrive()
  await installation.takeCase('chen')
  await installation.giveBack('chen', submission)
  await installation.takeCase('wang')
  await installation.decide('wang', submission, DECLINE)
  equal((await installation.take('chen')).outcome, 'nothing-waiting')
  equal((await installation.takeCase('zhao')).submission, submission)
})

test('what a sender said afterwards is looked at once: no answer, no wish, nothing that was left as it is', async () => {
  await using installation = await openInstallation(TWO)
  const [submission = ''] = await installation.arrive()
  await sql`insert into intake.followup (submission, kind, day, box, sealed)
    values (${submission}, 'answer', '2026-11-21', ${installation.box()}, '\\x00')`.execute(installation.db)
  await installation.takeCase('wang')
  await installation.decide('wang', submission, DECLINE)
  deepEqual(await installation.db.selectFrom('review.second_look').selectAll().execute(), [])
})

test('whoever has answered or wants to withdraw since is not looked at again', async () => {
  await using installation = await openInstallation(TWO)
  const [submission = ''] = await installation.arrive()
  await installation.takeCase('wang')
  await installation.decide('wang', submission, DECLINE)
  equal((await installation.workload('chen')).waiting, 1)
  await sql`insert into intake.followup (submission, kind, day, box, sealed)
    values (${submission}, 'withdrawal', '2026-11-21', ${installation.box()}, '\\x00')`.execute(
    installation.db,
  )
  equal((await installation.workload('chen')).waiting, 0)
  deepEqual(await installation.take('chen'), { outcome: 'nothing-waiting' })
})

test('a second look costs of the budget like any other case, and goes back like any other', async () => {
  await using installation = await openInstallation(TWO, { hour: 1, day: 9 })
  const [submission = ''] = await installation.arrive()
  await installation.takeCase('wang')
  await installation.decide('wang', submission, DECLINE)
  await installation.takeCase('chen')
  await installation.giveBack('chen', submission)
  equal((await installation.take('chen')).outcome, 'budget-spent')
  installation.later(61)
  equal((await installation.takeCase('chen')).submission, submission)
})

test('nobody at another branch sees that there is a second look, and nobody looks at her own', async () => {
  await using installation = await openInstallation({ wang: {}, moineau: { branch: 'paris' } })
  const [submission = ''] = await installation.arrive()
  await installation.takeCase('wang')
  await installation.decide('wang', submission, DECLINE)
  equal((await installation.take('moineau')).outcome, 'nothing-waiting')
  for (const name of ['wang', 'moineau']) {
    const { rows } = await sql`select from review.second_look`.execute(installation.as(name))
    equal(rows.length, 0, name)
  }
  await rejects(
    sql`insert into review.second_verdict (submission, member, verdict, day)
      values (${submission}, ${installation.id('wang')}, 'decline', '2026-11-21')`.execute(installation.db),
    /her own decision/,
  )
})

test('of two who ask at once, one has it', async () => {
  await using installation = await openInstallation({ wang: {}, chen: {}, zhao: {} })
  const [submission = ''] = await installation.arrive()
  await installation.takeCase('wang')
  await installation.decide('wang', submission, DECLINE)
  const taken = await Promise.all([installation.take('chen'), installation.take('zhao')])
  deepEqual(taken.map(({ outcome }) => outcome).toSorted(), ['case', 'nothing-waiting'])
})

test('cases in a language that she reads come first, and the others when there are none', async () => {
  await using installation = await openInstallationOfCases({ people: TWO })
  await installation.arrive(6, { language: 'en' })
  const chinese = await installation.arrive(2, { language: 'zh-hans' })
  await sql`update staff.member set languages = '{zh-hans,zh-hant}' where id = ${installation.id('wang')}`.execute(
    installation.db,
  )
  const taken: string[] = []
  for (let nth = 0; nth < 3; nth += 1) {
    const { submission } = await installation.takeCase('wang')
    taken.push(submission)
    await installation.decide('wang', submission, DECLINE)
  }
  deepEqual(taken.slice(0, 2).toSorted(), chinese.toSorted())
  notEqual(taken[2], undefined)
})

/** An installation in which everything is looked at again. */
async function openInstallation(people: Record<string, Person>, budget?: { hour: number; day: number }) {
  const installation = await openInstallationOfCases({ people, budget: budget ?? null })
  await drawSecondLooks(installation.db, 1)
  return installation
}

async function verdicts(installation: Awaited<ReturnType<typeof openInstallation>>) {
  return installation.db.selectFrom('review.second_verdict').select(['verdict', 'agrees']).execute()
}
