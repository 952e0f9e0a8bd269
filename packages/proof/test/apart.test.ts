// The package stands alone: no dependency, nothing of Node.js but at its rim, and it runs as a browser would run it.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { after, test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { build, stop } from 'esbuild'
import { golden } from './vectors.ts'

after(stop)
const root = new URL('..', import.meta.url).pathname
const sources = globSync(`${root}src/**/*.ts`)
const RIM = /^(?:cli\/.*|log\/folder|basics\/sha256-node)\.ts$/
/** Each folder knows those before it. */
const ORDER = ['basics', 'log', 'audit', 'certificate', 'cli']

test('there is no dependency', () => {
  const manifest: unknown = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  assert.ok(typeof manifest === 'object' && manifest !== null)
  for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies'])
    assert.ok(!(kind in manifest), kind)
})

test('Node.js is needed by the command, the reader of folders and its own SHA-256 alone', () => {
  assert.ok(sources.length > 30)
  for (const file of sources.filter((file) => !RIM.test(relative(`${root}src`, file)))) {
    const text = readFileSync(file, 'utf8')
    for (const [, target = ''] of text.matchAll(/^(?:import|export|\}).* from '([^']+)'/gm)) {
      assert.ok(/^\.\.?\//.test(target) || target === '#sha256', `${file} imports ${target}`)
    }
    assert.ok(!/\b(?:Buffer|process|require|import)\b[.(]/.test(text), `${file} uses what only Node.js has`)
  }
})

test('a folder knows only those before it', () => {
  for (const file of sources) {
    const [own = ''] = relative(`${root}src`, file).split('/')
    if (own === 'index.ts') continue
    for (const [, other = ''] of readFileSync(file, 'utf8').matchAll(/ from '\.\.\/([^/']+)/g))
      assert.ok(ORDER.includes(other) && ORDER.indexOf(other) < ORDER.indexOf(own), `${file} knows ${other}`)
  }
})

test('bundled for browsers, with nothing of Node.js in reach, it opens the golden checkpoint', async () => {
  const entry = `
    import { leafHash, openCheckpoint, policyOfLogs, readVerifierKey } from './src/index.ts'
    const policy = policyOfLogs([readVerifierKey(vkey)])
    globalThis.answer = openCheckpoint(new TextEncoder().encode(note), policy).then(({ outcome, checkpoint }) =>
      JSON.stringify({ outcome, size: checkpoint.size, leaf: [...leafHash(new Uint8Array(0))].slice(0, 4) }))`
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'browser',
    conditions: ['source'],
    format: 'iife',
    target: 'es2022',
  })
  const [{ text: code } = { text: '' }] = outputFiles
  assert.ok(!code.includes('node:'))
  const page = {
    TextEncoder,
    TextDecoder,
    crypto,
    atob,
    btoa,
    URL,
    vkey: golden.vkey,
    note: golden.note,
    answer: '',
  }
  Object.assign(page, { Uint8Array, ArrayBuffer, DataView })
  runInNewContext(code, page)
  assert.equal(
    await Promise.resolve(page.answer),
    JSON.stringify({ outcome: 'opened', size: 8, leaf: [0x6e, 0x34, 0x0b, 0x9c] }),
  )
})
