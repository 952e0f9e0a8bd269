import { COLUMNS_MAX } from './limits.ts'
import { NOTHING_HEARD, readPart } from './read-part.ts'
import { Refused } from './refused.ts'
import { type Cell, type Sheet, type SheetBuilder, sheetBuilder } from './sheet.ts'
import { type Attributes } from './xml.ts'
import { type Zip } from './zip.ts'

/**
 * The sheets of an OpenDocument spreadsheet (ISO 26300). Comments, shapes and tracked changes stand within it, and are no part of any cell:
 * what somebody deleted is not read again.
 * @throws {Refused}
 */
export async function readOds(zip: Zip): Promise<Sheet[]> {
  await refuseLocked(zip)
  const sheets: Sheet[] = []
  const hiddenStyles = new Set<string>()
  let style = ''
  let table: ReturnType<typeof tableReader> | null = null
  let aside = 0
  await readPart(zip, 'content.xml', {
    opened(name, of) {
      if (aside > 0 || ASIDE.has(name)) aside += 1
      else if (name === 'style') style = of('name') ?? ''
      else if (name === 'table-properties' && of('display') === 'false') hiddenStyles.add(style)
      else if (name === 'table' && !table) {
        const isHidden = hiddenStyles.has(of('style-name') ?? '')
        table = tableReader(sheetBuilder(of('name') ?? '', isHidden ? 'hidden' : undefined))
      } else table?.opened(name, of)
    },
    text(piece) {
      if (aside === 0) table?.text(piece)
    },
    closed(name) {
      if (aside > 0) aside -= 1
      else if (name === 'table' && table) {
        sheets.push(table.done())
        table = null
      } else table?.closed(name)
    },
  })
  return sheets
}

/** What stands within a sheet, or beside it, and is no cell of it. */
const ASIDE = new Set([
  'annotation',
  'tracked-changes',
  'shapes',
  'forms',
  'frame',
  'custom-shape',
  'dde-links',
  'database-ranges',
])

async function refuseLocked(zip: Zip): Promise<void> {
  if (!zip.names.has('META-INF/manifest.xml')) return
  await readPart(zip, 'META-INF/manifest.xml', {
    ...NOTHING_HEARD,
    opened(name) {
      if (name === 'encryption-data' || name === 'encrypted-key') throw new Refused('locked')
    },
  })
}

interface Open {
  readonly times: number
  readonly spans: { readonly rows: number; readonly columns: number }
  readonly type: string
  readonly value: string | undefined
  readonly isFormula: boolean
  readonly paragraphs: string[]
}

function tableReader(builder: SheetBuilder) {
  let [row, column, times] = [0, 0, 1]
  let cells: { column: number; cell: Cell }[] = []
  let cell: Open | null = null
  let isHidden = false

  function endRow(): void {
    // Rows alike are written once. An empty one may stand for a million, and costs nothing.
    const copies = cells.length === 0 ? 0 : times
    for (let copy = 0; copy < copies; copy += 1) {
      if (builder.isFull()) {
        builder.leave(copies - copy)
        break
      }
      if (isHidden) builder.hide(row + copy)
      for (const one of cells) builder.put(row + copy, one.column, one.cell)
    }
    row += times
  }
  function endCell(open: Open): void {
    const read = cellOf(open)
    if (read.text.trim() !== '' || read.held !== undefined || read.isNote)
      for (let at = column; at < column + open.times && at <= COLUMNS_MAX; at += 1)
        cells.push({ column: at, cell: read })
    if (open.spans.rows > 1)
      builder.merge({
        top: row,
        bottom: row + open.spans.rows - 1,
        left: column,
        right: column + open.spans.columns - 1,
      })
    column += open.times
  }
  return {
    opened(name: string, of: Attributes): void {
      if (name === 'table-row') {
        ;[column, times, cells] = [0, countOf(of('number-rows-repeated')), []]
        isHidden = ['collapse', 'filter'].includes(of('visibility') ?? '')
      } else if (name === 'table-cell' || name === 'covered-table-cell')
        cell = {
          times: countOf(of('number-columns-repeated')),
          spans: { rows: countOf(of('number-rows-spanned')), columns: countOf(of('number-columns-spanned')) },
          type: of('value-type') ?? '',
          value: of('boolean-value') ?? of('value'),
          isFormula: of('formula') !== undefined,
          paragraphs: [],
        }
      else if (name === 'p') cell?.paragraphs.push('')
      else if (name === 's') add(' '.repeat(Math.min(countOf(of('c')), 100)))
      else if (name === 'tab' || name === 'line-break') add(' ')
    },
    text: add,
    closed(name: string): void {
      if ((name === 'table-cell' || name === 'covered-table-cell') && cell) {
        endCell(cell)
        cell = null
      } else if (name === 'table-row') endRow()
    },
    done: () => builder.done(),
  }
  function add(text: string): void {
    const last = cell?.paragraphs.length ?? 0
    if (cell && last > 0) cell.paragraphs[last - 1] += text
  }
}

function cellOf({ type, value, isFormula, paragraphs }: Open): Cell {
  const text = paragraphs.join('\n')
  if (
    isFormula &&
    (type === 'error' || (text === '' && value === undefined) || /^(?:Err:\d+|#\S+[!?])$/.test(text))
  )
    return { text, held: 'formula' }
  if (type === 'boolean') return { text: value === 'true' ? '√' : '' }
  if (type === 'date' || type === 'time') return { text: '', isNote: true }
  // As it is shown may be 1,38E+10; as it is, it is 13800138000.
  return { text: (type === 'float' ? value : undefined) ?? text }
}

function countOf(written: string | undefined): number {
  return written !== undefined && /^\d{1,7}$/.test(written) ? Math.max(1, Number(written)) : 1
}
