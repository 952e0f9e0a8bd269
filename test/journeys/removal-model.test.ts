// Everything that people with a code and people at the desk can do, in any order, against a model of what may come of it
// (security.md, bar 13).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { asMember } from '#db'
import { readEntry } from '#register'
import { recount } from '#statistics'
import { declare, post } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { says } from './site-visitor.ts'

const en = says('en')
const DAYS_OF_REST = 14
const DAYS_TO_ANSWER = 30

interface Wish {
  readonly asked: number
  readonly duress: boolean
  state: 'waits' | 'left' | 'with-a-colleague'
}

/** What should be, in the simplest words. */
interface Model {
  day: number
  stage: 'waiting' | 'registered' | 'out'
  wish: Wish | null
  /** The day on which a colleague was asked who has not answered. */
  asked: number | null
}

interface Real {
  readonly installation: TestInstallation
  readonly code: string
  readonly submission: string
}

type Form = 'code' | 'duress'
type Step = fc.AsyncCommand<Model, Real>

const typed = ({ code }: Real, form: Form) => (form === 'code' ? code : `${code} ${code.split(' ')[7]}`)
const onPage = async (real: Real, form: Form, act: string) =>
  (await post(real.installation, '/en/return', { code: typed(real, form), do: act })).text
const isRested = ({ day, wish }: Model) => wish !== null && day - wish.asked > DAYS_OF_REST

/** Whoever has the code, and whoever makes her use it: they see one page. */
const asks = (form: Form): Step => ({
  check: ({ wish, stage }) => wish === null && stage !== 'out',
  async run(model, real) {
    await onPage(real, form, 'withdraw')
    model.wish = { asked: model.day, duress: form === 'duress', state: 'waits' }
    await compare(model, real)
  },
  toString: () => `asks with the ${form}`,
})

const takesBack = (form: Form): Step => ({
  check: ({ wish }) => wish !== null,
  async run(model, real) {
    await onPage(real, form, 'wish-back')
    model.wish = null
    await compare(model, real)
  },
  toString: () => `takes back with the ${form}`,
})

const pass = (days: number): Step => ({
  check: () => true,
  async run(model, real) {
    await real.installation.pass(days)
    model.day += days
    if (model.asked !== null && model.day - model.asked >= DAYS_TO_ANSWER) {
      model.asked = null
      if (model.wish?.state === 'with-a-colleague') model.wish.state = 'waits'
    }
    await compare(model, real)
  },
  toString: () => `${days} days pass`,
})

/** She reads what is sealed, and does what she should: leaves what was said under duress, decides the rest. */
const reviews: Step = {
  check: () => true,
  async run(model, real) {
    const { reviewer } = real.installation
    const found = await reviewer.open()
    const { wish, stage } = model
    const due = wish ? wish.state === 'waits' && isRested(model) : stage === 'waiting'
    assert.equal(found !== null, due, 'a case is handed out when, and only when, it is due')
    if (!found) return
    assert.equal(found.cause, wish ? 'withdrawal' : 'new')
    if (!wish) {
      await reviewer.register(found)
      model.stage = 'registered'
    } else if (wish.duress) {
      await reviewer.keep(found)
      wish.state = 'left'
    } else {
      await reviewer.askToWithdraw(found)
      wish.state = 'with-a-colleague'
      if (stage === 'waiting') model.stage = 'out'
      else model.asked ??= model.day
    }
    await compare(model, real)
  },
  toString: () => 'a reviewer takes the next case',
}

const agrees: Step = {
  check: ({ asked }) => asked !== null,
  async run(model, real) {
    await real.installation.reviewer.agree()
    model.asked = null
    // Only to the wish that the reviewer had read, and only while it stands.
    if (model.wish?.state === 'with-a-colleague') model.stage = 'out'
    await compare(model, real)
  },
  toString: () => 'a colleague agrees',
}

/**
 * One login and a desk whose program does as she says. The database goes by days of the world's clock, so that where the
 * centre's day is another one it may take a wish to have rested some hours early: the fourteenth day is left out.
 */
const infiltrates: Step = {
  check: ({ day, wish, stage }) => stage !== 'out' && (wish === null || day - wish.asked < DAYS_OF_REST),
  async run(model, { installation, submission }) {
    const { id: member } = await installation.database.db
      .selectFrom('staff.member')
      .select('id')
      .where('name', '=', 'Wen')
      .executeTakeFirstOrThrow()
    const desk = asMember(installation.database.openAs('exeunt_desk'), member)
    const request = sql`(select id from approvals.request limit 1)`
    const attempts = [
      sql`insert into review.acceptance (submission, kind, channel, received, version, request)
        values (${submission}, 'withdrawal', 'web', '2026-01-01', 'null', ${request})`,
      sql`insert into review.decision (submission, sequence, member, verdict, day)
        values (${submission}, 99, ${member}, 'withdraw', '2026-01-01')`,
      sql`update intake.followup set day = '2020-01-01'`,
      sql`insert into intake.followup (submission, kind, day, box, sealed)
        values (${submission}, 'withdrawal', '2020-01-01', gen_random_uuid(), '')`,
      sql`delete from intake.followup where kind = 'wish-taken-back'`,
    ]
    for (const attempt of attempts)
      await assert.rejects(attempt.execute(desk), /has rested|two|denied|row-level security/)
    await compare(model, { installation, submission, code: '' })
  },
  toString: () => 'somebody at the desk tries it alone',
}

const NEVER_OUT: readonly (readonly Step[])[] = [
  [reviews, asks('duress'), pass(15), reviews, pass(15), infiltrates, reviews],
  [reviews, asks('code'), pass(15), reviews, takesBack('code'), agrees, pass(15), reviews],
  [
    reviews,
    asks('code'),
    pass(15),
    reviews,
    takesBack('duress'),
    asks('code'),
    agrees,
    pass(15),
    infiltrates,
  ],
  [asks('duress'), pass(15), reviews, infiltrates, takesBack('code'), reviews],
]
const OUT: readonly (readonly Step[])[] = [
  [reviews, asks('code'), infiltrates, pass(13), infiltrates, pass(1), reviews, pass(1), reviews, agrees],
  [reviews, asks('duress'), pass(15), reviews, takesBack('code'), asks('code'), pass(15), reviews, agrees],
  [asks('code'), infiltrates, pass(15), reviews],
  [reviews, asks('code'), pass(15), reviews, pass(15), pass(15), infiltrates, reviews, agrees],
]

test('the ways that people take: out after fourteen days and two who agree, and otherwise not', async () => {
  for (const steps of NEVER_OUT) assert.notEqual(await run(steps), 'out', steps.join(', '))
  for (const steps of OUT) assert.equal(await run(steps), 'out', steps.join(', '))
})

test('no way leads from one code and one login to a removal: it takes fourteen days, and two who saw a wish that stands', async () => {
  const steps = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(asks('code'), asks('duress')) },
    { weight: 1, arbitrary: fc.constantFrom(takesBack('code'), takesBack('duress')) },
    { weight: 3, arbitrary: fc.constantFrom(15, 15, 1, 14).map(pass) },
    { weight: 4, arbitrary: fc.constant(reviews) },
    { weight: 3, arbitrary: fc.constant(agrees) },
    { weight: 1, arbitrary: fc.constant(infiltrates) },
  )
  const ways = fc.commands([steps], { maxCommands: 24, size: 'max' })
  await fc.assert(
    fc.asyncProperty(ways, async (way) => void (await run(way))),
    { numRuns: 12 },
  )
})

/** In an installation of its own. Returns how it ended. */
async function run(steps: Iterable<Step>): Promise<Model['stage']> {
  await using installation = await openTestInstallation()
  const code = await declare(installation)
  const { id: submission } = await installation.database.db
    .selectFrom('intake.submission')
    .select('id')
    .executeTakeFirstOrThrow()
  const model: Model = { day: 0, stage: 'waiting', wish: null, asked: null }
  await fc.asyncModelRun(() => ({ model, real: { installation, code, submission } }), steps)
  return model.stage
}

/** In the register, in the count, and on the page of whoever has the code: what the model says, and nothing else. */
async function compare({ stage, wish }: Model, real: Real): Promise<void> {
  const { installation, code } = real
  await installation.work()
  const entry = await readEntry(installation.database.db, 1)
  const { counted, retracted } = await recount(installation.database.db)
  const registered = entry !== undefined
  const gone = registered && stage === 'out'
  assert.equal(registered && entry.lines.every(({ withdrawn }) => withdrawn), gone)
  assert.deepEqual([counted, retracted], [Number(registered), Number(gone)], 'gross and net')
  if (stage === 'registered') assert.ok(registered)
  if (code === '') return
  const looks = (['code', 'duress'] as const).map((form) => onPage(real, form, 'look'))
  for (const page of await Promise.all(looks)) {
    assert.equal(page.includes(en('return-withdrawn')), stage === 'out')
    assert.equal(page.includes(en('return-wish-back')), wish !== null && stage !== 'out')
  }
}
