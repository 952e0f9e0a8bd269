import { ROWS_MAX } from './limits.ts'
import { oneLine, type Sheet, type SheetRow } from './sheet.ts'

const SEPARATORS = ['\t', ',', ';', '|', '，'] as const
type Separator = (typeof SEPARATORS)[number]

/**
 * A text as a table (RFC 4180, with whatever separates cells in the language of the program that wrote it), or null where it is
 * a list as people type it: lines that are not all parted alike.
 */
export function readCsv(text: string): Sheet | null {
  const [, said] = /^sep=(.)\r?\n/.exec(text) ?? []
  const body = said === undefined ? text : text.slice(text.indexOf('\n') + 1)
  const separator = said === undefined ? separatorOf(body) : SEPARATORS.find((one) => one === said)
  if (separator === undefined) return null
  const offset = said === undefined ? 0 : 1
  const rows: SheetRow[] = []
  let beyond = 0
  for (const { line, cells, isWhole } of recordsOf(body, separator)) {
    if (cells.every((cell) => cell.trim() === '')) continue
    if (rows.length >= ROWS_MAX) beyond += 1
    // A quote that nobody closed swallowed all that follows: that is for a person to look at.
    else
      rows.push({
        row: line + offset,
        text: cells.map(oneLine).join('\t'),
        ...(!isWhole && { held: 'perhaps-several' }),
      })
  }
  return { name: null, rows, beyond }
}

/** What parts the cells of nearly all records into as many, two at least; where two marks would do, nobody can tell. */
function separatorOf(text: string): Separator | undefined {
  const fits = SEPARATORS.filter((separator) => {
    const counts = new Map<number, number>()
    let records = 0
    for (const { cells } of recordsOf(text, separator)) {
      if (cells.every((cell) => cell.trim() === '')) continue
      records += 1
      counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
      if (records >= PROBED) break
    }
    const [width = 1, most = 0] = [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? []
    return records >= 2 && width >= 2 && most >= records * ALIKE
  })
  return fits.length === 1 ? fits[0] : fits.find((one) => one === '\t')
}

const PROBED = 200
const ALIKE = 0.9

interface Record_ {
  /** The line it begins on, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  readonly isWhole: boolean
}

/** The records of a text, one after the other. A cell in quotes may have separators, quotes written twice, and lines. */
function* recordsOf(text: string, separator: Separator): Generator<Record_> {
  let [at, line] = [0, 1]
  while (at < text.length) {
    const begun = line
    const cells: string[] = []
    let isWhole = true
    for (;;) {
      const cell = text.charAt(at) === '"' ? quotedCell(text, at) : null
      const start = cell ? cell.end : at
      const end = plainEnd(text, start, separator)
      cells.push(cell ? cell.text + text.slice(start, end) : text.slice(at, end))
      if (cell) {
        line += cell.lines
        isWhole &&= cell.isClosed
      }
      at = end
      if (text.charAt(at) !== separator) break
      at += 1
    }
    if (text.startsWith('\r\n', at)) at += 1
    at += 1
    line += 1
    yield { line: begun, cells, isWhole }
  }
}

function plainEnd(text: string, from: number, separator: Separator): number {
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign === separator || sign === '\n' || sign === '\r') return at
  }
  return text.length
}

function quotedCell(
  text: string,
  start: number,
): { text: string; end: number; lines: number; isClosed: boolean } {
  let [cell, from] = ['', start + 1]
  for (;;) {
    const quote = text.indexOf('"', from)
    const end = quote < 0 ? text.length : quote
    cell += text.slice(from, end)
    if (quote < 0 || text.charAt(quote + 1) !== '"') {
      const lines = cell.split(/\r\n|\r|\n/).length - 1
      return { text: cell, end: Math.min(end + 1, text.length), lines, isClosed: quote >= 0 }
    }
    cell += '"'
    from = quote + 2
  }
}
