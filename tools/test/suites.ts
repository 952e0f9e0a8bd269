// Runs files of tests, and waits for none of them without end: each test, each file and the whole run has a limit,
// stretched by how slow the machine is. What hangs is named and ended, and the run goes on with the next file.
import { relative, resolve } from 'node:path'
import { run } from 'node:test'
import type { TestEvent } from 'node:test/reporters'
import { patience } from '../../test/patience.ts'
import { described, endUnder, runningOn } from './left-running.ts'
import { directoryOf } from './run-directory.ts'

export interface Suite {
  readonly files: readonly string[]
  readonly atOnce: number
  readonly flags: readonly string[]
}

export interface Limits {
  readonly testMs: number
  readonly fileMs: number
  readonly runMs: number
}

export interface Options {
  /** The temporary directory of the run. */
  readonly directory: string
  readonly stop: AbortSignal
  readonly limits?: Limits
}

const MINUTE = 60_000
/** However slow the machine: who has every change tested allows an hour and a half, the set-up included. */
const RUN_MOST_MS = 75 * MINUTE
const LOOK_EVERY_MS = 500
const PRELUDE = `--import=${import.meta.resolve('./file.ts')}`

/** More than the longest test, file and run take on a quiet machine. */
function usualLimits(): Limits {
  return {
    testMs: patience(3 * MINUTE),
    fileMs: patience(5 * MINUTE),
    runMs: Math.min(patience(15 * MINUTE), RUN_MOST_MS),
  }
}

/** The events of all suites, one suite after another, as one stream; with a summary for each suite. */
export async function* runSuites(
  suites: readonly Suite[],
  { directory, stop, limits = usualLimits() }: Options,
): AsyncGenerator<TestEvent, void> {
  const overall = AbortSignal.any([stop, AbortSignal.timeout(limits.runMs)])
  for (const { files, atOnce, flags } of suites) {
    if (files.length === 0 || overall.aborted) continue
    const watched = watch({ directory, fileMs: limits.fileMs })
    const events = run({
      files: files.map((file) => resolve(file)),
      concurrency: atOnce,
      // Nor is another file begun when the run is over.
      signal: overall,
      // What a failed test left open keeps no file from ending; what it left running is named by the prelude.
      forceExit: true,
      execArgv: [...flags, PRELUDE, '--test-force-exit', `--test-timeout=${limits.testMs}`],
    })
    try {
      yield* untilAborted(events, { overall, watched })
    } finally {
      watched.end()
    }
    if (overall.aborted) {
      const why = stop.aborted ? 'was stopped' : `took longer than ${inMinutes(limits.runMs)}`
      complain(`The run ${why}; under way was:\n${watched.underWay()}`)
      endUnder(directory)
      for (const file of watched.files()) endFile(file, directory)
    }
  }
}

async function* untilAborted(
  events: AsyncIterable<TestEvent>,
  { overall, watched }: { overall: AbortSignal; watched: Watch },
): AsyncGenerator<TestEvent, void> {
  const aborted = new Promise<'aborted'>((resolve) =>
    overall.addEventListener('abort', () => resolve('aborted'), { once: true }),
  )
  const iterator = events[Symbol.asyncIterator]()
  for (;;) {
    const next = await Promise.race([iterator.next(), aborted])
    if (next === 'aborted' || next.done) return
    watched.see(next.value)
    yield next.value
  }
}

interface Watch {
  see(event: TestEvent): void
  files(): string[]
  underWay(): string
  end(): void
}

/** Knows which files and tests are under way, and ends a file that takes too long. */
function watch({ directory, fileMs }: { directory: string; fileMs: number }): Watch {
  const begun = new Map<string, { at: number; tests: Map<number, string>; ended?: true }>()
  const timer = setInterval(() => {
    for (const [file, { at, tests, ended }] of begun) {
      if (ended || performance.now() - at < fileMs) continue
      begun.set(file, { at, tests, ended: true })
      const left = endFile(file, directory)
      complain(`${told(file, tests)} took longer than ${inMinutes(fileMs)}, and was ended:\n${left}`)
    }
  }, LOOK_EVERY_MS)
  return {
    see({ type, data }) {
      if (type !== 'test:dequeue' && type !== 'test:complete') return
      const { entryFile, testId }: { entryFile?: string; testId: number } = data
      if (entryFile === undefined) {
        if (type === 'test:dequeue') begun.set(data.name, { at: performance.now(), tests: new Map() })
        else begun.delete(data.name)
      } else if (type === 'test:dequeue') begun.get(entryFile)?.tests.set(testId, data.name)
      else begun.get(entryFile)?.tests.delete(testId)
    },
    files: () => [...begun.keys()],
    underWay: () => [...begun].map(([file, { tests }]) => `  ${told(file, tests)}`).join('\n'),
    end: () => clearInterval(timer),
  }
}

function endFile(file: string, directory: string): string {
  const own = runningOn(file)
  for (const { pid } of own) process.kill(pid, 'SIGKILL')
  return described([...own, ...endUnder(directoryOf(file, directory))])
}

function told(file: string, tests: ReadonlyMap<number, string>): string {
  return [relative('', file), ...[...tests.values()].map((name) => `"${name}"`)].join(', ')
}

function inMinutes(ms: number): string {
  return ms < MINUTE ? `${Math.round(ms / 1_000)} seconds` : `${Math.round(ms / MINUTE)} minutes`
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`)
}
