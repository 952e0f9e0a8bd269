import { findCode } from '../audit/find-code.ts'
import { type Answer, CliError, once, readInput, say } from './input.ts'
import { openLog } from './log.ts'
import { readDays } from '../log/days-index.ts'
import { readAhead } from '../log/fetcher.ts'
import { foldCode, foldDay } from '../basics/short-field.ts'

/** Looks for a check code among the leaves of its day. */
export async function runCode(args: readonly string[]): Promise<Answer> {
  const input = readInput(args, { targets: 2, options: ['day'] })
  const [typed = '', target = ''] = input.targets
  const code = foldCode(typed, { most: 64, letters: 'lower' })
  const day = foldDay(once(input, 'day') ?? '')
  if (once(input, 'day') === undefined) throw new CliError('Name the day of the code: --day YYYY-MM-DD.')
  if (!/^\d{2,}$/.test(code)) throw new CliError('A check code is at least two digits.')
  if (day === '') throw new CliError('A day is written YYYY-MM-DD.')
  const { place, reader, answer } = await openLog(input, target)
  const file = await readAhead(place.site).fetch('days/index.json')
  if (file === 'absent') throw new CliError('There is no days/index.json beside the log.')
  const found = await findCode({ code, date: day, days: readDays(file), log: reader })
  switch (found.outcome) {
    case 'no-such-day':
      throw new CliError(`The log has not closed the day ${day}.`)
    case 'forged-day':
      say(`FAILED: what the list of days says of ${day} is not what the log says.`)
      return 'failed'
    case 'other-digits':
      throw new CliError(`The codes of ${day} have ${found.digits} digits.`)
    case 'looked':
      return lookedAt(found, { code, day, answer })
  }
}

function lookedAt(
  { matches, people, chance }: { matches: number; people: number; chance: number },
  { code, day, answer }: { code: string; day: string; answer: Answer },
): Answer {
  say(`${matches} of the ${people} people counted on ${day} have the code ${code}.`)
  say(`A made-up code would be somebody's in ${(100 * chance).toFixed(0)} of 100 cases.`)
  if (matches > 0) return answer
  say('FAILED: nobody has it. If it was copied rightly, somebody was left out.')
  return 'failed'
}
