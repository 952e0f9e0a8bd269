import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { systemRandom } from '#basics'
import { type AuditResult, type Leaf, totalOf } from '#proof'
import { freezeSigner, makeNextKey, openSigner, retireKey, type Signer } from '#signer'
import { openLedger, ORIGIN } from '../../test/installation/ledger.ts'
import { correct, crowd, declare, withdraw } from '../../test/people.ts'
import { freshDatabase, type TestDatabase } from '../../test/template-db.ts'
import { LedgerError, type LedgerTrouble, sequence } from './index.ts'

test('each person is one leaf, and a stranger with the public files comes to the same count', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await declare(installation, { people: [{ party: true }, {}, { league: false }] })
  await declare(installation, { people: [{ pioneers: true }], shown: false })
  await declare(installation, { people: [{}], counted: false })
  await ledger.take()
  deepEqual(kindsOf(await ledger.leaves()), ['baseline', 'add', 'add', 'add', 'add', 'channels'])
  const verdict = await ledger.audit()
  deepEqual([verdict.outcome, faults(verdict.results)], ['proved', []])
  deepEqual(verdict.totals?.counted, { party: 1, league: 3, pioneers: 1, notStated: 1, people: 4 })
  equal(await coveredBy(installation), 3)
})

test('who withdrew is taken off, and nobody can tell from the log whose leaf it was', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const hers = await declare(installation, { people: [{ party: true }, {}] })
  await declare(installation, { people: [{ party: true }] })
  await ledger.take()
  await withdraw(installation, hers)
  await ledger.take()
  const verdict = await ledger.audit()
  equal(verdict.outcome, 'proved')
  equal(verdict.totals && totalOf(verdict.totals).people, 1)
  deepEqual(verdict.totals?.channels, [{ channel: 'web', grade: 'direct', counted: 3, retracted: 2 }])
  for (const leaf of await ledger.leaves()) {
    if (leaf.kind !== 'retract') continue
    equal(leaf.reason, 'withdrawn')
    ok(typeof leaf.target !== 'number')
  }
})

test('a correction amends everybody who stands, and moves who had left something else', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await declare(installation, { people: [{ party: true }, {}] })
  await ledger.take()
  await correct(installation, 1, { people: [{ party: false }], words: null })
  await ledger.take()
  deepEqual(
    kindsOf(await ledger.leaves())
      .slice(4)
      .toSorted(),
    ['amend', 'restate'],
  )
  const verdict = await ledger.audit()
  equal(verdict.outcome, 'proved')
  deepEqual(verdict.totals?.counted, { party: 0, league: 2, pioneers: 0, notStated: 0, people: 2 })
})

test('who declares, is corrected twice and withdraws within one batch is counted and taken off in that order', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const hers = await declare(installation, { people: [{ party: true }] })
  await correct(installation, 1, { people: [{ party: false }] })
  await correct(installation, 1, { people: [{ party: false, pioneers: true }] })
  await withdraw(installation, hers)
  await ledger.take()
  deepEqual(kindsOf(await ledger.leaves()), ['baseline', 'add', 'restate', 'restate', 'retract', 'channels'])
  const verdict = await ledger.audit()
  deepEqual([verdict.outcome, verdict.totals && totalOf(verdict.totals).people], ['proved', 0])
})

test('an earlier total is the first leaf, is shown apart, and cannot come later', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const baseline = { party: 5, league: 3, pioneers: 2, not_stated: 1, people: 10, as_of: '2026-10-31' }
  await installation.db
    .insertInto('ledger.baseline')
    .values({ ...baseline, dossier: Buffer.alloc(32, 7) })
    .execute()
  await ledger.take()
  const [first] = await ledger.leaves()
  ok(first?.kind === 'baseline' && first.asOf === '2026-10-31' && first.figures.people === 10)
  await rejects(
    installation.db
      .insertInto('ledger.baseline')
      .values({ ...baseline, single: false, dossier: Buffer.alloc(32) })
      .execute(),
    /the ledger has begun/,
  )
  await crowd(installation, { entries: 3, each: 2 })
  await ledger.take()
  const { totals, outcome } = await ledger.audit()
  deepEqual([outcome, totals?.baseline.people, totals?.counted.people], ['proved', 10, 6])
})

test('people taken over from the earlier registry are taken off its total, to the last one', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const baseline = { party: 60, league: 40, pioneers: 40, not_stated: 30, people: 100, as_of: '2026-10-31' }
  await installation.db
    .insertInto('ledger.baseline')
    .values({ ...baseline, dossier: Buffer.alloc(32, 7) })
    .execute()
  await crowd(installation, { entries: 20 })
  await crowd(installation, { entries: 20, channel: 'import' })
  await ledger.take()
  const { totals, outcome } = await ledger.audit()
  equal(outcome, 'proved')
  deepEqual(
    [totals && totalOf(totals).people, totals?.baseline.people, totals?.counted.people],
    [120, 80, 40],
  )
  deepEqual(totals?.channels, [
    { channel: 'import', grade: 'carried', counted: 20, retracted: 0 },
    { channel: 'web', grade: 'direct', counted: 20, retracted: 0 },
  ])
})

test('more than the earlier total cannot be taken over: the ledger stops and says so', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await crowd(installation, { entries: 1, channel: 'import' })
  await isTroubled(ledger.take(), 'not-in-order')
  equal(await coveredBy(installation), 0)
})

test('two sequencers at once make one history', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  for (let round = 0; round < 10; round += 1) {
    await crowd(installation, { entries: 20 })
    const all = await Promise.allSettled([ledger.take(), ledger.take(), ledger.take()])
    // One that loses a race may find the others' files half way, and looks again; it never goes on from there.
    for (const one of all) if (one.status === 'rejected') ok(one.reason instanceof LedgerError)
    await ledger.take()
  }
  const verdict = await ledger.audit()
  deepEqual([verdict.outcome, verdict.totals?.counted.people], ['proved', 200])
})

test('a further key is announced in the log by the old one, and takes over without another history', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const directory = join(ledger.home, 'signer')
  await crowd(installation, { entries: 3 })
  await ledger.take()
  const kept = ledger.deps.folder.get('log/checkpoint') ?? new Uint8Array(0)
  equal(await makeNextKey(directory, systemRandom), 'made')
  await crowd(installation, { entries: 3 })
  await ledger.take()
  const [old = '', next = ''] = (await ledger.deps.signer.state()).vkeys
  deepEqual(
    (await ledger.leaves()).flatMap((leaf) => (leaf.kind === 'key' ? [leaf.vkey] : [])),
    [next],
  )
  equal(text(ledger.deps.folder.get('log/vkey')), `${old}\n${next}\n`)
  await retireKey(directory)
  await crowd(installation, { entries: 3 })
  await ledger.take()
  equal(text(ledger.deps.folder.get('log/vkey')), `${next}\n`)
  const verdict = await ledger.audit()
  deepEqual([verdict.outcome, verdict.announcedKeys], ['proved', [next]])
  equal(verdict.checkpoint?.origin, ORIGIN)
  ok(kept.length > 0)
})

test('a frozen signer ends the ledger: what is published stays, and nothing is added', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await crowd(installation, { entries: 3 })
  await ledger.take()
  freezeSigner(join(ledger.home, 'signer'))
  await crowd(installation, { entries: 3 })
  await isTroubled(ledger.take(), 'frozen')
  equal((await ledger.audit()).totals?.counted.people, 3)
  equal(await coveredBy(installation), 3)
})

test('an old backup of the database is noticed by the signer and by the files, and no second history begins', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await crowd(installation, { entries: 5 })
  await ledger.take()
  await using old = await freshDatabase()
  await crowd(old, { entries: 5 })
  const restored = { db: old.openAs('exeunt_ledger') }
  await isTroubled(ledger.take(restored), 'database-behind')

  const forgetful = openSigner({ directory: join(ledger.home, 'new-signer'), origin: ORIGIN })
  await isTroubled(ledger.take({ ...restored, signer: forgetful }), 'files-ahead')
  await isTroubled(ledger.take({ signer: forgetful }), 'other-key')
  equal((await ledger.audit()).outcome, 'proved')
})

test('an old backup of files and signer, beside a newer database, goes on where the database is', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await crowd(installation, { entries: 300 })
  await ledger.take()
  const [signer, backup] = [join(ledger.home, 'signer'), join(ledger.home, 'backup')]
  await cp(signer, backup, { recursive: true })
  await crowd(installation, { entries: 300 })
  await ledger.take()
  await rm(signer, { recursive: true })
  await cp(backup, signer, { recursive: true })
  await crowd(installation, { entries: 5 })
  await ledger.take()
  equal((await ledger.audit()).totals?.counted.people, 605, 'the signer was shown that it continues')

  await rm(join(ledger.home, 'public', 'log', 'checkpoint'))
  await isTroubled(ledger.take(), 'files-damaged')
})

test('a published tile that was changed stops the ledger before anything is built on it', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await crowd(installation, { entries: 5 })
  await ledger.take()
  const { folder } = ledger.deps
  const [path, tile] = ['log/tile/0/000.p/7', folder.get('log/tile/0/000.p/7') ?? new Uint8Array(0)]
  folder.put(new Map([[path, Uint8Array.from(tile).with(3, 9)]]))
  await crowd(installation, { entries: 5 })
  await isTroubled(ledger.take(), 'files-damaged')
  folder.put(new Map([[path, tile]]))
  await ledger.take()
  equal((await ledger.audit()).totals?.counted.people, 10)
})

test('a row that was changed between staging and signing is not signed', async () => {
  await using installation = await freshDatabase()
  const away: Signer = {
    state: () => openSigner({ directory: '/nowhere', origin: ORIGIN }).state(),
    sign: () => Promise.reject(new Error('not now')),
  }
  await using ledger = await openLedger(installation)
  const signer: Signer = { ...away, state: () => ledger.deps.signer.state() }
  await crowd(installation, { entries: 5 })
  await rejects(ledger.take({ signer }), /not now/)
  await sql`alter table ledger.leaf disable trigger all`.execute(installation.db)
  const flip = () =>
    sql`update ledger.leaf set bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) where index = 3`.execute(
      installation.db,
    )
  await flip()
  await isTroubled(ledger.take(), 'not-in-order')
  await flip()
  await ledger.take()
  equal((await ledger.audit()).outcome, 'proved')
})

test('nothing due, nothing done', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  equal(await sequence(ledger.deps), false)
  equal(ledger.deps.folder.get('log/checkpoint'), undefined)
})

test('the ledger can append, and neither change nor take back what it appended', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await crowd(installation, { entries: 5 })
  await ledger.take()
  for (const table of ['batch', 'leaf', 'key', 'identity']) {
    const name = sql.table(`ledger.${table}`)
    await rejects(sql`delete from ${name}`.execute(ledger.deps.db), /permission denied/)
    await rejects(sql`delete from ${name}`.execute(installation.db), /append-only/)
    await rejects(sql`truncate ${name}`.execute(installation.db), /append-only/)
  }
  await rejects(sql`delete from ledger.opening`.execute(ledger.deps.db), /permission denied/)
  for (const role of ['exeunt_site', 'exeunt_desk', 'exeunt_work'] as const) {
    for (const table of ['leaf', 'opening'])
      await rejects(
        sql`select from ${sql.table(`ledger.${table}`)}`.execute(installation.openAs(role)),
        /permission denied/,
        role,
      )
  }
})

/** Without the notes of how far the acts go: whoever agreed to something here left some. */
function kindsOf(leaves: readonly Leaf[]): string[] {
  return leaves.map(({ kind }) => kind).filter((kind) => kind !== 'note')
}

async function isTroubled(taking: Promise<void>, code: LedgerTrouble): Promise<void> {
  await rejects(
    taking,
    (error) => error instanceof LedgerError && error.code === code && !error.message.includes('\n'),
    code,
  )
}

function faults(results: readonly AuditResult[]): readonly AuditResult[] {
  return results.filter(({ outcome }) => outcome !== 'proved')
}

async function coveredBy(installation: TestDatabase): Promise<number> {
  const { number } = await installation.db
    .selectFrom('register.covered')
    .select('number')
    .executeTakeFirstOrThrow()
  return number
}

function text(file: Uint8Array | undefined): string {
  return Buffer.from(file ?? []).toString('utf8')
}
