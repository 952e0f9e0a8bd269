import assert from 'node:assert/strict'
import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import {
  EMPTY_EDGE,
  type Leaf,
  type LogMetadata,
  NOTE_KEY,
  commit,
  digestOf,
  encodeBase64,
  growTree,
  leafHash,
  makeInclusion,
  memoryTree,
  readVerifierKey,
  signNote,
  signerFromSeed,
  writeLeaf,
  writeLogMetadata,
  writeSuccession,
  writeTlogProof,
  writeVerifierKey,
} from '../src/index.ts'
import { progressOn } from '../src/cli/progress.ts'
import { checkpointNote, logSigner, publish, sampleLeaves } from './sample-log.ts'
import { bytes, golden } from './vectors.ts'

const folder = mkdtempSync(join(tmpdir(), 'exeunt-verify-'))
after(() => rmSync(folder, { recursive: true }))

const root = await signerFromSeed({
  name: 'root.example.org',
  type: NOTE_KEY,
  seed: new Uint8Array(32).fill(8),
})
const another = await signerFromSeed({
  name: golden.origin,
  type: NOTE_KEY,
  seed: new Uint8Array(32).fill(9),
})
const anotherVkey = writeVerifierKey(another.key)
const key = new Uint8Array(32).fill(5)
const person: Leaf = {
  kind: 'add',
  left: { party: false, league: false, pioneers: true },
  commitment: commit({ key, record: bytes('SAMPLE record') }),
}
const came: Leaf = {
  kind: 'channels',
  channels: [{ channel: 'web', grade: 'direct', counted: 1, retracted: 0 }],
}
const entries = [...sampleLeaves(300), person, came].map(writeLeaf)
const log = await publish(entries)
for (const [path, file] of log) put(`log/${path}`, file)
put('log/vkey', bytes(`${golden.vkey}\n`))
put(
  'old',
  await checkpointNote({ size: 100, root: growTree(EMPTY_EDGE, entries.slice(0, 100).map(leafHash)).root }),
)
put('policy', bytes(`log ${golden.vkey}\nwitness w ${golden.witnessVkey}\nquorum w\n`))
const hashes = entries.map(leafHash)
const proof = await makeInclusion({ index: 300, size: 302, source: memoryTree(hashes) })
const checkpoint = log.get('checkpoint') ?? assert.fail()
put('proof', writeTlogProof({ extra: entries[300], index: 300, proof, checkpoint }))
put('bare-proof', writeTlogProof({ extra: undefined, index: 300, proof, checkpoint }))
put('leaf', entries[300] ?? bytes(''))
put('record', bytes('SAMPLE record'))

const vkey = ['--vkey', golden.vkey]
const nowhere = ['--keep', 'none']

test('an honest folder is audited with 0, and its totals stand there', () => {
  const { status, stdout } = verify('audit', 'log', ...vkey, '--kept', 'old', ...nowhere)
  assert.equal(status, 0, stdout)
  assert.match(stdout, /^proved checkpoint: /m)
  assert.match(stdout, /^total: party \d+ league \d+ pioneers \d+ not-stated \d+ people \d+$/m)
  assert.match(stdout, /^evidence direct: people \d+$/m)
  assert.equal(verify('audit', 'log', '--policy', 'policy', ...nowhere).status, 0)
  assert.equal(verify('audit', '.', ...vkey, ...nowhere).status, 0, 'the folder above it is as good')
})

test('a first audit without a key from elsewhere proves nothing of whose log it is; the next holds the log to its key', () => {
  const first = verify('audit', 'log', '--keep', 'state')
  assert.equal(first.status, 3)
  assert.match(first.stdout, /^not checked key: /m)
  const next = verify('audit', 'log', '--keep', 'state')
  assert.equal(next.status, 3, 'to have asked twice is no evidence of whose key it is')
  assert.match(next.stdout, /^proved history: The first 302 entries are those of the kept checkpoint\.$/m)

  put('log/vkey', bytes(`${anotherVkey}\n`))
  assert.equal(verify('audit', 'log', '--keep', 'state').status, 3, 'what the log serves now is not asked')
  assert.equal(verify('audit', 'log', ...vkey, '--keep', 'state').status, 0)
  assert.equal(
    verify('audit', 'log', '--keep', 'state').status,
    0,
    'a key that you gave once is kept as yours',
  )
  assert.equal(verify('audit', 'log', '--keep', 'elsewhere').status, 1)
  put('log/vkey', bytes(`${golden.vkey}\n`))
})

test('another log under the name of one whose key an earlier audit kept is not in order, and the way out is named', () => {
  const [, where = ''] =
    /^kept for the next audit: (.+)$/m.exec(verify('audit', 'log', '--keep', 'anew').stdout) ?? []
  put(`${where}/served-vkeys`, bytes(`${anotherVkey}\n`))
  const { status, stdout } = verify('audit', 'log', '--keep', 'anew')
  assert.equal(status, 1)
  assert.match(stdout, /^not checked key: .* what the log itself served to an earlier audit, kept in anew\//m)
  assert.match(stdout, /^remark: if this is another log .* delete anew\/.*, or say --keep none\.$/m)
})

test('a log that was rewritten contradicts the checkpoint that the last audit kept', async () => {
  assert.equal(verify('audit', 'log', ...vkey, '--keep', 'before').status, 0)
  const rewritten = await publish(entries.with(1, entries[2] ?? bytes('')))
  for (const [path, file] of rewritten) put(`log/${path}`, file)
  const { status, stdout } = verify('audit', 'log', ...vkey, '--keep', 'before')
  for (const [path, file] of log) put(`log/${path}`, file)
  assert.equal(status, 1)
  assert.match(stdout, /^FAILED history: /m)
})

test('a changed log is named at the place, with 1, and its checkpoint is not kept', () => {
  put('log/tile/entries/000', (log.get('tile/entries/000') ?? assert.fail()).with(700, 0))
  const { status, stdout } = verify('audit', 'log', ...vkey, '--keep', 'bad')
  put('log/tile/entries/000', log.get('tile/entries/000') ?? assert.fail())
  assert.equal(status, 1)
  assert.match(stdout, /^FAILED entries: Entry \d+ .*\(tile\/entries\/000\)$/m)
  assert.throws(() => readdirSync(join(folder, 'bad')))
})

test('the document that the baseline rests on is held to the first entry', async () => {
  const file = bytes('SAMPLE dossier')
  const [baseline] = sampleLeaves(1)
  if (baseline?.kind !== 'baseline') assert.fail()
  const own = await publish([writeLeaf({ ...baseline, dossier: digestOf(file) })])
  for (const [path, content] of own) put(`attested/${path}`, content)
  const audited = () => verify('audit', 'attested', ...vkey, ...nowhere)
  assert.match(audited().stdout, /^remark: the document that the baseline rests on is not here/m)
  put('attested/dossier', file)
  assert.match(audited().stdout, /^proved dossier: [^]*All of this is proved/m)
  put('attested/dossier', bytes('SAMPLE dossier, and a word more'))
  const { status, stdout } = audited()
  assert.deepEqual([status, /^FAILED dossier: /m.test(stdout)], [1, true])
})

test('who pins the root believes the keys that the root has signed, and no other', async () => {
  const rooted = ['--root', writeVerifierKey(root.key), ...nowhere]
  const metadata = { origin: golden.origin, version: 1, policy: null, frozenAt: null }
  put('log/metadata', await signed({ ...metadata, keys: [readVerifierKey(golden.vkey)] }))
  assert.equal(verify('audit', 'log', ...rooted).status, 0)
  assert.equal(verify('audit', 'log', '--root', anotherVkey, ...nowhere).status, 2)

  const witnesses = digestOf(readFileSync(join(folder, 'policy')))
  put('log/metadata', await signed({ ...metadata, policy: witnesses, keys: [readVerifierKey(golden.vkey)] }))
  assert.equal(verify('audit', 'log', ...rooted).status, 2, 'the policy is not there')
  put('log/policy', readFileSync(join(folder, 'policy')))
  assert.match(verify('audit', 'log', ...rooted).stdout, /^proved witnesses: /m)

  put('log/metadata', await signed({ ...metadata, frozenAt: 302, keys: [readVerifierKey(anotherVkey)] }))
  const { status, stdout } = verify('audit', 'log', ...rooted)
  assert.equal(status, 1, 'the root has given the key up')
  assert.match(stdout, /^remark: the root says that this log has ended, with 302 entries\.$/m)
})

test('a key that is announced is believed once a believed key has signed for it, and not before', async () => {
  const announced = [...entries, writeLeaf({ kind: 'key', vkey: anotherVkey })]
  const files = await publish(announced)
  for (const [path, file] of files) put(`heir/${path}`, file)
  const signedBy = async (signer: typeof another) =>
    put('heir/checkpoint', await signNote({ text: noteText(files), signers: [signer] }))
  const audited = () => verify('audit', 'heir', '--keep', 'followed')
  assert.equal(verify('audit', 'heir', ...vkey, '--keep', 'followed').status, 0)
  await signedBy(another)
  assert.equal(audited().status, 1, 'whoever appends leaves could announce a key of his own')

  put('heir/checkpoint', files.get('checkpoint') ?? assert.fail())
  put('heir/succession', await signNote({ text: writeSuccession(another.key), signers: [another] }))
  assert.equal(audited().status, 0)
  await signedBy(another)
  assert.equal(audited().status, 1, 'nor does it help that the key vouches for itself')

  put('heir/checkpoint', files.get('checkpoint') ?? assert.fail())
  put('heir/succession', await signNote({ text: writeSuccession(another.key), signers: [logSigner] }))
  assert.equal(audited().status, 0)
  await signedBy(another)
  assert.equal(audited().status, 0, 'the old key has said so')
})

function noteText(files: ReadonlyMap<string, Uint8Array>): string {
  const note = Buffer.from(files.get('checkpoint') ?? assert.fail()).toString('utf8')
  return `${note.split('\n\n')[0]}\n`
}

test('a log that goes on after its root has ended it is not in order, whoever signs it', async () => {
  const keys = [readVerifierKey(golden.vkey)]
  const ended = { origin: golden.origin, version: 5, policy: null, keys, frozenAt: 301 }
  put('log/metadata', await signed(ended))
  const rooted = ['--root', writeVerifierKey(root.key), ...nowhere]
  const audited = verify('audit', 'log', ...rooted)
  assert.equal(audited.status, 1)
  assert.match(audited.stdout, /^FAILED root: The root says that this log has ended/m)
  assert.equal(verify('code', '12', 'log', '--day', '2026-11-02', ...rooted).status, 1)
  put('log/metadata', await signed({ ...ended, frozenAt: 302 }))
  assert.equal(verify('audit', 'log', ...rooted).status, 0)
})

test('what the root said once cannot be taken back by who serves the log', async () => {
  const keys = [readVerifierKey(golden.vkey)]
  const said = { origin: golden.origin, version: 7, policy: null, keys, frozenAt: null }
  const rooted = ['audit', 'log', '--root', writeVerifierKey(root.key), '--keep', 'rooted']
  put('log/metadata', await signed(said))
  assert.equal(verify(...rooted).status, 0)
  put('log/metadata', await signed({ ...said, version: 6 }))
  assert.match(verify(...rooted).stderr, /serves version 6 .* you have seen version 7/)
  put('log/metadata', await signed({ ...said, frozenAt: 302 }))
  const twice = verify(...rooted)
  assert.deepEqual([twice.status, /two versions 7 that differ/.test(twice.stderr)], [1, true])
  put('log/metadata', await signed({ ...said, version: 8 }))
  assert.equal(verify(...rooted).status, 0)
})

test('a log that shows one checkpoint to the first question and another to the next hides nothing by it', async (t) => {
  const fork = await publish(entries.with(1, entries[2] ?? bytes('')))
  let served = log
  let asked = 0
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/log\//, '')
    // From the second question on, nothing that could be read.
    const file = path === 'checkpoint' && served === fork && asked++ > 0 ? bytes('gone') : served.get(path)
    response.writeHead(file ? 200 : 404).end(file)
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  const args = ['audit', `http://127.0.0.1:${port}/`, ...vkey, '--keep', 'served']
  assert.equal((await verifyBeside(...args)).status, 0)
  served = fork
  const { status, stdout } = await verifyBeside(...args)
  assert.equal(status, 1, stdout)
  assert.match(stdout, /^FAILED history: /m)
})

test('what a log sends is read no further than an honest file goes, and nobody is followed elsewhere', async () => {
  const bomb = gzipSync(new Uint8Array(2 ** 26))
  let answer: (response: ServerResponse) => void = () => {}
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/log\//, '')
    if (path === 'tile/0/000') answer(response)
    else response.writeHead(log.has(path) ? 200 : 404).end(log.get(path))
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const args = ['audit', `http://127.0.0.1:${port}/`, ...vkey, ...nowhere]
  answer = (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
  assert.equal((await verifyBeside(...args)).status, 3)
  answer = (response) => void response.writeHead(302, { location: `http://127.0.0.1:${port}/log/x` }).end()
  const { status, stdout } = await verifyBeside(...args)
  assert.deepEqual([status, /^not checked tiles: /m.test(stdout)], [3, true])

  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  assert.match((await verifyBeside(...args)).stderr, /cannot be read: .*ECONNREFUSED/)
})

test('a proof is verified with its entry, and the entry opened with its record', () => {
  assert.equal(verify('proof', 'proof', ...vkey).status, 0)
  assert.equal(verify('proof', 'bare-proof', '--leaf', 'leaf', ...vkey).status, 0)
  const opening = ['--record', 'record', '--key', encodeBase64(key)]
  assert.equal(verify('proof', 'proof', ...vkey, ...opening).status, 0)
  assert.equal(verify('proof', 'proof', ...vkey, '--record', 'leaf', '--key', encodeBase64(key)).status, 1)
  assert.equal(verify('proof', 'bare-proof', '--leaf', 'record', ...vkey).status, 1)
})

test('a file of a folder that has no end, or is as large as none of a log, is not read, and nothing is said of the log', () => {
  for (const [path, file] of log) put(`huge/${path}`, file)
  const bundle = join(folder, 'huge/tile/entries/001.p/46')
  truncateSync(bundle, 2 ** 36)
  const huge = verify('audit', 'huge', ...vkey, ...nowhere)
  assert.equal(huge.status, 3, huge.stdout)
  assert.match(huge.stdout, /^not checked entries: .*\(tile\/entries\/001\.p\/46\)$/m)
  rmSync(bundle)
  symlinkSync('/dev/zero', bundle)
  assert.equal(verify('audit', 'huge', ...vkey, ...nowhere).status, 3)
})

test('whoever has enough of an audit ends it, however long the server keeps her waiting', async () => {
  let asked = () => {}
  const bundleAsked = new Promise<void>((resolve) => (asked = resolve))
  const server = createServer((request, response) => {
    const path = request.url?.replace(/^\/log\//, '') ?? ''
    if (path.startsWith('tile/entries')) return asked()
    const file = path === 'vkey' ? bytes(`${golden.vkey}\n`) : log.get(path)
    response.writeHead(file ? 200 : 404).end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const cli = new URL('../src/cli/cli.ts', import.meta.url).pathname
  const audit = spawn(
    process.execPath,
    ['--conditions=source', cli, 'audit', `http://127.0.0.1:${port}`, ...nowhere],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const ended = once(audit, 'exit')
  await bundleAsked
  audit.kill('SIGINT')
  assert.deepEqual(await ended, [null, 'SIGINT'])
  server.closeAllConnections()
  server.close()
})

test('who looks on is shown how far an audit is, in one line; a file or a pipe is not', () => {
  const written: string[] = []
  const write = (text: string) => void written.push(text)
  const all = 100_000
  const walk = (progress: ReturnType<typeof progressOn>) => {
    for (let done = 256; done < all; done += 256) progress.at({ step: 'entries', done, of: all })
    progress.at({ step: 'entries', done: all, of: all })
    progress.at({ step: 'files', done: 1, of: 2 })
    progress.end()
  }
  walk(progressOn({ write }))
  assert.deepEqual(written, [])
  walk(progressOn({ isTTY: true, write }))
  assert.equal(written.length, 103)
  assert.deepEqual(
    [written[0], written.at(-3), written.at(-2), written.at(-1)],
    [
      '\rentries 0 % (256 of 100000)\u001b[K',
      '\rentries 100 % (100000 of 100000)\u001b[K',
      '\rfiles 50 % (1 of 2)\u001b[K',
      '\n',
    ],
  )
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
  ['audit', 'log', '--vkey', golden.vkey, '--root', golden.vkey],
  ['audit', 'log', '--keep', 'a', '--keep', 'b'],
  ['entries', 'record', 'log', ...vkey, ...nowhere],
  ['code', '12', 'log', ...vkey, ...nowhere],
  ['code', 'x', 'log', '--day', '2026-11-02', ...vkey, ...nowhere],
  ['code', '12', 'log', '--day', 'today', ...vkey, ...nowhere],
  ['code', '12', 'log', '--day', '2026-11-02', ...vkey, ...nowhere],
]) {
  test(`one clear line and no 0: exeunt-verify ${args.join(' ')}`, () => {
    const { status, stderr } = verify(...args)
    assert.ok(status === 1 || status === 2, String(status))
    assert.match(stderr, /^exeunt-verify: [^\n]+\n$/)
  })
}

function verify(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const cli = new URL('../src/cli/cli.ts', import.meta.url).pathname
  const options = { cwd: folder, encoding: 'utf8' } as const
  return spawnSync(process.execPath, ['--conditions=source', cli, ...args], options)
}

/** The same, while this process serves what it reads. */
function verifyBeside(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const cli = new URL('../src/cli/cli.ts', import.meta.url).pathname
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['--conditions=source', cli, ...args],
      { cwd: folder },
      (error, stdout, stderr) => done({ status: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}

function signed(metadata: LogMetadata): Promise<Uint8Array> {
  return signNote({ text: writeLogMetadata(metadata), signers: [root] })
}

function put(path: string, file: Uint8Array): void {
  const whole = join(folder, path)
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, file)
}
