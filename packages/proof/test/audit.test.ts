import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  EMPTY_EDGE,
  type Fetcher,
  type AuditResult,
  type Leaf,
  type Policy,
  type Progress,
  audit,
  auditToEnd,
  emptyRoot,
  encodeBase64,
  figuresFrom,
  growTree,
  leafHash,
  startCount,
  totalOf,
  writeBundle,
  writeLeaf,
} from '../src/index.ts'
import {
  type Files,
  believed,
  checkpointNote,
  fetcherOf,
  filled,
  publish,
  sampleEntries,
  sampleLeaves,
  witness,
} from './sample-log.ts'
import { bytes } from './vectors.ts'

const SIZE = 1_000
const leaves = sampleLeaves(SIZE)
const entries = leaves.map(writeLeaf)
const honest = await publish(entries)
const witnessed: Policy = {
  ...believed,
  witnesses: [{ key: witness.key, url: undefined }],
  quorum: { kind: 'witness', key: witness.key },
}

test('of an honest log everything is proved, and the totals are its sums', async () => {
  for (const size of [1, 2, 99, 100, 101, 255, 256, 257, 512, 700, SIZE]) {
    const leaves = sampleLeaves(size)
    const entries = leaves.map(writeLeaf)
    const kept = [
      await headOf(size, entries),
      await headOf(1 + (size >> 1), entries),
      await headOf(1, entries),
    ]
    const fetcher = fetcherOf(await publish(entries))
    const verdict = await auditToEnd({ fetcher, policy: witnessed, kept })
    assert.deepEqual([size, faults(verdict.results)], [size, []])
    assert.equal(verdict.outcome, 'proved')
    assert.equal(verdict.checkpoint?.size, size)
    const { people } = totalOf(verdict.totals ?? assert.fail())
    const weight = (kind: Leaf['kind']) => leaves.filter((leaf) => leaf.kind === kind).length
    assert.equal(people, 12 + weight('add') - weight('retract'))
  }
})

test('every file of the log is read, and nothing else', async () => {
  const fetcher = fetcherOf(honest)
  await auditToEnd({ fetcher, policy: believed })
  assert.deepEqual([...fetcher.asked].toSorted(), [...honest.keys()].toSorted())
})

test('an audit says how far it is', async () => {
  const steps: Progress[] = []
  for await (const step of audit({ fetcher: fetcherOf(honest), policy: believed })) steps.push(step)
  const expected = [256, 512, 768, SIZE].map((done) => ({ step: 'entries', done, of: SIZE }))
  assert.deepEqual(steps, expected)
})

test('an empty log is proved to be empty, and nothing else passes for one', async () => {
  const checkpoint = await checkpointNote({ size: 0, root: emptyRoot() })
  const empty: Files = new Map([['checkpoint', checkpoint]])
  assert.equal((await auditToEnd({ fetcher: fetcherOf(empty), policy: believed })).outcome, 'proved')
  empty.set('checkpoint', await checkpointNote({ size: 0, root: leafHash(bytes('')) }))
  assert.equal((await auditToEnd({ fetcher: fetcherOf(empty), policy: believed })).outcome, 'not-proved')
})

test('one bit changed in any file at any place is found, and the file is named', async () => {
  for (const [path, file] of honest) {
    for (let at = 0; at < file.length; at += 1 + Math.floor(file.length / 23)) {
      const changed = new Map(honest).set(path, file.with(at, (file[at] ?? 0) ^ 1))
      const { outcome, results } = await auditToEnd({ fetcher: fetcherOf(changed), policy: witnessed })
      assert.equal(outcome, 'not-proved', `${path} at ${at}`)
      assert.ok(
        results.some(({ place }) => place?.includes(path)),
        `${path} at ${at}: ${JSON.stringify(results)}`,
      )
    }
  }
})

test('any file that is missing, cut, or lengthened is found, and named', async () => {
  for (const [path, file] of honest) {
    for (const instead of [
      undefined,
      file.slice(0, -1),
      file.slice(1),
      new Uint8Array([...file, 0]),
      new Uint8Array(0),
    ]) {
      const changed = new Map(honest)
      if (instead) changed.set(path, instead)
      else changed.delete(path)
      const { outcome, results } = await auditToEnd({ fetcher: fetcherOf(changed), policy: believed })
      assert.equal(outcome, 'not-proved', path)
      assert.ok(
        results.some(({ place }) => place?.includes(path)),
        `${path}: ${JSON.stringify(results)}`,
      )
    }
  }
})

test('two tiles, or two bundles, that change places are found', async () => {
  for (const kind of ['0', 'entries']) {
    const [one, two] = [`tile/${kind}/001`, `tile/${kind}/002`]
    const swapped = new Map(honest)
    swapped.set(one, honest.get(two) ?? assert.fail()).set(two, honest.get(one) ?? assert.fail())
    const found = await firstFault(swapped)
    assert.equal(found.place, one)
    if (kind === 'entries') assert.equal(found.index, 256)
  }
})

test('an entry that changed places with its neighbour is found by its number', async () => {
  const some = entries.slice(256, 512)
  const [a = bytes(''), b = bytes('')] = [some[44], some[46]]
  const changed = new Map(honest).set('tile/entries/001', writeBundle(some.with(44, b).with(46, a)))
  const { claim, index, place } = await firstFault(changed)
  assert.deepEqual({ claim, index, place }, { claim: 'entries', index: 300, place: 'tile/entries/001' })
})

const all = { party: true, league: true, pioneers: true }
const RULES: readonly (readonly [string, number, Leaf, string])[] = [
  ['a person taken back twice', 450, { ...at('retract', 350), target: 347 } as Leaf, 'target-once'],
  [
    'a retraction of what is no person',
    351,
    { ...at('retract', 350), target: 299 } as Leaf,
    'target-is-person',
  ],
  ['a retraction of other weights', 350, { ...at('retract', 350), left: all } as Leaf, 'target-weights'],
  ['a day with one person too many', 399, dayWithOneMore(399), 'day-sums'],
  ['a day leaf put elsewhere', 400, at('day', 399), 'day-later'],
  ['a second baseline', 500, at('baseline', 0), 'one-baseline'],
]

for (const [what, index, leaf, rule] of RULES) {
  test(`a log that its own key signed, with ${what}, is found out at ${index}`, async () => {
    const log = await publish(entries.with(index, writeLeaf(leaf)))
    const { results, totals } = await auditToEnd({ fetcher: fetcherOf(log), policy: believed })
    const found = results.find(({ outcome }) => outcome === 'failed')
    assert.deepEqual([found?.index, found?.detail], [index, `Entry ${index} breaks the rule ${rule}.`])
    assert.equal(totals, undefined)
    // The tree itself is in order, and the audit says that too.
    assert.ok(
      results.every(({ claim, outcome }) => !['tiles', 'entries'].includes(claim) || outcome === 'proved'),
    )
  })
}

test('an entry with a weight of two is no leaf', async () => {
  const heavy = bytes(new TextDecoder().decode(entries[123]).replace('people 1', 'people 2'))
  const found = await firstFault(await publish(entries.with(123, heavy)))
  assert.deepEqual(
    [found.claim, found.index, found.detail],
    ['count', 123, 'Entry 123 breaks the rule not-a-leaf.'],
  )
})

test('a log that took back an entry or changed one contradicts the kept checkpoint', async () => {
  const kept = [await headOf(600)]
  for (const [what, log] of Object.entries({
    changed: entries.with(100, entries[103] ?? bytes('')),
    'one taken out': entries.toSpliced(101, 1),
    'one put in': entries.toSpliced(101, 0, entries[103] ?? bytes('')),
  })) {
    const { results } = await auditToEnd({ fetcher: fetcherOf(await publish(log)), policy: believed, kept })
    assert.equal(outcomeOf(results, 'history'), 'failed', what)
  }
  const { results } = await auditToEnd({
    fetcher: fetcherOf(honest),
    policy: believed,
    kept: [bytes('not a note')],
  })
  assert.equal(outcomeOf(results, 'history'), 'unchecked')
})

test('an honest copy of earlier is older than the kept checkpoint: not proved, and not false', async () => {
  const earlier = { fetcher: fetcherOf(await publish(entries.slice(0, 599))), policy: believed }
  const { results, outcome } = await auditToEnd({ ...earlier, kept: [await headOf(600)] })
  assert.deepEqual([outcomeOf(results, 'history'), outcome], ['older', 'not-proved'])
  assert.deepEqual(
    results.filter((result) => result.outcome === 'failed'),
    [],
  )
  assert.equal((await auditToEnd({ ...earlier, kept: [await headOf(500)] })).outcome, 'proved')
})

test('a checkpoint of another origin, of another key, cut short or without witnesses is not believed', async () => {
  const { root } = growTree(EMPTY_EDGE, entries.map(leafHash))
  const note = honest.get('checkpoint') ?? assert.fail()
  const text = new TextDecoder().decode(note)
  const stranger: Policy = {
    ...believed,
    logs: [{ key: { ...witness.key, name: 'example.org/log', type: 1 }, url: undefined }],
  }
  for (const [what, checkpoint, policy] of [
    ['another origin', await checkpointNote({ size: SIZE, root, origin: 'example.org/other' }), believed],
    ['cut short', note.slice(0, 40), believed],
    ['without signatures', bytes(text.slice(0, text.indexOf('\n\n') + 1)), believed],
    ['another key', note, stranger],
    ['a size changed', bytes(text.replace('\n1000\n', '\n999\n')), believed],
    ['a page instead', bytes('<!doctype html>'), believed],
  ] as const) {
    const fetcher = fetcherOf(new Map(honest).set('checkpoint', checkpoint))
    const verdict = await auditToEnd({ fetcher, policy })
    assert.equal(outcomeOf(verdict.results, 'checkpoint'), 'failed', what)
    assert.ok(
      verdict.results.every(({ outcome }) => outcome !== 'proved'),
      what,
    )
    assert.equal(verdict.totals, undefined)
  }
  const unseen = text.slice(0, text.lastIndexOf('— w1'))
  const fetcher = fetcherOf(new Map(honest).set('checkpoint', bytes(unseen)))
  const { results } = await auditToEnd({ fetcher, policy: witnessed })
  assert.equal(outcomeOf(results, 'witnesses'), 'failed')
})

test('what cannot be read is not checked, which is not the same as failed', async () => {
  for (const path of honest.keys()) {
    const inner = fetcherOf(honest)
    const fetcher: Fetcher = {
      fetch: (asked) => (asked === path ? Promise.reject(new Error('no line')) : inner.fetch(asked)),
    }
    const { outcome, results } = await auditToEnd({ fetcher, policy: believed })
    assert.equal(outcome, 'not-proved')
    assert.ok(
      results.every((result) => result.outcome !== 'failed'),
      `${path}: ${JSON.stringify(results)}`,
    )
    assert.ok(
      results.some((result) => result.place === path),
      path,
    )
  }
})

const STOPOVER = 500
const printed = await figuresOf(STOPOVER)

test('the figures that a site prints are recomputed at the checkpoint they are of', async () => {
  const { outcome, results } = await auditToEnd({
    fetcher: fetcherOf(honest),
    policy: believed,
    printed: asBytes(printed),
  })
  assert.deepEqual([outcome, faults(results)], ['proved', []])
  assert.equal(outcomeOf(results, 'figures'), 'proved')
})

test('one person more in any figure of a site is found, and the figure is named', async () => {
  for (const name of [
    'total',
    'baseline',
    'counted',
    'retracted',
    'today',
    'yesterday',
    'this_week',
    'this_month',
  ]) {
    await isFalse({ ...printed, [name]: printed[name as 'total'] + 1 }, name)
  }
  for (const group of ['by_organisation', 'by_channel'] as const) {
    for (const [name, people] of Object.entries<number>(printed[group])) {
      await isFalse({ ...printed, [group]: { ...printed[group], [name]: people + 1 } }, `${group}.${name}`)
    }
    await isFalse({ ...printed, [group]: { ...printed[group], another: 1 } }, `${group}.another`)
  }
})

test('figures of another log, of a log that is to come, and what are no figures, are not believed', async () => {
  const { checkpoint } = printed
  await isFalse({ ...printed, checkpoint: { ...checkpoint, root: encodeBase64(filled(3)) } }, 'another log')
  await isFalse({ ...printed, checkpoint: { ...checkpoint, size: SIZE + 1 } }, 'the checkpoint has')
  await isFalse({ ...printed, total: 'many' }, 'total')
  await isFalse([], 'no object')
  const { results } = await auditToEnd({ fetcher: fetcherOf(honest), policy: believed, printed: bytes('{') })
  assert.equal(outcomeOf(results, 'figures'), 'failed')
})

test('figures of a place where no log may end are not believed, though they are its sums', async () => {
  // Two people are in, and the door that they came by is not stated yet.
  await isFalse(await figuresOf(503), 'No log may end with 503 entries')
})

async function isFalse(figures: unknown, said: string): Promise<void> {
  const asked = { fetcher: fetcherOf(honest), policy: believed, printed: asBytes(figures) }
  const { outcome, results } = await auditToEnd(asked)
  const found = results.find(({ claim }) => claim === 'figures')
  assert.deepEqual([outcome, found?.outcome, found?.place], ['not-proved', 'failed', 'count.json'], said)
  assert.ok(found?.detail.includes(said), `${said}: ${found?.detail}`)
}

async function figuresOf(size: number) {
  const some = entries.slice(0, size)
  const count = startCount()
  for (const entry of some) assert.equal(count.take(entry), undefined)
  const found = figuresFrom(count.totals(), count.days())
  const plain = Object.fromEntries([...found].filter(([name]) => !name.includes('.')))
  const group = (prefix: string) =>
    Object.fromEntries(
      [...found].flatMap(([name, value]) =>
        name.startsWith(`${prefix}.`) ? [[name.slice(prefix.length + 1), value]] : [],
      ),
    )
  const { root } = growTree(EMPTY_EDGE, some.map(leafHash))
  return {
    as_of: '2026-11-06T00:00:00.000Z',
    checkpoint: { size, root: encodeBase64(root) },
    ...(plain as Record<'total', number>),
    by_organisation: group('by_organisation'),
    by_channel: group('by_channel'),
  }
}

function asBytes(value: unknown): Uint8Array {
  return bytes(JSON.stringify(value))
}

test('a log that grew during the audit, and dropped partial tiles for full ones, is audited as it was', async () => {
  const grown = await publish(sampleEntries(2_000))
  grown.set('checkpoint', honest.get('checkpoint') ?? assert.fail())
  // The upper level is still partial at 2,000 entries; its old width is kept.
  grown.set('tile/1/000.p/3', honest.get('tile/1/000.p/3') ?? assert.fail())
  const { results } = await auditToEnd({ fetcher: fetcherOf(grown), policy: believed })
  assert.deepEqual(faults(results), [])
})

async function headOf(size: number, of = entries): Promise<Uint8Array> {
  const { root } = growTree(EMPTY_EDGE, of.slice(0, size).map(leafHash))
  return checkpointNote({ size, root })
}

async function firstFault(files: Files): Promise<AuditResult> {
  const { results } = await auditToEnd({ fetcher: fetcherOf(files), policy: believed })
  return results.find(({ outcome }) => outcome === 'failed') ?? assert.fail('nothing was found')
}

function faults(results: readonly AuditResult[]): readonly AuditResult[] {
  return results.filter(({ outcome }) => outcome !== 'proved')
}

function outcomeOf(
  results: readonly AuditResult[],
  asked: AuditResult['claim'],
): AuditResult['outcome'] | undefined {
  return results.find(({ claim }) => claim === asked)?.outcome
}

function at(kind: Leaf['kind'], index: number): Leaf {
  const leaf = leaves[index]
  if (leaf?.kind !== kind) throw new Error(`Leaf ${index} of the sample is no ${kind}.`)
  return leaf
}

function dayWithOneMore(index: number): Leaf {
  const leaf = at('day', index)
  if (leaf.kind !== 'day') throw new Error('A day.')
  const { counted } = leaf
  return { ...leaf, counted: { ...counted, party: counted.party + 1, people: counted.people + 1 } }
}
