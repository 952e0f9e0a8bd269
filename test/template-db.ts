// One real PostgreSQL for a test run, one migrated template database in it, and a fresh copy of
// the template for whoever asks. Copying takes some 50 ms; migrating took half a second.
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Logger, Secret } from '#basics'
import {
  type Database,
  type Lists,
  migrate,
  openDatabase,
  type Role,
  roleUrl,
  startEmbeddedPostgres,
} from '#db'

export const TEMPLATE = 'exeunt_template'
const MEMORY_WANTED_BYTES = 4_000_000_000
const KEY = new Secret(new Uint8Array(32).fill(7))

/** Says nothing: a test looks at what happened, not at what was logged. */
export const silent: Logger = { info() {}, error() {} }

export interface TestDatabase extends AsyncDisposable {
  /** As the owner, who may everything. */
  readonly db: Database
  readonly ownerUrl: string
  /** The URL of a process's role, with that role's rights and no more. */
  url(role: Role): string
  /** A pool of a process's role; closed with the database. */
  openAs(role: Role): Database
  /** What the next start would do with other lists. */
  migrateWith(lists: Lists): Promise<void>
}

/** Where the run's server is: started by the runner (tools/test.ts), or by the first test file that asks. */
let serverUrl: Promise<string> | undefined

/** A database of its own for one test: migrated, empty, gone afterwards. What kind of installation it is, it knows if that is given. */
export async function freshDatabase(kind?: 'real' | 'demo'): Promise<TestDatabase> {
  serverUrl ??= process.env['EXEUNT_TEST_SERVER']
    ? Promise.resolve(process.env['EXEUNT_TEST_SERVER'])
    : startServer()
  const admin = await serverUrl
  const name = `exeunt_${randomBytes(6).toString('hex')}`
  await asAdmin(admin, `create database ${name} template ${TEMPLATE}`)

  const at = new URL(admin)
  at.pathname = `/${name}`
  const ownerUrl = at.href
  const pools = new Map<string, Database>()
  const open = (url: string) => {
    const pool = pools.get(url) ?? openDatabase({ url, connections: 8, logger: silent })
    pools.set(url, pool)
    return pool
  }
  const db = open(ownerUrl)
  if (kind) await setKind(db, kind)
  return {
    db,
    ownerUrl,
    url: (role) => roleUrl(ownerUrl, role, KEY),
    openAs: (role) => open(roleUrl(ownerUrl, role, KEY)),
    migrateWith: (lists) => migrate({ ownerUrl, databaseKey: KEY, lists, logger: silent }),
    async [Symbol.asyncDispose]() {
      for (const pool of pools.values()) await pool[Symbol.asyncDispose]()
      await asAdmin(admin, `drop database if exists ${name} with (force)`)
    },
  }
}

/** As a start says it, once. */
export async function setKind(owner: Database, kind: 'real' | 'demo'): Promise<void> {
  await owner.insertInto('installation.identity').values({ kind }).execute()
}

/**
 * Start a server and migrate the template. Returns the admin's URL; the runner's own `stop` ends it. `directory` is where it lies,
 * for whoever fills more than memory holds.
 */
export async function startTestServer({ directory }: { directory?: string } = {}): Promise<
  AsyncDisposable & { url: string }
> {
  const dataDir = await mkdtemp(join(directory ?? (await quickestDirectory()), 'exeunt-test-'))
  // mkdtemp's 0700 would send the cluster of a root run to /var/lib, and leave it there.
  await chmod(dataDir, 0o711)
  // Roles are looked at from many databases at once: more connections than an installation needs.
  const server = await startEmbeddedPostgres({
    dataDir,
    logger: silent,
    settings: { max_connections: '200' },
  })
  const url = new URL(server.url)
  await asAdmin(server.url, `create database ${TEMPLATE}`)
  url.pathname = `/${TEMPLATE}`
  const { LISTS } = await import('../src/lists.ts')
  await migrate({ ownerUrl: url.href, databaseKey: KEY, lists: LISTS, logger: silent })
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * Memory, where there is enough of it: PostgreSQL waits for the disk at each copy of the template, and that was most
 * of what a run waited for. It promises what it always does (no setting differs); what becomes of a promise when
 * somebody is killed, the faults try on servers of their own, on the disk.
 */
async function quickestDirectory(): Promise<string> {
  const memory = '/dev/shm'
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize > MEMORY_WANTED_BYTES ? memory : tmpdir()
}

/** Outside the runner (`node --test one.test.js`) the server ends with the process that needed it. */
async function startServer(): Promise<string> {
  const server = await startTestServer()
  const { after } = await import('node:test')
  after(() => server[Symbol.asyncDispose]())
  return server.url
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    // Two copies of a template at once are refused ("being accessed by other users"): one at a time.
    await client.query(`select pg_advisory_lock(hashtext('exeunt/test'))`)
    await client.query(statement)
  } finally {
    await client.end()
  }
}
