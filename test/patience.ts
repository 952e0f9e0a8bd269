// How long a test waits before it says that what it waits for hangs. Limits are written for a quiet machine and are
// stretched by how slow this one is, now and when the run began: a busy machine makes a test slow, and never fail.
import { pbkdf2Sync } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** What the probe takes on the quiet machine (two cores, 2026) that limits are written for. */
const QUIET_MS = { reckoning: 12, writing: 14 }
/** A machine slower than this is broken, and a limit longer than this is none. */
const SLOWEST = 30
/** Load comes and goes within a file: what was measured a moment ago may be twice as slow now. */
const HEADROOM = 2

/** The runner hands down what it measured: a file that begins in a quiet moment of a slow run is patient too. */
let slowest = Math.max(Number(process.env['EXEUNT_TEST_SLOWNESS']) || 1, measureSlowness())

/** What a limit of so many milliseconds on a quiet machine is on this one. */
export function patience(quietMs: number): number {
  return Math.round(quietMs * slowest * HEADROOM)
}

/** How many times slower than a quiet machine this one is at this moment: at least 1. Takes some 25 ms of it. */
export function measureSlowness(): number {
  const reckoningMs = timed(() => {
    for (let round = 0; round < 10; round += 1) pbkdf2Sync('SAMPLE', 'SAMPLE', 8_000, 32, 'sha256')
  })
  const writingMs = timed(() => {
    const path = join(tmpdir(), `exeunt-pace-${process.pid}`)
    const file = fs.openSync(path, 'w')
    for (let block = 0; block < 10; block += 1) {
      fs.writeSync(file, new Uint8Array(8_192))
      fs.fsyncSync(file)
    }
    fs.closeSync(file)
    fs.rmSync(path)
  })
  const measured = Math.max(reckoningMs / QUIET_MS.reckoning, writingMs / QUIET_MS.writing, 1)
  return Math.min(measured, SLOWEST)
}

/** Looks at the machine once more; whether it has become slower, so that whoever waits in vain waits on. */
export function isSlowerNow(): boolean {
  const now = measureSlowness()
  const isSlower = now > slowest
  slowest = Math.max(slowest, now)
  return isSlower
}

/** Something that is not waited for takes so long: a person thinks, a server stays away, a page is kept. */
export function elapse(ms: number): Promise<void> {
  return delay(ms)
}

/** Does something again and again until ended. */
export function again(everyMs: number, work: () => void): { end(): void } {
  const timer = setInterval(work, everyMs)
  return { end: () => clearInterval(timer) }
}

/** Calls `late` unless ended before, on a machine as slow as this one. */
export function within(quietMs: number, late: () => void): { end(): void } {
  const timer = setTimeout(late, patience(quietMs))
  return { end: () => clearTimeout(timer) }
}

function timed(work: () => void): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}
