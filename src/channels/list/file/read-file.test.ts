import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FileRead, type Refusal } from './index.ts'
import { readListFile } from './read-file.ts'
import { odsCell, odsOf, sheetData, xlsxOf, zipOf } from './test-packages.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

async function read(bytes: Uint8Array<ArrayBuffer>): Promise<FileRead> {
  const file = await readListFile(bytes)
  assert.equal(file.outcome, 'read', file.outcome === 'refused' ? file.reason : '')
  assert.ok(file.outcome === 'read')
  return file
}

function said({ people }: FileRead): string {
  return people
    .map(({ name, left }) =>
      left ? `${name}:${left.party ? '党' : ''}${left.league ? '团' : ''}${left.pioneers ? '队' : ''}` : name,
    )
    .join('|')
}

async function refused(bytes: Uint8Array<ArrayBuffer>, reason: Refusal): Promise<void> {
  assert.deepEqual(await readListFile(bytes), { outcome: 'refused', reason })
}

const TABLE = [
  ['编号', '备注', '姓名', '组织'],
  ['1', '', '林小雨', '退党'],
  ['2', '北京', '王小明', '退团'],
  ['3', '', '李静', ''],
]

test('a workbook is read by its heads, and each person has the sheet, row and cell she stands in', async () => {
  const file = await read(await xlsxOf([{ name: '名单', xml: sheetData(TABLE) }]))
  assert.equal(said(file), '林小雨:党|王小明:团|李静')
  assert.deepEqual([file.kind, file.unread, file.remarks], ['xlsx', [], []])
  const [, second] = file.people
  assert.ok(second)
  assert.deepEqual([file.places[second.line - 1], second.cell], [{ sheet: '名单', row: 3 }, 2])
  assert.equal(file.list.slice(second.start, second.end), '2\t北京\t王小明\t退团')
})

test('texts that cells share, with readings beside them, and texts in pieces are read as they are shown', async () => {
  const strings = `<sst><si><t>林小雨</t><rPh sb="0" eb="1"><t>リン</t></rPh></si><si><r><rPr><b/></rPr><t xml:space="preserve">退</t></r><r><t>党</t></r></si></sst>`
  const xml =
    '<sheetData><row r="7"><c r="B7" t="s"><v>0</v></c><c r="C7" t="s"><v>1</v></c><c r="D7"><v>45</v></c></row></sheetData>'
  const file = await read(
    await xlsxOf([{ name: 'A', xml }], [{ name: 'xl/sharedStrings.xml', text: strings }]),
  )
  assert.equal(said(file), '林小雨:党')
  assert.deepEqual(file.places, [{ sheet: 'A', row: 7 }])
})

test('no formula is computed: its last value is read, and where there is none a person says what it is', async () => {
  const cell = (at: string, inside: string, type = 'str') => `<c r="${at}" t="${type}">${inside}</c>`
  const xml = `<sheetData><row r="1">${cell('A1', '<f>B1&amp;C1</f><v>林小雨</v>')}</row><row r="2">${cell('A2', '<f>B2&amp;C2</f>')}</row><row r="3">${cell('A3', '<f>1/0</f><v>#DIV/0!</v>', 'e')}</row></sheetData>`
  const file = await read(await xlsxOf([{ name: 'A', xml }]))
  assert.equal(said(file), '林小雨')
  assert.deepEqual(
    file.unread.map(({ line, reason }) => [file.places[line - 1]?.row, reason]),
    [
      [2, 'formula'],
      [3, 'formula'],
    ],
  )
  const ods = await read(
    await odsOf(
      `<table:table table:name="A"><table:table-row>${odsCell('林小雨', 'table:formula="of:=[.B1]"')}</table:table-row><table:table-row><table:table-cell table:formula="of:=[.B2]"/></table:table-row></table:table>`,
    ),
  )
  assert.deepEqual([said(ods), ods.unread.map(({ reason }) => reason)], ['林小雨', ['formula']])
})

test('what several rows leave may stand in one high cell, and a name never stands for two', async () => {
  const rows = sheetData([
    ['姓名', '组织'],
    ['林小雨', '退团'],
    ['王小明', ''],
    ['李静', '退党'],
  ])
  const file = await read(
    await xlsxOf([
      { name: 'A', xml: `${rows}<mergeCells><mergeCell ref="B2:B3"/><mergeCell ref="A3:A4"/></mergeCells>` },
    ]),
  )
  assert.equal(said(file), '林小雨:团|王小明:团|李静:党')
  assert.deepEqual(file.people[1]?.guesses, ['organisation-of-part'])
  const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`
  const ods = await read(
    await odsOf(
      `<table:table table:name="A">${row(odsCell('林小雨'), odsCell('退团', 'table:number-rows-spanned="2"'))}${row(odsCell('王小明'), '<table:covered-table-cell/>')}</table:table>`,
    ),
  )
  assert.equal(said(ods), '林小雨:团|王小明:团')
})

test('hidden rows and sheets are neither taken nor forgotten', async () => {
  const xml =
    '<sheetData><row r="1"><c t="inlineStr"><is><t>林小雨</t></is></c></row><row r="2" hidden="1"><c t="inlineStr"><is><t>王小明</t></is></c></row></sheetData>'
  const file = await read(
    await xlsxOf([
      { name: 'A', xml },
      { name: 'B', xml: sheetData([['李静']]), state: 'veryHidden' },
    ]),
  )
  assert.equal(said(file), '林小雨')
  assert.deepEqual(
    file.unread.map(({ text, reason }) => [text, reason]),
    [
      ['王小明', 'hidden'],
      ['李静', 'hidden'],
    ],
  )
  const ods = await read(
    await odsOf(
      `<table:table table:name="A"><table:table-row table:visibility="filter">${odsCell('王小明')}</table:table-row></table:table><table:table table:name="B" table:style-name="h"><table:table-row>${odsCell('李静')}</table:table-row></table:table>`,
      {
        styles:
          '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>',
      },
    ),
  )
  assert.deepEqual(
    ods.unread.map(({ text, reason }) => [text, reason]),
    [
      ['王小明', 'hidden'],
      ['李静', 'hidden'],
    ],
  )
})

test('what was deleted, comments and shapes of an OpenDocument sheet are nobody', async () => {
  const deleted = `<table:tracked-changes><table:deletion><table:cell-content-deletion>${odsCell('陈平')}</table:cell-content-deletion></table:deletion></table:tracked-changes>`
  const file = await read(
    await odsOf(
      `${deleted}<table:table table:name="A"><table:shapes><draw:frame><text:p>赵云</text:p></draw:frame></table:shapes><table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>周明</text:p></office:annotation><text:p>林小雨</text:p></table:table-cell></table:table-row></table:table>`,
    ),
  )
  assert.deepEqual([said(file), file.unread, file.lines], ['林小雨', [], 1])
})

test('no head of one sheet holds for another, and a sheet that is called 退团 says so of its people', async () => {
  const file = await read(
    await xlsxOf([
      { name: 'A', xml: sheetData([['林小雨'], ['退党：'], ['王小明']]) },
      { name: 'B', xml: sheetData([['李静']]) },
      { name: '退团', xml: sheetData([['周明']]) },
    ]),
  )
  assert.equal(said(file), '林小雨|王小明:党|李静|周明:团')
  assert.deepEqual(
    file.people.map(({ line }) => file.places[line - 1]),
    [
      { sheet: 'A', row: 1 },
      { sheet: 'A', row: 3 },
      { sheet: 'B', row: 1 },
      { sheet: '退团', row: 1 },
    ],
  )
})

test('macros are not looked at, and it is said that there are some', async () => {
  const file = await read(
    await xlsxOf([{ name: 'A', xml: sheetData([['林小雨']]) }], [{ name: 'xl/vbaProject.bin', text: 'x' }]),
  )
  assert.deepEqual([said(file), file.remarks], ['林小雨', ['macros']])
})

test('days and ticks are what they are shown as, and no numbers of anybody', async () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>'
  const xml = `<sheetData><row r="1"><c t="inlineStr"><is><t>林小雨</t></is></c><c s="1"><v>45992</v></c><c s="2"><v>45992</v></c><c t="inlineStr"><is><t>退党</t></is></c></row></sheetData>`
  const file = await read(await xlsxOf([{ name: 'A', xml }], [{ name: 'xl/styles.xml', text: styles }]))
  assert.equal(said(file), '林小雨:党')
  assert.deepEqual(file.people[0]?.guesses, ['note-left-out'])
  const ticks =
    '<sheetData><row r="1"><c t="inlineStr"><is><t>姓名</t></is></c><c t="inlineStr"><is><t>党</t></is></c><c t="inlineStr"><is><t>团</t></is></c></row><row r="2"><c t="inlineStr"><is><t>林小雨</t></is></c><c t="b"><v>0</v></c><c t="b"><v>1</v></c></row></sheetData>'
  assert.equal(said(await read(await xlsxOf([{ name: 'A', xml: ticks }]))), '林小雨:团')
})

test('comma-separated files of any country are read, with cells of several lines', async () => {
  const told: readonly (readonly [string, string])[] = [
    ['姓名,组织\r\n林小雨,退党\r\n王小明,"退团、退队"\r\n', '林小雨:党|王小明:团队'],
    ['姓名;组织\n林小雨;退党\n王小明;退团\n', '林小雨:党|王小明:团'],
    ['sep=;\r\n林小雨;退党\r\n王小明;退团\r\n', '林小雨:党|王小明:团'],
    ['林小雨\t退党\n王小明\t退团', '林小雨:党|王小明:团'],
    ['\ufeff姓名,组织\n"林小雨",退党\n', '林小雨:党'],
    ['姓名,组织\n"林小雨\n王小明",退党\n李静,退团\n', '林小雨:党|王小明:党|李静:团'],
    ['"林 ""小"" 雨",退党\n李静,退团\n', '李静:团'],
    ['林小雨,退党;王小明,退团\n李静,退队;周明,退党', '林小雨:党|王小明:团|李静:队|周明:党'],
    ['1、林小雨，退党\n2、王小明，退团、退队\n', '林小雨:党|王小明:团队'],
  ]
  for (const [text, people] of told) assert.equal(said(await read(utf8(text))), people, text)
})

test('a line of a file is told by the line that an editor shows', async () => {
  const file = await read(utf8('姓名,组织\n"林小雨\n王小明",退党\n李静,退团\n张三等30人,\n'))
  assert.deepEqual(
    file.people.map(({ line }) => file.places[line - 1]?.row),
    [2, 2, 4],
  )
  assert.deepEqual(
    file.unread.map(({ line, speaksOf }) => [file.places[line - 1]?.row, speaksOf]),
    [[5, 30]],
  )
})

test('files are read as the programs of China, Taiwan and Hong Kong write them', async () => {
  const lines = '姓名,组织\r\n林小雨,退党\r\n'
  const wide = Uint8Array.from([
    0xff,
    0xfe,
    ...new Uint8Array(Uint16Array.from([...lines], (sign) => sign.charCodeAt(0)).buffer),
  ])
  assert.equal(said(await read(wide)), '林小雨:党')
  assert.equal(said(await read(wide.slice(2))), '林小雨:党')
  // 姓名,组织 / 林小雨,退党 in GB 18030; 姓名,組織 / 林小雨,退黨 in Big5.
  const gb = Uint8Array.from([
    0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd7, 0xe9, 0xd6, 0xaf, 0x0a, 0xc1, 0xd6, 0xd0, 0xa1, 0xd3, 0xea, 0x2c,
    0xcd, 0xcb, 0xb5, 0xb3, 0x0a,
  ])
  const big5 = Uint8Array.from([
    0xa9, 0x6d, 0xa6, 0x57, 0x2c, 0xb2, 0xd5, 0xc2, 0xb4, 0x0a, 0xaa, 0x4c, 0xa4, 0x70, 0xab, 0x42, 0x2c,
    0xb0, 0x68, 0xc4, 0xd2, 0x0a,
  ])
  const [china, taiwan] = [await read(gb), await read(big5)]
  assert.deepEqual(
    [said(china), china.encoding, china.remarks],
    ['林小雨:党', 'gb18030', ['encoding-guessed']],
  )
  assert.deepEqual([said(taiwan), taiwan.encoding], ['林小雨:党', 'big5'])
})

test('what is no list is refused, with the reason that says what to do', async () => {
  await refused(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old-format')
  await refused(utf8('%PDF-1.7\n'), 'no-list')
  await refused(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'no-list')
  await refused(await zipOf([{ name: 'word/document.xml', text: '<a/>' }]), 'no-list')
  await refused(
    await odsOf('', {
      manifest:
        '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
    }),
    'locked',
  )
  await refused((await xlsxOf([{ name: 'A', xml: sheetData([['林小雨']]) }])).slice(0, -40), 'damaged')
  assert.deepEqual(said(await read(utf8(''))), '')
})
