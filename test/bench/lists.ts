// How many lines of lists are read in a second of one core's time. Processor time, because the machine does other things as well.
import { readListFile } from '../../src/channels/list/file/index.ts'
import { readList } from '../../src/channels/list/index.ts'
import { madeLists } from '../../src/channels/list/test-recipe.ts'
import { xlsxOf, sheetData } from '../../src/channels/list/file/test-packages.ts'

const AIM = 200_000
const ROUNDS = 5
const LINES = 20_000

export interface ListPace {
  readonly of: string
  readonly lines: number
  /** Lines in a second of processor time: the median of the rounds, which are interleaved. */
  readonly perSecond: number
}

/** Three kinds of lists: as most are, with columns, and as the recipe makes them, where every second line has something the matter. */
export async function listPace(): Promise<ListPace[]> {
  const made = madeLists('first', 600).map(({ list }) => list.replace(/\r\n?|\u2028/g, '\n'))
  const workbook = await xlsxOf([
    {
      name: 'A',
      xml: sheetData([['姓名', '组织'], ...Array.from({ length: LINES }, () => ['林小雨', '退党'])]),
    },
  ])
  const kinds = {
    'numbered lines': listOf((at) => `${at + 1}、林小雨，退党`),
    'rows with heads': `序号\t姓名\t组织\n${listOf((at) => `${at + 1}\t林小雨\t退党`)}`,
    'all that goes wrong': made.join('\n'),
  }
  const spent: Record<string, number[]> = {}
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [kind, list] of Object.entries(kinds))
      await timed(kind, () => Promise.resolve(readList(list, { most: Infinity })))
    await timed('a workbook', () => readListFile(workbook))
  }
  async function timed(kind: string, read: () => Promise<unknown>): Promise<void> {
    const before = process.cpuUsage()
    await read()
    const { user, system } = process.cpuUsage(before)
    ;(spent[kind] ??= []).push((user + system) / 1e6)
  }
  const lines = (kind: string) => (kind === 'a workbook' ? LINES : linesIn(kinds[kind as keyof typeof kinds]))
  // The first round is the compiler's.
  return Object.entries(spent).map(([of, [, ...seconds]]) => ({
    of,
    lines: lines(of),
    perSecond: lines(of) / median(seconds),
  }))
}

export function sayLists(pace: readonly ListPace[]): void {
  process.stdout.write('Lists read, lines in a second of one core\n')
  for (const { of, lines, perSecond } of pace)
    process.stdout.write(`  ${of.padEnd(20)}${perSecond.toFixed(0).padStart(8)}/s   of ${lines} lines\n`)
  const [most] = pace
  process.stdout.write(
    `  Aim: at least ${AIM}/s of numbered lines: ${most && most.perSecond >= AIM ? 'met' : 'NOT MET'}\n`,
  )
}

function listOf(line: (at: number) => string): string {
  return Array.from({ length: LINES }, (_, at) => line(at)).join('\n')
}

function linesIn(list: string): number {
  return list.split('\n').filter((line) => line !== '').length
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}
