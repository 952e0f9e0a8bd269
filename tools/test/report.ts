// One report of all suites, in the words of Node's own: their counts are added up, so that its closing lines, which
// other programs read, speak of the whole run.
import { relative } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { spec, type TestEvent } from 'node:test/reporters'
import { processorTimeOf } from './run-directory.ts'

const COUNTS = ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo', 'duration_ms'] as const
const CLOSING = new RegExp(`^(?:${COUNTS.join('|')}) [\\d.]+$`)
const SLOWEST_SHOWN = 12

type Counts = Record<(typeof COUNTS)[number], number>

/** Writes the report to standard output. Returns the status that the run ends with. */
export async function report(events: AsyncIterable<TestEvent>, directory: string): Promise<number> {
  const outcome = { failed: false, finished: false }
  await pipeline(Readable.from(asOneRun(events, { outcome, directory })), new spec(), process.stdout, {
    end: false,
  })
  return outcome.failed || !outcome.finished ? 1 : 0
}

async function* asOneRun(
  events: AsyncIterable<TestEvent>,
  { outcome, directory }: { outcome: { failed: boolean; finished: boolean }; directory: string },
): AsyncGenerator<TestEvent, void> {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, 0])) as Counts
  const files: { name: string; seconds: number; processor: number }[] = []
  for await (const event of events) {
    const { type, data } = event
    if (type === 'test:complete' && !('entryFile' in data)) {
      files.push({
        name: relative('', data.name),
        seconds: data.details.duration_ms / 1_000,
        processor: processorTimeOf(data.name, directory) ?? 0,
      })
    }
    if (type === 'test:summary' && data.file === undefined) {
      const { passed, ...others } = data.counts
      // Node counts what failed as well; its types do not say so.
      const fail = 'failed' in others ? Number(others.failed) : 0
      add(counts, { ...others, pass: passed, fail, duration_ms: data.duration_ms })
      outcome.failed ||= !data.success
      outcome.finished = true
    }
    if (type === 'test:diagnostic' && data.nesting === 0 && CLOSING.test(data.message)) continue
    yield event
  }
  const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST_SHOWN)
  const all = files.reduce((sum, { processor }) => sum + processor, 0)
  yield saying(`the slowest of ${files.length} files, which took ${all.toFixed(0)} s of a processor:`)
  for (const { name, seconds, processor } of slowest)
    yield saying(`${seconds.toFixed(1)} s (${processor.toFixed(1)} s of a processor) ${name}`)
  for (const name of COUNTS) yield saying(`${name} ${counts[name]}`)
}

function add(counts: Counts, more: Record<string, number>): void {
  for (const name of COUNTS) counts[name] += more[name] ?? 0
}

function saying(message: string): TestEvent {
  return { type: 'test:diagnostic', data: { message, nesting: 0, level: 'info' } }
}
