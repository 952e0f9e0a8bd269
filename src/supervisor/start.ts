import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { OperatorError, stderrLogger as logger } from '#basics'
import { type Config } from '#config'
import { processUrl } from '../processes/database.ts'
import { type ProcessName, PROCESSES } from '../processes/process.ts'
import { holdPort } from './hold-port.ts'
import { openInstallation, type OpenInstallation } from './open-installation.ts'
import { saidTo } from './progress.ts'

/** No text becomes code, and no object's prototype is reached by name, whatever a library tries. */
const SEAT_BELTS = ['--disallow-code-generation-from-strings', '--disable-proto=throw']
const STOP_MS = 5_000
const BACKOFF_MS = { least: 500, most: 4_000 }
/** A process that ran for this long died of something new, and is started anew without much delay. */
const WELL_AFTER_MS = 30_000

/**
 * Open the installation and keep it open: the database, and each process as a child of its own, so that
 * the site's memory never holds what the desk's does; of the site as many as it has processes, which share its port. A child
 * that dies is started anew, while its like go on, and so is the database. Resolves when `stop` has fired and everything is down.
 */
export async function start(config: Config, stop: AbortSignal): Promise<void> {
  const saying = saidTo(process.stderr)
  let firstTime = true
  while (!stop.aborted) {
    try {
      await using installation = await openInstallation(config, { saying })
      await using _port = config.siteProcesses > 1 ? await holdPort(config.sitePort) : null
      await using _children = await saying('processes', () => openAll(installation, stop))
      if (firstTime) process.stdout.write(greeting(installation))
      firstTime = false
      const why = await Promise.race([
        aborted(stop),
        installation.databaseGone.then(() => 'database' as const),
      ])
      if (why === 'database' && !stop.aborted) logger.info('installation.database-gone')
    } catch (cause) {
      // An installation that was open opens again as soon as it can: when the disk has room, when the database is back.
      if (firstTime) throw cause
      logger.error('installation.not-open', cause)
      await waited(BACKOFF_MS.most, stop)
    }
  }
}

/** All processes at once: each takes half a second to load. */
async function openAll(installation: OpenInstallation, stop: AbortSignal): Promise<AsyncDisposable> {
  const { siteProcesses } = installation.config
  const opened = await allOrNone(
    PROCESSES.map((name) =>
      keepSeveral(name, { count: name === 'site' ? siteProcesses : 1, installation, stop }),
    ),
  )
  const children = new AsyncDisposableStack()
  for (const one of opened) children.use(one)
  return children
}

/** Processes of one kind: each lives and is started anew by itself, and they end together. */
async function keepSeveral(
  name: ProcessName,
  { count, installation, stop }: { count: number; installation: OpenInstallation; stop: AbortSignal },
): Promise<AsyncDisposable> {
  const each = Array.from({ length: count }, (_, before) => ({ name, nth: before + 1, of: count }))
  const opened = await allOrNone(each.map((one) => keepRunning(one, installation, stop)))
  return { [Symbol.asyncDispose]: () => endAll(opened) }
}

/** If one does not come up, none stays. */
async function allOrNone(opening: readonly Promise<AsyncDisposable>[]): Promise<AsyncDisposable[]> {
  const outcomes = await Promise.allSettled(opening)
  const opened = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const failed = outcomes.find((one) => one.status === 'rejected')
  if (!failed) return opened
  await endAll(opened)
  throw failed.reason
}

async function endAll(running: readonly AsyncDisposable[]): Promise<void> {
  await Promise.all(running.map((one) => one[Symbol.asyncDispose]()))
}

function greeting({ config, firstLink }: OpenInstallation): string {
  const lines = [
    '',
    config.demo ? 'Exeunt is open, with SAMPLE data.' : 'Exeunt is open.',
    '',
    `  Site  ${config.siteOrigin}/`,
    `  Desk  ${config.deskOrigin}/`,
    '',
  ]
  if (config.demo) lines.push('At the desk, sign in with a SAMPLE passkey: the page brings it along.', '')
  else if (firstLink) {
    lines.push(
      'Nobody can review yet. This link enrols the first member of staff, once, within 24 hours:',
      '',
      `  ${firstLink}`,
      '',
    )
  }
  return `${lines.join('\n')}\nCtrl-C stops it.\n`
}

/** A process among those of its kind. */
interface OneOf {
  readonly name: ProcessName
  readonly nth: number
  readonly of: number
}

/** Run a process of the installation until disposed of. The first start must succeed; later ones are tried again and again. */
async function keepRunning(
  one: OneOf,
  installation: OpenInstallation,
  stop: AbortSignal,
): Promise<AsyncDisposable> {
  const { name, nth, of } = one
  const closing = new AbortController()
  const isOver = AbortSignal.any([closing.signal, stop])
  let child = await spawn(one, installation)
  const watch = async () => {
    let delayMs = BACKOFF_MS.least
    let startedAt = performance.now()
    for (;;) {
      await exited(child)
      if (isOver.aborted) return
      if (performance.now() - startedAt > WELL_AFTER_MS) delayMs = BACKOFF_MS.least
      logger.info('installation.process-gone', { name, ...(of > 1 && { nth }), delayMs })
      await waited(delayMs, isOver)
      if (isOver.aborted) return
      delayMs = Math.min(delayMs * 2, BACKOFF_MS.most)
      startedAt = performance.now()
      child = await spawn(one, installation).catch(() => child)
      // Asked to end while it was still loading, when there was nobody yet to be ended.
      if (closing.signal.aborted) await end(child)
    }
  }
  const watching = watch()
  return {
    async [Symbol.asyncDispose]() {
      closing.abort()
      await end(child)
      await watching
    },
  }
}

/** Start a child and wait until it says that it is ready. It gets its own role's URL, never the owner's. */
async function spawn({ name, of }: OneOf, { config }: OpenInstallation): Promise<ChildProcess> {
  const child = fork(process.argv[1] ?? '', [name, ...(of > 1 ? ['--shared'] : [])], {
    env: environmentFor(name, config),
    execArgv: SEAT_BELTS,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ready = once(child, 'message').then(() => 'ready' as const)
  const outcome = await Promise.race([ready, exited(child)])
  if (outcome !== 'ready') throw new StartError(`the ${name} could not be started: the lines above say why`)
  return child
}

/** What a demonstration has decided for itself is handed on, for a child reads the settings anew. */
function environmentFor(name: ProcessName, config: OpenInstallation['config']): NodeJS.ProcessEnv {
  const { DATABASE_URL: _owner, ...rest } = process.env
  return {
    ...rest,
    EXEUNT_DATA: config.dataDir,
    EXEUNT_SIGNER: config.signerDir,
    EXEUNT_ISSUER: config.issuerDir,
    EXEUNT_BATCH_SECONDS: String(config.batchSeconds),
    EXEUNT_BATCH_MIN: String(config.batchLeast),
    ...(name !== 'signer' && { DATABASE_URL: processUrl(name, config) }),
  }
}

/** A process of the installation did not come up. It has said itself why. */
class StartError extends OperatorError {
  override name = 'StartError'
}

function exited(child: ChildProcess): Promise<unknown> {
  return child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'exit')
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await exited(child)
  clearTimeout(timer)
}

function waited(delayMs: number, until: AbortSignal): Promise<void> {
  return delay(delayMs, undefined, { signal: until }).catch(() => {})
}

function aborted(signal: AbortSignal): Promise<'stopped'> {
  if (signal.aborted) return Promise.resolve('stopped')
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve('stopped'), { once: true }))
}
