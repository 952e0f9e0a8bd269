import { TEXT_MAX } from './limits.ts'
import { NOTHING_HEARD, readPart } from './read-part.ts'
import { Refused } from './refused.ts'
import { type Cell, type Sheet, type SheetBuilder, sheetBuilder } from './sheet.ts'
import { type Zip } from './zip.ts'

/**
 * The sheets of a workbook (ECMA-376, SpreadsheetML), in the order in which they are shown. Macros, comments, revisions, pictures
 * and links to elsewhere are parts that are not looked at. A formula is never computed: its last value is read, where it has one.
 * @throws {Refused}
 */
export async function readXlsx(zip: Zip): Promise<Sheet[]> {
  const workbook = await workbookOf(zip)
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1)
  const named = await sheetsOf(zip, workbook)
  const targets = await targetsOf(zip, relationsOf(workbook))
  const path = (type: string) => targets.find((target) => target.type.endsWith(`/${type}`))?.target
  const strings = await stringsOf(zip, resolved(folder, path('sharedStrings')))
  const days = await dayStyles(zip, resolved(folder, path('styles')))
  const sheets: Sheet[] = []
  for (const { name, id, isHidden } of named) {
    const part = resolved(folder, targets.find((target) => target.id === id)?.target)
    // A chart, or a dialogue of old: nothing that has cells.
    if (part === null || !/worksheets?\//.test(part)) continue
    const builder = sheetBuilder(name, isHidden ? 'hidden' : undefined)
    await readSheet(zip, part, { builder, strings, days })
    sheets.push(builder.done())
  }
  return sheets
}

function relationsOf(part: string): string {
  const slash = part.lastIndexOf('/') + 1
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
}

/** A part of the package by the way that leads to it; null where it leads out of it, or to nothing. */
function resolved(folder: string, target: string | undefined): string | null {
  if (target === undefined || /^\w+:/.test(target)) return null
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

async function workbookOf(zip: Zip): Promise<string> {
  const targets = await targetsOf(zip, '_rels/.rels')
  const main = resolved('', targets.find(({ type }) => type.endsWith('/officeDocument'))?.target)
  if (main === null || !zip.names.has(main)) throw new Refused('damaged')
  if (main.endsWith('.bin')) throw new Refused('old-format')
  return main
}

interface Target {
  readonly id: string
  readonly type: string
  readonly target: string
}

async function targetsOf(zip: Zip, part: string): Promise<Target[]> {
  const targets: Target[] = []
  if (!zip.names.has(part)) return targets
  await readPart(zip, part, {
    ...NOTHING_HEARD,
    opened(name, of) {
      if (name !== 'Relationship' || of('TargetMode') === 'External') return
      targets.push({ id: of('Id') ?? '', type: of('Type') ?? '', target: of('Target') ?? '' })
    },
  })
  return targets
}

async function sheetsOf(zip: Zip, workbook: string) {
  const sheets: { name: string; id: string; isHidden: boolean }[] = []
  await readPart(zip, workbook, {
    ...NOTHING_HEARD,
    opened(name, of) {
      if (name !== 'sheet') return
      const isHidden = (of('state') ?? 'visible') !== 'visible'
      sheets.push({ name: of('name') ?? '', id: of('id') ?? '', isHidden })
    },
  })
  return sheets
}

/** Texts that cells share. Readings of characters, which stand beside some, are no part of them. */
async function stringsOf(zip: Zip, part: string | null): Promise<readonly string[]> {
  const strings: string[] = []
  if (part === null || !zip.names.has(part)) return strings
  let [text, length, inText, inReading] = ['', 0, false, false]
  await readPart(zip, part, {
    opened(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') inReading = true
      else if (name === 't') inText = !inReading
    },
    text(piece) {
      if (!inText) return
      length += piece.length
      if (length > TEXT_MAX) throw new Refused('too-large')
      text += piece
    },
    closed(name) {
      if (name === 'si') strings.push(unescaped(text))
      else if (name === 'rPh') inReading = false
      else if (name === 't') inText = false
    },
  })
  return strings
}

/** `_x000D_` is how a control is written that no document may have. */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
}

/** Formats that every program knows by number, of days and of times. */
const DAY_FORMATS = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Which styles write a number as a day: it is no number of anybody then. */
async function dayStyles(zip: Zip, part: string | null): Promise<ReadonlySet<number>> {
  const days = new Set<number>()
  if (part === null || !zip.names.has(part)) return days
  const formats = new Set<number>()
  let [inStyles, style] = [false, 0]
  await readPart(zip, part, {
    ...NOTHING_HEARD,
    opened(name, of) {
      if (
        name === 'numFmt' &&
        /[ymdhs年月日]/i.test((of('formatCode') ?? '').replace(/"[^"]{0,64}"|\[[^\]]{0,64}\]|\\./g, ''))
      )
        formats.add(Number(of('numFmtId')))
      else if (name === 'cellXfs') inStyles = true
      else if (name === 'xf' && inStyles) {
        const format = Number(of('numFmtId') ?? 0)
        if (DAY_FORMATS(format) || formats.has(format)) days.add(style)
        style += 1
      }
    },
    closed(name) {
      if (name === 'cellXfs') inStyles = false
    },
  })
  return days
}

interface Into {
  readonly builder: SheetBuilder
  readonly strings: readonly string[]
  readonly days: ReadonlySet<number>
}

/** One cell while it is heard. */
interface Heard {
  readonly row: number
  readonly column: number
  readonly type: string
  readonly style: number
  value: string
  text: string
  isFormula: boolean
}

async function readSheet(zip: Zip, part: string, { builder, strings, days }: Into): Promise<void> {
  let [row, column, inside, inReading] = [-1, -1, '', false]
  let cell: Heard | null = null
  await readPart(zip, part, {
    opened(name, of) {
      if (name === 'row') {
        row = numberOf(of('r')) ?? row + 1
        column = -1
        if (isTrue(of('hidden'))) builder.hide(row)
      } else if (name === 'c') {
        const at = placeOf(of('r') ?? '')
        column = at ? at.column : column + 1
        cell = {
          row: at ? at.row : row,
          column,
          type: of('t') ?? 'n',
          style: Number(of('s') ?? 0),
          value: '',
          text: '',
          isFormula: false,
        }
      } else if (name === 'f') {
        if (cell) cell.isFormula = true
      } else if (name === 'rPh') inReading = true
      else if (name === 'v' || name === 't') inside = name
      else if (name === 'mergeCell') {
        const [from, to] = (of('ref') ?? '').split(':').map(placeOf)
        if (from && to) builder.merge({ top: from.row, bottom: to.row, left: from.column, right: to.column })
      }
    },
    text(piece) {
      if (!cell || inside === '') return
      if (inside === 'v') cell.value += piece
      else if (!inReading) cell.text += piece
    },
    closed(name) {
      if (name === 'v' || name === 't') inside = ''
      else if (name === 'rPh') inReading = false
      else if (name === 'c' && cell) {
        builder.put(cell.row, cell.column, cellOf(cell, { strings, days }))
        cell = null
      }
    },
  })
}

function cellOf(
  { type, style, value, text, isFormula }: Heard,
  { strings, days }: Omit<Into, 'builder'>,
): Cell {
  if (type === 'e') return { text: value, held: 'formula' }
  // Nobody computes anything here: where no value was kept, a person says what it would be.
  if (isFormula && value === '' && text === '') return { text: '', held: 'formula' }
  if (type === 's') {
    const shared = strings[Number(value)]
    return value !== '' && shared === undefined ? { text: '', held: 'formula' } : { text: shared ?? '' }
  }
  if (type === 'inlineStr') return { text: unescaped(text) }
  if (type === 'str') return { text: unescaped(value) }
  if (type === 'b') return { text: value === '1' ? '√' : '' }
  if (type === 'd' || (value !== '' && days.has(style))) return { text: '', isNote: true }
  return { text: value === '' || Number.isNaN(Number(value)) ? value : String(Number(value)) }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

/** `r="12"` is the twelfth row, which is 11 from nought. */
function numberOf(written: string | undefined): number | null {
  return written !== undefined && /^[1-9]\d{0,6}$/.test(written) ? Number(written) - 1 : null
}

function placeOf(reference: string): { row: number; column: number } | null {
  const [, letters = '', digits] = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(reference) ?? []
  if (digits === undefined) return null
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 0x40
  return { row: Number(digits) - 1, column: column - 1 }
}
