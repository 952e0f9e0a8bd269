import { readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Logger } from '#basics'
import { EmbeddedPostgresError } from './error.ts'
import { readIfThere } from './files.ts'

/**
 * Stops the server that a killed installation has left running on a cluster. Called only by the holder of `installation.pid`,
 * so the server is nobody's.
 */
export async function stopStaleServer(directory: string, logger: Logger): Promise<void> {
  const pid = postmasterPid(directory)
  if (pid === undefined || !isServerOf(directory, pid)) return
  logger.info('database.stale-server', { pid })
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    signalServer(pid, signal)
    if (await becomesTrue(() => !isServerOf(directory, pid), 10_000)) return
  }
  throw new EmbeddedPostgresError(
    'STALE_SERVER',
    `A PostgreSQL of an earlier run (process ${pid}) does not stop: end it with \`kill -9 ${pid}\`, then start again.`,
  )
}

/**
 * Waits until no process of an earlier server is left on a cluster: a killed postmaster's children take a
 * moment to notice. False when some stay.
 */
export function isDeserted(directory: string): Promise<boolean> {
  return becomesTrue(() => !readdirSync('/proc').some((name) => isServerOf(directory, Number(name))), 10_000)
}

/** The process named in the cluster's lock file, which a killed server leaves behind. */
export function postmasterPid(directory: string): number | undefined {
  const pid = Number.parseInt(readIfThere(join(directory, 'postmaster.pid')) ?? '', 10)
  // A server for a single user writes its number negative.
  return Number.isNaN(pid) ? undefined : Math.abs(pid)
}

/**
 * Whether a process is a PostgreSQL of this cluster. Process numbers come round again, at the latest after a
 * reboot; but every PostgreSQL process works in the directory of its cluster, and no other program called
 * postgres does.
 */
function isServerOf(directory: string, pid: number): boolean {
  if (!Number.isInteger(pid)) return false
  try {
    const isHere = readlinkSync(`/proc/${pid}/cwd`) === directory
    // "(deleted)" after an update that has replaced the file.
    return isHere && /\/postgres( \(deleted\))?$/.test(readlinkSync(`/proc/${pid}/exe`))
  } catch {
    return false
  }
}

function signalServer(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

async function becomesTrue(condition: () => boolean, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; !condition(); waitedMs += 50) {
    if (waitedMs >= limitMs) return false
    await delay(50)
  }
  return true
}
