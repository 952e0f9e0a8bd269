import { type ChildProcess, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Logger } from '#basics'
import { childOptions } from './account.ts'
import { type Cluster } from './cluster.ts'
import { diskFull, EmbeddedPostgresError } from './error.ts'
import { readIfThere } from './files.ts'
import { SERVER, type Settings, settingArguments } from './settings.ts'
import { isDeserted, postmasterPid } from './stale.ts'

/** A postmaster that accepts connections. */
export interface Server {
  readonly port: number
  readonly pid: number
  readonly exited: Promise<number | null>
  stop(): Promise<void>
}

export interface Launch {
  readonly cluster: Cluster
  readonly home: string
  readonly settings: Settings
  readonly logger: Logger
}

const ATTEMPTS = 5
const READY_LIMIT_MS = 60_000
/** Recovery replays at most max_wal_size (1 GB): minutes on the slowest disk. To give up would start it over. */
const RECOVERY_LIMIT_MS = 30 * 60_000
const LOG_LIMIT_BYTES = 8_000_000

export async function launch(options: Launch): Promise<Server> {
  const logPath = join(options.home, 'postgres.log')
  if (fs.existsSync(logPath)) fs.renameSync(logPath, `${logPath}.1`)
  for (let attempt = 1; ; attempt += 1) {
    const started = await tryToStart(options, logPath)
    if (!('lastWords' in started)) return started
    const canRetry = attempt < ATTEMPTS && (await isCured(started.lastWords, options.cluster.directory))
    if (!canRetry) throw failure(started.lastWords, options.home)
  }
}

async function tryToStart(
  { cluster, settings, logger }: Launch,
  logPath: string,
): Promise<Server | { lastWords: string }> {
  const log = fs.openSync(logPath, 'a', 0o600)
  const logStart = fs.fstatSync(log).size
  const port = await freePort()
  const child = spawn(
    join(cluster.binaries, 'bin', 'postgres'),
    ['-D', cluster.directory, ...settingArguments({ ...SERVER, ...settings, port: String(port) })],
    // In a session of its own: Ctrl-C in a terminal reaches the installation, which stops the server when it has done.
    { ...childOptions(cluster.account), stdio: ['ignore', log, log], detached: true },
  )
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', resolve)
    child.once('error', () => resolve(null))
  })
  const bound = boundLog(log)
  void exited.then(() => {
    clearInterval(bound)
    fs.closeSync(log)
  })
  const isReady = await becomesReady({ child, exited, directory: cluster.directory, port, logger })
  if (!isReady) return { lastWords: fs.readFileSync(logPath).subarray(logStart).toString('utf8').trim() }
  return { port, pid: child.pid ?? 0, exited, stop: () => stop(child, exited) }
}

/** Refusals of PostgreSQL that pass, or that are known to be groundless. */
async function isCured(lastWords: string, directory: string): Promise<boolean> {
  // Between the choice of the port and its use somebody else took it: the next attempt chooses anew.
  if (/could not create any TCP\/IP sockets|could not bind/.test(lastWords)) return true
  if (lastWords.includes('pre-existing shared memory block')) return isDeserted(directory)
  if (!/lock file "postmaster\.pid" already exists/.test(lastWords)) return false
  // The number in the lock file has passed to a stranger. The file may go only if nobody is left on the cluster.
  if (!(await isDeserted(directory))) return false
  fs.rmSync(join(directory, 'postmaster.pid'), { force: true })
  return true
}

/**
 * Ready is what the server says of itself in its lock file, under its own number: a connection that succeeds
 * might be to whoever else took the port. False when it exited; "starting up" is not an error.
 */
async function becomesReady({
  child,
  exited,
  directory,
  port,
  logger,
}: {
  child: ChildProcess
  exited: Promise<number | null>
  directory: string
  port: number
  logger: Logger
}): Promise<boolean> {
  let hasExited = false
  void exited.then(() => (hasExited = true))
  for (const begun = Date.now(), told = new Set<string>(); !hasExited;) {
    const lines = readIfThere(join(directory, 'postmaster.pid'))?.split('\n') ?? []
    const isOwn = postmasterPid(directory) === child.pid
    const status = isOwn ? lines[7]?.trim() : undefined
    if (status === 'ready' && Number(lines[3]) === port) return true
    const waitedMs = Date.now() - begun
    if (waitedMs > 5_000 && !told.has('slow')) logger.info('database.recovering')
    if (waitedMs > 5_000) told.add('slow')
    if (waitedMs > (status === 'starting' ? RECOVERY_LIMIT_MS : READY_LIMIT_MS)) {
      await stop(child, exited)
      const message = `PostgreSQL did not become ready within ${Math.round(waitedMs / 1000)} s: see postgres.log.`
      throw new EmbeddedPostgresError('START_TIMEOUT', message)
    }
    await Promise.race([delay(20), exited])
  }
  return false
}

/** Fast shutdown: sessions are ended, everything is written. Only then harder; recovery mends the rest. */
async function stop(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  for (const [signal, limitMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    child.kill(signal)
    if (await settlesWithin(exited, limitMs)) return
  }
}

async function settlesWithin(promise: Promise<unknown>, limitMs: number): Promise<boolean> {
  const over = new AbortController()
  const limit = delay(limitMs, false, { signal: over.signal }).catch(() => false)
  try {
    return await Promise.race([promise.then(() => true), limit])
  } finally {
    over.abort()
  }
}

/** The server only appends, so a log that has grown too long can be emptied under it. */
function boundLog(log: number): NodeJS.Timeout {
  return setInterval(() => {
    if (fs.fstatSync(log).size > LOG_LIMIT_BYTES) fs.ftruncateSync(log)
  }, 60_000).unref()
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function failure(lastWords: string, home: string): EmbeddedPostgresError {
  if (/No space left on device|Disk quota exceeded/.test(lastWords)) return diskFull(home)
  const lines = lastWords.split('\n').slice(-5).join('\n')
  const message = `PostgreSQL does not start; docs/runbooks/database.md says what to do. Its last words:\n${lines}`
  return new EmbeddedPostgresError('START_FAILED', message)
}
