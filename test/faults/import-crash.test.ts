// Whoever takes an earlier registry over is cut off from the database at each step that she takes, and the command itself is killed.
// However often that happens, with the same file run again everybody is taken over once, and nobody twice.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { type Day, systemClock } from '#basics'
import { type Database, openBulk } from '#db'
import { attestBaseline, checkTakenOver, takeOver } from '#ledger'
import { checkFoundations, type Imported } from '#register'
import { openLedger } from '../installation/ledger.ts'
import { end, endOf } from '../installation/run.ts'
import { openWholeInstallation } from '../installation/whole.ts'
import { importedFile, sampleImported } from '../sample-people.ts'
import { freshDatabase, silent } from '../template-db.ts'
import { becomes } from './becomes.ts'
import { chance } from './chance.ts'

const EACH = 4

test('a batch whose connection breaks at any step is in whole or not at all, and is taken over when it is sent again', async (t) => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const { folder } = ledger.deps
  const figures = { party: 9_000, league: 9_000, pioneers: 9_000, notStated: 9_000, people: 30_000 }
  await attestBaseline(
    { db: installation.db, folder },
    { asOf: '2026-10-31' as Day, figures, dossier: Buffer.from('SAMPLE') },
  )
  await ledger.take()
  let [cut, committed, batches] = [0, 0, 0]
  for (let step = 1; ; step += 1) {
    const batch = sampleImported({ from: batches * EACH, count: EACH })
    const before = await stateOf(installation.db)
    const outcome = await cutOffAt(step, { url: installation.ownerUrl, batch })
    const after = await stateOf(installation.db)
    await isWhole(installation.db, after)
    const isIn = after.imported === before.imported + EACH
    ok(isIn || after.imported === before.imported, 'in whole, or not at all')
    if (outcome === 'cut') cut += 1
    if (outcome === 'cut' && isIn) committed += 1
    if (!isIn) {
      await using bulk = await openBulk({ url: installation.ownerUrl, logger: silent })
      deepEqual(await takeOver(batch, deps(bulk)), { outcome: 'taken-over', entered: EACH, before: 0 })
    }
    batches += 1
    if (outcome === 'arrived') break
  }
  t.diagnostic(`${cut} connections broken, ${committed} of them behind the commit`)
  ok(cut > 20 && committed > 0)
  await isWhole(installation.db, await stateOf(installation.db))
  await ledger.take()
  await checkTakenOver(installation.db)
  equal(await checkFoundations(installation.db), null)
  equal((await ledger.audit()).outcome, 'proved')
})

test('the command that is killed while it enters loses nobody and takes nobody over twice', async (t) => {
  await using installation = await openWholeInstallation({
    demo: false,
    env: { EXEUNT_BATCH_SECONDS: '1', EXEUNT_BATCH_MIN: '1' },
  })
  const declarations = 2_600
  const { text, figures } = importedFile({ from: 0, count: declarations })
  writeFileSync(join(installation.home, 'old.jsonl'), text)
  writeFileSync(join(installation.home, 'dossier.txt'), 'SAMPLE')
  const { party, league, pioneers, notStated, people } = figures
  const given = Object.entries({ people, party, league, pioneers, 'not-stated': notStated }).flatMap(
    ([name, figure]) => [`--${name}`, String(figure)],
  )
  equal((await installation.run('baseline', 'dossier.txt', '--as-of', '2026-11-01', ...given)).status, 0)
  await using owner = installation.openAsOwner()
  await becomes('the log has begun', async () => {
    const { published } = await owner.selectFrom('ledger.head').select('published').executeTakeFirstOrThrow()
    return published > 0
  })
  const dice = chance('import-crash')
  let killed = 0
  for (;;) {
    const known = (await stateOf(owner)).imported
    const child = installation.begin('import', 'old.jsonl')
    const ended = endOf(child)
    let isOver = false
    void ended.then(() => (isOver = true))
    // From the first batch that it brings, at any moment after that.
    const more = known + 1 + dice.below(1_100)
    await becomes('it has entered some', async () => isOver || (await stateOf(owner)).imported >= more)
    if (!isOver) {
      await end(child)
      killed += 1
    }
    const { status, output } = await ended
    await isWhole(owner, await stateOf(owner))
    if (status === null) continue
    equal(status, 0, output)
    break
  }
  t.diagnostic(`killed ${killed} times`)
  ok(killed > 0)
  const { imported, lines } = await stateOf(owner)
  deepEqual([imported, lines], [declarations, people])
  equal(await checkFoundations(owner), null)
  await becomes('all of them are in the ledger', async () => {
    const { number } = await owner.selectFrom('register.covered').select('number').executeTakeFirstOrThrow()
    return number === declarations
  })
  await checkTakenOver(owner)
  const { output, status } = await installation.run('audit', installation.origin)
  ok(status === 0 || status === 3, output)
  ok(!output.includes('FAILED'), output)
})

const deps = (bulk: Awaited<ReturnType<typeof openBulk>>) => ({
  bulk,
  clock: systemClock,
  timeZone: 'Asia/Shanghai',
})

/** Take a batch over, with the connection broken at this step: when a statement is sent, or when it is answered. */
async function cutOffAt(
  cutAt: number,
  { url, batch }: { url: string; batch: readonly Imported[] },
): Promise<'cut' | 'arrived'> {
  let steps = 0
  const prototype = pg.Client.prototype as unknown as { query(this: pg.Client, ...args: unknown[]): unknown }
  const query = Reflect.get(prototype, 'query')
  const step = (client: pg.Client) => {
    steps += 1
    const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection
    if (steps === cutAt) stream.destroy()
  }
  prototype.query = function watched(...args) {
    step(this)
    const answer = query.apply(this, args)
    // Rows that are put in are a stream, whose end is the answer.
    if (answer instanceof Promise) return answer.finally(() => step(this))
    return answer
  }
  try {
    await using bulk = await openBulk({ url, logger: silent })
    const taken = await takeOver(batch, deps(bulk)).catch((cause: unknown) => cause as Error)
    if (taken instanceof Error) ok(steps >= cutAt, taken.message)
    return steps >= cutAt ? 'cut' : 'arrived'
  } finally {
    prototype.query = query
  }
}

interface State {
  readonly entries: number
  readonly lines: number
  readonly imported: number
  readonly last: number
  readonly taken: number
  readonly acted: number
}

/** What has been taken over, by each of the places that know it. */
async function stateOf(db: Database): Promise<State> {
  const { rows } = await sql<State>`
    select (select count(*) from register.entry) as entries, (select count(*) from register.line) as lines,
      (select count(*) from register.imported) as imported, (select last from register.numbering) as last,
      (select people from ledger.taken_over) as taken,
      (select coalesce(sum(split_part(record, '-', 2)::bigint - split_part(record, '-', 1)::bigint + 1), 0)::bigint
        from audit.act where what = 'imported') as acted`.execute(db)
  return rows[0] as State // one row, whatever is there
}

async function isWhole(db: Database, { entries, lines, imported, last, taken, acted }: State): Promise<void> {
  deepEqual(
    { entries, last, acted, taken },
    { entries: imported, last: imported, acted: imported, taken: lines },
  )
  const { rows } = await sql<{ strange: number }>`
    select count(*) as strange from register.line l
    full join register.imported i on i.number = l.declaration where i.number is null or l.declaration is null`.execute(
    db,
  )
  deepEqual(rows, [{ strange: 0 }])
}
