import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  GRADES,
  type Leaf,
  NO_FIGURES,
  amendmentRecord,
  commit,
  digestOf,
  encodeBase64,
  leafHash,
  opens,
  readLeaf,
  targetRecord,
  writeLeaf,
} from '../src/index.ts'
import { personIn } from '../src/log/person-leaf.ts'
import { refused } from './refused.ts'
import { figures } from './sample-log.ts'
import { bytes, fromHex, golden, leaves } from './vectors.ts'

const key = fromHex(leaves.commitment.keyHex)
const record = bytes(leaves.commitment.record)
const commitment = commit({ key, record })

test('every kind of leaf reads and is written back as in the vectors', () => {
  for (const text of leaves.log) {
    assert.equal(new TextDecoder().decode(writeLeaf(readLeaf(bytes(text)))), text)
  }
  assert.equal(new Set(leaves.log.map((text) => text.split('\n')[1])).size, 11)
})

test('commitments are those of the vectors, and open to their record alone', () => {
  assert.equal(encodeBase64(commitment), leaves.commitment.commitment)
  const hidden = commit({ key, record: targetRecord(leaves.hiddenTarget.index) })
  assert.equal(encodeBase64(hidden), leaves.hiddenTarget.commitment)
  const amended = commit({ key, record: amendmentRecord(leaves.amendment.index, record) })
  assert.equal(encodeBase64(amended), leaves.amendment.commitment)
  assert.ok(opens(commitment, { key, record }))
  assert.ok(!opens(commitment, { key, record: bytes('SAMPLE record') }))
  assert.ok(!opens(commitment, { key: key.with(31, 0), record }))
})

test('a key of another length commits to nothing: HMAC would take a shorter one for one that ends in zeros', () => {
  for (const length of [0, 16, 31, 33, 64]) {
    assert.throws(() => commit({ key: new Uint8Array(length), record }), refused('bad-opening'))
  }
})

test('all leaves of people are equally long, whatever they leave', () => {
  const lengths = new Set<number>()
  for (let mask = 0; mask < 8; mask++) {
    const left = { party: (mask & 1) > 0, league: (mask & 2) > 0, pioneers: (mask & 4) > 0 }
    lengths.add(
      writeLeaf({ kind: 'add', left, commitment: commit({ key, record: Uint8Array.of(mask) }) }).length,
    )
  }
  assert.equal(lengths.size, 1)
})

test('no byte of a leaf can be changed, added or taken away without another meaning or none', () => {
  for (const text of leaves.log) {
    const whole = bytes(text)
    for (let at = 0; at < whole.length; at++) {
      const changes = [
        [...whole.subarray(0, at), ...whole.subarray(at + 1)],
        ...[0, 9, 10, 13, 32, 48, 61, 0xa0, 0xff].map((octet) => [
          ...whole.subarray(0, at),
          octet,
          ...whole.subarray(at),
        ]),
        ...[1, 2, 4, 8, 16, 32, 64, 128].map((bit) => whole.with(at, (whole[at] ?? 0) ^ bit)),
      ]
      for (const change of changes) {
        const altered = Uint8Array.from(change)
        let leaf: Leaf
        try {
          leaf = readLeaf(altered)
        } catch (error) {
          assert.ok(refused('bad-leaf')(error))
          continue
        }
        // What still is a leaf is the one writing of that other leaf.
        assert.deepEqual(writeLeaf(leaf), altered)
        assert.notDeepEqual(leafHash(altered), leafHash(whole))
      }
    }
  }
})

const add = leaves.log[1] ?? ''
const day = leaves.log[11] ?? ''
const channels = leaves.log[5] ?? ''
const restated = leaves.log[8] ?? ''
const REFUSED: Record<string, string> = {
  'another version': add.replace('v1', 'v2'),
  'two people': add.replace('people 1', 'people 2'),
  'no person': add.replace('people 1', 'people 0'),
  'a weight of two': add.replace('party 1', 'party 2'),
  'carriage returns': add.replaceAll('\n', '\r\n'),
  'no last line feed': add.slice(0, -1),
  'one line more': `${add}\n`,
  'a date in the leaf of a person': `${add}2026-11-22\n`,
  'a name in the leaf of a person': add.replace('people 1', 'people 1 SAMPLE'),
  'base64 with a second writing': add.replace(
    /.=\n$/,
    (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}=\n`,
  ),
  'a commitment of 33 bytes': add.replace(leaves.commitment.commitment, Buffer.alloc(33).toString('base64')),
  'an unknown kind': add.replace('\nadd\n', '\nedit\n'),
  'a withdrawal that names its leaf': (leaves.log[7] ?? '').replace(/target .*/, 'target 1'),
  'a duplicate that hides its leaf': (leaves.log[6] ?? '').replace(
    'target 1',
    `target ${leaves.commitment.commitment}`,
  ),
  'a reason of its own': (leaves.log[6] ?? '').replace('duplicate', 'coerced'),
  'a leading zero': day.replace('size 11', 'size 011'),
  'a day that is none': day.replace('2026-11-22', '2026-02-30'),
  'a day of the month 13': day.replace('2026-11-22', '2026-13-01'),
  'a number beyond counting': day.replace('size 11', 'size 9007199254740992'),
  'figures that no people have': day.replace('counted party 2', 'counted party 15'),
  'people of no organisation, not even none': day.replace('not-stated 1 people 3', 'not-stated 0 people 9'),
  'a restatement that changes nothing': restated.replace('now party 1', 'now party 0'),
  'a restatement of a hidden leaf': restated.replace('target 3', `target ${leaves.commitment.commitment}`),
  'channels out of their order': channels.replace(/(channel import.*\n)(channel web.*\n)/, '$2$1'),
  'a channel twice': channels.replace('channel import carried', 'channel web direct'),
  'a channel that nobody came by': channels.replace('counted 1 retracted 0', 'counted 0 retracted 0'),
  'no channel at all': channels.replace(/channel (?:import|web).*\n/g, ''),
  'evidence of a grade of its own': channels.replace('direct', 'certain'),
  'a channel with a name of somebody': channels.replace('channel web', 'channel SAMPLE'),
  'more people than can be counted': channels.replace('counted 2', 'counted 9007199254740991'),
  'the key of a witness': (leaves.log[12] ?? '').replace(/example.*/, golden.witnessVkey),
}

for (const [what, text] of Object.entries(REFUSED)) {
  test(`a leaf is refused: ${what}`, () => {
    assert.ok(!leaves.log.includes(text), 'the change changed nothing')
    assert.throws(() => readLeaf(bytes(text)), refused('bad-leaf'))
  })
}

test('a leaf of a person is read from its bytes as its lines say, and whatever is another is none', () => {
  const BY_LINES =
    /^registry-leaf\/v1\n(add|import)\nparty ([01]) league ([01]) pioneers ([01]) people 1\n([A-Za-z0-9+/]{43}=)\n$/
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const change = fc.record({
    at: fc.nat(120),
    octet: fc.constantFrom(10, 32, 43, 47, 48, 49, 50, 61, 65, 122, 0xb0, 0xff),
  })
  const person = fc.tuple(
    fc.constantFrom('add', 'import'),
    fc.nat(7),
    hash,
    fc.array(change, { maxLength: 2 }),
  )
  fc.assert(
    fc.property(person, fc.nat(5), ([kind, who, commitment, changes], before) => {
      const left = { party: (who & 1) > 0, league: (who & 2) > 0, pioneers: (who & 4) > 0 }
      const whole = writeLeaf({ kind, left, commitment } as never)
      const leaf = changes.reduce((bytes, { at, octet }) => bytes.with(at % bytes.length, octet), whole)
      const [matched, named, party, league, pioneers, base64 = ''] =
        BY_LINES.exec(Buffer.from(leaf).toString('latin1')) ?? []
      const canonical = Buffer.from(base64, 'base64').toString('base64') === base64
      const expected =
        matched !== undefined && canonical
          ? {
              kind: named,
              left: { party: party === '1', league: league === '1', pioneers: pioneers === '1' },
            }
          : undefined
      const more = Buffer.concat([new Uint8Array(before), leaf, Uint8Array.of(49)])
      assert.deepEqual(personIn(more, { start: before, end: before + leaf.length }), expected)
      if (expected)
        assert.deepEqual(readLeaf(leaf), {
          ...expected,
          commitment: Uint8Array.from(Buffer.from(base64, 'base64')),
        })
      else assert.throws(() => readLeaf(leaf), refused('bad-leaf'))
    }),
    { numRuns: 2_000 },
  )
})

test('values that no leaf has are not written', () => {
  const dossier = digestOf(record)
  const wrong: Leaf[] = [
    {
      kind: 'add',
      left: { party: true, league: true, pioneers: true },
      commitment: new Uint8Array(31) as never,
    },
    { kind: 'baseline', asOf: '22.11.2026', figures: NO_FIGURES, dossier },
    { kind: 'baseline', asOf: '2026-11-22', figures: figures(1, 0, 0, 0, 0), dossier },
    { kind: 'channels', channels: [] },
    { kind: 'baseline-adjust', figures: figures(-1, 0, 0, 0, 0) },
    { kind: 'baseline-adjust', figures: figures(0.5, 0, 0, 0, 1) },
    { kind: 'baseline-adjust', figures: figures(2 ** 53, 0, 0, 0, 2 ** 53) },
    { kind: 'key', vkey: 'example\n+00000000+AA==' },
    { kind: 'note', digest: new Uint8Array(0) as never },
  ]
  for (const leaf of wrong) assert.throws(() => writeLeaf(leaf), refused('bad-leaf'), JSON.stringify(leaf))
})

test('any leaf reads back as itself', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const plain = { noNullPrototype: true }
  const left = fc.record({ party: fc.boolean(), league: fc.boolean(), pioneers: fc.boolean() }, plain)
  const index = fc.nat(Number.MAX_SAFE_INTEGER)
  const name = fc.stringMatching(/^[a-z][a-z-]{0,19}$/)
  const counted = fc.integer({ min: 1, max: 2 ** 40 })
  const leaf = fc.oneof(
    fc.record({ kind: fc.constantFrom('add', 'import'), left, commitment: hash }, plain),
    fc.record(
      {
        kind: fc.constant('retract'),
        left,
        reason: fc.constantFrom('duplicate', 'invalid', 'error'),
        target: index,
      },
      plain,
    ),
    fc.record({ kind: fc.constant('retract'), left, reason: fc.constant('withdrawn'), target: hash }, plain),
    fc.record({ kind: fc.constant('amend'), commitment: hash }, plain),
    fc
      .record({ kind: fc.constant('restate'), was: left, now: left, target: index, commitment: hash }, plain)
      .filter(({ was, now }) => JSON.stringify(was) !== JSON.stringify(now)),
    fc
      .uniqueArray(
        fc.record({ channel: name, grade: fc.constantFrom(...GRADES), counted, retracted: counted }, plain),
        {
          selector: ({ channel }) => channel,
          minLength: 1,
          maxLength: 32,
        },
      )
      .map((channels) => ({
        kind: 'channels',
        channels: channels.toSorted((a, b) => (a.channel < b.channel ? -1 : 1)),
      })),
    fc.record({ kind: fc.constant('note'), digest: hash }, plain),
  )
  fc.assert(fc.property(leaf, (leaf) => assert.deepEqual(readLeaf(writeLeaf(leaf as Leaf)), leaf)))
})
