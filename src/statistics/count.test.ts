import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openLedger } from '../../test/installation/ledger.ts'
import { accept } from '../../test/approved.ts'
import { freshDatabase, type TestDatabase } from '../../test/template-db.ts'
import { fold, readFigures, recount } from './index.ts'
import { enterAccepted } from '../../test/installation/worker.ts'

interface Member {
  party: boolean
  league: boolean
  pioneers: boolean
}

type Act =
  | { act: 'declare'; people: Member[]; counted: boolean }
  | { act: 'correct'; which: number; position: number; to: Member }
  | { act: 'withdraw'; which: number }
  | { act: 'enter' }
  | { act: 'fold' }

const member = fc.record({ party: fc.boolean(), league: fc.boolean(), pioneers: fc.boolean() })
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('declare' as const),
      people: fc.array(member, { minLength: 1, maxLength: 5 }),
      counted: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('correct' as const),
      which: fc.nat(20),
      position: fc.nat(4),
      to: member,
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('withdraw' as const), which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.constant({ act: 'enter' as const }) },
  { weight: 1, arbitrary: fc.constant({ act: 'fold' as const }) },
)

test('after any sequence of declarations, corrections and withdrawals the parts make the total', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 25 }), async (acts) => {
      await using installation = await freshDatabase()
      await using ledger = await openLedger(installation)
      const model = new Model()
      for (const each of acts) await perform(installation, model, each)
      await enterAll(installation)
      await ledger.take()
      await fold({ db: installation.openAs('exeunt_work') })
      await compare(installation, model)
    }),
    { numRuns: 40 },
  )
})

test('the tally that pages read equals a recount from the rows, however often and when it is folded', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const model = new Model()
  const db = installation.openAs('exeunt_work')
  const [one] = fc.sample(fc.array(act, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 20261121 })
  for (const each of one ?? []) {
    await perform(installation, model, each)
    await enterAll(installation)
    await ledger.take()
    await Promise.all([fold({ db }), fold({ db })])
    await compare(installation, model)
  }
})

/** What the count should be, kept in the simplest way there is: a list of people. */
class Model {
  readonly declarations: {
    submission: string
    number: number
    counted: boolean
    people: (Member & { gone: boolean })[]
  }[] = []
  numbers = 0

  expected() {
    const counted = this.declarations.filter((one) => one.counted).flatMap((one) => one.people)
    const standing = counted.filter((person) => !person.gone)
    return {
      counted: counted.length,
      retracted: counted.length - standing.length,
      party: standing.filter((person) => person.party).length,
      league: standing.filter((person) => person.league).length,
      pioneers: standing.filter((person) => person.pioneers).length,
      not_stated: standing.filter((person) => !person.party && !person.league && !person.pioneers).length,
    }
  }
}

async function perform(installation: TestDatabase, model: Model, each: Act): Promise<void> {
  switch (each.act) {
    case 'declare': {
      const submission = crypto.randomUUID()
      const people = each.people.map((person, index) => lineOf(person, index + 1))
      await accept(installation, {
        kind: 'declaration',
        submission,
        version: { ...version(people), counted: each.counted },
      })
      await enterAll(installation)
      model.numbers += 1
      model.declarations.push({
        submission,
        number: model.numbers,
        counted: each.counted,
        people: each.people.map((person) => ({ ...person, gone: false })),
      })
      return
    }
    case 'correct': {
      const found = model.declarations[each.which % Math.max(model.declarations.length, 1)]
      const person = found?.people[each.position]
      if (!found) return
      const line = lineOf(each.to, each.position + 1)
      await accept(installation, { kind: 'correction', refers_to: found.number, version: version([line]) })
      await enterAll(installation)
      // A line that the declaration does not have is not entered: a correction can add nobody.
      if (!person) return
      model.numbers += 1
      Object.assign(person, each.to)
      return
    }
    case 'withdraw': {
      const found = model.declarations[each.which % Math.max(model.declarations.length, 1)]
      if (!found) return
      await accept(installation, { kind: 'withdrawal', submission: found.submission, version: null })
      await enterAll(installation)
      if (found.people.every((person) => person.gone)) return
      model.numbers += 1
      for (const person of found.people) person.gone = true
      return
    }
    case 'enter':
      return enterAll(installation)
    case 'fold':
      return fold({ db: installation.openAs('exeunt_work') })
  }
}

async function compare(installation: TestDatabase, model: Model): Promise<void> {
  const expected = model.expected()
  deepEqual({ ...(await recount(installation.db)) }, expected)

  const figures = await readFigures({ db: installation.openAs('exeunt_site') })
  const { counted, retracted, total, baseline, by_organisation, by_channel } = figures
  deepEqual({ counted, retracted, ...by_organisation }, expected)
  equal(total, baseline + counted - retracted)
  equal(
    Object.values(by_channel).reduce((sum, people) => sum + people, 0),
    counted - retracted,
  )
  equal(figures.today, counted)

  const rows = await installation.db.selectFrom('register.entry').select('number').orderBy('number').execute()
  deepEqual(
    rows.map((row) => row.number),
    Array.from({ length: model.numbers }, (_, index) => index + 1),
  )
}

async function enterAll(installation: TestDatabase): Promise<void> {
  // Two workers at once, as after a clumsy restart: one waits, and nothing is entered twice.
  await Promise.all([enterAccepted(installation), enterAccepted(installation)])
}

function lineOf(person: Member, position: number) {
  return { position, name: `SAMPLE ${position}`, nameKind: 'pseudonym', basis: 'self', ...person }
}

function version(people: unknown[]) {
  return { people, words: null, place: null, language: 'en', shown: true, certifiable: false }
}
