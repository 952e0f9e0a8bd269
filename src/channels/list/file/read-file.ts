// Also runs in a browser.
import { readCsv } from './csv.ts'
import { decodeText, type Encoding } from './decode-text.ts'
import { FILE_MAX_BYTES, TEXT_MAX } from './limits.ts'
import { readOds } from './ods.ts'
import { type Refusal, Refused } from './refused.ts'
import { type Sheet } from './sheet.ts'
import { readXlsx } from './xlsx.ts'
import { openZip, type Zip } from './zip.ts'
import { fold } from '../fold.ts'
import { statementOf } from '../organisations.ts'
import { type LineNote, readList } from '../read-list.ts'
import { type Place, type ReadList } from '../reading.ts'
import { repeatsOf } from '../repeats.ts'

/** Where a line of a list stands in the file. */
export interface FilePlace {
  /** Null: the file has no sheets. */
  readonly sheet: string | null
  /** As the program that wrote it numbers rows, or an editor lines; 0 where the sheet's own name is read. */
  readonly row: number
}

/** What a person should know of how a file was read. A closed list. */
export type Remark =
  /** Macros are in it. They are not looked at. */
  | 'macros'
  /** How its characters are written was told by what they look like. */
  | 'encoding-guessed'
  /** It has more rows than are read. */
  | 'rows-left'

export interface FileRead extends ReadList {
  readonly outcome: 'read'
  readonly kind: 'text' | 'table' | 'xlsx' | 'ods'
  readonly encoding: Encoding | null
  /** The list that the file is, as it would be pasted: a row a line, its cells parted by tabs. Every `Place` points into it. */
  readonly list: string
  /** Where each line of `list` stands in the file, by its number less one. */
  readonly places: readonly FilePlace[]
  readonly remarks: readonly Remark[]
}

export type FileOutcome = FileRead | { readonly outcome: 'refused'; readonly reason: Refusal }

/**
 * Read a file as a list of people: text, CSV, XLSX, ODS. What it is, it is by its bytes; its name says nothing.
 *
 * A file becomes the list that it would be if somebody had pasted it, and that list is read as any other. So whatever holds of
 * lists holds of files, and what is not read goes into the same box. Nothing is computed, fetched or run, and no more is unpacked
 * than is allowed (`limits.ts`), whatever the file says of itself.
 */
export async function readListFile(bytes: Uint8Array<ArrayBuffer>): Promise<FileOutcome> {
  try {
    if (bytes.length > FILE_MAX_BYTES) throw new Refused('too-large')
    if (startsWith(bytes, [0x50, 0x4b])) return await readPackage(openZip(bytes))
    // A workbook of before 2007; and since then, one that is locked.
    if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new Refused('old-format')
    return readText(bytes)
  } catch (cause) {
    if (cause instanceof Refused) return { outcome: 'refused', reason: cause.reason }
    throw cause
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte)
}

async function readPackage(zip: Zip): Promise<FileRead> {
  if (zip.names.has('content.xml'))
    return readSheets(await readOds(zip), { kind: 'ods', encoding: null, remarks: [] })
  if (![...zip.names].some((name) => name.startsWith('xl/'))) throw new Refused('no-list')
  const hasMacros = [...zip.names].some((name) => /vbaProject|macrosheets/i.test(name))
  return readSheets(await readXlsx(zip), {
    kind: 'xlsx',
    encoding: null,
    remarks: hasMacros ? ['macros'] : [],
  })
}

function readText(bytes: Uint8Array): FileRead {
  const decoded = decodeText(bytes)
  if (!decoded || /^\s*(?:%PDF|<\?xml|<!doctype|<html|\{\\rtf)/i.test(decoded.text))
    throw new Refused('no-list')
  const { text, encoding, isGuess } = decoded
  if (text.length > TEXT_MAX) throw new Refused('too-large')
  const remarks: Remark[] = isGuess ? ['encoding-guessed'] : []
  const table = readCsv(text)
  if (table) return readSheets([table], { kind: 'table', encoding, remarks })
  const read = readList(text, { most: TEXT_MAX })
  const last = text.split(LINE_END).length
  const places = Array.from({ length: last }, (_, at): FilePlace => ({ sheet: null, row: at + 1 }))
  return { ...read, outcome: 'read', kind: 'text', encoding, list: text, places, remarks }
}

const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/

/** Each sheet is a list of its own: no head of the one holds for the other. */
function readSheets(
  sheets: readonly Sheet[],
  { kind, encoding, remarks }: Pick<FileRead, 'kind' | 'encoding' | 'remarks'>,
): FileRead {
  let list = ''
  const places: FilePlace[] = []
  const reads: ReadList[] = []
  for (const sheet of sheets.filter(({ rows }) => rows.length > 0)) {
    if (list !== '') list += '\n'
    const { text, about, at } = written(sheet)
    reads.push(moved(readList(text, { most: Infinity, about }), { line: places.length, start: list.length }))
    places.push(...at)
    list += text
  }
  const people = reads.flatMap((read) => read.people)
  const said = reads.flatMap(({ says }) => (says === null ? [] : [says]))
  const withPeople = reads.filter((read) => read.people.length > 0).length
  const isCut = sheets.some(({ beyond }) => beyond > 0)
  return {
    outcome: 'read',
    kind,
    encoding,
    list,
    places,
    people,
    unread: reads.flatMap((read) => read.unread),
    passed: reads.flatMap((read) => read.passed),
    lines: reads.reduce((sum, read) => sum + read.lines, 0),
    says: said.length === 1 && withPeople <= 1 ? (said[0] ?? null) : null,
    repeats: repeatsOf(people),
    remarks: isCut ? [...remarks, 'rows-left'] : remarks,
  }
}

interface Written {
  readonly text: string
  readonly about: ReadonlyMap<number, LineNote>
  readonly at: readonly FilePlace[]
}

/** A sheet as a list. One that is called 退团 has that above its people. */
function written({ name, rows }: Sheet): Written {
  const said = name === null ? null : statementOf(fold(name))
  const isHead = said !== null && said !== 'nothing' && !said.guesses.includes('organisation-three')
  const lines = isHead ? [{ row: 0, text: `${name}：` }, ...rows] : rows
  const about = new Map<number, LineNote>()
  for (const [at, row] of lines.entries()) {
    const { held, guesses } = 'held' in row || 'guesses' in row ? row : {}
    if (held !== undefined || guesses !== undefined)
      about.set(at + 1, { ...(held !== undefined && { held }), ...(guesses && { guesses }) })
  }
  return {
    text: lines.map(({ text }) => text).join('\n'),
    about,
    at: lines.map(({ row }) => ({ sheet: name, row })),
  }
}

/** Places of one list within a longer one. */
function moved(read: ReadList, by: { readonly line: number; readonly start: number }): ReadList {
  const move = <One extends Place>(one: One): One => ({
    ...one,
    line: one.line + by.line,
    start: one.start + by.start,
    end: one.end + by.start,
  })
  return {
    ...read,
    people: read.people.map(move),
    unread: read.unread.map(move),
    passed: read.passed.map(move),
  }
}
