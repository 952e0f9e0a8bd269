// What somebody sends who wants the reader to stop, to run something, or to read what is not there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FILE_MAX_BYTES, ROWS_MAX } from './limits.ts'
import { readListFile } from './read-file.ts'
import { odsCell, odsOf, sheetData, xlsxOf, zipOf } from './test-packages.ts'

const refusalOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const file = await readListFile(bytes)
  return file.outcome === 'refused' ? file.reason : `read: ${file.people.length}`
}
const SHEET = { name: 'A', xml: sheetData([['林小雨']]) }
const OFFICE = '_rels/.rels'

test('what unpacks to far more than it is, or to more than it says, stops before it is kept', async () => {
  const blanks = new Uint8Array(9 * 1024 * 1024).fill(0x20)
  const bomb = { name: 'xl/sharedStrings.xml', text: blanks }
  assert.equal(await refusalOf(await xlsxOf([SHEET], [bomb])), 'too-large')
  assert.equal(await refusalOf(await xlsxOf([SHEET], [{ ...bomb, says: { unpacked: 100 } }])), 'damaged')
  assert.equal(
    await refusalOf(await xlsxOf([SHEET], [{ ...bomb, says: { unpacked: 0xf000_0000 } }])),
    'too-large',
  )
  // Nobody looks into what is not needed, and so not into packages within.
  const within = await zipOf([bomb])
  assert.equal(await refusalOf(await xlsxOf([SHEET], [{ name: 'xl/media/a.zip', text: within }])), 'read: 1')
  assert.equal(await refusalOf(new Uint8Array(FILE_MAX_BYTES + 1)), 'too-large')
})

test('a package that could be read in two ways is not read', async () => {
  const two = await zipOf([
    { name: OFFICE, text: '<a/>' },
    { name: OFFICE, text: '<b/>' },
    { name: 'xl/workbook.xml', text: '<a/>' },
  ])
  assert.equal(await refusalOf(two), 'damaged')
  assert.equal(
    await refusalOf(
      await xlsxOf([SHEET], [{ name: 'xl/sharedStrings.xml', text: '<sst/>', says: { crc: 1 } }]),
    ),
    'damaged',
  )
  assert.equal(
    await refusalOf(
      await xlsxOf([SHEET], [{ name: 'xl/sharedStrings.xml', text: '<sst/>', says: { flags: 1 } }]),
    ),
    'locked',
  )
})

test('no entity becomes anything, and none is fetched', async () => {
  for (const xml of [
    '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>',
    '<!DOCTYPE sst SYSTEM "https://example.org/a.dtd"><sst/>',
    '<sst><si><t>&xxe;</t></si></sst>',
  ])
    assert.equal(
      await refusalOf(await xlsxOf([SHEET], [{ name: 'xl/sharedStrings.xml', text: xml }])),
      'damaged',
      xml,
    )
  const file = await readListFile(
    await xlsxOf([{ name: 'A', xml: sheetData([['林&小<雨']]).replace('林', '&#x6797;') }]),
  )
  assert.ok(file.outcome === 'read' && file.list === '林&小<雨')
})

test('no way leads out of the package', async () => {
  const away = (target: string, more = '') =>
    zipOf([
      {
        name: OFFICE,
        text: `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="${target}"${more}/></Relationships>`,
      },
      { name: 'xl/a', text: '' },
    ])
  assert.equal(
    await refusalOf(await away('https://example.org/workbook.xml', ' TargetMode="External"')),
    'damaged',
  )
  assert.equal(await refusalOf(await away('file:///etc/passwd')), 'damaged')
  assert.equal(await refusalOf(await away('../../../../etc/passwd')), 'damaged')
})

test('a million rows with nothing in them are nobody, and a row repeated a million times is not kept a million times', async () => {
  const row = (at: number) => `<row r="${at}" spans="1:3" ht="15"><c r="A${at}" s="1"/></row>`
  const rows = Array.from({ length: 60_000 }, (_, at) => row(at + 2)).join('')
  const xml = `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>林小雨</t></is></c></row>${rows}</sheetData>`
  assert.equal(await refusalOf(await xlsxOf([{ name: 'A', xml }])), 'read: 1')
  const repeated = (cells: string) =>
    `<table:table table:name="A"><table:table-row>${odsCell('林小雨')}</table:table-row><table:table-row table:number-rows-repeated="1048575">${cells}</table:table-row></table:table>`
  assert.equal(
    await refusalOf(await odsOf(repeated('<table:table-cell table:number-columns-repeated="16384"/>'))),
    'read: 1',
  )
  const many = await readListFile(await odsOf(repeated(odsCell('王小明'))))
  assert.ok(many.outcome === 'read')
  assert.deepEqual([many.people.length, many.remarks], [ROWS_MAX, ['rows-left']])
})

test('elements within one another without end, and tags without end, are damage', async () => {
  for (const xml of [
    '<a>'.repeat(10_000),
    `<a b="${'c'.repeat(1_000_000)}`,
    '<a></b>',
    '<a',
    '<!-- ',
    '</a>',
  ])
    assert.equal(
      await refusalOf(await xlsxOf([SHEET], [{ name: 'xl/sharedStrings.xml', text: `<sst>${xml}` }])),
      'damaged',
      xml.slice(0, 20),
    )
})

test('whatever bytes are sent, a file is read or refused', async () => {
  const whole = await xlsxOf([SHEET])
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 400 }),
        fc.string({ unit: 'binary', maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
        fc
          .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
          .map((changes) => {
            const altered = whole.slice()
            for (const [at, byte] of changes) altered[at] = byte
            return altered
          }),
      ),
      async (bytes) => {
        const file = await readListFile(Uint8Array.from(bytes))
        if (file.outcome === 'refused') return
        const seen = new Set([...file.people, ...file.unread, ...file.passed].map(({ line }) => line))
        assert.equal(seen.size, file.lines)
        for (const { start, end, text } of file.unread) assert.equal(file.list.slice(start, end), text)
      },
    ),
    { numRuns: 400 },
  )
})
