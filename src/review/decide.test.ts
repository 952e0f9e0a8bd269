import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Decision, keepOpen, type OpenBudget, type PublicVersion, statusByCode } from './index.ts'
import { insertCode } from '../../test/installation/cases.ts'
import { openInstallationOfCases } from '../../test/installation/with-cases.ts'

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
  words: null,
  place: null,
  language: 'en',
  shown: true,
  certifiable: false,
}
const REGISTER: Decision = { verdict: 'register', version: VERSION }
const DECLINE: Decision = { verdict: 'decline', reason: 'test-or-mockery' }
const WITHDRAW: Decision = { verdict: 'withdraw' }

test('two reviewers who ask at once get two cases, and a third gets none', async () => {
  await using desk = await openDesk(2)
  const taken = await Promise.all([desk.take('wang'), desk.take('chen'), desk.take('zhao')])
  const cases = taken.flatMap((next) => (next.outcome === 'case' ? [next.case.submission] : []))
  equal(new Set(cases).size, 2)
  equal(cases.length, 2)
})

test('however many ask at once, no case is two reviewers’', async () => {
  for (let round = 0; round < 5; round += 1) {
    await using desk = await openDesk(4)
    const asked = Array.from({ length: 10 }, (_, nth) => desk.take(`reviewer ${nth}`))
    const cases = (await Promise.all(asked)).flatMap((next) =>
      next.outcome === 'case' ? [next.case.submission] : [],
    )
    deepEqual([cases.length, new Set(cases).size], [4, 4])
  }
})

test('a reviewer who reloads gets the case that she has open already', async () => {
  await using desk = await openDesk(20)
  const first = await desk.takeCase('wang')
  equal((await desk.takeCase('wang')).submission, first.submission)
})

test('which case comes next is left to chance, not to the order of arrival', async () => {
  await using desk = await openDesk(12)
  const firsts = new Set<string>()
  for (let round = 0; round < 24; round += 1) {
    const { submission } = await desk.takeCase('wang')
    firsts.add(submission)
    await desk.giveBack('wang', submission)
  }
  ok(firsts.size >= 4, `24 draws among 12 gave ${firsts.size} different cases`)
})

test('a lock that ran out is nobody’s: another reviewer has the case, and the first can no longer decide it', async () => {
  await using desk = await openDesk(1)
  const { submission } = await desk.takeCase('wang')
  deepEqual(await desk.take('chen'), { outcome: 'nothing-waiting' })
  desk.later(16)
  equal((await desk.takeCase('chen')).submission, submission)
  deepEqual(await desk.decide('wang', submission, REGISTER), { outcome: 'lock-lost' })
  deepEqual(await desk.decide('chen', submission, REGISTER), { outcome: 'decided' })
})

test('whoever gives a sign keeps her case, however long she takes; a colleague’s sign keeps nothing', async () => {
  await using desk = await openDesk(1)
  const { submission } = await desk.takeCase('wang')
  for (let times = 0; times < 4; times += 1) {
    desk.later(14)
    await desk.keepOpen('wang', submission)
    await desk.keepOpen('chen', submission)
    deepEqual(await desk.take('chen'), { outcome: 'nothing-waiting' })
  }
  deepEqual(await desk.decide('wang', submission, REGISTER), { outcome: 'decided' })
})

test('a case is decided once, however often the button is pressed', async () => {
  await using desk = await openDesk(1)
  const { submission } = await desk.takeCase('wang')
  const pressed = await Promise.all([1, 2, 3].map(() => desk.decide('wang', submission, REGISTER)))
  deepEqual(
    pressed.map(({ outcome }) => outcome),
    ['decided', 'decided', 'decided'],
  )
  equal((await desk.db.selectFrom('review.acceptance').selectAll().execute()).length, 1)
})

test('a decision whose answer was lost is answered alike when it comes again; another one is not taken, nor another’s', async () => {
  await using desk = await openDesk(1)
  const { submission } = await desk.takeCase('wang')
  deepEqual(await desk.decide('wang', submission, REGISTER), { outcome: 'decided' })
  deepEqual(await desk.decide('wang', submission, REGISTER), { outcome: 'decided' })
  deepEqual(await desk.decide('wang', submission, { verdict: 'decline', reason: 'test-or-mockery' }), {
    outcome: 'lock-lost',
  })
  deepEqual(await desk.decide('chen', submission, REGISTER), { outcome: 'lock-lost' })
  equal((await desk.db.selectFrom('review.decision').selectAll().execute()).length, 1)
})

test('what the sender adds while her case is open is not decided away', async () => {
  await using desk = await openDesk(1)
  const { submission } = await desk.takeCase('wang')
  await desk.add(submission, 'withdrawal')
  deepEqual(await desk.decide('wang', submission, REGISTER), { outcome: 'case-changed' })
  equal((await desk.takeCase('wang')).followups.length, 1)
  deepEqual(await desk.decide('wang', submission, REGISTER), { outcome: 'refused' })
  deepEqual(await desk.decide('wang', submission, WITHDRAW), { outcome: 'decided' })
  // She withdrew before anything was entered: there is nothing for the register to do.
  deepEqual(await desk.db.selectFrom('review.acceptance').selectAll().execute(), [])
})

test('an accepted declaration is neither accepted again nor refused afterwards, but can be withdrawn', async () => {
  await using desk = await openDesk(1)
  const { submission } = await desk.takeCase('wang')
  await desk.decide('wang', submission, REGISTER)
  await desk.add(submission, 'withdrawal')
  await desk.takeCase('chen')
  for (const verdict of [REGISTER, DECLINE]) {
    deepEqual(await desk.decide('chen', submission, verdict), { outcome: 'refused' })
  }
  deepEqual(await desk.decide('chen', submission, WITHDRAW), { outcome: 'decided' })
})

test('nobody is made to withdraw who did not ask', async () => {
  await using desk = await openDesk(1)
  const { submission } = await desk.takeCase('wang')
  deepEqual(await desk.decide('wang', submission, WITHDRAW), { outcome: 'refused' })
})

test('no question is put to somebody who took no return code and could never read it', async () => {
  await using desk = await openDesk(1, { withCode: false })
  const { submission, box } = await desk.takeCase('wang')
  const question = randomBytes(8)
  const hold: Decision = {
    verdict: 'hold',
    questionForSender: question,
    questionForDesk: question,
    questionBox: box,
  }
  deepEqual(await desk.decide('wang', submission, hold), { outcome: 'refused' })
})

test('the holder of the code learns where her declaration stands, step by step', async () => {
  await using desk = await openDesk(1)
  const states: (string | undefined)[] = []
  const look = async () => states.push((await desk.status())?.state)
  await look()
  const { submission, box } = await desk.takeCase('wang')
  await look()
  const question = randomBytes(8)
  await desk.decide('wang', submission, {
    verdict: 'hold',
    questionForSender: question,
    questionForDesk: question,
    questionBox: box,
  })
  await look()
  deepEqual(Buffer.from((await desk.status())?.question ?? []), question)
  await desk.add(submission, 'answer')
  await look()
  await desk.takeCase('chen')
  await desk.decide('chen', submission, REGISTER)
  await look()
  deepEqual(states, ['received', 'in-review', 'question', 'received', 'accepted'])
  equal(await desk.status([]), undefined)
})

test('every act at the desk leaves a row that says who, what and which record', async () => {
  await using desk = await openDesk(1)
  const { submission } = await desk.takeCase('wang')
  await desk.decide('wang', submission, DECLINE)
  const acts = await desk.db
    .selectFrom('audit.act')
    .select(['who', 'what', 'record'])
    .where('what', 'not like', 'passkey-%')
    .orderBy('id')
    .execute()
  deepEqual(acts, [
    { who: desk.id('wang'), what: 'case-opened', record: submission },
    { who: desk.id('wang'), what: 'declined', record: submission },
  ])
})

test('a decision cannot be changed or taken out, not even by the owner of the tables', async () => {
  await using desk = await openDesk(1)
  const { submission } = await desk.takeCase('wang')
  await desk.decide('wang', submission, DECLINE)
  await rejects(sql`update review.decision set verdict = 'register'`.execute(desk.db), /append-only/)
  await rejects(sql`delete from review.decision`.execute(desk.db), /append-only/)
  await rejects(sql`truncate review.decision`.execute(desk.db), /append-only/)
})

test('the figures on the work page say what waits and what was done today', async () => {
  await using desk = await openDesk(3)
  const { submission } = await desk.takeCase('wang')
  await desk.decide('wang', submission, DECLINE)
  deepEqual(await desk.workload('wang'), { waiting: 2, oldest: '2026-11-20', decidedToday: 1 })
  deepEqual(await desk.workload('chen'), { waiting: 2, oldest: '2026-11-20', decidedToday: 0 })
})

test('an infiltrator who opens and puts back is stopped at twenty an hour, and goes on when the hour is over', async () => {
  await using desk = await openDesk(60, { withCode: false, budget: { hour: 20, day: 120 } })
  const opened = new Set<string>()
  while (opened.size < 20) {
    const { submission } = await desk.takeCase('infiltrator')
    opened.add(submission)
    await desk.giveBack('infiltrator', submission)
  }
  const refused = await desk.take('infiltrator')
  ok(refused.outcome === 'budget-spent')
  deepEqual(refused.again, new Date(desk.clock().getTime() + 60 * 60_000))
  equal((await desk.take('wang')).outcome, 'case', 'her colleagues are not stopped by it')
  desk.later(59)
  equal((await desk.take('infiltrator')).outcome, 'budget-spent')
  desk.later(1)
  equal((await desk.take('infiltrator')).outcome, 'case')
})

test('whoever keeps to the hour is stopped at the number of the day', async () => {
  await using desk = await openDesk(40, { withCode: false, budget: { hour: 5, day: 12 } })
  let opened = 0
  for (let hour = 0; hour < 5; hour += 1) {
    for (let nth = 0; nth < 5; nth += 1) {
      const next = await desk.take('infiltrator')
      if (next.outcome !== 'case') continue
      opened += 1
      await desk.decide('infiltrator', next.case.submission, DECLINE)
    }
    desk.later(61)
  }
  equal(opened, 12)
  desk.later(24 * 60)
  equal((await desk.take('infiltrator')).outcome, 'case')
})

test('a case that is open already costs nothing, however often its page is loaded', async () => {
  await using desk = await openDesk(9, { withCode: false, budget: { hour: 2, day: 9 } })
  const { submission } = await desk.takeCase('wang')
  for (let nth = 0; nth < 5; nth += 1) equal((await desk.takeCase('wang')).submission, submission)
  await desk.decide('wang', submission, DECLINE)
  const last = await desk.takeCase('wang')
  equal((await desk.takeCase('wang')).submission, last.submission, 'the last one can be read to its end')
  await desk.decide('wang', last.submission, DECLINE)
  equal((await desk.take('wang')).outcome, 'budget-spent')
})

test('of many requests at once, no more cases come than are left', async () => {
  await using desk = await openDesk(30, { withCode: false, budget: { hour: 3, day: 9 } })
  const taken = await Promise.all(Array.from({ length: 12 }, () => desk.take('infiltrator')))
  const cases = new Set(taken.flatMap((next) => (next.outcome === 'case' ? [next.case.submission] : [])))
  equal(cases.size, 1, 'one who asks twelve times at once has one case open')
})

/** A desk with cases that wait. Nothing is really sealed: here nobody opens anything. */
async function openDesk(
  cases: number,
  { withCode = true, budget = null }: { withCode?: boolean; budget?: OpenBudget | null } = {},
) {
  const many = Array.from({ length: 10 }, (_, nth) => `reviewer ${nth}`)
  const names = ['wang', 'zhao', 'chen', 'infiltrator', ...many]
  const people = Object.fromEntries(names.map((name) => [name, {}]))
  const installation = await openInstallationOfCases({ people, budget })
  const codes: Uint8Array[] = []
  for (const submission of await installation.arrive(cases))
    if (withCode) codes.push(await insertCode(installation.db, submission))
  return Object.assign(installation, {
    keepOpen: (name: string, submission: string) =>
      keepOpen(installation.deps(name), { member: installation.id(name), submission }),
    status: ([asked = randomBytes(32)] = codes) =>
      statusByCode({ db: installation.openAs('exeunt_site'), clock: installation.clock }, [asked]),
    /** As the site does; a wish that has rested already, unless a day is given. */
    async add(submission: string, kind: 'answer' | 'withdrawal', day = '2020-01-01') {
      await sql`insert into intake.followup (submission, kind, day, box, sealed) values (${submission}, ${kind}, ${day}, ${installation.box()}, '\\x00')`.execute(
        installation.db,
      )
      if (kind === 'withdrawal')
        await sql`select intake.queue_wish(${submission}, ${day})`.execute(installation.db)
      else
        await sql`insert into intake.pending values (${submission}, ${kind}, ${day})`.execute(installation.db)
    },
  })
}
