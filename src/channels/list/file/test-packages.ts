import { crc32 } from './crc32.ts'

/** A part of a package; `says` is what the directory says of it, where that is not what it is. */
export interface Part {
  readonly name: string
  readonly text: string | Uint8Array<ArrayBuffer>
  readonly says?: {
    readonly unpacked?: number
    readonly packed?: number
    readonly crc?: number
    readonly flags?: number
  }
  readonly isStored?: boolean
}

const encode = (text: string | Uint8Array<ArrayBuffer>) =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text

/** A package as ZIP programs write it, or as somebody writes it who means harm. */
export async function zipOf(parts: readonly Part[]): Promise<Uint8Array<ArrayBuffer>> {
  const local: Uint8Array<ArrayBuffer>[] = []
  const central: Uint8Array<ArrayBuffer>[] = []
  let at = 0
  for (const { name, text, says = {}, isStored = false } of parts) {
    const bytes = encode(text)
    const packed = isStored ? bytes : await deflated(bytes)
    const nameBytes = encode(name)
    const common = (header: DataView, from: number) => {
      header.setUint16(from, 20, true)
      header.setUint16(from + 2, says.flags ?? 0, true)
      header.setUint16(from + 4, isStored ? 0 : 8, true)
      header.setUint32(from + 10, says.crc ?? crc32(bytes), true)
      header.setUint32(from + 14, says.packed ?? packed.length, true)
      header.setUint32(from + 18, says.unpacked ?? bytes.length, true)
      header.setUint16(from + 22, nameBytes.length, true)
    }
    const head = new DataView(new ArrayBuffer(30))
    head.setUint32(0, 0x04034b50, true)
    common(head, 4)
    const entry = new DataView(new ArrayBuffer(46))
    entry.setUint32(0, 0x02014b50, true)
    common(entry, 6)
    entry.setUint32(42, at, true)
    local.push(new Uint8Array(head.buffer), nameBytes, packed)
    central.push(new Uint8Array(entry.buffer), nameBytes)
    at += 30 + nameBytes.length + packed.length
  }
  const directory = joined(central)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, parts.length, true)
  end.setUint16(10, parts.length, true)
  end.setUint32(12, directory.length, true)
  end.setUint32(16, at, true)
  return joined([...local, directory, new Uint8Array(end.buffer)])
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function joined(pieces: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export interface SheetXml {
  readonly name: string
  /** What stands in the sheet: `<sheetData>` and what follows. */
  readonly xml: string
  readonly state?: string
}

/** A workbook of sheets whose contents are given as they are written. */
export async function xlsxOf(
  sheets: readonly SheetXml[],
  more: readonly Part[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  const targets = sheets.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  const others = more.flatMap(({ name }) =>
    name === 'xl/sharedStrings.xml'
      ? [`<Relationship Id="s" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>`]
      : name === 'xl/styles.xml'
        ? [`<Relationship Id="t" Type="${OFFICE}/styles" Target="/xl/styles.xml"/>`]
        : [],
  )
  return zipOf([
    { name: '[Content_Types].xml', text: '<?xml version="1.0"?><Types/>' },
    {
      name: '_rels/.rels',
      text: `<Relationships><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      text: `<workbook xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name, state }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"${state === undefined ? '' : ` state="${state}"`}/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `<Relationships>${[...targets, ...others].join('')}</Relationships>`,
    },
    ...sheets.map(({ xml }, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      text: `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet>${xml}</worksheet>`,
    })),
    ...more,
  ])
}

/** Rows of plain texts, each in its cell. */
export function sheetData(rows: readonly (readonly string[])[]): string {
  const cell = (text: string, row: number, column: number) =>
    text === ''
      ? ''
      : `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`
  return `<sheetData>${rows.map((cells, row) => `<row r="${row + 1}">${cells.map((text, column) => cell(text, row, column)).join('')}</row>`).join('')}</sheetData>`
}

/** An OpenDocument spreadsheet, whose tables are given as they are written. */
export async function odsOf(
  tables: string,
  { styles = '', manifest = '<manifest:manifest/>' } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return zipOf([
    { name: 'mimetype', text: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true },
    { name: 'META-INF/manifest.xml', text: manifest },
    {
      name: 'content.xml',
      text: `<?xml version="1.0"?><office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    },
  ])
}

export function odsCell(text: string, attributes = ''): string {
  return `<table:table-cell office:value-type="string" ${attributes}><text:p>${escaped(text)}</text:p></table:table-cell>`
}
