// Which file there is of each day's entries, as the log says it; and what an audit says of one that is another.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import {
  type Audit,
  DAY_FILES,
  type DayFile,
  type AuditResult,
  NO_DAY_FILES,
  auditToEnd,
  checkDayFile,
  dayFilePath,
  digestOf,
  encodeBase64,
  readDayFiles,
  readPublishedEntries,
  writeDayFiles,
  writeLeaf,
  writePublishedEntries,
} from '../src/index.ts'
import { refused } from './refused.ts'
import { type Files, believed, fetcherOf, filled, publish, sampleLeaves } from './sample-log.ts'
import { bytes, golden, leaves } from './vectors.ts'

const SIZE = 300
const DATES = sampleLeaves(SIZE).flatMap((leaf) => (leaf.kind === 'day' ? [leaf.date] : []))
const [FIRST, SECOND, CLOSED] = DATES
if (FIRST === undefined || SECOND === undefined || CLOSED === undefined || DATES.length !== 3) assert.fail()
const OPEN = dayAfter(CLOSED)

const text = (differing: Partial<DayFile> = {}, words = 'SAMPLE') => {
  const file = { day: FIRST, written: CLOSED, nonce: filled(4), ...differing }
  const entry = { number: 1, day: FIRST, channel: 'web', language: null, place: null, words, people: [] }
  return bytes(writePublishedEntries({ log: golden.origin, file, entries: [entry] }))
}
const first = text()
const second = text({ day: SECOND })
const list = writeDayFiles([
  { day: FIRST, digest: digestOf(first) },
  { day: SECOND, digest: digestOf(second) },
])
const log = await publish(sampleLeaves(SIZE, digestOf(list)).map(writeLeaf))
const honest: Files = new Map([
  [DAY_FILES, list],
  [dayFilePath(FIRST), gzipSync(first)],
  [dayFilePath(SECOND), gzipSync(second)],
])

test('the list, the file and the line of the leaf are those of the vectors', () => {
  const { dayFiles } = leaves
  const { file, log: origin, entries } = readPublishedEntries(bytes(dayFiles.file))
  assert.equal(writePublishedEntries({ log: origin, file, entries }), dayFiles.file)
  const digest = digestOf(bytes(dayFiles.file))
  assert.equal(new TextDecoder().decode(writeDayFiles([{ day: file?.day ?? '', digest }])), dayFiles.list)
  assert.equal(encodeBase64(digestOf(bytes(dayFiles.list))), dayFiles.listDigest)
  assert.ok(leaves.log[11]?.includes(`\nfiles ${dayFiles.listDigest}\n`))
})

test('the list of day files has one writing, each day once', () => {
  assert.deepEqual(readDayFiles(list), [
    { day: FIRST, digest: digestOf(first) },
    { day: SECOND, digest: digestOf(second) },
  ])
  const [header = '', one = '', two = ''] = new TextDecoder().decode(list).split('\n')
  for (const wrong of [
    '',
    header,
    [header, two, one, ''].join('\n'),
    [header, one, one, ''].join('\n'),
    [header, one, ''].join('\r\n'),
    [header, `${one} `, ''].join('\n'),
    [header, one.slice(0, -2), ''].join('\n'),
    [header, one].join('\n'),
    [header.replace('v1', 'v2'), ''].join('\n'),
  ])
    assert.throws(() => readDayFiles(bytes(wrong)), refused('bad-published'), JSON.stringify(wrong))
})

test('of an honest site every file is proved to be the one that the log stands for', async () => {
  const { outcome, detail } = await filesResult(honest)
  assert.deepEqual([outcome, detail.endsWith('(2).')], ['proved', true], detail)
})

test('a file that was changed, is missing, changed places, or is none of the log is found and named', async () => {
  const one = dayFilePath(FIRST)
  const other = dayFilePath(SECOND)
  const forged: readonly (readonly [string, Files, string])[] = [
    ['a word more', changed([one, gzipSync(text({}, 'SAMPLE, and more'))]), one],
    ['an entry left out', changed([other, gzipSync(emptied(second))]), other],
    ['another writing of the same', changed([one, gzipSync(text({ nonce: filled(5) }))]), one],
    ['no file', changed([one]), one],
    ['two that changed places', changed([one, gzipSync(second)], [other, gzipSync(first)]), one],
    ['one of another day as of today', changed([one, gzipSync(text({ day: SECOND, written: OPEN }))]), one],
    [
      'one of a day that has none',
      changed([dayFilePath(CLOSED), gzipSync(text({ day: CLOSED }))]),
      dayFilePath(CLOSED),
    ],
    ['half a file', changed([one, gzipSync(first).subarray(0, 40)]), one],
    ['a file that says nothing of itself', changed([one, bytes('{}')]), one],
    ['another list', changed([DAY_FILES, writeDayFiles([])]), DAY_FILES],
    [
      'a list with a line more',
      changed([DAY_FILES, bytes(`${new TextDecoder().decode(list)}\n`)]),
      DAY_FILES,
    ],
  ]
  for (const [what, site, named] of forged) {
    const { outcome, place } = await filesResult(site)
    assert.deepEqual([what, outcome, place], [what, 'failed', named])
  }
})

test('what was written on the day that is open is said to be, and is nothing that the log stands for yet', async () => {
  const rewritten = gzipSync(text({ written: OPEN }, '▇▇▇▇▇▇'))
  const { outcome, detail } = await filesResult(changed([dayFilePath(FIRST), rewritten]))
  assert.equal(outcome, 'proved')
  assert.match(detail, /\(1\)\. Written since then, for the next day leaf to stand for: 1\.$/)
})

test('nobody can say for ever that a file was only just written', async () => {
  for (const written of [dayAfter(OPEN), '2099-01-01']) {
    const later = changed([dayFilePath(FIRST), gzipSync(text({ written }))])
    const { outcome, place } = await filesResult(later)
    assert.deepEqual([written, outcome, place], [written, 'unchecked', dayFilePath(FIRST)])
  }
})

test('without the list nothing is proved; one of an earlier day is older; where there is no file, none is needed', async () => {
  assert.equal((await filesResult(changed([DAY_FILES]))).outcome, 'unchecked')
  const grown = sampleLeaves(SIZE, digestOf(list)).map((leaf) =>
    leaf.kind === 'day' && leaf.date === CLOSED ? { ...leaf, files: digestOf(filled(9)) } : leaf,
  )
  assert.equal((await filesResult(honest, await publish(grown.map(writeLeaf)))).outcome, 'older')
  const without = await publish(sampleLeaves(SIZE).map(writeLeaf))
  assert.equal((await filesResult(new Map(), without)).outcome, 'proved')
  assert.equal(
    (await filesResult(new Map(), await publish(sampleLeaves(99).map(writeLeaf)))).outcome,
    'proved',
  )
})

test('a line that is gone accuses nobody', async () => {
  const away = { fetch: () => Promise.reject(new Error('no line')) }
  assert.equal((await filesResult(honest, log, { fetcher: away, list })).outcome, 'unchecked')
})

test('a file that is kept is told from that which the log stands for by now', () => {
  const listed = digestOf(first)
  const check = (file: Uint8Array) => checkDayFile(file, { day: FIRST, listed, closed: CLOSED })
  assert.equal(check(first), 'listed')
  assert.equal(check(text({ written: FIRST })), 'other')
  assert.equal(check(text({ written: OPEN })), 'since')
  assert.equal(check(text({ written: dayAfter(OPEN) })), 'later')
  const ofOneEntry = bytes(writePublishedEntries({ log: golden.origin, entries: [] }))
  assert.throws(() => check(ofOneEntry), refused('bad-published'))
  assert.equal(encodeBase64(NO_DAY_FILES), encodeBase64(digestOf(bytes('exeunt-day-files/v1\n'))))
})

/** The honest files, but for these: without content, a file is missing. */
function changed(...files: readonly (readonly [string, Uint8Array?])[]): Files {
  const all = new Map(honest)
  for (const [path, content] of files) {
    if (content) all.set(path, content)
    else all.delete(path)
  }
  return all
}

async function filesResult(
  files: Files,
  of: Files = log,
  site: Audit['site'] = { fetcher: fetcherOf(files), list: files.get(DAY_FILES) },
): Promise<AuditResult> {
  const { results, outcome } = await auditToEnd({ fetcher: fetcherOf(of), policy: believed, site })
  const found = results.find(({ claim }) => claim === 'files') ?? assert.fail()
  assert.equal(outcome, found.outcome === 'proved' ? 'proved' : 'not-proved')
  return found
}

function emptied(file: Uint8Array): Uint8Array {
  const { log: origin, file: of } = readPublishedEntries(file)
  return bytes(writePublishedEntries({ log: origin, file: of, entries: [] }))
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
}
