import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import {
  EMPTY_EDGE,
  type Leaf,
  commit,
  encodeBase64,
  growTree,
  leafHash,
  makeInclusion,
  memoryTree,
  writeLeaf,
  writeTlogProof,
} from '../src/index.ts'
import { checkpointNote, publish, sampleLeaves } from './sample-log.ts'
import { bytes, golden } from './vectors.ts'

const folder = mkdtempSync(join(tmpdir(), 'exeunt-verify-'))
after(() => rmSync(folder, { recursive: true }))

const key = new Uint8Array(32).fill(5)
const person: Leaf = {
  kind: 'add',
  left: { party: false, league: false, pioneers: true },
  commitment: commit({ key, record: bytes('SAMPLE record') }),
}
const entries = [...sampleLeaves(300), person].map(writeLeaf)
const log = await publish(entries)
for (const [path, file] of log) put(`log/${path}`, file)
put('log/vkey', bytes(`${golden.vkey}\n`))
put(
  'old',
  await checkpointNote({ size: 100, root: growTree(EMPTY_EDGE, entries.slice(0, 100).map(leafHash)).root }),
)
put('policy', bytes(`log ${golden.vkey}\nwitness w ${golden.witnessVkey}\nquorum w\n`))
const hashes = entries.map(leafHash)
const proof = await makeInclusion({ index: 300, size: 301, source: memoryTree(hashes) })
const checkpoint = log.get('checkpoint') ?? assert.fail()
put('proof', writeTlogProof({ extra: entries[300], index: 300, proof, checkpoint }))
put('bare-proof', writeTlogProof({ extra: undefined, index: 300, proof, checkpoint }))
put('leaf', entries[300] ?? bytes(''))
put('record', bytes('SAMPLE record'))

test('an honest folder is audited with 0, and its totals stand there', () => {
  const { status, stdout } = verify('audit', 'log', '--vkey', golden.vkey, '--kept', 'old', '--save', 'new')
  assert.equal(status, 0, stdout)
  assert.match(stdout, /^proved checkpoint: /m)
  assert.match(stdout, /^total: party \d+ league \d+ pioneers \d+ not-stated \d+ people \d+$/m)
  assert.deepEqual(Uint8Array.from(readFileSync(join(folder, 'new'))), checkpoint)
  assert.equal(verify('audit', 'log', '--policy', 'policy').status, 0)
})

test('without a key from elsewhere the log is audited, and not proved', () => {
  const { status, stdout } = verify('audit', 'log')
  assert.equal(status, 1)
  assert.match(stdout, /^not checked key: /m)
})

test('a changed log is named at the place, with 1, and its checkpoint is not kept', () => {
  put('log/tile/entries/000', (log.get('tile/entries/000') ?? assert.fail()).with(700, 0))
  const { status, stdout } = verify('audit', 'log', '--vkey', golden.vkey, '--save', 'bad')
  put('log/tile/entries/000', log.get('tile/entries/000') ?? assert.fail())
  assert.equal(status, 1)
  assert.match(stdout, /^FAILED entries: Entry \d+ .*\(tile\/entries\/000\)$/m)
  assert.throws(() => readFileSync(join(folder, 'bad')))
})

test('a proof is verified with its entry, and the entry opened with its record', () => {
  const vkey = ['--vkey', golden.vkey]
  assert.equal(verify('proof', 'proof', ...vkey).status, 0)
  assert.equal(verify('proof', 'bare-proof', '--leaf', 'leaf', ...vkey).status, 0)
  const opening = ['--record', 'record', '--key', encodeBase64(key)]
  assert.equal(verify('proof', 'proof', ...vkey, ...opening).status, 0)
  assert.equal(verify('proof', 'proof', ...vkey, '--record', 'leaf', '--key', encodeBase64(key)).status, 1)
  assert.equal(verify('proof', 'bare-proof', '--leaf', 'record', ...vkey).status, 1)
})

for (const args of [
  [],
  ['inspect'],
  ['audit'],
  ['audit', 'log', 'other'],
  ['audit', 'log', '--what', 'x'],
  ['audit', 'log', '--vkey'],
  ['audit', 'log', '--policy', 'nowhere'],
  ['audit', 'log', '--vkey', golden.vkey, '--policy', 'policy'],
  ['audit', 'nowhere'],
  ['proof', 'proof'],
  ['proof', 'nowhere', '--vkey', golden.vkey],
  ['proof', 'bare-proof', '--vkey', golden.vkey],
  ['proof', 'proof', '--vkey', golden.vkey, '--record', 'record'],
  ['audit', 'log', '--vkey', 'no key'],
  ['proof', 'leaf', '--vkey', golden.vkey],
]) {
  test(`one clear line and no 0: exeunt-verify ${args.join(' ')}`, () => {
    const { status, stderr } = verify(...args)
    assert.ok(status === 1 || status === 2, String(status))
    assert.match(stderr, /^exeunt-verify: [^\n]+\n$/)
  })
}

function verify(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const cli = new URL('../src/cli.ts', import.meta.url).pathname
  const options = { cwd: folder, encoding: 'utf8' } as const
  return spawnSync(process.execPath, ['--conditions=source', cli, ...args], options)
}

function put(path: string, file: Uint8Array): void {
  const whole = join(folder, path)
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, file)
}
