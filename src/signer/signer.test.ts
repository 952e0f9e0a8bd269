import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import nodeFs, * as fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  EMPTY_EDGE,
  emptyRoot,
  growTree,
  type Hash,
  leafHash,
  makeConsistency,
  memoryTree,
  openNote,
  readSignature,
  readVerifierKey,
  writeCheckpoint,
  writeNote,
} from '#proof'
import { silent } from '../../test/template-db.ts'
import {
  freezeSigner,
  makeNextKey,
  openSigner,
  retireKey,
  serveSigner,
  type Signer,
  SignerError,
  signerAt,
} from './index.ts'

const ORIGIN = 'SAMPLE.example.org/log'
const leaves = Array.from({ length: 40 }, (_, at) => leafHash(Uint8Array.of(at)))
const fork = leaves.with(3, leafHash(Uint8Array.of(99)))

test('a log that only grows is signed, and what was signed is signed again to whoever asks twice', async () => {
  using home = freshDirectory()
  const signer = openSigner({ directory: home.path, origin: ORIGIN })
  for (const [from, to] of [
    [0, 1],
    [1, 1],
    [1, 8],
    [8, 9],
    [9, 40],
    [40, 40],
  ] as const) {
    const outcome = await signer.sign(await grown(from, to))
    ok(outcome.outcome === 'signed', `${from} to ${to}: ${JSON.stringify(outcome)}`)
    ok(await isSigned(textOf(to), outcome.signatures, signer))
  }
})

test('a smaller tree, another tree, and one that does not continue what was signed are refused for ever', async () => {
  using home = freshDirectory()
  const signer = openSigner({ directory: home.path, origin: ORIGIN })
  await signer.sign(await grown(0, 8))
  const wrong = {
    smaller: { text: textOf(7), proof: [] },
    'other-root': { text: textOf(8, fork), proof: [] },
    inconsistent: { ...(await grown(8, 9)), proof: [] },
    'other-log': {
      text: writeCheckpoint({ origin: 'other.example.org/log', size: 9, root: emptyRoot() }),
      proof: [],
    },
  }
  for (const again of [signer, openSigner({ directory: home.path, origin: ORIGIN })]) {
    for (const [why, asked] of Object.entries(wrong))
      deepEqual(await again.sign(asked), { outcome: 'refused', why })
    deepEqual(await again.sign({ text: textOf(9, fork), proof: await proofOf(8, 9, fork) }), {
      outcome: 'refused',
      why: 'inconsistent',
    })
  }
  equal((await signer.sign(await grown(8, 9))).outcome, 'signed')
})

test('whatever it is asked in whatever order, no two of the texts it signed contradict each other', async () => {
  const ask = fc.record({ from: fc.nat(12), to: fc.integer({ min: 1, max: 12 }), forked: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(ask, { maxLength: 12 }), async (asks) => {
      using home = freshDirectory()
      const signer = openSigner({ directory: home.path, origin: ORIGIN })
      const signed: { size: number; forked: boolean }[] = []
      for (const { from, to, forked } of asks) {
        const tree = forked ? fork : leaves
        const asked = {
          text: textOf(to, tree),
          proof: from > 0 && from < to ? await proofOf(from, to, tree) : [],
        }
        if ((await signer.sign(asked)).outcome === 'signed') signed.push({ size: to, forked })
      }
      // The two histories are one up to their third leaf.
      const later = signed.filter(({ size }) => size > 3)
      equal(new Set(later.map(({ forked }) => forked)).size <= 1, true)
      deepEqual(
        signed.map(({ size }) => size),
        signed.map(({ size }) => size).toSorted((a, b) => a - b),
      )
    }),
    { numRuns: 60 },
  )
})

for (const [what, error] of [
  ['full', 'ENOSPC'],
  ['broken', 'EIO'],
]) {
  test(`on a disk that is ${what} nothing is signed, and nothing is forgotten`, async (t) => {
    using home = freshDirectory()
    const signer = openSigner({ directory: home.path, origin: ORIGIN })
    await signer.sign(await grown(0, 8))
    for (const step of ['writeFileSync', 'renameSync', 'fsyncSync'] as const) {
      const failing = t.mock.method(nodeFs, step, () => {
        throw Object.assign(new Error('injected'), { code: error })
      })
      syncBuiltinESMExports()
      await rejects(signer.sign(await grown(8, 9)), /injected/, step)
      failing.mock.restore()
      syncBuiltinESMExports()
      const outcome = await signer.sign({ text: textOf(9, fork), proof: await proofOf(8, 9, fork) })
      equal(outcome.outcome, 'refused', 'the other history is still another')
    }
    equal((await signer.sign(await grown(8, 9))).outcome, 'signed')
  })
}

test('a key without its last checkpoint, and a last checkpoint without its key, open no signer', async () => {
  using home = freshDirectory()
  const open = () => openSigner({ directory: home.path, origin: ORIGIN }).state()
  await openSigner({ directory: home.path, origin: ORIGIN }).sign(await grown(0, 8))
  const kept = ['signed', 'log.key'].map((name) => [name, fs.readFileSync(join(home.path, name))] as const)
  for (const [name, content] of kept) {
    fs.rmSync(join(home.path, name))
    await rejects(open(), (error) => error instanceof SignerError && !error.message.includes('\n'), name)
    fs.writeFileSync(join(home.path, name), 'PRIVATE+KEY+broken\n', { mode: 0o600 })
    await rejects(open(), (error) => error instanceof SignerError && !error.message.includes('PRIVATE'), name)
    fs.writeFileSync(join(home.path, name), content, { mode: 0o600 })
  }
  fs.chmodSync(join(home.path, 'log.key'), 0o644)
  await rejects(open(), /chmod go=/)
  fs.chmodSync(join(home.path, 'log.key'), 0o600)
  match((await open()).signed, /\n8\n/)
})

test('killed between its first checkpoint and its key, it makes the key at the next start', async () => {
  using home = freshDirectory()
  await openSigner({ directory: home.path, origin: ORIGIN }).state()
  fs.rmSync(join(home.path, 'log.key'))
  equal(
    (await openSigner({ directory: home.path, origin: ORIGIN }).sign(await grown(0, 3))).outcome,
    'signed',
  )
})

test('a directory in which others may write is refused: they could put an older last word in place', async () => {
  using home = freshDirectory()
  const signer = openSigner({ directory: home.path, origin: ORIGIN })
  await signer.state()
  fs.chmodSync(home.path, 0o770)
  await rejects(signer.state(), /others may write in .* chmod go-w/)
  fs.chmodSync(home.path, 0o710)
  await signer.state()
})

test('while keys are changed both sign, and afterwards the new one alone, under the same name', async () => {
  using home = freshDirectory()
  const signer = openSigner({ directory: home.path, origin: ORIGIN })
  const [old = ''] = (await signer.state()).vkeys
  equal(await makeNextKey(home.path, (size) => new Uint8Array(size).fill(4)), 'made')
  equal(await makeNextKey(home.path, (size) => new Uint8Array(size).fill(5)), 'there-is-one')
  const [present, next = ''] = (await signer.state()).vkeys
  equal(present, old)
  const both = await signer.sign(await grown(0, 5))
  ok(both.outcome === 'signed' && both.signatures.length === 2)
  for (const vkey of [old, next]) ok(await isSignedBy(textOf(5), both.signatures, vkey))

  await retireKey(home.path)
  deepEqual((await signer.state()).vkeys, [next])
  const later = await signer.sign(await grown(5, 6))
  ok(later.outcome === 'signed' && (await isSignedBy(textOf(6), later.signatures, next)))
  equal(
    (await signer.sign({ text: textOf(6, fork), proof: [] })).outcome,
    'refused',
    'it remembers what the old one signed',
  )
})

test('once frozen it signs nothing, not even what it signed', async () => {
  using home = freshDirectory()
  const signer = openSigner({ directory: home.path, origin: ORIGIN })
  await signer.sign(await grown(0, 5))
  freezeSigner(home.path)
  deepEqual(await signer.sign(await grown(5, 5)), { outcome: 'frozen' })
  equal((await signer.state()).frozen, true)
})

test('behind its socket it answers the same, and says in one line when it is not there', async () => {
  using home = freshDirectory()
  const away = signerAt(home.path)
  await rejects(away.state(), (error) => error instanceof SignerError && error.code === 'away')
  {
    await using _serving = await serveSigner(openSigner({ directory: home.path, origin: ORIGIN }), {
      directory: home.path,
      logger: silent,
    })
    const outcomes = await Promise.all([
      away.sign(await grown(0, 8)),
      away.sign({ text: textOf(8, fork), proof: [] }),
    ])
    deepEqual(
      outcomes.map(({ outcome }) => outcome).toSorted(),
      ['refused', 'signed'],
      'one of two histories',
    )
    match((await away.state()).signed, /\n8\n/)
    await rejects(away.sign({ text: 'nothing', proof: [] }), SignerError)
    await rejects(away.sign({ text: 'x'.repeat(100_000), proof: [] }), SignerError)
    await rejects(
      serveSigner(openSigner({ directory: home.path, origin: ORIGIN }), {
        directory: home.path,
        logger: silent,
      }),
      /another signer/,
    )
    equal((await away.sign(await grown(8, 9))).outcome, 'signed')
  }
  await rejects(away.state(), SignerError)
  await using _again = await serveSigner(openSigner({ directory: home.path, origin: ORIGIN }), {
    directory: home.path,
    logger: silent,
  })
  equal(
    (await away.sign(await grown(9, 10))).outcome,
    'signed',
    "the socket of a killed signer is in nobody's way",
  )
})

function textOf(size: number, tree: readonly Hash[] = leaves): string {
  return writeCheckpoint({ origin: ORIGIN, size, root: growTree(EMPTY_EDGE, tree.slice(0, size)).root })
}

async function grown(from: number, to: number): Promise<{ text: string; proof: Hash[] }> {
  return { text: textOf(to), proof: from > 0 && from < to ? await proofOf(from, to, leaves) : [] }
}

function proofOf(oldSize: number, newSize: number, tree: readonly Hash[]): Promise<Hash[]> {
  return makeConsistency({ oldSize, newSize, source: memoryTree(tree.slice(0, newSize)) })
}

async function isSigned(text: string, signatures: readonly string[], signer: Signer): Promise<boolean> {
  const [vkey = ''] = (await signer.state()).vkeys
  return isSignedBy(text, signatures, vkey)
}

async function isSignedBy(text: string, lines: readonly string[], vkey: string): Promise<boolean> {
  const signatures = lines.map((line) => readSignature(line.trimEnd()))
  return (await openNote(writeNote({ text, signatures }), [readVerifierKey(vkey)])).outcome === 'opened'
}

function freshDirectory(): Disposable & { path: string } {
  const home = fs.mkdtempSync(join(tmpdir(), 'signer-'))
  return { path: join(home, 'signer'), [Symbol.dispose]: () => fs.rmSync(home, { recursive: true }) }
}
