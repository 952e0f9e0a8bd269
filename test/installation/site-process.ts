// The public site as it is run: `exeunt site`, a process of its own or several, under its own database role.
import { type ChildProcess, fork } from 'node:child_process'
import { tmpdir } from 'node:os'
import { readConfig } from '#config'
import { type Database } from '#db'
import { keyFingerprint } from '../../src/processes/keys.ts'
import { becomes } from '../faults/becomes.ts'
import { intakeRows } from '../faults/intake-rows.ts'
import { freshDatabase } from '../template-db.ts'
import { openBox } from './boxes.ts'
import { temporaryFolder } from './folder.ts'
import { freePort } from './free-port.ts'
import { end, isGone, listenTo, MAIN } from './run.ts'

export interface SiteProcess extends AsyncDisposable {
  readonly origin: string
  /** Holds the installation's secrets, which tests may read as the operator may. */
  readonly dataDir: string
  pids(): number[]
  isRunning(): boolean
  /** Everything it has printed, over all its lives. */
  output(): string
  /** Kill it, or one of its processes, and start that anew, at the same address and with the same keys. */
  restart(only?: number): Promise<void>
}

interface Served {
  readonly url: string
  readonly owner: Database
  /** So many, that share the port. */
  readonly processes?: number
}

/** Start the site on a migrated database, whose keys are made here. It is ready when this returns. */
export async function startSite({ url, owner, processes = 1 }: Served): Promise<SiteProcess> {
  await using stack = new AsyncDisposableStack()
  const dataDir = stack.use(temporaryFolder('exeunt-site')).path
  const port = await freePort()
  const fingerprint = keyFingerprint(readConfig({ EXEUNT_DATA: dataDir }, { demo: false }))
  await owner.insertInto('installation.key').values({ fingerprint }).execute()
  let printed = ''
  const run = async () => {
    const child = fork(MAIN, ['site', ...(processes > 1 ? ['--shared'] : [])], {
      env: {
        PATH: process.env['PATH'] ?? '',
        DATABASE_URL: url,
        EXEUNT_DATA: dataDir,
        EXEUNT_SITE_PORT: String(port),
        TMPDIR: tmpdir(),
      },
      // Not the flags that this file of tests was given.
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    listenTo(child, (text) => (printed += text))
    let isReady = false
    child.once('message', () => (isReady = true))
    try {
      await becomes('the site has started or is gone', () => isReady || isGone(child))
    } finally {
      if (!isReady) await end(child)
    }
    if (!isReady) throw new Error(`the site did not start: ${printed}`)
    return child
  }
  const children: ChildProcess[] = []
  stack.defer(async () => void (await Promise.all(children.map((child) => end(child)))))
  for (let nth = 0; nth < processes; nth += 1) children.push(await run())
  const opened = stack.move()
  return {
    origin: `http://127.0.0.1:${port}`,
    dataDir,
    pids: () => children.map(({ pid = 0 }) => pid),
    isRunning: () => !children.some(isGone),
    output: () => printed,
    async restart(only) {
      const struck = children.flatMap((child, nth) =>
        only === undefined || nth === only ? [{ child, nth }] : [],
      )
      await Promise.all(struck.map(({ child }) => end(child)))
      for (const { nth } of struck) children[nth] = await run()
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** The same, with a database of its own and a box to seal to. */
export async function openServedSite({ processes = 1 } = {}) {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await freshDatabase())
  await openBox(database.db)
  const served = { url: database.url('exeunt_site'), owner: database.db, processes }
  const site = stack.use(await startSite(served))
  const opened = stack.move()
  return {
    site,
    database,
    rows: () => intakeRows(database.db),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
