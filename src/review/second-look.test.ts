import { deepEqual, equal, notEqual, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { drawSecondLooks } from '../../test/second-looks.ts'
import { openHouseOfCases, type Person } from '../../test/waiting-cases.ts'
import { type Decision, type PublicVersion } from './index.ts'

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
  await using house = await openHouse(TWO)
  const [submission = ''] = await house.arrive()
  const first = await house.takeCase('wang')
  await house.decide('wang', submission, REGISTER)
  deepEqual(await house.take('wang'), { outcome: 'nothing-waiting' })
  equal((await house.workload('wang')).waiting, 0, 'nor is she told that one waits')

  deepEqual(await house.workload('chen'), { waiting: 1, oldest: '2026-11-20', decidedToday: 0 })
  const again = await house.takeCase('chen')
  const { boxKey: _own, isSecondLook, ...seen } = again
  const { boxKey: _hers, isSecondLook: was, ...before } = first
  deepEqual(seen, before, 'the same day, the same cause, no history')
  deepEqual([was, isSecondLook], [false, true], 'what the desk’s server knows, and does not say')
  deepEqual((await house.takeCase('chen')).submission, submission, 'and a reload brings it back')
})

test('what she decides changes nothing but her own figures, and is compared', async () => {
  await using house = await openHouse(TWO)
  const [submission = ''] = await house.arrive()
  await house.takeCase('wang')
  await house.decide('wang', submission, DECLINE)
  await house.takeCase('chen')
  deepEqual(await house.decide('chen', submission, REGISTER), { outcome: 'decided' })
  equal((await house.workload('chen')).decidedToday, 1)
  deepEqual(await house.db.selectFrom('review.acceptance').selectAll().execute(), [])
  equal((await house.db.selectFrom('review.decision').selectAll().execute()).length, 1)
  deepEqual(await verdicts(house), [{ verdict: 'register', agrees: false }])
  deepEqual(await house.take('chen'), { outcome: 'nothing-waiting' })
  deepEqual(await house.decide('chen', submission, REGISTER), { outcome: 'decided' }, 'as after any decision')
  deepEqual(await house.decide('chen', submission, DECLINE), { outcome: 'lock-lost' })
  equal((await verdicts(house)).length, 1, 'once')
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
    await using house = await openHouse(TWO)
    const [submission = ''] = await house.arrive()
    await house.takeCase('wang')
    await house.decide('wang', submission, first)
    await house.takeCase('chen')
    deepEqual(await house.decide('chen', submission, second), { outcome: 'decided' })
    equal((await verdicts(house))[0]?.agrees, agrees)
  })
}

test('about one decision in twenty is looked at again', async () => {
  await using house = await openHouseOfCases({ people: TWO })
  await house.db.insertInto('house.house').values({ kind: 'real' }).execute()
  await house.arrive(400)
  await sql`
    insert into review.decision (submission, sequence, member, verdict, reason, day)
    select submission, 1, ${house.id('wang')}, 'decline', 'not-understood', '2026-11-21' from intake.pending`.execute(
    house.db,
  )
  const { length } = await house.db.selectFrom('review.second_look').selectAll().execute()
  // Twenty are expected; outside of these bounds lies one run in a hundred million.
  ok(length > 1 && length < 50, `${length} of 400`)
})

test('whoever had the case open before it was decided would know it again, and does not get it', async () => {
  await using house = await openHouse({ wang: {}, chen: {}, zhao: {} })
  const [submission = ''] = await house.arrive()
  await house.takeCase('chen')
  await house.giveBack('chen', submission)
  await house.takeCase('wang')
  await house.decide('wang', submission, DECLINE)
  equal((await house.take('chen')).outcome, 'nothing-waiting')
  equal((await house.takeCase('zhao')).submission, submission)
})

test('what a sender said afterwards is looked at once: no answer, no wish, nothing that was left as it is', async () => {
  await using house = await openHouse(TWO)
  const [submission = ''] = await house.arrive()
  await sql`insert into intake.followup (submission, kind, day, box, sealed)
    values (${submission}, 'answer', '2026-11-21', ${house.box()}, '\\x00')`.execute(house.db)
  await house.takeCase('wang')
  await house.decide('wang', submission, DECLINE)
  deepEqual(await house.db.selectFrom('review.second_look').selectAll().execute(), [])
})

test('whoever has answered or wants to withdraw since is not looked at again', async () => {
  await using house = await openHouse(TWO)
  const [submission = ''] = await house.arrive()
  await house.takeCase('wang')
  await house.decide('wang', submission, DECLINE)
  equal((await house.workload('chen')).waiting, 1)
  await sql`insert into intake.followup (submission, kind, day, box, sealed)
    values (${submission}, 'withdrawal', '2026-11-21', ${house.box()}, '\\x00')`.execute(house.db)
  equal((await house.workload('chen')).waiting, 0)
  deepEqual(await house.take('chen'), { outcome: 'nothing-waiting' })
})

test('a second look costs of the budget like any other case, and goes back like any other', async () => {
  await using house = await openHouse(TWO, { hour: 1, day: 9 })
  const [submission = ''] = await house.arrive()
  await house.takeCase('wang')
  await house.decide('wang', submission, DECLINE)
  await house.takeCase('chen')
  await house.giveBack('chen', submission)
  equal((await house.take('chen')).outcome, 'budget-spent')
  house.later(61)
  equal((await house.takeCase('chen')).submission, submission)
})

test('nobody at another branch sees that there is a second look, and nobody looks at her own', async () => {
  await using house = await openHouse({ wang: {}, moineau: { branch: 'paris' } })
  const [submission = ''] = await house.arrive()
  await house.takeCase('wang')
  await house.decide('wang', submission, DECLINE)
  equal((await house.take('moineau')).outcome, 'nothing-waiting')
  for (const name of ['wang', 'moineau']) {
    const { rows } = await sql`select from review.second_look`.execute(house.as(name))
    equal(rows.length, 0, name)
  }
  await rejects(
    sql`insert into review.second_verdict (submission, member, verdict, day)
      values (${submission}, ${house.id('wang')}, 'decline', '2026-11-21')`.execute(house.db),
    /her own decision/,
  )
})

test('of two who ask at once, one has it', async () => {
  await using house = await openHouse({ wang: {}, chen: {}, zhao: {} })
  const [submission = ''] = await house.arrive()
  await house.takeCase('wang')
  await house.decide('wang', submission, DECLINE)
  const taken = await Promise.all([house.take('chen'), house.take('zhao')])
  deepEqual(taken.map(({ outcome }) => outcome).toSorted(), ['case', 'nothing-waiting'])
})

test('cases in a language that she reads come first, and the others when there are none', async () => {
  await using house = await openHouseOfCases({ people: TWO })
  await house.arrive(6, { language: 'en' })
  const chinese = await house.arrive(2, { language: 'zh-hans' })
  await sql`update staff.member set languages = '{zh-hans,zh-hant}' where id = ${house.id('wang')}`.execute(
    house.db,
  )
  const taken: string[] = []
  for (let nth = 0; nth < 3; nth += 1) {
    const { submission } = await house.takeCase('wang')
    taken.push(submission)
    await house.decide('wang', submission, DECLINE)
  }
  deepEqual(taken.slice(0, 2).toSorted(), chinese.toSorted())
  notEqual(taken[2], undefined)
})

/** A house in which everything is looked at again. */
async function openHouse(people: Record<string, Person>, budget?: { hour: number; day: number }) {
  const house = await openHouseOfCases({ people, budget: budget ?? null })
  await drawSecondLooks(house.db, 1)
  return house
}

async function verdicts(house: Awaited<ReturnType<typeof openHouse>>) {
  return house.db.selectFrom('review.second_verdict').select(['verdict', 'agrees']).execute()
}
