import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { stderrLogger as logger } from '#basics'
import { type Config } from '#config'
import { processUrl, type ProcessName, PROCESSES } from './house.ts'
import { openHouse, type OpenHouse } from './open-house.ts'

const STOP_MS = 5_000
const BACKOFF_MS = { least: 500, most: 30_000 }

/**
 * Open the house and keep it open: the database, and each process as a child of its own, so that
 * the site's memory never holds what the desk's does. A child that dies is started anew, and so is
 * the database. Resolves when `stop` has fired and everything is down.
 */
export async function start(config: Config, stop: AbortSignal): Promise<void> {
  let firstTime = true
  while (!stop.aborted) {
    await using house = await openHouse(config)
    await using children = new AsyncDisposableStack()
    for (const name of PROCESSES) children.use(await keepRunning(name, house, stop))
    if (firstTime) process.stdout.write(greeting(house))
    firstTime = false
    const why = await Promise.race([aborted(stop), house.databaseGone.then(() => 'database' as const)])
    if (why === 'database' && !stop.aborted) logger.info('house.database-gone')
  }
}

function greeting({ config, firstLink }: OpenHouse): string {
  const lines = [
    '',
    config.demo ? 'Exeunt is open, with SAMPLE data.' : 'Exeunt is open.',
    '',
    `  Site  ${config.siteOrigin}/`,
    `  Desk  ${config.deskOrigin}/`,
    '',
  ]
  if (config.demo) lines.push('At the desk, sit down as the SAMPLE reviewer: no key is needed.', '')
  else if (firstLink) {
    lines.push('Nobody can review yet. This link enrols the first member of staff, once, within 24 hours:', '', `  ${firstLink}`, '')
  }
  return `${lines.join('\n')}\nCtrl-C stops it.\n`
}

/** Run a process of the house until disposed of. The first start must succeed; later ones are tried again and again. */
async function keepRunning(name: ProcessName, house: OpenHouse, stop: AbortSignal): Promise<AsyncDisposable> {
  let closing = false
  let child = await spawn(name, house)
  const watch = async () => {
    let delayMs = BACKOFF_MS.least
    for (;;) {
      await exited(child)
      if (closing || stop.aborted) return
      logger.info('house.process-gone', { name, delayMs })
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      if (closing || stop.aborted) return
      const startedAt = performance.now()
      child = await spawn(name, house).catch(() => child)
      delayMs = performance.now() - startedAt > BACKOFF_MS.most ? BACKOFF_MS.least : Math.min(delayMs * 2, BACKOFF_MS.most)
    }
  }
  const watching = watch()
  return {
    async [Symbol.asyncDispose]() {
      closing = true
      await end(child)
      await watching
    },
  }
}

/** Start a child and wait until it says that it is ready. It gets its own role's URL, never the owner's. */
async function spawn(name: ProcessName, { config }: OpenHouse): Promise<ChildProcess> {
  const child = fork(process.argv[1] ?? '', [name], {
    env: { ...process.env, DATABASE_URL: processUrl(name, config), EXEUNT_DATA: config.dataDir },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ready = once(child, 'message').then(() => 'ready' as const)
  const outcome = await Promise.race([ready, exited(child)])
  if (outcome !== 'ready') throw new StartError(`the ${name} could not be started: the lines above say why`)
  return child
}

/** A process of the house did not come up. It has said itself why. */
export class StartError extends Error {
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

function aborted(signal: AbortSignal): Promise<'stopped'> {
  if (signal.aborted) return Promise.resolve('stopped')
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve('stopped'), { once: true }))
}
