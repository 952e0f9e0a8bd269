import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { systemClock, withoutMark } from '#basics'
import { type Imported } from '#register'
import { type TakenOver, takeOver } from '#ledger'
import { type Command, readArgs, settings, SETTINGS, UsageError } from './command.ts'
import { readImported } from './imported-line.ts'
import { openAsOwner } from './owner.ts'
import { say } from './say.ts'

/** Declarations that are entered together: a file of millions must not hold the register's numbers for long. */
const AT_ONCE = 500

export const importCommand: Command = {
  help: `exeunt import <file>

Reads a file with one declaration a line, as JSON:

  {"id": "…", "received": "2005-03-01", "words": "…" or null, "place": null, "language": "zh-hans", "shown": true,
   "people": [{"name": "…" or null, "name_kind": "pseudonym", "basis": "self", "party": true, "league": false,
               "pioneers": true}]}

"id" is what it was called there; none is taken over twice, so a file can be read again after it was interrupted.
Every line is looked at before the first is entered. Each person becomes an entry of the ledger and is taken off the
total that was carried over, in the same batch; of what that total does not have nothing is entered.

${SETTINGS}`,
  async run(args, stop) {
    const { names } = readArgs(args, { names: [1, 1] })
    const [file = ''] = names
    const faults: string[] = []
    let lines = 0
    for await (const line of linesOf(file)) {
      lines += 1
      const read = readImported(line)
      if (typeof read === 'string' && faults.push(`line ${lines}: ${read}`) >= MOST_FAULTS) break
    }
    if (faults.length > 0) throw new UsageError(`nothing was entered; ${faults.join('; ')}`)

    const config = settings()
    await using owner = await openAsOwner(config)
    const deps = { db: owner.db, clock: systemClock, timeZone: config.timeZone }
    let [entered, before] = [0, 0]
    for await (const some of chunked(linesOf(file))) {
      if (stop.aborted) break
      const taken = await takeOver(some, deps)
      if (taken.outcome !== 'taken-over')
        throw new UsageError(`${reasonOf(taken)} ${entered} were entered before.`)
      entered += taken.entered
      before += taken.before
      if (process.stderr.isTTY) process.stderr.write(`\r${entered + before} of ${lines} declarations`)
    }
    say(`${entered} declarations taken over, ${before} had been before, of ${lines}.`)
  },
}

const MOST_FAULTS = 5

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

async function* chunked(lines: AsyncIterable<string>): AsyncGenerator<Imported[]> {
  let some: Imported[] = []
  for await (const line of lines) {
    const read = readImported(line)
    if (typeof read !== 'string') some.push(read)
    if (some.length < AT_ONCE) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
