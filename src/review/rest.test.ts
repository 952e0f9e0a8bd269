import { deepEqual, equal } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { passkeyOf } from '../../test/members.ts'
import { drawSecondLooks } from '../../test/second-looks.ts'
import { openInstallationOfCases } from '../../test/installation/with-cases.ts'
import { type Decision } from './decision.ts'
import { restDecision, settleDecisions, undoDecision } from './rest.ts'

const UNDO_MS = 10_000
const REGISTER: Decision = {
  verdict: 'register',
  version: {
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
    words: null,
    place: null,
    language: 'en',
    shown: true,
    certifiable: false,
  },
}
const DECLINE: Decision = { verdict: 'decline', reason: 'test-or-mockery' }

test('a decision comes to nothing before its seconds are over, and is then carried out once', async () => {
  await using desk = await openRestingDesk(1)
  const { submission } = await desk.takeCase('wang')
  deepEqual(await desk.rest('wang', submission, REGISTER), { outcome: 'decided' })
  await desk.settle()
  deepEqual(await desk.done(submission), { decisions: 0, acceptances: 0, waiting: 1, resting: 1 })
  desk.later(1)
  await Promise.all([desk.settle(), desk.settle(), desk.settle()])
  deepEqual(await desk.done(submission), { decisions: 1, acceptances: 1, waiting: 0, resting: 0 })
})

test('while it rests nobody is handed the case, and its reviewer goes on with the next one', async () => {
  await using desk = await openRestingDesk(2)
  const { submission } = await desk.takeCase('wang')
  await desk.rest('wang', submission, REGISTER)
  const next = await desk.takeCase('wang')
  equal(next.submission === submission, false)
  deepEqual(await desk.take('chen'), { outcome: 'nothing-waiting' })
  const { waiting, decidedToday } = await desk.workload('wang')
  deepEqual([waiting, decidedToday], [1, 1])
})

test('a decision that is undone has left nothing, and the case is in the same hands again', async () => {
  await using desk = await openRestingDesk(1)
  const { submission } = await desk.takeCase('wang')
  await desk.rest('wang', submission, DECLINE)
  equal(await desk.undo('wang', submission), true)
  desk.later(1)
  await desk.settle()
  deepEqual(await desk.done(submission), { decisions: 0, acceptances: 0, waiting: 1, resting: 0 })
  deepEqual(await desk.take('chen'), { outcome: 'nothing-waiting' })
  equal((await desk.takeCase('wang')).submission, submission)
})

test('what was carried out is not undone, and nobody undoes a colleague’s decision', async () => {
  await using desk = await openRestingDesk(1)
  const { submission } = await desk.takeCase('wang')
  await desk.rest('wang', submission, REGISTER)
  equal(await desk.undo('chen', submission), false)
  desk.later(1)
  await desk.settle()
  equal(await desk.undo('wang', submission), false)
  equal((await desk.done(submission)).acceptances, 1)
})

test('of an undoing and a carrying out at the same moment, one happens', async () => {
  for (let round = 0; round < 10; round += 1) {
    await using desk = await openRestingDesk(1)
    const { submission } = await desk.takeCase('wang')
    await desk.rest('wang', submission, REGISTER)
    desk.later(1)
    const [undone] = await Promise.all([desk.undo('wang', submission), desk.settle()])
    const { decisions, acceptances, resting } = await desk.done(submission)
    deepEqual([decisions, acceptances, resting], undone ? [0, 0, 0] : [1, 1, 0])
  }
})

test('sent twice, a decision is one; sent with something else, the first stands', async () => {
  await using desk = await openRestingDesk(1)
  const { submission } = await desk.takeCase('wang')
  await desk.rest('wang', submission, REGISTER)
  deepEqual(await desk.rest('wang', submission, REGISTER), { outcome: 'decided' })
  deepEqual(await desk.rest('wang', submission, DECLINE), { outcome: 'refused' })
  desk.later(1)
  await desk.settle()
  equal((await desk.done(submission)).acceptances, 1)
})

test('a desk that was away for an hour carries out what rested, and nobody else had the case', async () => {
  await using desk = await openRestingDesk(1)
  const { submission } = await desk.takeCase('wang')
  await desk.rest('wang', submission, REGISTER)
  desk.later(60)
  await desk.settle()
  deepEqual(await desk.done(submission), { decisions: 1, acceptances: 1, waiting: 0, resting: 0 })
})

test('what the sender says while a decision rests is read before anything is decided', async () => {
  await using desk = await openRestingDesk(1)
  const { submission } = await desk.takeCase('wang')
  await desk.rest('wang', submission, REGISTER)
  await sql`
    insert into intake.followup (id, submission, kind, day, box, sealed)
    values (${randomUUID()}, ${submission}, 'answer', '2026-11-21', ${desk.box()}, '\\x00')`.execute(desk.db)
  desk.later(1)
  await desk.settle()
  deepEqual(await desk.done(submission), { decisions: 0, acceptances: 0, waiting: 1, resting: 0 })
  equal((await desk.takeCase('wang')).followups.length, 1)
})

test('of a reviewer who was let go meanwhile nothing is carried out, and of the others it is', async () => {
  await using desk = await openRestingDesk(2)
  const hers = await desk.takeCase('wang')
  const theirs = await desk.takeCase('chen')
  await desk.rest('wang', hers.submission, REGISTER)
  await desk.rest('chen', theirs.submission, REGISTER)
  await sql`update staff.member set state = 'left' where id = ${desk.id('wang')}`.execute(desk.db)
  desk.later(1)
  await desk.settle()
  deepEqual(await desk.done(hers.submission), { decisions: 0, acceptances: 0, waiting: 1, resting: 0 })
  equal((await desk.done(theirs.submission)).acceptances, 1)
})

test('a second look rests like any decision: whoever gives it cannot tell', async () => {
  await using desk = await openRestingDesk(1)
  await drawSecondLooks(desk.db, 1)
  const { submission } = await desk.takeCase('wang')
  await desk.decide('wang', submission, REGISTER)
  const look = await desk.takeCase('chen')
  equal(look.isSecondLook, true)
  deepEqual(await desk.rest('chen', submission, DECLINE), { outcome: 'decided' })
  deepEqual(await desk.take('chen'), { outcome: 'nothing-waiting' })
  equal(await desk.undo('chen', submission), true)
  equal((await desk.takeCase('chen')).submission, submission)
  await desk.rest('chen', submission, DECLINE)
  desk.later(1)
  await desk.settle()
  const verdicts = await desk.db.selectFrom('review.second_verdict').select('verdict').execute()
  deepEqual(verdicts, [{ verdict: 'decline' }])
})

async function openRestingDesk(cases: number) {
  const desk = await openInstallationOfCases({ people: { wang: {}, chen: {} } })
  await drawSecondLooks(desk.db, 0)
  await desk.arrive(cases)
  return Object.assign(desk, {
    rest: (name: string, submission: string, decision: Decision) =>
      restDecision(desk.deps(name), {
        member: desk.id(name),
        passkey: passkeyOf(name),
        submission,
        decision,
        undoMs: UNDO_MS,
      }),
    undo: (name: string, submission: string) =>
      undoDecision(desk.deps(name), { member: desk.id(name), submission }),
    settle: () => settleDecisions({ ...desk.deps('wang'), db: desk.desk }),
    async done(submission: string) {
      const { rows } = await sql<{
        decisions: number
        acceptances: number
        waiting: number
        resting: number
      }>`select
        (select count(*) from review.decision where submission = ${submission})::int as decisions,
        (select count(*) from review.acceptance where submission = ${submission})::int as acceptances,
        (select count(*) from intake.pending where submission = ${submission})::int as waiting,
        (select count(*) from review.resting where submission = ${submission})::int as resting`.execute(
        desk.db,
      )
      return rows[0] ?? { decisions: -1, acceptances: -1, waiting: -1, resting: -1 }
    },
  })
}
