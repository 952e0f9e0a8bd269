// The set-up as a newcomer sees it: what it says while it installs, on whatever it is read, and that whoever interrupts
// it or starts it twice comes to the same end. The checkout here is a small one, with a package that needs no network.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { becomes } from './faults/becomes.ts'

interface HowFar {
  readonly packages: number
  readonly ofPackages: number
  readonly megabytes: number
  readonly ofMegabytes: number
  readonly elapsedMs: number
}
interface Progress {
  readonly installing: (at: HowFar, columns: number) => string
  readonly telling: <Result>(
    tell: (at: { columns: number }) => string,
    work: () => Promise<Result>,
    to: { stream: Writable },
  ) => Promise<Result>
}
interface Install {
  readonly INSTALLED_MEGABYTES: number
  readonly sizeOf: (directory: string) => number
}

const ROOT = new URL('../../', import.meta.url)
// Plain JavaScript without types: it runs on whatever Node there is before anything is installed.
const load = async (name: string): Promise<unknown> => import(new URL(`tools/setup/${name}`, ROOT).href)
const { installing, telling } = (await load('progress.mjs')) as Progress
const { INSTALLED_MEGABYTES, sizeOf } = (await load('install.mjs')) as Install

test('who installs reads how far it is and how long it still takes, on a telephone as well', () => {
  const half = { packages: 200, ofPackages: 257, megabytes: 320, ofMegabytes: 640, elapsedMs: 40_000 }
  const lines = [120, 60, 40, 20].map((columns) => installing(half, columns))
  deepEqual(lines, [
    'Installing: 200 of 257 packages, 320 of 640 MB, about 40 s more',
    'Installing: 320 of 640 MB, about 40 s more',
    '320 of 640 MB, about 40 s more',
    '320 of 640 MB',
  ])
  match(installing({ ...half, megabytes: 0 }, 80), /finding out/)
  match(installing({ ...half, megabytes: 700 }, 80), /700 of 640 MB, nearly done/)
  // Nobody can say yet.
  equal(installing({ ...half, megabytes: 5 }, 80), 'Installing: 200 of 257 packages, 5 of 640 MB')
})

test('on a terminal it is one line that is rewritten and gone at the end, cut to its width', async () => {
  let written = ''
  const write = (chunk: Buffer, _: unknown, done: () => void) => {
    written += chunk.toString()
    done()
  }
  const stream = Object.assign(new Writable({ write }), { isTTY: true, columns: 30 })
  let told = 0
  const tell = ({ columns }: { columns: number }) => `${(told += 1)} of ${columns} ${'x'.repeat(100)}`
  await telling(tell, () => becomes('it was told twice', () => told > 1), { stream })
  const shown = written.split('\r').map((line) => line.replace('\u001b[K', ''))
  equal(shown[1], `1 of 29 ${'x'.repeat(21)}`)
  equal(shown[2]?.length, 29)
  equal(shown.at(-1), '')
  ok(!written.includes('\n'))
})

test('what the set-up says of the size is so', () => {
  const megabytes = sizeOf(new URL('node_modules', ROOT).pathname) / 1_000_000
  ok(Math.abs(megabytes / INSTALLED_MEGABYTES - 1) < 0.15, `${Math.round(megabytes)} MB are installed`)
})

test('a first start says that it installs, and its standard output is the command’s alone', async () => {
  const { run } = smallCheckout()
  const first = await ended(run())
  equal(first.output, '7\n', first.said)
  match(first.said, /^Installing 1 packages, some \d+ MB\..*\n(?:Installing: .*\n)*Installed in \d+ s\.\n$/)
  deepEqual(await ended(run()), { output: '7\n', said: '', status: 0 }, 'and the second nothing')
})

test('whoever interrupts an installation starts again, and it is whole', async () => {
  const { run, home } = smallCheckout()
  const child = run()
  const first = ended(child)
  await becomes('it installs', () => fs.existsSync(join(home, '.setup-lock')))
  child.kill('SIGKILL')
  await first
  const second = await ended(run())
  equal(second.output, '7\n', second.said)
  equal(second.status, 0)
  ok(fs.existsSync(join(home, 'node_modules/a/package.json')))
})

test('of two who start at once one installs and the other waits, and says so', async () => {
  const { run } = smallCheckout()
  const both = await Promise.all([ended(run()), ended(run())])
  for (const { output, said } of both) equal(output, '7\n', said)
  equal(both.filter(({ said }) => said.includes('Installed in')).length, 1)
})

test('whoever asks for a demonstration in a way that npm keeps for itself is told so, and gets no real installation', async () => {
  const { run, home } = smallCheckout()
  const { said, status } = await ended(run({ npm_lifecycle_event: 'start', npm_config_demo: 'true' }))
  match(said, /npm start -- --demo/)
  deepEqual([status, fs.existsSync(join(home, 'node_modules'))], [1, false])
})

/** A checkout with one package, which lies beside it. */
function smallCheckout(): { home: string; run: (more?: Record<string, string>) => ChildProcess } {
  const home = fs.mkdtempSync(join(tmpdir(), 'setup-'))
  for (const path of ['setup.mjs', 'tools/setup', '.npmrc'])
    fs.cpSync(new URL(path, ROOT), join(home, path), { recursive: true })
  const packages = {
    '': { name: 'sample', dependencies: { a: 'file:a' } },
    a: { version: '1.0.0', bin: { a: 'a.js' } },
    'node_modules/a': { resolved: 'a', link: true },
  }
  for (const [path, content] of Object.entries({
    'package.json': packages[''],
    'a/package.json': { name: 'a', version: '1.0.0', bin: { a: 'a.js' } },
    'a/a.js': {},
    'package-lock.json': { name: 'sample', lockfileVersion: 3, requires: true, packages },
  })) {
    fs.mkdirSync(join(home, path, '..'), { recursive: true })
    fs.writeFileSync(join(home, path), JSON.stringify(content))
  }
  const { EXEUNT_SETUP: _, ...env } = process.env
  return {
    home,
    run: (more = {}) =>
      spawn(process.execPath, ['setup.mjs', 'node', '-p', '3 + 4'], { cwd: home, env: { ...env, ...more } }),
  }
}

async function ended(child: ChildProcess): Promise<{ output: string; said: string; status: unknown }> {
  let [output, said] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [status]: unknown[] = await once(child, 'close')
  return { output, said, status }
}
