// How many lines of lists are read in a second of one core's time. Processor time, because the machine does other things as well.
import { readListFile } from '../../src/channels/list/file/index.ts'
import { readList } from '../../src/channels/list/index.ts'
import { madeLists } from '../../src/channels/list/test-recipe.ts'
import { type Figure, perSecond } from './figure.ts'
import { median } from './rounds.ts'
import { xlsxOf, sheetData } from '../../src/channels/list/file/test-packages.ts'

const AIM_PER_SECOND = 200_000
const ROUNDS = 5
const LINES = 20_000

/** Three kinds of lists: as most are, with columns, and as the recipe makes them, where every second line has something the matter. */
export async function listFigures(): Promise<Figure[]> {
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
  const paceOf = (kind: string) => lines(kind) / median(spent[kind]?.slice(1) ?? [])
  const plain = paceOf('numbered lines')
  return Object.keys(spent).map((kind) => ({
    what: kind,
    measured: `${perSecond(paceOf(kind))} lines`,
    beside: kind === 'numbered lines' ? `${perSecond(AIM_PER_SECOND)} aimed at` : 'numbered lines',
    ratio: paceOf(kind) / (kind === 'numbered lines' ? AIM_PER_SECOND : plain),
  }))
}

function listOf(line: (at: number) => string): string {
  return Array.from({ length: LINES }, (_, at) => line(at)).join('\n')
}

function linesIn(list: string): number {
  return list.split('\n').filter((line) => line !== '').length
}
