import { CELL_MAX, COLUMNS_MAX, ROWS_MAX, TEXT_MAX } from './limits.ts'
import { Refused } from './refused.ts'
import { fold } from '../fold.ts'
import { statementOf } from '../organisations.ts'
import { type Guess, type Reason } from '../reading.ts'

/** A row with something in it, as it would be pasted: a line, its cells parted by tabs. */
export interface SheetRow {
  /** As the program that wrote it numbers rows, from 1. */
  readonly row: number
  readonly text: string
  readonly held?: Reason
  readonly guesses?: readonly Guess[]
}

/** One list of a file: a sheet of a workbook, or all of a text. */
export interface Sheet {
  readonly name: string | null
  readonly rows: readonly SheetRow[]
  /** Rows for which there is no room. */
  readonly beyond: number
}

export interface Cell {
  readonly text: string
  readonly held?: Reason
  /** A day, a time: left out, and said to be. */
  readonly isNote?: true
}

/** A block of cells that is shown as one, with the value of the first. From 0, ends included. */
export interface Merge {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** A sheet while it is read, cell by cell, in any order of rows. Empty cells cost nothing. */
export function sheetBuilder(name: string, held?: Reason) {
  const rows = new Map<number, Map<number, Cell>>()
  const hidden = new Set<number>()
  const merges: Merge[] = []
  let textLength = 0
  let beyond = 0
  return {
    /** `row` and `column` from 0. */
    put(row: number, column: number, cell: Cell): void {
      const text = cell.text.slice(0, CELL_MAX).trim()
      if (text === '' && cell.held === undefined && !cell.isNote) return
      const known = rows.get(row)
      if (!known && rows.size >= ROWS_MAX) {
        beyond += 1
        return
      }
      textLength += text.length
      if (textLength > TEXT_MAX) throw new Refused('too-large')
      const cells = known ?? new Map<number, Cell>()
      // More columns than any list has: what stands there is looked at by a person.
      if (column >= COLUMNS_MAX) cells.set(COLUMNS_MAX, { text: '', held: 'too-long' })
      else cells.set(column, { ...cell, text })
      rows.set(row, cells)
    },
    /** Whether no row more is kept: then whoever repeats rows need not. */
    isFull: () => rows.size >= ROWS_MAX,
    /** Rows that are not even looked at. */
    leave(count: number): void {
      beyond += count
    },
    hide(row: number): void {
      hidden.add(row)
    },
    merge(merge: Merge): void {
      if (merges.length < ROWS_MAX) merges.push(merge)
    },
    done(): Sheet {
      const shared = filledDown(rows, merges)
      const written = [...rows.entries()]
        .toSorted(([one], [other]) => one - other)
        .map(([row, cells]) =>
          rowOf(row, cells, { held: hidden.has(row) ? 'hidden' : held, isShared: shared.has(row) }),
        )
      return { name, rows: written, beyond }
    },
  }
}

export type SheetBuilder = ReturnType<typeof sheetBuilder>

/** What several rows leave may stand once, in a cell as high as they are. A name never stands for two. */
function filledDown(rows: Map<number, Map<number, Cell>>, merges: readonly Merge[]): ReadonlySet<number> {
  const shared = new Set<number>()
  // Blocks never overlap; those of a hostile file may.
  let looks = 4 * ROWS_MAX
  for (const { top, bottom, left } of merges) {
    const cell = rows.get(top)?.get(left)
    if (!cell || statementOf(fold(cell.text)) === null) continue
    for (let row = top + 1; row <= bottom && looks > 0; row += 1) {
      looks -= 1
      const cells = rows.get(row)
      if (!cells || cells.has(left)) continue
      cells.set(left, cell)
      shared.add(row)
    }
  }
  return shared
}

function rowOf(
  row: number,
  cells: ReadonlyMap<number, Cell>,
  { held, isShared }: { readonly held: Reason | undefined; readonly isShared: boolean },
): SheetRow {
  const last = Math.max(...cells.keys())
  const texts = Array.from({ length: last + 1 }, (_, column) => oneLine(cells.get(column)?.text ?? ''))
  const why = held ?? [...cells.values()].find((cell) => cell.held !== undefined)?.held
  const guesses: Guess[] = []
  if (isShared) guesses.push('organisation-of-part')
  if ([...cells.values()].some(({ isNote }) => isNote)) guesses.push('note-left-out')
  const text = texts.join('\t')
  return {
    row: row + 1,
    // A row that only has what cannot be read is not blank.
    text: text.trim() === '' ? (why === undefined ? '—' : '=') : text,
    ...(why !== undefined && { held: why }),
    ...(guesses.length > 0 && { guesses }),
  }
}

/** A cell within a line: its own lines are parted as people on one line are. A straight quote would part cells. */
export function oneLine(text: string): string {
  const lines = text.split(/[\n\r\v\f\u0085\u2028\u2029]/).map((line) => line.trim())
  return lines
    .filter((line) => line !== '')
    .join('、')
    .replaceAll('\t', ' ')
    .replaceAll('"', '”')
}
