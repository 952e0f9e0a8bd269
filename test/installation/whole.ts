// A demonstration's installation as anybody starts it: `exeunt start --demo`, with its own PostgreSQL, in processes
// that can be killed. Only a demonstration has a box without a passkey, so that declarations can be taken in.
import { type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '#db'
import { type InstallationKeys, loadInstallationKeys } from '#vault'
import { type ProcessName } from '../../src/processes/process.ts'
import { silent } from '../template-db.ts'
import { becomes } from '../faults/becomes.ts'
import { freePort } from './free-port.ts'
import { type Ended, isGone, listenTo, MAIN, runNode, startNode } from './run.ts'

/** Whom a fault can strike. `one-site` leaves the site's other processes; `supervisor` leaves every child alone to notice; `everything` leaves nobody. */
export type Victim = ProcessName | 'one-site' | 'supervisor' | 'postgres' | 'everything'
/** Those on whom intake hangs. */
export const VICTIMS: readonly Victim[] = ['one-site', 'site', 'supervisor', 'postgres', 'everything']

export interface WholeInstallation extends AsyncDisposable {
  readonly origin: string
  readonly deskOrigin: string
  readonly home: string
  readonly dataDir: string
  readonly keys: InstallationKeys
  /** Everything its processes have printed. */
  output(): string
  /** The processes that a strike on `victim` would kill. */
  pidsOf(victim: Victim): number[]
  /** Kill without warning (SIGKILL); start the supervisor again if it was among the dead, and wait until it has opened. */
  strike(victim: Victim): Promise<void>
  /** Ctrl-C, and wait until everything is down. */
  stop(): Promise<void>
  /** Open it again after a stop, with these settings besides. */
  open(env?: Record<string, string>): Promise<void>
  /** A command as an operator types it, with the settings of this installation. */
  run(...args: string[]): Promise<Ended>
  /** The same, for whoever ends it before it is done. */
  begin(...args: string[]): ChildProcess
  /** A pool as the owner of the tables, on the server as it runs now. */
  openAsOwner(): Database
  ownerUrl(): string
}

interface Options {
  /** With SAMPLE data, and a box to seal to. */
  readonly demo?: boolean
  readonly env?: Record<string, string>
}

export async function openWholeInstallation({
  demo = true,
  env = {},
}: Options = {}): Promise<WholeInstallation> {
  const home = fs.mkdtempSync(join(tmpdir(), 'exeunt-installation-'))
  // mkdtemp's 0700 would send the cluster of a root run to /var/lib, and leave it there.
  fs.chmodSync(home, 0o711)
  const dataDir = join(home, 'data')
  const temporary = join(home, 'tmp')
  fs.mkdirSync(temporary)
  const [sitePort, deskPort] = [await freePort(), await freePort()]
  const origin = `http://127.0.0.1:${sitePort}`
  let printed = ''
  let supervisor: ChildProcess
  let environment: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    EXEUNT_DATA: dataDir,
    EXEUNT_SITE_PORT: String(sitePort),
    EXEUNT_DESK_PORT: String(deskPort),
    // On a machine with one core as well.
    EXEUNT_SITE_PROCESSES: '2',
    TMPDIR: temporary,
    // What an operator's command remembers of a ledger stays in this installation.
    XDG_STATE_HOME: join(home, 'state'),
    ...env,
  }

  const openings = () => printed.split('Exeunt is open').length
  /** Starts it, and waits until all of it is open: one process of the site answers before the others listen. */
  const start = async () => {
    const before = openings()
    supervisor = startNode([MAIN, 'start', ...(demo ? ['--demo'] : [])], { env: environment })
    listenTo(supervisor, (text) => (printed += text))
    await becomes('the installation is open', () => {
      if (isGone(supervisor)) throw new Error(`the installation did not open:\n${printed.slice(-2_000)}`)
      return openings() > before
    })
  }
  const ownerUrl = () => {
    const password = fs.readFileSync(join(dataDir, 'secrets', 'postgres-password'), 'utf8').trim()
    const port = fs.readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3]
    return `postgres://exeunt_owner:${password}@127.0.0.1:${port}/exeunt`
  }
  const postgres = () => serverPids(fs.realpathSync(join(dataDir, 'postgres')))
  const pidsOf = (victim: Victim): number[] => {
    const own = supervisor.pid ?? 0
    const children = childrenOf(own)
    switch (victim) {
      case 'one-site':
        return pidsOf('site').slice(0, 1)
      case 'site':
      case 'desk':
      case 'work':
      case 'ledger':
      case 'signer':
      case 'issue':
        return children.filter(({ commandLine }) => commandLine.includes(victim)).map(({ pid }) => pid)
      case 'supervisor':
        return [own]
      case 'postgres':
        return postgres()
      case 'everything':
        return [own, ...postgres(), ...children.map(({ pid }) => pid)]
    }
  }
  const stop = async () => {
    if (isGone(supervisor)) return
    supervisor.kill('SIGINT')
    await becomes('the installation is closed', () => isGone(supervisor))
  }
  /** Whatever state it is in: nothing of it goes on. */
  const takeDown = async () => {
    try {
      await stop()
    } finally {
      if (!isGone(supervisor)) for (const pid of pidsOf('everything')) kill(pid)
      // An installation that never opened may have left its server.
      for (const pid of fs.existsSync(join(dataDir, 'postgres')) ? postgres() : []) kill(pid)
      fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    }
  }

  try {
    await start()
  } catch (cause) {
    await takeDown()
    throw cause
  }
  return {
    origin,
    deskOrigin: `http://localhost:${deskPort}`,
    home,
    dataDir,
    keys: loadInstallationKeys(join(dataDir, 'secrets')),
    output: () => printed,
    pidsOf,
    async strike(victim) {
      const pids = pidsOf(victim)
      if (pids.length === 0) throw new Error(`there is no ${victim} to kill`)
      for (const pid of pids) kill(pid)
      if (victim !== 'supervisor' && victim !== 'everything') return
      if (!isGone(supervisor)) await once(supervisor, 'exit')
      await start()
    },
    stop,
    async open(more = {}) {
      environment = { ...environment, ...more }
      await start()
    },
    run: (...args) => runNode([MAIN, ...args], { env: environment, cwd: home }),
    begin: (...args) => startNode([MAIN, ...args], { env: environment, cwd: home }),
    ownerUrl,
    openAsOwner: () => openDatabase({ url: ownerUrl(), connections: 2, logger: silent }),
    [Symbol.asyncDispose]: takeDown,
  }
}

/** Every process of the server on a cluster: they work in its directory, and nobody else's program does. */
export function serverPids(cluster: string): number[] {
  const postmaster = Number.parseInt(read(join(cluster, 'postmaster.pid')) || '0')
  const pids = fs
    .readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && workingDirectory(pid) === cluster)
  // The postmaster first: with it alive, a dead child would be noticed and the others ended in good order.
  return pids.toSorted((a, b) => Number(b === postmaster) - Number(a === postmaster))
}

function childrenOf(parent: number): { pid: number; commandLine: string[] }[] {
  return fs
    .readdirSync('/proc')
    .map(Number)
    .filter(Number.isInteger)
    .flatMap((pid) => {
      const stat = read(`/proc/${pid}/stat`)
      const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      return ppid === parent
        ? [{ pid, commandLine: read(`/proc/${pid}/cmdline`).split('\0').slice(0, -1) }]
        : []
    })
}

function workingDirectory(pid: number): string | undefined {
  try {
    return fs.readlinkSync(`/proc/${pid}/exe`).endsWith('/postgres')
      ? fs.readlinkSync(`/proc/${pid}/cwd`)
      : undefined
  } catch {
    return undefined
  }
}

function read(path: string): string {
  try {
    return fs.readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Without warning, if it is still there. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was quicker.
  }
}
