import { deepEqual, doesNotThrow, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { becomes } from '../../test/faults/becomes.ts'
import { openLedger } from '../../test/installation/ledger.ts'
import { crowd } from '../../test/people.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { clockGuard } from './clock-guard.ts'
import { type LedgerError, runLedger } from './index.ts'

const HOUR = 60 * 60_000
const NOON = Date.parse('2026-11-20T04:00:00Z')
const jumped = (cause: unknown) => (cause as LedgerError).code === 'clock-jumped'

test('a clock that runs with the stopwatch and the database is believed, and one that is set is not until it is set back', () => {
  let [wall, mono] = [NOON, 0]
  const guard = clockGuard(
    () => new Date(wall),
    () => mono,
  )
  const at = (database = wall, newest: number | null = null) =>
    guard({ database: new Date(database), newest: newest === null ? null : new Date(newest) })
  doesNotThrow(at)
  wall += 9 * HOUR
  mono += 9 * HOUR
  doesNotThrow(at, 'nine hours later it is nine hours later')
  for (const step of [10 * 24 * HOUR, -HOUR]) {
    wall += step
    throws(at, jumped)
    wall -= step
    doesNotThrow(at)
  }
  throws(() => at(wall - HOUR), jumped, 'the database has another time')
  throws(() => at(wall, wall + HOUR), jumped, 'a batch of later than now')
  doesNotThrow(() => at(wall, wall - 30 * 24 * HOUR), 'an installation that was closed for a month')
  doesNotThrow(() => at(wall + 1_000, wall + 1_000), 'seconds are nothing')
})

test('a clock that is ten days ahead for seconds closes no day, says why, and later decisions are taken up', async () => {
  await using installation = await freshDatabase()
  let aheadMs = 0
  const clock = () => new Date(Date.now() + aheadMs)
  await using ledger = await openLedger(installation, { clock })
  const said: string[] = []
  const logger = { ...ledger.deps.logger, error: (word: string) => said.push(word) }
  const stop = new AbortController()
  const running = runLedger({ ...ledger.deps, logger: logger }, stop.signal)
  const rows = async () => {
    const { rows: found } = await sql<{ published: number; trouble: string | null; days: number }>`
      select published, trouble, (select count(*)::int from ledger.leaf where kind = 'day') as days
      from ledger.head`.execute(installation.db)
    return found[0] ?? { published: 0, trouble: '', days: 0 }
  }
  await crowd(installation, { entries: 2 })
  await becomes('taken up', async () => (await rows()).published > 0)
  const { published } = await rows()

  aheadMs = 10 * 24 * HOUR
  await crowd(installation, { entries: 2 })
  await becomes('refused', async () => (await rows()).trouble === 'clock-jumped')
  deepEqual([(await rows()).published, (await rows()).days], [published, 0])
  equal(said.filter((word) => word.startsWith('ledger.stopped clock-jumped')).length, 1, 'said once')

  aheadMs = 0
  await becomes('taken up again', async () => (await rows()).published > published)
  deepEqual([(await rows()).trouble, (await rows()).days], [null, 0])
  stop.abort()
  await running
})
