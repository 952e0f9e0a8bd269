import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { systemClock, withoutMark } from '#basics'
import { type Imported } from '#register'
import { type TakenOver, takeOver } from '#ledger'
import { type Command, readArgs, settings, SETTINGS, UsageError } from './command.ts'
import { readImported } from './imported-line.ts'
import { openAsOwner } from './owner.ts'
import { type Progress, progressOf } from './progress.ts'
import { say } from './say.ts'

/**
 * People who are entered together, but for what the last declaration has more: enough that the disk is waited for seldom, and
 * so few that nobody who wants a number meanwhile waits for long.
 */
const PEOPLE_AT_ONCE = 16_384

export const importCommand: Command = {
  help: `exeunt import <file>

Reads a file with one declaration a line, as JSON:

  {"id": "…", "received": "2005-03-01", "words": "…" or null, "place": null, "language": "zh-hans", "shown": true,
   "people": [{"name": "…" or null, "name_kind": "pseudonym", "basis": "self", "party": true, "league": false,
               "pioneers": true}]}

"id" is what it was called there; none is taken over twice. Every line is looked at before the first is entered: where
one is wrong, it is named and nothing is entered. Each person becomes an entry of the ledger and is taken off the total
that was carried over, in the same batch; of what that total does not have nothing is entered.

Some ${PEOPLE_AT_ONCE.toLocaleString('en')} people are entered at once, all of them or none. Whatever stops it, run it again with the same file: it goes
on where it was. The installation may be open meanwhile, and the ledger takes up what is there.

${SETTINGS}`,
  async run(args, stop) {
    const { names } = readArgs(args, { names: [1, 1] })
    const [file = ''] = names
    const lines = await lookAtAll(file, stop)
    if (stop.aborted) return stopped('nothing was entered')

    const config = settings()
    await using owner = await openAsOwner(config)
    await using bulk = await owner.openBulk()
    const deps = { bulk, clock: systemClock, timeZone: config.timeZone }
    using progress = progressOf({ what: 'declarations', of: lines })
    const done = await enterAll(file, { stop, progress, enter: (some) => takeOver(some, deps) })
    const told = `${done.entered} declarations taken over, ${done.before} had been before, of ${lines}.`
    if (done.entered + done.before < lines) return stopped(told)
    say(told)
    return 0
  },
}

function stopped(told: string): number {
  say(told, 'Stopped. Run it again with the same file: it goes on where it was.')
  return 1
}

const MOST_FAULTS = 5

/** Every line is a declaration, or nothing is entered. Returns how many there are. */
async function lookAtAll(file: string, stop: AbortSignal): Promise<number> {
  using progress = progressOf({ what: 'lines looked at' })
  const faults: string[] = []
  let lines = 0
  for await (const line of linesOf(file)) {
    if (stop.aborted) break
    progress.at((lines += 1))
    const read = readImported(line)
    if (typeof read === 'string' && faults.push(`line ${lines}: ${read}`) >= MOST_FAULTS) break
  }
  if (faults.length > 0) throw new UsageError(`nothing was entered; ${faults.join('; ')}`)
  return lines
}

interface Entering {
  readonly stop: AbortSignal
  readonly progress: Progress
  readonly enter: (some: readonly Imported[]) => Promise<TakenOver>
}

/** Batch after batch, until the file or the operator's patience ends. While one is being entered the next is read. */
async function enterAll(
  file: string,
  { stop, progress, enter }: Entering,
): Promise<{ entered: number; before: number }> {
  let [entered, before] = [0, 0]
  let underWay: Promise<TakenOver> | undefined
  const arrive = async () => {
    const taken = await underWay
    if (!taken) return
    if (taken.outcome !== 'taken-over')
      throw new UsageError(`${reasonOf(taken)} ${entered} were entered before.`)
    entered += taken.entered
    before += taken.before
    progress.at(entered + before)
  }
  try {
    for await (const some of batched(linesOf(file))) {
      await arrive()
      underWay = undefined
      if (stop.aborted) break
      underWay = enter(some)
      // Whoever waits for it is told; until then nobody does.
      underWay.catch(() => {})
    }
    await arrive()
  } finally {
    // Nothing is closed under a batch that is on its way.
    await underWay?.catch(() => {})
  }
  return { entered, before }
}

function reasonOf(taken: Exclude<TakenOver, { outcome: 'taken-over' }>): string {
  if (taken.outcome === 'no-baseline')
    return 'the ledger has no total of an earlier registry: give it with "exeunt baseline", and open the installation once.'
  return `more people are taken over than the total has left (${taken.figure}).`
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, 'utf8')
  try {
    let isFirst = true
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      const text = isFirst ? withoutMark(line) : line
      isFirst = false
      if (text.trim() !== '') yield text
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
      throw new UsageError(`${file} cannot be read (${cause.code})`)
    throw cause
  }
}

/** Batches of as many people, however many are on a declaration. */
async function* batched(lines: AsyncIterable<string>): AsyncGenerator<Imported[]> {
  let some: Imported[] = []
  let people = 0
  for await (const line of lines) {
    const read = readImported(line)
    if (typeof read === 'string')
      throw new UsageError(
        'the file is another than it was when it was looked at: leave it alone, and run this again',
      )
    some.push(read)
    people += read.version.people.length
    if (people < PEOPLE_AT_ONCE) continue
    yield some
    some = []
    people = 0
  }
  if (some.length > 0) yield some
}
