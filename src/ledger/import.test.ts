import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { type Day, systemClock } from '#basics'
import { openBulk } from '#db'
import { totalOf } from '#proof'
import { type Imported } from '#register'
import { fold, readFigures } from '#statistics'
import { readImported } from '../commands/imported-line.ts'
import { openLedger } from '../../test/installation/ledger.ts'
import { crowd } from '../../test/people.ts'
import { freshDatabase, silent } from '../../test/template-db.ts'
import { attestBaseline, checkTakenOver, Difference, takeOver } from './index.ts'

const FIGURES = { party: 30, league: 20, pioneers: 20, notStated: 10, people: 50 }

test('people of an earlier registry are taken over one by one, and the total never moves', async () => {
  await using one = await openOne()
  await crowd(one.installation, { entries: 5 })
  await one.ledger.take()
  const total = async () => {
    await one.ledger.take()
    await fold({ db: one.installation.openAs('exeunt_work') })
    const { outcome, totals } = await one.ledger.audit()
    equal(outcome, 'proved')
    return totals && totalOf(totals).people
  }
  equal(await total(), 55)
  deepEqual(await one.takeOver(declarations(1, 10)), { outcome: 'taken-over', entered: 10, before: 0 })
  equal(await total(), 55)
  const { totals } = await one.ledger.audit()
  deepEqual(totals?.baseline, { party: 20, league: 20, pioneers: 20, notStated: 10, people: 40 })
  const figures = await readFigures({ db: one.installation.openAs('exeunt_site') })
  deepEqual(
    [figures.total, figures.baseline, figures.counted, figures.by_channel],
    [55, 40, 15, { import: 10, web: 5 }],
  )
  deepEqual([figures.today, figures.this_month], [5, 5], 'they did not come today')
})

test('a file that is read again after it was interrupted takes nobody over twice', async () => {
  await using one = await openOne()
  await one.takeOver(declarations(1, 6))
  deepEqual(await one.takeOver(declarations(1, 10)), { outcome: 'taken-over', entered: 4, before: 6 })
  deepEqual(await one.takeOver([...declarations(11, 11), ...declarations(11, 11)]), {
    outcome: 'taken-over',
    entered: 1,
    before: 1,
  })
  await one.ledger.take()
  equal((await one.ledger.audit()).totals?.baseline.people, 39)
})

test('of more people than the earlier total had, nothing is entered, and the ledger goes on', async () => {
  await using one = await openOne()
  deepEqual(await one.takeOver(declarations(1, 31)), { outcome: 'more-than-baseline', figure: 'party' })
  await one.takeOver(declarations(1, 30))
  // Those are entered, and not taken up yet: they count against the total as well.
  deepEqual(await one.takeOver(declarations(31, 31)), { outcome: 'more-than-baseline', figure: 'party' })
  await one.ledger.take()
  deepEqual(await one.takeOver(declarations(31, 31)), { outcome: 'more-than-baseline', figure: 'party' })
  const rest = Array.from({ length: 10 }, (_, at) => declaration(`rest-${at}`, {}))
  deepEqual(await one.takeOver(rest), { outcome: 'taken-over', entered: 10, before: 0 })
  await one.ledger.take()
  const { totals, outcome } = await one.ledger.audit()
  deepEqual([outcome, totals?.baseline.people, totals?.counted.people], ['proved', 10, 40])
})

test('where no earlier total was attested nobody is taken over', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await using bulk = await openBulk({ url: installation.ownerUrl, logger: silent })
  const deps = { bulk, clock: systemClock, timeZone: 'Asia/Shanghai' }
  equal((await takeOver(declarations(1, 1), deps)).outcome, 'no-baseline')
  await crowd(installation, { entries: 1 })
  await ledger.take()
  equal((await takeOver(declarations(1, 1), deps)).outcome, 'more-than-baseline')
})

test('what was taken over is kept as a sum, and a sum that is not so is found', async () => {
  await using one = await openOne()
  await one.takeOver(declarations(1, 10))
  await checkTakenOver(one.installation.db)
  await one.ledger.take()
  await one.takeOver([...declarations(8, 12), declaration('none', {})])
  await checkTakenOver(one.installation.db)
  await one.installation.db.updateTable('ledger.taken_over').set({ people: 12 }).execute()
  await rejects(
    checkTakenOver(one.installation.db),
    (found) => found instanceof Difference && found.place === 'ledger.taken_over',
  )
})

test('whatever stands in an earlier registry goes in as it is: tabs, backslashes, what another program would read as a mark', async () => {
  await using one = await openOne()
  const id = String.raw`old\t1 \N \.`
  const words = 'SAMPLE\n\\.\n\tof \\N and \\x41, \u2028 and 退黨 🕊'
  const [person] = declaration('', { party: true }).version.people
  if (!person) throw new Error('somebody')
  const names = [String.raw`\N`, String.raw`\.`, 'SAMPLE\t林', null]
  const people = names.map((name, at) => ({ ...person, name, position: at + 1 }))
  const { version } = declaration(id, {})
  const whole = { id, received: '2005-03-01' as Day, version: { ...version, people, words } }
  deepEqual(await one.takeOver([whole]), { outcome: 'taken-over', entered: 1, before: 0 })
  deepEqual(await one.takeOver([whole]), { outcome: 'taken-over', entered: 0, before: 1 })
  const { db } = one.installation
  const entry = await db
    .selectFrom('register.entry')
    .select(['words', 'place', 'language', 'vetted', 'counted', 'uncounted_reason'])
    .executeTakeFirst()
  deepEqual(entry, {
    words,
    place: null,
    language: null,
    vetted: false,
    counted: true,
    uncounted_reason: null,
  })
  const lines = await db.selectFrom('register.line').select('name').orderBy('position').execute()
  deepEqual(
    lines.map(({ name }) => name),
    names,
  )
})

test('a line of a file is a declaration, or it is said what is wrong with it, and it is not quoted', () => {
  const line = {
    id: '34433563',
    received: '2005-03-01',
    words: 'SAMPLE. 我退出。',
    language: 'zh-hans',
    people: [
      {
        name: 'SAMPLE 林',
        name_kind: 'pseudonym',
        basis: 'self',
        party: true,
        league: false,
        pioneers: false,
      },
    ],
  }
  const read = readImported(JSON.stringify(line))
  if (typeof read === 'string') throw new Error(read)
  deepEqual(
    [read.id, read.received, read.version.people[0]?.position, read.version.shown],
    ['34433563', '2005-03-01', 1, true],
  )
  const [person] = line.people
  for (const wrong of [
    'SAMPLE',
    '[]',
    JSON.stringify({ ...line, id: '' }),
    JSON.stringify({ ...line, id: 5 }),
    JSON.stringify({ ...line, id: 'old\0' }),
    JSON.stringify({ ...line, id: '\ud800' }),
    JSON.stringify({ ...line, received: '0000-03-01' }),
    JSON.stringify({ ...line, received: '1 March 2005' }),
    JSON.stringify({ ...line, people: [] }),
    JSON.stringify({ ...line, people: 30 }),
    JSON.stringify({ ...line, people: [{ ...person, party: 'yes' }] }),
    JSON.stringify({ ...line, people: [{ ...person, basis: 'dream' }] }),
    JSON.stringify({ ...line, shown: false }),
    JSON.stringify({ ...line, language: 'latin' }),
  ]) {
    const fault = readImported(wrong)
    equal(typeof fault, 'string', wrong)
    equal(String(fault).includes('SAMPLE'), false)
  }
})

async function openOne() {
  await using stack = new AsyncDisposableStack()
  const installation = stack.use(await freshDatabase())
  const ledger = stack.use(await openLedger(installation))
  const { folder } = ledger.deps
  const attested = { asOf: '2026-10-31' as Day, figures: FIGURES, dossier: Buffer.from('SAMPLE') }
  await attestBaseline({ db: installation.db, folder }, attested)
  await ledger.take()
  const bulk = stack.use(await openBulk({ url: installation.ownerUrl, logger: silent }))
  const opened = stack.move()
  return {
    installation,
    ledger,
    takeOver: (some: readonly Imported[]) =>
      takeOver(some, { bulk, clock: systemClock, timeZone: 'Asia/Shanghai' }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

function declarations(from: number, to: number): Imported[] {
  return Array.from({ length: to - from + 1 }, (_, at) => declaration(`old-${from + at}`, { party: true }))
}

function declaration(id: string, left: { party?: boolean }): Imported {
  const person = {
    name: `SAMPLE ${id}`,
    nameKind: 'pseudonym',
    basis: 'self',
    party: false,
    league: false,
    pioneers: false,
  } as const
  return {
    id,
    received: '2005-03-01' as Day,
    version: {
      people: [{ ...person, ...left, position: 1 }],
      words: null,
      place: null,
      language: null,
      shown: true,
      certifiable: false,
    },
  }
}
