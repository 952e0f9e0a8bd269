// The public site as it is run: `exeunt site`, a process of its own, under its own database role.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Secret, systemRandom } from '#basics'
import { readConfig } from '#config'
import { type Database } from '#db'
import { type HybridIdentity, identityFromSeed } from '#vault'
import { keyFingerprint } from '../../src/processes/keys.ts'
import { freePort } from './free-port.ts'
import { becomes } from './becomes.ts'

export const MAIN = fileURLToPath(new URL('../../program/main.js', import.meta.url))

export interface SiteProcess extends AsyncDisposable {
  readonly origin: string
  /** Holds the installation's secrets, which tests may read as the operator may. */
  readonly dataDir: string
  pid(): number
  isRunning(): boolean
  /** Everything it has printed, over all its lives. */
  output(): string
  /** Kill it and start it anew, at the same address and with the same keys. */
  restart(): Promise<void>
}

/** Start the site on a migrated database, whose keys are made here. It is ready when this returns. */
export async function startSite({ url, owner }: { url: string; owner: Database }): Promise<SiteProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'exeunt-site-'))
  const port = await freePort()
  const fingerprint = keyFingerprint(readConfig({ EXEUNT_DATA: dataDir }, { demo: false }))
  await owner.insertInto('installation.key').values({ fingerprint }).execute()
  let printed = ''
  const run = async () => {
    const child = fork(MAIN, ['site'], {
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
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    let isReady = false
    child.once('message', () => (isReady = true))
    try {
      await becomes('the site has started or is gone', () => isReady || !isAlive(child))
    } finally {
      if (!isReady) await end(child)
    }
    if (!isReady) throw new Error(`the site did not start: ${printed}`)
    return child
  }
  let child = await run()
  return {
    origin: `http://127.0.0.1:${port}`,
    dataDir,
    pid: () => child.pid ?? 0,
    isRunning: () => isAlive(child),
    output: () => printed,
    async restart() {
      await end(child)
      child = await run()
    },
    async [Symbol.asyncDispose]() {
      await end(child)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A box to seal to, made as a member's browser would, and the identity that opens what is sealed to it. */
export async function openBox(owner: Database): Promise<{ id: string; identity: HybridIdentity }> {
  const identity = identityFromSeed(new Secret(systemRandom(32)))
  const box = {
    class: 'draft',
    branch: 'centre',
    week: '2026-W01',
    recipient: identity.recipient.text,
    id: crypto.randomUUID(),
  }
  await owner.insertInto('vault.box').values(box).execute()
  return { id: box.id, identity }
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

async function end(child: ChildProcess): Promise<void> {
  if (!isAlive(child)) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
