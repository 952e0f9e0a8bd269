// The runner of these tests, given files that fail while something is open, that hang, and that never leave the
// processor: it names them, ends what they started, goes on with the next, and is not content.
import { doesNotMatch, equal, match } from 'node:assert/strict'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { runNode } from './installation/run.ts'
import { patience } from './patience.ts'

const LEAVES = `
test('a test fails while a server is open', async () => {
  const server = spawn('sleep', ['86399'], { stdio: 'inherit' })
  appendFileSync(process.env.PIDS, server.pid + '\\n')
  throw new Error('SAMPLE failure')
})`
const FORGETS = `
test('a test forgets its server', () => {
  appendFileSync(process.env.PIDS, spawn('sleep', ['86398'], { stdio: 'inherit', detached: true }).pid + '\\n')
})`
const HANGS = `
test('a test waits for ever', async () => {
  appendFileSync(process.env.PIDS, spawn('sleep', ['86397'], { stdio: 'inherit' }).pid + '\\n')
  createServer().listen(0)
  await new Promise(() => {})
})`
const SPINS = `
test('a test never leaves the processor', async () => {
  appendFileSync(process.env.PIDS, spawn('sleep', ['86396'], { stdio: 'inherit' }).pid + '\\n')
  await new Promise(setImmediate)
  for (;;);
})`
const PASSES = `test('a test after it passes', () => {})`
const LIMITS = { testMs: patience(500), fileMs: patience(15_000), runMs: patience(60_000) }

test('a test that fails leaves nothing behind, and the next file runs', async () => {
  const { status, said } = await runOn({ a: LEAVES, b: PASSES })
  equal(status, 1)
  match(said, /SAMPLE failure/)
  match(said, /has left running, and it was ended:\n {2}\d+ sleep 86399/)
  match(said, /✔ a test after it passes/)
  match(said, /tests 2\n.*\n.*pass 1\n.*fail 1\n/)
})

test('a file whose tests pass and that leaves a process fails by that', async () => {
  const { status, said } = await runOn({ a: FORGETS })
  equal(status, 1)
  match(said, /✔ a test forgets its server/)
  match(said, /sleep 86398/)
})

test('a test that waits for ever is named at its limit, whatever it holds open', async () => {
  const { status, said } = await runOn({ a: HANGS, b: PASSES })
  equal(status, 1)
  match(said, /✖ a test waits for ever/)
  match(said, /timed out/)
  match(said, /✔ a test after it passes/)
})

test('a file that cannot even be asked to end is ended, and named with its test', async () => {
  const { status, said } = await runOn({ a: SPINS, b: PASSES }, { ...LIMITS, fileMs: patience(2_000) })
  equal(status, 1)
  match(said, /a\.test\.js, "a test never leaves the processor" took longer than \d+ \w+, and was ended:\n/)
  match(said, /sleep 86396/)
  match(said, /✔ a test after it passes/)
})

test('a run that takes too long says what was under way, and ends', async () => {
  const { status, said } = await runOn({ a: SPINS, b: PASSES }, { ...LIMITS, runMs: patience(1_000) })
  equal(status, 1)
  match(
    said,
    /The run took longer than .*; under way was:\n.*a\.test\.js, "a test never leaves the processor"/,
  )
  doesNotMatch(said, /a test after it passes/)
})

/** Runs files of these texts one after another; afterwards nothing of what they started is alive. */
async function runOn(
  texts: Record<string, string>,
  limits = LIMITS,
): Promise<{ status: unknown; said: string }> {
  const home = fs.mkdtempSync(join(tmpdir(), 'runner-'))
  fs.writeFileSync(join(home, 'package.json'), '{"type":"module"}')
  const files = Object.entries(texts).map(([name, text]) => {
    const file = join(home, `${name}.test.js`)
    fs.writeFileSync(file, `${IMPORTS}${text}`)
    return file
  })
  const suites = [{ files, atOnce: 1, flags: [] }]
  const script = `
    import { report } from ${tool('report')}
    import { runSuites } from ${tool('suites')}
    const options = { directory: ${JSON.stringify(home)}, stop: new AbortController().signal, limits: ${JSON.stringify(limits)} }
    process.exit(await report(runSuites(${JSON.stringify(suites)}, options), options.directory))`
  const pids = join(home, 'pids')
  // Not under the flags and marks of the runner that runs us.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const runner = join(home, 'run.js')
  fs.writeFileSync(runner, script)
  const { status, output: said } = await runNode([runner], { env: { ...env, TMPDIR: home, PIDS: pids } })
  if (!fs.existsSync(pids)) throw new Error(said)
  const started = fs.readFileSync(pids, 'utf8').trim().split('\n')
  for (const pid of started) equal(isAlive(pid), false, `${pid} is alive:\n${said}`)
  return { status, said }
}

const IMPORTS = `
import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { test } from 'node:test'
`

function tool(name: string): string {
  return JSON.stringify(new URL(`../../tools/test/${name}.ts`, import.meta.url).href)
}

function isAlive(pid: string): boolean {
  const state = `/proc/${pid}/stat`
  return fs.existsSync(state) && !/\) Z /.test(fs.readFileSync(state, 'utf8'))
}
