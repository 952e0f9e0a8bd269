// Whether the database is away, asked of the ways in which a real one goes away, and of what is no absence.
import { equal, match, ok, rejects } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { becomes } from '../../test/faults/becomes.ts'
import { freePort } from '../../test/installation/free-port.ts'
import { wayTo } from '../../test/faults/way-to.ts'
import { silent } from '../../test/template-db.ts'
import { type EmbeddedPostgres, isDatabaseAway, startEmbeddedPostgres } from './index.ts'

/** How the driver hears of a connection that ended: by the system, or by its end. */
const BROKEN = /^(?:Connection terminated unexpectedly|ECONNRESET)$/
const SOON_MS = 300
const FOR_EVER = 'select pg_sleep(1000) as for_ever'

let dataDir: string
let server: EmbeddedPostgres
const opened: pg.Client[] = []
before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'exeunt-away-'))
  await start()
})
after(async () => {
  await Promise.allSettled(opened.map((client) => client.end()))
  await server[Symbol.asyncDispose]()
  await rm(dataDir, { recursive: true, force: true })
})

test('it has no room for what is asked, or takes no writes', async () => {
  const client = await open()
  await client.query('set temp_file_limit = 64; set work_mem = 64')
  isAway(await failureOf(client.query('select n from generate_series(1, 100000) n order by -n')), '53400')
  // A disk that is full is not to be had here; but how the server says it, and the driver passes it on, is.
  isAway(await failureOf(client.query("do $$ begin raise sqlstate '53100'; end $$")), '53100')
  await client.query('create table here (name text primary key); set default_transaction_read_only = on')
  isAway(await failureOf(client.query("insert into here values ('SAMPLE')")), '25006')
})

test('one of its processes is killed: it takes all others with it, and comes back', async () => {
  const [killed, other] = [await open(), await open()]
  const { rows } = await killed.query<{ pid: number }>('select pg_backend_pid() as pid')
  const asked = [failureOf(killed.query(FOR_EVER)), failureOf(other.query(FOR_EVER))] as const
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
  const [own, others] = await Promise.all(asked)
  isAway(own, BROKEN)
  isAway(others, /^57P02$|^Connection|^ECONNRESET$/)
  isAway(await failureOf(other.query('select 1')), /not queryable/)
  // Meanwhile it starts up, and says so.
  await becomes('it is back', () =>
    open().then(
      () => true,
      (cause: unknown) => (isAway(cause, /^(?:57P03|ECONNRE.*)$/), false),
    ),
  )
})

test('the network swallows everything, with a question under way or before one', async () => {
  const port = await freePort()
  const way = wayTo(() => Number(new URL(server.url).port), port)
  await way.open()
  const url = new URL(server.url)
  url.port = String(port)
  const pool = new pg.Pool({
    connectionString: url.href,
    max: 1,
    query_timeout: SOON_MS,
    connectionTimeoutMillis: SOON_MS,
  })
  const client = await pool.connect()
  client.on('error', () => {})
  isAway(await failureOf(pool.query('select 1')), 'timeout exceeded when trying to connect')
  way.fallSilent()
  isAway(await failureOf(client.query('select 1')), 'Query read timeout')
  client.release(true)
  isAway(await failureOf(pool.query('select 1')), 'Connection terminated due to connection timeout')
  const late = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: SOON_MS })
  late.on('error', () => {})
  isAway(await failureOf(late.connect()), 'timeout expired')
  await pool.end()
  await way.close()
})

test('it is told to stop: who asks is sent away, who comes is not let in, and then nobody answers', async () => {
  const client = await open()
  process.kill(server.postmasterPid, 'SIGTERM')
  const refused = await failureOf(untilRefused())
  isAway(refused, '57P03')
  const asked = failureOf(client.query(FOR_EVER))
  await server[Symbol.asyncDispose]()
  isAway(await asked, '57P01')
  isAway(await failureOf(open()), 'ECONNREFUSED')
  await start()
})

test('a rule, a right, a password, a file of ours and a fault of ours are no absence', async () => {
  const client = await open()
  await client.query("insert into here values ('SAMPLE')")
  const wrong = new URL(server.url)
  wrong.password = 'SAMPLE'
  const faults = [
    await failureOf(client.query("insert into here values ('SAMPLE')")),
    await failureOf(client.query('select from nowhere')),
    await failureOf(client.query("set role pg_read_all_data; insert into here values ('another')")),
    await failureOf(new pg.Client({ connectionString: wrong.href }).connect()),
    await failureOf(Promise.resolve().then(() => readFileSync(join(dataDir, 'nowhere')))),
    new TypeError('a connection of ideas'),
    undefined,
  ]
  for (const cause of faults) equal(isDatabaseAway(cause), false, String(cause))
})

test('as many ask as it takes', async () => {
  const everybody = async () => {
    for (;;) await open()
  }
  isAway(await failureOf(everybody()), '53300')
})

const CONNECTIONS = 10

async function start(): Promise<void> {
  const settings = { max_connections: String(CONNECTIONS) }
  server = await startEmbeddedPostgres({ dataDir, logger: silent, settings })
}

async function open(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: server.url })
  client.on('error', () => {})
  await client.connect()
  opened.push(client)
  return client
}

/** It hears the signal a moment later. */
async function untilRefused(): Promise<never> {
  for (;;) await (await open()).end()
}

async function failureOf(act: Promise<unknown>): Promise<unknown> {
  let cause: unknown
  await rejects(act, (thrown) => {
    cause = thrown
    return true
  })
  return cause
}

function isAway(cause: unknown, what: string | RegExp): void {
  ok(cause instanceof Error)
  const said = 'code' in cause && cause.code !== undefined ? String(cause.code) : cause.message
  match(said, typeof what === 'string' ? new RegExp(`^${what}$`) : what)
  ok(isDatabaseAway(cause), said)
}
