// The ledger's process killed, failed and doubled at every step of its work: never a second history, never a leaf
// lost or doubled, and the next start heals what the last one left.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LedgerError } from '#ledger'
import { readCheckpoint, readNote } from '#proof'
import { check } from '../installation/full-ledger.ts'
import { type LedgerUnderTest, openLedger } from '../installation/ledger.ts'
import { correct, crowd, declare, withdraw } from '../people.ts'
import { freshDatabase, type TestDatabase } from '../template-db.ts'
import { chance } from './chance.ts'
import type { Fault } from './ledger-process.ts'
import { endOf, type Ended } from '../installation/run.ts'

const PROCESS = fileURLToPath(new URL('ledger-process.js', import.meta.url))
const hasStrace = spawnSync('strace', ['-V']).status === 0

test('killed at any step, it goes on from there, and every checkpoint that was ever served is a beginning of the log', async (t) => {
  await using one = await openOne()
  await one.enter()
  const total = Number((await one.run({})).output)
  t.diagnostic(`${total} steps from one start to the next idle moment`)
  assert.ok(total > 40)
  // Each run visits every third step; which third is drawn, and said.
  const dice = chance('kill-ledger')
  for (let killAt = 1 + dice.below(3); killAt <= total; killAt += 3) {
    await one.enter()
    const { signal } = await one.run({ killAt })
    assert.ok(signal === 'SIGKILL' || killAt > total - 12, `step ${killAt} was not reached`)
    one.serve()
    // The second fault meets the healing itself.
    await one.run({ killAt: 1 + (killAt % 23) })
    one.serve()
    await one.heal()
  }
  await one.isInOrder(t)
})

for (const code of ['EIO', 'ENOSPC'] as const) {
  test(`a disk or a database that fails with ${code} at any step stops it, and costs nothing but time`, async (t) => {
    await using one = await openOne()
    await one.enter()
    const total = Number((await one.run({})).output)
    for (let failAt = 1 + chance(`fail-${code}`).below(5); failAt <= total; failAt += 5) {
      await one.enter()
      const { status, output } = await one.run({ failAt, code })
      if (status !== 0) assert.match(output, /^[a-z-]+\n$/, 'what stops it is a trouble of the closed list')
      one.serve()
      await one.heal()
    }
    await one.isInOrder(t)
  })
}

/** The calls by which a file gets to the disk, and its name into a directory. */
const CALLS = ['openat', 'write', 'fsync', 'rename', 'mkdir', 'unlink']

test(
  'with the system calls themselves failing or killing, nothing is different',
  { skip: hasStrace ? false : 'needs strace (Debian: apt install strace)' },
  async (t) => {
    await using one = await openOne()
    const dice = chance('strace')
    const outcomes: string[] = []
    for (const call of CALLS) {
      await one.enter()
      const found = await one.callsOn(call)
      for (const inject of found.length > 0 ? ['error=EIO', 'error=ENOSPC', 'signal=KILL'] : []) {
        await one.enter()
        const when = found[dice.below(found.length)] ?? 1
        const inject1 = `inject=${call}:${inject}:when=${when}`
        const { status, signal } = await one.run({}, [
          'strace',
          '-qq',
          '-o',
          '/dev/null',
          '-e',
          `trace=${call}`,
          '-e',
          inject1,
        ])
        outcomes.push(`${call} ${inject}: ${signal ?? status}`)
        one.serve()
        await one.heal()
      }
    }
    t.diagnostic(outcomes.join(', '))
    assert.ok(
      outcomes.filter((outcome) => !outcome.endsWith(': 0')).length > 8,
      'most of the faults were met',
    )
    await one.isInOrder(t)
  },
)

test('three processes at once, some of them killed, make one history', async (t) => {
  await using one = await openOne()
  const dice = chance('three')
  for (let round = 0; round < 12; round += 1) {
    await one.enter()
    const faults: Fault[] = [{}, { killAt: 1 + dice.below(60) }, { killAt: 1 + dice.below(60) }]
    const ended = await Promise.all(faults.map((fault) => one.run(fault)))
    for (const { output, status } of ended) if (status === 3) assert.match(output, /^[a-z-]+\n$/)
    one.serve()
    await one.heal()
  }
  await one.isInOrder(t)
})

async function openOne() {
  await using stack = new AsyncDisposableStack()
  const installation: TestDatabase = stack.use(await freshDatabase())
  const ledger: LedgerUnderTest = stack.use(await openLedger(installation))
  const served: Uint8Array[] = []
  let entries = 0
  let standing = 0
  const submissions: { submission: string; number: number }[] = []
  // Something published to begin with, so that there are files to be wrong about.
  await crowd(installation, { entries: 250 })
  entries = 250
  standing = 250
  await ledger.take()

  const opened = stack.move()
  return {
    ledger,
    /** A few entries of each kind: what the next batch will have. */
    async enter(): Promise<void> {
      const submission = await declare(installation, { people: [{ party: true }, {}] })
      entries += 1
      standing += 2
      const earlier = submissions.at(-3)
      submissions.push({ submission, number: entries })
      if (!earlier) return
      await correct(installation, earlier.number, { people: [{ party: false }] })
      entries += 1
      const gone = submissions.splice(0, 1)[0]
      if (!gone) return
      await withdraw(installation, gone.submission)
      entries += 1
      standing -= 2
    },
    run(fault: Fault, under: readonly string[] = []): Promise<Ended> {
      const args = [PROCESS, installation.url('exeunt_ledger'), ledger.home, JSON.stringify(fault)]
      const [command = '', ...rest] = [...under, process.execPath, ...args]
      return endOf(spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] }))
    },
    /** At which calls of a kind, counted from 1, the process touches its own files. */
    async callsOn(call: string): Promise<number[]> {
      const trace = join(ledger.home, 'trace')
      await this.run({}, ['strace', '-y', '-qq', '-o', trace, '-e', `trace=${call}`])
      const lines = readFileSync(trace, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith(`${call}(`))
      rmSync(trace)
      return lines.flatMap((line, at) => (line.includes(ledger.home) ? [at + 1] : []))
    },
    /** Whoever fetches the checkpoint now will hold the log to it for ever. */
    serve(): void {
      const note = ledger.deps.folder.get('log/checkpoint')
      if (note && !served.some((one) => Buffer.compare(one, note) === 0)) served.push(note)
    },
    /** The next start, without a fault. It may find the last one's connection still open, for a moment. */
    async heal(): Promise<void> {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await ledger.take()
          break
        } catch (cause) {
          if (attempt === 5 || !(cause instanceof LedgerError)) throw cause
        }
      }
      this.serve()
    },
    async isInOrder(t: { diagnostic(message: string): void }): Promise<void> {
      const { outcome, results, totals } = await ledger.audit({ kept: served })
      assert.deepEqual(
        results.filter((result) => result.outcome !== 'proved'),
        [],
      )
      assert.equal(outcome, 'proved')
      assert.equal(
        totals && totals.counted.people - totals.retracted.people,
        standing,
        'each once, and nobody else',
      )
      const sizes = served.map((note) => readCheckpoint(readNote(note).text).size)
      assert.deepEqual(
        sizes,
        sizes.toSorted((a, b) => a - b),
        'it never went back',
      )
      const { leaves, batches } = await check({ installation, ledger })
      t.diagnostic(`${served.length} checkpoints served, ${leaves} leaves in ${batches} batches`)
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
