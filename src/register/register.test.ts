import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type PublicVersion } from '#review'
import { accept, type AcceptedRow } from '../../test/approved.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { lastNumber, listEntries, numberByCode, numberOf, readEntry } from './index.ts'
import { enterAccepted } from '../../test/installation/worker.ts'

const LINE = {
  position: 1,
  name: 'SAMPLE Lin',
  nameKind: 'pseudonym',
  basis: 'self',
  party: true,
  league: false,
  pioneers: false,
} as const
const VERSION: PublicVersion = {
  people: [LINE],
  words: 'SAMPLE. I leave.',
  place: 'CN-SC',
  language: 'en',
  shown: true,
  certifiable: false,
}
const TWO: PublicVersion = {
  ...VERSION,
  people: [LINE, { ...LINE, position: 2, name: 'SAMPLE Mei', basis: 'relative' }],
}

test('a declaration stands under the next number, with its people and its words', async () => {
  await using register = await openRegister()
  await register.enter(register.declare(VERSION))
  await register.enter(register.declare(TWO))
  equal(await lastNumber(register.site), 2)
  const entry = await readEntry(register.site, 2)
  deepEqual(
    entry?.lines.map((line) => [line.position, line.name, line.basis]),
    [
      [1, 'SAMPLE Lin', 'self'],
      [2, 'SAMPLE Mei', 'relative'],
    ],
  )
  equal(entry?.words, 'SAMPLE. I leave.')
})

test('a correction is a later entry: the earlier one shows what stands now, and says so', async () => {
  await using register = await openRegister()
  await register.enter(register.declare(TWO))
  const mended = { ...LINE, position: 2, name: null, league: true }
  await register.enter({
    kind: 'correction',
    refers_to: 1,
    version: { ...VERSION, words: 'SAMPLE. ▇▇', people: [mended] },
  })
  const entry = await readEntry(register.site, 1)
  equal(entry?.words, 'SAMPLE. ▇▇')
  deepEqual(
    entry?.lines.map((line) => [line.name, line.league]),
    [
      ['SAMPLE Lin', false],
      [null, true],
    ],
  )
  deepEqual(
    entry?.later.map(({ number, kind }) => [number, kind]),
    [[2, 'correction']],
  )
  const correction = await readEntry(register.site, 2)
  deepEqual([correction?.kind, correction?.refersTo, correction?.words], ['correction', 1, null])

  await register.enter({
    kind: 'correction',
    refers_to: 1,
    version: { ...VERSION, words: null, people: [mended] },
  })
  const about = async (number: number) =>
    (await readEntry(register.site, number))?.later.map((one) => one.number)
  deepEqual(
    [await about(1), await about(2), await about(3)],
    [[2, 3], [3], [2]],
    'the chain, from wherever one looks',
  )
})

test('a withdrawn declaration keeps its number and shows neither its words nor its names', async () => {
  await using register = await openRegister()
  const declared = register.declare(TWO)
  await register.enter(declared)
  await register.enter({ kind: 'withdrawal', submission: declared.submission, version: null })
  const entry = await readEntry(register.site, 1)
  equal(entry?.words, null)
  deepEqual(
    entry?.lines.map((line) => line.withdrawn),
    [true, true],
  )
  const [withdrawal, declaration] = await listEntries(register.site, { before: 3, size: 10 })
  deepEqual([withdrawal?.kind, withdrawal?.refersTo, withdrawal?.people], ['withdrawal', 1, 2])
  deepEqual([declaration?.number, declaration?.names, declaration?.words], [1, [], null])
})

test('what is only counted shows nobody and nothing', async () => {
  await using register = await openRegister()
  await register.enter(
    register.declare({ ...VERSION, shown: false, words: null, people: [{ ...LINE, name: null }] }),
  )
  const [entry] = await listEntries(register.site, { before: 2, size: 1 })
  deepEqual([entry?.shown, entry?.people, entry?.names, entry?.words], [false, 1, [], null])
})

test('the same acceptance is entered once, whatever was repeated', async () => {
  await using register = await openRegister()
  const declared = register.declare(VERSION)
  await register.enter(declared)
  await register.enter(declared)
  equal(await lastNumber(register.site), 1)
})

test('a correction of a declaration that is not there, or of a person who is not on it, is not entered', async () => {
  await using register = await openRegister()
  await register.enter({ kind: 'correction', refers_to: 9, version: VERSION })
  await register.enter(register.declare(VERSION))
  await register.enter({
    kind: 'correction',
    refers_to: 1,
    version: { ...VERSION, people: [{ ...LINE, position: 2 }] },
  })
  equal(await lastNumber(register.site), 1)
})

test('a rollback leaves no hole in the numbers', async () => {
  await using register = await openRegister()
  await register.enter(register.declare(VERSION))
  // The second entry's lines cannot be written; its number must not be spent.
  await sql`create function register.fail() returns trigger language plpgsql as $$ begin raise exception 'injected'; end $$`.execute(
    register.owner,
  )
  await sql`create trigger fail before insert on register.line execute function register.fail()`.execute(
    register.owner,
  )
  await rejects(register.enter(register.declare(VERSION)), /injected/)
  await sql`drop trigger fail on register.line`.execute(register.owner)
  await register.takeAgain()
  deepEqual(
    (await listEntries(register.site, { before: 99, size: 9 })).map((entry) => entry.number),
    [2, 1],
  )
})

test('whoever follows the register stops before an entry that cannot be seen yet, and goes on when it can', async () => {
  await using register = await openRegister()
  await register.fill(4)
  await sql`alter table register.entry disable trigger append_only; delete from register.entry where number = 3`.execute(
    register.owner,
  )
  const prefix = async (after: number) => {
    const { rows } = await sql<{ last: number }>`select register.prefix(${after}) as last`.execute(
      register.worker,
    )
    return rows[0]?.last
  }
  deepEqual([await prefix(0), await prefix(1), await prefix(2)], [2, 2, 2])
  await sql`
    insert into register.entry (number, kind, day, received, channel, vetted, counted, shown, certifiable)
    values (3, 'declaration', '2026-11-20', '2026-11-20', 'web', true, true, true, false)`.execute(
    register.owner,
  )
  deepEqual([await prefix(0), await prefix(2), await prefix(4)], [4, 4, 4])
})

test('the site learns a number for one submission, and cannot list whose is whose', async () => {
  await using register = await openRegister()
  const declared = register.declare(VERSION)
  await register.enter(declared)
  const hash = await wayBack(register, declared)
  equal(await numberByCode(register.site, hash), 1)
  equal(await numberByCode(register.site, randomBytes(32)), null)
  await rejects(numberOf(register.site, declared.submission), /permission denied/)
  await rejects(register.site.selectFrom('intake.return_code').select('hash').execute(), /permission denied/)
  await rejects(register.site.selectFrom('register.provenance').selectAll().execute(), /permission denied/)
  await rejects(register.site.selectFrom('register.entry').select('received').execute(), /permission denied/)
})

test('the world sees no entry that no checkpoint covers, and the staff sees it', async () => {
  await using register = await openRegister()
  const [first, second] = [register.declare(VERSION), register.declare(TWO)]
  await register.enter(first)
  await register.enter(second)
  await register.cover(1)
  const { site } = register
  equal(await lastNumber(site), 1)
  equal(await readEntry(site, 2), undefined)
  deepEqual(
    (await listEntries(site, { before: 9, size: 9 })).map(({ number }) => number),
    [1],
  )
  const numbers = [first, second].map(async (declared) =>
    numberByCode(site, await wayBack(register, declared)),
  )
  deepEqual(await Promise.all(numbers), [1, null])
  deepEqual(await site.selectFrom('register.line').select('number').execute(), [{ number: 1 }])
  equal((await readEntry(register.desk, 2))?.lines.length, 2)
  await register.cover(2)
  equal((await readEntry(site, 2))?.words, VERSION.words)
})

test('whoever wants her name off the page does not wait for a checkpoint: it is off at once, and counted as before', async () => {
  for (const change of ['correction', 'withdrawal'] as const) {
    await using register = await openRegister()
    const declared = register.declare(TWO)
    await register.enter(declared)
    const hidden = { ...VERSION, words: 'SAMPLE. ▇▇', people: [{ ...LINE, name: 'SAMPLE L.' }] }
    await register.enter(
      change === 'correction'
        ? { kind: 'correction', refers_to: 1, version: hidden }
        : { kind: 'withdrawal', submission: declared.submission, version: null },
    )
    await register.cover(1)
    const [entry] = await listEntries(register.site, { before: 9, size: 9 })
    deepEqual([entry?.names, entry?.words, entry?.place, entry?.withdrawn], [[], null, null, false], change)
    const page = await readEntry(register.site, 1)
    deepEqual([page?.changing, page?.words, page?.later], [true, null, []])
    deepEqual(
      page?.lines.map(({ name, withdrawn }) => [name, withdrawn]),
      [
        [null, false],
        [null, false],
      ],
    )
    await register.cover(2)
    const after = await readEntry(register.site, 1)
    equal(after?.changing, false)
    equal(after?.later.length, 1)
    if (change === 'correction')
      deepEqual(
        after?.lines.map(({ name }) => name),
        ['SAMPLE L.', 'SAMPLE Mei'],
      )
    else
      deepEqual(
        after?.lines.map(({ withdrawn }) => withdrawn),
        [true, true],
      )
  }
})

test('an entry is found in a large register without reading the rest of it', async () => {
  await using register = await openRegister()
  await register.fill(20_000)
  for (const view of ['standing_entry', 'standing_line', 'summary']) {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select * from ${sql.table(`register.${view}`)} where number = ${7}`.execute(register.site)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    ok(!plan.includes('Seq Scan on entry') && !plan.includes('Seq Scan on line'), `${view}:\n${plan}`)
  }
})

test('a line lies with the declaration that its entry is about, and with no other', async () => {
  await using register = await openRegister()
  await register.fill(2)
  const add = (declaration: number, number: number) => sql`
    insert into register.line (declaration, number, position, name_kind, basis, party, league, pioneers)
    values (${declaration}, ${number}, 2, 'real', 'self', true, true, true)`
  await rejects(add(1, 2).execute(register.worker), /a line of another declaration/)
  await add(2, 2).execute(register.worker)
})

test('nobody changes an entry, not the worker that makes them and not the owner', async () => {
  await using register = await openRegister()
  await register.enter(register.declare(VERSION))
  for (const table of ['entry', 'line', 'provenance', 'withdrawn_line']) {
    const name = sql.table(`register.${table}`)
    await rejects(sql`delete from ${name}`.execute(register.worker), /permission denied/)
    await rejects(sql`delete from ${name}`.execute(register.owner), /append-only/)
    await rejects(sql`truncate ${name}`.execute(register.owner), /append-only/)
  }
})

async function openRegister() {
  const installation = await freshDatabase()
  const worker = installation.openAs('exeunt_work')
  const take = () => enterAccepted(installation)
  /** As the ledger does, once a published checkpoint covers the entries up to this one; all of them, if none is named. */
  const cover = async (upTo?: number) => {
    const number = upTo ?? (await lastNumber(installation.db))
    await installation.db.updateTable('register.covered').set({ number }).execute()
  }
  return {
    owner: installation.db,
    worker,
    site: installation.openAs('exeunt_site'),
    desk: installation.openAs('exeunt_desk'),
    /** So many entries of one person each, without asking anybody. */
    async fill(entries: number) {
      await sql`
        insert into register.entry (number, kind, day, received, channel, vetted, counted, shown, certifiable)
        select number, 'declaration', '2026-11-20', '2026-11-20', 'web', true, true, true, false
        from generate_series(1, ${entries}) number`.execute(installation.db)
      await sql`
        insert into register.line (declaration, number, position, name, name_kind, basis, party, league, pioneers)
        select number, number, 1, 'SAMPLE', 'pseudonym', 'self', true, false, false from generate_series(1, ${entries}) number`.execute(
        installation.db,
      )
      await sql`analyze register.entry, register.line, register.withdrawn_line`.execute(installation.db)
      await cover(entries)
    },
    declare: (version: PublicVersion) => ({
      kind: 'declaration',
      submission: randomUUID(),
      version: { ...version, counted: true },
    }),
    async enter(row: AcceptedRow) {
      await accept(installation, row)
      await take()
      await cover()
    },
    cover,
    async takeAgain() {
      await take()
      await cover()
    },
    [Symbol.asyncDispose]: () => installation[Symbol.asyncDispose](),
  }
}

/** Give the sender of a declaration a return code; its hash. */
async function wayBack(
  { owner }: Pick<Awaited<ReturnType<typeof openRegister>>, 'owner'>,
  { submission }: { submission: string },
): Promise<Uint8Array> {
  const hash = randomBytes(32)
  await sql`insert into intake.return_code values (${hash}, ${submission}, ${randomBytes(1216)})`.execute(
    owner,
  )
  return hash
}
