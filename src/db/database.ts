import { Kysely, PostgresDialect, sql, type Transaction as KyselyTransaction } from 'kysely'
import pg from 'pg'
import { invariant, type Logger } from '#basics'
import { type DB } from './schema.ts'

export type Schema = DB
export type Database = Kysely<DB> & AsyncDisposable
export type Transaction = KyselyTransaction<DB>
/** Whatever can be asked: a pool, or a transaction that is under way. */
export type Reader = Database | Transaction

export interface DatabaseOptions {
  readonly url: string
  /** At most so many at once. */
  readonly connections: number
  readonly logger: Logger
  /** How long a query may go without an answer; a minute, if nothing is said. */
  readonly patienceMs?: number
}

const PATIENCE_MS = 60_000

/** The connections themselves, with our patience and our types. */
export function openPool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections,
    connectionTimeoutMillis: 10_000,
    // A network that swallows everything must not keep a query, and a visitor, waiting for ever.
    query_timeout: options.patienceMs ?? PATIENCE_MS,
    keepAlive: true,
    types: { getTypeParser },
  })
  // A connection that loses its server emits 'error'; without a listener, idle or checked out,
  // Node would end the process with it. The query that was under way rejects by itself.
  pool.on('error', (cause) => options.logger.error('database.connection-lost', cause))
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Open a pool of connections to the database at `url`. Dispose of it to close it. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = openPool(options)
  const named: Named = { pool, everNamed: false }
  // A connection remembers in whose name it last asked; nobody is named here.
  const connect = () => (named.everNamed ? connectAs(pool, '') : pool.connect())
  const { options: settings } = pool
  const dialect = new PostgresDialect({ pool: { connect, options: settings, end: () => pool.end() } })
  const database = new Kysely<DB>({ dialect })
  const opened = Object.assign(database, { [Symbol.asyncDispose]: () => database.destroy() })
  POOLS.set(opened, named)
  return opened
}

interface Named {
  readonly pool: pg.Pool
  everNamed: boolean
}

const POOLS = new WeakMap<object, Named>()

/**
 * The same pool, asked in the name of one member of staff: row security shows what her branches may see, and nothing
 * where nobody is named. It costs a round trip each time a connection is taken from the pool.
 */
export function asMember(database: Database, member: string): Database {
  const named = POOLS.get(database)
  invariant(named, 'a pool that openDatabase opened')
  named.everNamed = true
  const { pool } = named
  // The pool is not this one's to close.
  const dialect = new PostgresDialect({
    pool: { connect: () => connectAs(pool, member), options: pool.options, end: () => Promise.resolve() },
  })
  return Object.assign(new Kysely<DB>({ dialect }), { [Symbol.asyncDispose]: () => Promise.resolve() })
}

/** From here to its end a transaction acts in the name of this member: whoever has just shown who she is. */
export async function actAs(tx: Transaction, member: string): Promise<void> {
  await sql`select set_config('exeunt.member', ${member}, true)`.execute(tx)
}

/**
 * A connection that asks in somebody's name. One that was lost while it lay in the pool shows itself here, before it is asked
 * anything: it is thrown away, and another one taken. What is not given back would keep the pool from ever closing.
 */
async function connectAs(pool: pg.Pool, member: string): Promise<pg.PoolClient> {
  for (let left = TRIES; ; left -= 1) {
    const client = await pool.connect()
    try {
      await client.query(`select set_config('exeunt.member', $1, false)`, [member])
      return client
    } catch (cause) {
      client.release(true)
      if (left <= 1) throw cause
    }
  }
}

/** As many as the largest pool may have lost at once, and one. */
const TRIES = 9

/** Run `work` in one transaction: all of it is committed, or none of it happened. */
export function transaction<Result>(
  database: Kysely<DB>,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return database.transaction().execute(work)
}

const INT8 = 20
const DATE = 1082

/**
 * Numbers and days as the code speaks of them: a bigint is a number (entries stay far below 2^53),
 * and a date stays the text it is, because a JavaScript Date would move it by a time zone.
 */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8) return Number
  if (oid === DATE) return String
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
}
