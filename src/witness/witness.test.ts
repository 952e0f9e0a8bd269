import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  COSIGNER_KEY,
  EMPTY_EDGE,
  emptyRoot,
  encodeBase64,
  growTree,
  type Hash,
  leafHash,
  makeConsistency,
  memoryTree,
  NOTE_KEY,
  openNote,
  readNote,
  readSignature,
  type Signer,
  signerFromSeed,
  signNote,
  writeCheckpoint,
  writeNote,
} from '#proof'
import { readLogs, witnessApp, witnessKey, witnessState } from './index.ts'
import { addCheckpoint } from './add-checkpoint.ts'
import { logId } from './state.ts'

const ORIGIN = 'SAMPLE.example.org/log'
const NOW = new Date('2026-11-22T12:00:00Z')
const leaves = Array.from({ length: 30 }, (_, at) => leafHash(Uint8Array.of(at)))
const fork = leaves.with(3, leafHash(Uint8Array.of(99)))
const log = await signerFromSeed({ name: ORIGIN, type: NOTE_KEY, seed: new Uint8Array(32).fill(1) })
const stranger = await signerFromSeed({ name: ORIGIN, type: NOTE_KEY, seed: new Uint8Array(32).fill(2) })
const cosigner = await signerFromSeed({
  name: 'w.example.org',
  type: COSIGNER_KEY,
  seed: new Uint8Array(32).fill(3),
})

test('a log that only grows is cosigned, with the time, and what was cosigned is shown', async () => {
  using installation = openWitness()
  for (const [from, to] of [
    [0, 1],
    [1, 8],
    [8, 8],
    [8, 30],
  ] as const) {
    const response = await installation.add(await requestFor(from, to))
    equal(response.status, 200)
    const line = await response.text()
    const note = writeNote({ text: textOf(to), signatures: [readSignature(line.trimEnd())] })
    const opened = await openNote(note, [cosigner.key])
    ok(opened.outcome === 'opened')
    deepEqual(
      opened.signed.map(({ atSeconds }) => atSeconds),
      [NOW.getTime() / 1_000],
    )
  }
  const shown = await installation.app.request(`/${logId(ORIGIN)}/checkpoint`)
  const both = await openNote(new Uint8Array(await shown.arrayBuffer()), [log.key, cosigner.key])
  ok(both.outcome === 'opened' && both.signed.length === 2)
})

test('each refusal has the status that the protocol gives it', async () => {
  using installation = openWitness()
  const empty = await note({ size: 0, root: leafHash(Uint8Array.of(1)) })
  equal((await installation.add(request(0, [], empty))).status, 422, 'an empty tree with another root')
  await installation.add(await requestFor(0, 8))
  const wrong: readonly (readonly [number, string, string | Uint8Array])[] = [
    [409, 'another old size', await requestFor(7, 9)],
    [409, 'a first checkpoint of a log that it knows', request(0, [], await signedNote(9))],
    [422, 'a proof of another tree', request(8, await proofOf(8, 9, fork), await signedNote(9, fork))],
    [422, 'no proof', request(8, [], await signedNote(9))],
    [422, 'a proof where nothing changed', request(8, await proofOf(8, 9, leaves), await signedNote(8))],
    [422, 'another tree of the same size', request(8, [], await signedNote(8, fork))],
    [400, 'a tree that shrank', request(8, [], await signedNote(7))],
    [
      404,
      'an unknown log',
      request(0, [], await note({ size: 1, root: emptyRoot(), origin: 'other.example.org' })),
    ],
    [403, "a stranger's signature", request(8, [], await signedNote(9, leaves, stranger))],
    [400, 'no note', 'old 8\n\nnothing'],
    [400, 'nothing', ''],
    [400, 'a negative size', (await requestFor(8, 9)).replace('old 8', 'old -8')],
    [400, 'a leading zero', (await requestFor(8, 9)).replace('old 8', 'old 08')],
    [400, 'a hash that is none', (await requestFor(8, 9)).replace(/\n.*=\n/, '\nAAAA\n')],
    [
      400,
      '64 hashes',
      request(
        8,
        Array.from({ length: 64 }, () => emptyRoot()),
        await signedNote(9),
      ),
    ],
    [413, 'a book', 'x'.repeat(100_000)],
  ]
  for (const [status, what, body] of wrong) equal((await installation.add(body)).status, status, what)
  const behind = await installation.add(await requestFor(7, 9))
  deepEqual([await behind.text(), behind.headers.get('content-type')], ['8\n', 'text/x.tlog.size'])
  equal((await installation.add(await requestFor(8, 9))).status, 200, 'and it goes on where it was')
  equal((await installation.app.request('/elsewhere')).status, 404)
  equal((await installation.app.request(`/${logId('other')}/checkpoint`)).status, 404)
})

test('of two histories sent at once it cosigns one, and remembers which after a restart', async () => {
  for (let round = 0; round < 20; round += 1) {
    using installation = openWitness()
    await installation.add(await requestFor(0, 2))
    const both = [await requestFor(2, 9), request(2, await proofOf(2, 10, fork), await signedNote(10, fork))]
    const answers = await Promise.all(both.map((body) => installation.add(body)))
    deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 409],
    )
    using again = openWitness(installation.directory)
    const lost = both[answers.findIndex(({ status }) => status === 409)] ?? ''
    equal((await again.add(lost)).status, 409)
  }
})

test('whatever is sent, nothing is cosigned that contradicts what was', async () => {
  const sent = fc.record({ from: fc.nat(9), to: fc.integer({ min: 1, max: 9 }), forked: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(sent, { maxLength: 15 }), async (all) => {
      using installation = openWitness()
      const cosigned: { to: number; forked: boolean }[] = []
      for (const { from, to, forked } of all) {
        const tree = forked ? fork : leaves
        const proof = from > 0 && from < to ? await proofOf(from, to, tree) : []
        const { status } = await installation.add(request(from, proof, await signedNote(to, tree)))
        if (status === 200) cosigned.push({ to, forked })
      }
      const sizes = cosigned.map(({ to }) => to)
      deepEqual(
        sizes,
        sizes.toSorted((a, b) => a - b),
      )
      ok(new Set(cosigned.filter(({ to }) => to > 3).map(({ forked }) => forked)).size <= 1)
    }),
    { numRuns: 60 },
  )
})

test('any bytes at all are answered, and with no status that the protocol does not have', async () => {
  using installation = openWitness()
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (body) => {
      const { status } = await addCheckpoint(body, installation.deps)
      ok([400, 403, 404, 409, 422].includes(status))
    }),
    { numRuns: 500 },
  )
})

test('its key is made once, and the logs that it takes are read from lines of a policy', async () => {
  using installation = openWitness()
  const path = join(installation.directory, 'witness.key')
  const options = { name: 'w.example.org', random: (size: number) => new Uint8Array(size).fill(7) }
  const first = await witnessKey(path, options)
  const again = await witnessKey(path, { ...options, random: (size) => new Uint8Array(size).fill(8) })
  deepEqual(again.key, first.key)
  const vkey = 'example.org/log+8f13f9e4+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c'
  deepEqual(
    readLogs(Buffer.from(`# ours\nlog ${vkey}\n`)).map(({ name }) => name),
    ['example.org/log'],
  )
  equal(first.key.type, COSIGNER_KEY)
  match(readNote(await signedNote(1)).text, /^SAMPLE/)
})

function openWitness(kept?: string) {
  const directory = kept ?? mkdtempSync(join(tmpdir(), 'witness-'))
  const deps = { cosigner, logs: [log.key], state: witnessState(join(directory, 'seen')), clock: () => NOW }
  const app = witnessApp(deps)
  return {
    app,
    deps,
    directory,
    add: async (body: string | Uint8Array) =>
      app.request('/add-checkpoint', { method: 'POST', body: Buffer.from(body) }),
    [Symbol.dispose]: () => kept === undefined && rmSync(directory, { recursive: true, force: true }),
  }
}

async function requestFor(from: number, to: number): Promise<string> {
  return request(from, from > 0 && from < to ? await proofOf(from, to, leaves) : [], await signedNote(to))
}

function request(oldSize: number, proof: readonly Hash[], signed: Uint8Array): string {
  const lines = [`old ${oldSize}`, ...proof.map(encodeBase64), '', '']
  return `${lines.join('\n')}${Buffer.from(signed).toString('utf8')}`
}

function signedNote(size: number, tree: readonly Hash[] = leaves, signer: Signer = log): Promise<Uint8Array> {
  return signNote({ text: textOf(size, tree), signers: [signer] })
}

async function note(head: { size: number; root: Hash; origin?: string }): Promise<Uint8Array> {
  return signNote({ text: writeCheckpoint({ origin: ORIGIN, ...head }), signers: [log] })
}

function textOf(size: number, tree: readonly Hash[] = leaves): string {
  return writeCheckpoint({ origin: ORIGIN, size, root: growTree(EMPTY_EDGE, tree.slice(0, size)).root })
}

function proofOf(oldSize: number, newSize: number, tree: readonly Hash[]): Promise<Hash[]> {
  return makeConsistency({ oldSize, newSize, source: memoryTree(tree.slice(0, newSize)) })
}
