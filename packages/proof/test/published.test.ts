// What a site publishes of a person, held to the leaf that counts her; and the check code of who is not published.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type BlockReader,
  type Commitment,
  type Fetcher,
  type Leaf,
  type Organisations,
  type PublishedEntry,
  type PublishedPerson,
  NO_DAY_FILES,
  NO_FIGURES,
  NO_TOTALS,
  amendmentRecord,
  asCommitment,
  blockReader,
  chanceOfCode,
  checkCode,
  checkDigits,
  checkEntries,
  commit,
  contentRecord,
  digestOf,
  encodeBase64,
  entryReader,
  findCode,
  openCheckpoint,
  personRecord,
  rangeOf,
  readAhead,
  readDays,
  readPublishedEntries,
  tilePath,
  tileReader,
  writeDays,
  writeLeaf,
  writePublishedEntries,
} from '../src/index.ts'
import { refused } from './refused.ts'
import { believed, fetcherOf, filled, publish, sampleEntries, sampleLeaves } from './sample-log.ts'
import { bytes, fromHex, leaves } from './vectors.ts'

const { person: vector } = leaves
const NONE: Organisations = { party: false, league: false, pioneers: false }
const LEAGUE = { ...NONE, league: true }
const PARTY = { ...NONE, party: true }

test('the record of a person and its content are those of the vectors', () => {
  const content = { ...vector.content, words: digestOf(bytes(vector.content.words)) }
  assert.equal(text(contentRecord(content)), vector.contentRecord)
  const closed = commit({ key: fromHex(vector.contentKeyHex), record: contentRecord(content) })
  assert.equal(encodeBase64(closed), vector.contentCommitment)
  const record = personRecord({ entry: vector.entry, line: vector.line, content: closed })
  assert.equal(text(record), vector.record)
  const commitment = commit({ key: fromHex(vector.keyHex), record })
  assert.equal(encodeBase64(commitment), vector.commitment)
  for (const [digits, code] of Object.entries(vector.checkCodes))
    assert.equal(checkCode(commitment, Number(digits)), code)
})

test('no two contents have one record, and no value passes for two', () => {
  const value = fc.option(fc.oneof(fc.constantFrom('', '-', '=', '=-'), fc.string({ unit: 'grapheme' })))
  const contents = fc.record({ name: value, place: value, language: value })
  const recordOf = (differing: { name: string | null; place: string | null; language: string | null }) =>
    text(contentRecord({ ...vector.content, ...differing, words: null }))
  fc.assert(
    fc.property(contents, contents, (one, other) => {
      fc.pre(![...Object.values(one), ...Object.values(other)].some((said) => said && /[\n\r]/.test(said)))
      assert.equal(recordOf(one) === recordOf(other), JSON.stringify(one) === JSON.stringify(other))
    }),
  )
  for (const name of ['SAMPLE\nplace =CN', 'SAMPLE\r', '\ud800'])
    assert.throws(() => recordOf({ name, place: null, language: null }), refused('bad-opening'))
})

// A log in which entry 12 has three people: as declared, amended, and moved to another organisation and then amended.
const keys = Array.from({ length: 20 }, (_, at) => filled(1_000 + at))
const key = (at: number) => keys[at] ?? assert.fail()
const first: PublishedPerson = {
  line: 1,
  name: 'SAMPLE 林',
  nameKind: 'pseudonym',
  basis: 'self',
  left: LEAGUE,
  opening: { index: 1, key: key(0), contentKey: key(1) },
}
const entry: PublishedEntry = {
  number: 12,
  day: '2026-11-22',
  channel: 'web',
  language: 'zh-hans',
  place: null,
  words: 'SAMPLE. 我退出。',
  people: [],
}
const closed = asCommitment(filled(77))
const restated = { index: 5, key: key(5), contentKey: key(6), since: [] }
const second: PublishedPerson = {
  ...first,
  line: 2,
  name: null,
  opening: { index: 2, key: key(3), content: closed, restated },
}
/** What the third one said when she was moved, which was amended since. */
const moved = { index: 4, key: key(10), content: asCommitment(filled(78)) }
const third: PublishedPerson = {
  ...first,
  line: 3,
  left: PARTY,
  opening: { index: 3, key: key(7), content: closed, restated: { ...restated, index: 6, since: [moved] } },
}
const published: PublishedEntry = { ...entry, people: [first, second, third] }
const add = (left: Organisations, commitment: Commitment): Leaf => ({ kind: 'add', left, commitment })
const opened: Leaf[] = [
  { kind: 'baseline', asOf: '2026-11-01', figures: NO_FIGURES, dossier: digestOf(bytes('')) },
  add(LEAGUE, commit({ key: key(0), record: recordOf(1, contentOf(first, key(1))) })),
  add(LEAGUE, commit({ key: key(3), record: recordOf(2, closed) })),
  add(LEAGUE, commit({ key: key(7), record: recordOf(3, closed) })),
  {
    kind: 'restate',
    was: LEAGUE,
    now: PARTY,
    target: 3,
    commitment: commit({ key: moved.key, record: amendmentRecord(3, recordOf(3, moved.content)) }),
  },
  amend(commit({ key: key(5), record: amendmentRecord(2, recordOf(2, contentOf(second, key(6)))) })),
  amend(commit({ key: key(5), record: amendmentRecord(4, recordOf(3, contentOf(third, key(6)))) })),
  {
    kind: 'restate',
    was: PARTY,
    now: NONE,
    target: 3,
    commitment: commit({
      key: key(8),
      record: amendmentRecord(6, recordOf(3, contentOf({ ...third, left: NONE }, key(9)))),
    }),
  },
]
const log = await readerOf(opened.map(writeLeaf))

/** The third one as she was moved once more: after the amendment. */
const movedAgain = {
  index: 7,
  key: key(8),
  contentKey: key(9),
  since: [moved, { index: 6, key: key(5), content: contentOf(third, key(6)) }],
}

test('people as they were declared, as corrected, and as moved between organisations are each counted by a leaf', async () => {
  assert.deepEqual(await outcomes(published), ['counted', 'counted', 'counted'])
  const fourth = { ...third, left: NONE, opening: { ...opened3(), restated: movedAgain } }
  assert.deepEqual(await outcomes({ ...entry, people: [fourth] }), ['counted'])
})

test('a page that says anything else than the leaves is found out, and the line is named', async () => {
  for (const change of [
    { number: 13 },
    { day: '2026-11-21' },
    { channel: 'wall' },
    { language: 'en' },
    { language: null },
    { place: 'CN-SC' },
    { words: 'SAMPLE. 我退出' },
    { words: null },
  ]) {
    const found = await outcomes({ ...published, ...change })
    assert.equal(found.filter((outcome) => outcome === 'other').length, 3, JSON.stringify(change))
  }
  for (const [at, person] of published.people.entries()) {
    for (const change of [
      { line: 4 },
      { name: 'SAMPLE Lin' },
      { nameKind: 'real' },
      { basis: 'relative' },
      { left: { party: true, league: true, pioneers: true } },
      { opening: { ...person.opening, key: key(19) } },
    ]) {
      const found = await outcomes({
        ...published,
        people: published.people.with(at, { ...person, ...change }),
      })
      const expected = published.people.map((_, other) => (other === at ? 'other' : 'counted'))
      assert.deepEqual(found, expected, `line ${person.line}: ${JSON.stringify(change)}`)
    }
  }
})

test("a line whose leaf is not there, is nobody, or is another line's is found", async () => {
  const at = async (index: number) =>
    (await outcomes({ ...entry, people: [{ ...first, opening: { ...first.opening, index } }] }))[0]
  assert.equal(await at(99), 'not-there')
  assert.equal(await at(0), 'not-there')
  assert.equal(await at(5), 'not-there')
  assert.equal(await at(2), 'other')
  assert.deepEqual(await outcomes({ ...entry, people: [first, first] }), ['counted', 'twice'])
})

test('of two amendments of one state only one is a state of hers: a chain that leaves one out, or forks, is found', async () => {
  const chain = async (since: typeof movedAgain.since, differing = {}) =>
    outcomes({
      ...entry,
      people: [
        { ...third, left: NONE, opening: { ...opened3(), restated: { ...movedAgain, since, ...differing } } },
      ],
    })
  const [one, two] = movedAgain.since
  assert.ok(one && two)
  assert.deepEqual(await chain([one, two]), ['counted'])
  assert.deepEqual(await chain([two]), ['other'], 'who says that she left another?')
  assert.deepEqual(await chain([one]), ['other'])
  assert.deepEqual(await chain([]), ['other'])
  assert.deepEqual(await chain([two, one]), ['other'])
  assert.deepEqual(await chain([one, two, two]), ['not-there'])
  assert.deepEqual(await chain([{ ...one, index: 99 }, two]), ['not-there'])
  assert.deepEqual(await chain([one, two], { index: 5 }), ['not-there'])
  const fork = { ...third, line: 2 }
  assert.deepEqual(await outcomes({ ...entry, people: [third, fork] }), ['counted', 'twice'])
})

test('a file of entries reads back as it was written, and anything cut out of it is refused', () => {
  const of = { day: '2026-11-22', written: '2026-11-23', nonce: key(9) }
  const file = { log: 'example.org/log', file: of, entries: [published, { ...entry, number: 13 }] }
  const written = writePublishedEntries(file)
  assert.deepEqual(readPublishedEntries(bytes(written)), file)
  const whole = JSON.parse(written)
  for (const key of Object.keys(whole)) assertRefused({ ...whole, [key]: undefined }, key)
  for (const key of ['day', 'written', 'nonce']) assertRefused({ ...whole, [key]: 'AAAA' }, key)
  const [one] = whole.entries
  for (const key of Object.keys(one))
    assertRefused({ ...whole, entries: [{ ...one, [key]: undefined }] }, key)
  const [her] = one.people
  for (const key of Object.keys(her))
    assertRefused({ ...whole, entries: [{ ...one, people: [{ ...her, [key]: undefined }] }] }, key)
  for (const noFile of ['', '[]', 'null', '{"format":"exeunt-entries/v3"}'])
    assert.throws(() => readPublishedEntries(bytes(noFile)), refused('bad-published'))
})

function assertRefused(file: unknown, what: string): void {
  assert.throws(() => readPublishedEntries(bytes(JSON.stringify(file))), refused('bad-published'), what)
}

test('an entry is fetched among sixteen thousand, whichever it is, and a day in whole blocks', async () => {
  const many = sampleEntries(40_000)
  const files = await publish(many)
  const asked: ReadonlySet<string>[] = []
  for (const index of [0, 300, 16_383]) {
    const fetcher = fetcherOf(files)
    const reader = await readerOf(many, fetcher)
    assert.deepEqual(await reader.entry(index), many[index])
    asked.push(fetcher.asked)
  }
  assert.deepEqual(asked[0], asked[1])
  assert.deepEqual(asked[0], asked[2])
  assert.equal([...(asked[0] ?? [])].filter((path) => path.startsWith('tile/entries/')).length, 64)
  const reader = await readerOf(many, fetcherOf(files))
  const range = { start: 16_000, end: 33_000 }
  assert.deepEqual(await all(reader.range(range)), many.slice(range.start, range.end))
  assert.equal(await reader.entry(40_000), undefined)
})

test('a check code is found among the leaves of its day, and says with what chance a made-up one would be', async () => {
  const people = 200
  const commitments = Array.from({ length: people }, (_, at) =>
    commit({ key: filled(at), record: bytes('SAMPLE') }),
  )
  const date = '2026-11-22'
  const totals = {
    ...NO_TOTALS,
    counted: { ...NO_FIGURES, notStated: people, people },
    channels: [channel(people)],
  }
  const day = [
    ...commitments.map((commitment) => add(NONE, commitment)),
    { kind: 'channels', channels: [channel(people)] } as const,
    { kind: 'day', date, size: people + 2, ...totals, files: NO_DAY_FILES } as const,
  ]
  const reader = await readerOf([opened[0] ?? assert.fail(), ...day].map(writeLeaf))
  const days = [{ date, size: people + 3 }]
  const digits = checkDigits(people)
  for (const commitment of commitments) {
    const found = await findCode({ code: checkCode(commitment, digits), date, days, log: reader })
    assert.ok(found.outcome === 'looked' && found.matches >= 1)
    assert.deepEqual([found.people, found.chance], [people, chanceOfCode(people, digits)])
  }
  const codes = new Set(commitments.map((commitment) => checkCode(commitment, digits)))
  const unused =
    Array.from({ length: 1_000 }, (_, at) => String(at).padStart(3, '0')).find((code) => !codes.has(code)) ??
    ''
  assert.deepEqual(await findCode({ code: unused, date, days, log: reader }), {
    outcome: 'looked',
    matches: 0,
    people,
    chance: chanceOfCode(people, digits),
  })
  assert.equal(
    (await findCode({ code: '123', date: '2026-11-23', days, log: reader })).outcome,
    'no-such-day',
  )
  const forged = [{ date, size: people + 2 }]
  assert.equal((await findCode({ code: '123', date, days: forged, log: reader })).outcome, 'forged-day')
})

test('no list of days can make a day longer or shorter than it was, nor a code', async () => {
  const leaves = sampleLeaves(400)
  const reader = await readerOf(leaves.map(writeLeaf))
  const days = leaves.flatMap((leaf, at) => (leaf.kind === 'day' ? [{ date: leaf.date, size: at + 1 }] : []))
  const { date } = days[2] ?? assert.fail()
  const look = async (code: string, some: typeof days) =>
    (await findCode({ code, date, days: some, log: reader })).outcome
  assert.equal(await look('123', days), 'looked')
  assert.equal(await look('12', days), 'other-digits')
  const without = (at: number) => days.filter((_, other) => other !== at)
  assert.equal(await look('123', without(1)), 'forged-day')
  const later = { date: days[1]?.date ?? '', size: (days[1]?.size ?? 0) + 7 }
  assert.equal(await look('123', days.with(1, later)), 'forged-day')
})

test("on any day a made-up code is somebody's in a twentieth to two fifths of the cases, or less where few people came", () => {
  for (let people = 1; people < 10_000_000; people = Math.ceil(people * 1.07)) {
    const digits = checkDigits(people)
    const chance = chanceOfCode(people, digits)
    assert.ok(chance < 0.4 && (chance > 0.04 || digits === 2), `${people}: ${digits} digits, ${chance}`)
  }
})

test('the list of days gives each its range, and days out of order are refused', () => {
  const days = [
    { date: '2026-11-21', size: 10 },
    { date: '2026-11-22', size: 11 },
  ]
  assert.deepEqual(readDays(bytes(writeDays(days))), days)
  assert.deepEqual(readDays(bytes(writeDays([]))), [])
  assert.deepEqual(rangeOf(days, '2026-11-21'), { start: 0, end: 10 })
  assert.deepEqual(rangeOf(days, '2026-11-22'), { start: 10, end: 11 })
  assert.equal(rangeOf(days, '2026-11-23'), undefined)
  for (const wrong of [
    days.toReversed(),
    [days[0], days[0]],
    [{ date: '22.11.2026', size: 1 }],
    [{ date: '2026-11-22', size: -1 }],
  ])
    assert.throws(() => readDays(bytes(JSON.stringify({ days: wrong }))), refused('bad-published'))
})

function opened3() {
  const { opening } = third
  return 'content' in opening ? opening : assert.fail()
}

test('of a block, what is read next is on its way already: in order, and some at a time', async () => {
  const files = fetcherOf(await publish(sampleEntries(20_000)))
  const asked: string[] = []
  let [waiting, most] = [0, 0]
  const slow: Fetcher = {
    async fetch(path) {
      asked.push(path)
      most = Math.max(most, ++waiting)
      // As long as it takes that everybody who does not wait for this has asked for hers.
      await new Promise((answered) => void setImmediate(answered))
      waiting--
      return files.fetch(path)
    },
  }
  const reader = await readerOf([], readAhead(slow))
  assert.deepEqual(await reader.entry(16_383), sampleEntries(20_000)[16_383])
  const bundles = asked.filter((path) => path.startsWith('tile/entries/'))
  assert.deepEqual(
    bundles,
    [...Array(64).keys()].map((index) => tilePath({ level: 'entries', index, width: 256 })),
  )
  assert.ok(most > 8 && most <= 2 * 16 + 1, `${most} at a time`)
  assert.equal(new Set(asked).size, asked.length, 'nothing is asked for twice')
})

async function outcomes(of: PublishedEntry): Promise<string[]> {
  return (await all(checkEntries([of], log))).map(({ outcome }) => outcome)
}

async function readerOf(entries: readonly Uint8Array[], fetcher?: Fetcher): Promise<BlockReader> {
  const files = fetcher ?? fetcherOf(await publish(entries))
  const note = await files.fetch('checkpoint')
  if (note === 'absent') throw new Error('a log has a checkpoint')
  const checked = await openCheckpoint(note, believed)
  if (checked.outcome !== 'opened') throw new Error(checked.outcome)
  const { checkpoint } = checked
  const tiles = tileReader({ fetcher: files, ...checkpoint })
  return blockReader(entryReader({ fetcher: files, tiles, size: checkpoint.size }), checkpoint.size)
}

function recordOf(line: number, content: Commitment): Uint8Array {
  return personRecord({ entry: 12, line, content })
}

function contentOf({ basis, nameKind, name }: PublishedPerson, contentKey: Uint8Array): Commitment {
  const { day, channel, place, language, words } = entry
  const digest = words === null ? null : digestOf(bytes(words))
  return commit({
    key: contentKey,
    record: contentRecord({ day, channel, basis, nameKind, name, place, language, words: digest }),
  })
}

function amend(commitment: Commitment): Leaf {
  return { kind: 'amend', commitment }
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

function channel(counted: number) {
  return { channel: 'web', grade: 'direct', counted, retracted: 0 } as const
}

function text(record: Uint8Array): string {
  return new TextDecoder().decode(record)
}
