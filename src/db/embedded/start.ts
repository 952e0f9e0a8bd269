import { mkdirSync, realpathSync } from 'node:fs'
import { Client, DatabaseError } from 'pg'
import { type Logger } from '#basics'
import { openCluster } from './cluster.ts'
import { EmbeddedPostgresError, explained } from './error.ts'
import { claimInstallation } from './claim.ts'
import { keepPassword, OWNER, setPassword } from './password.ts'
import { launch, type Launch, type Server } from './server.ts'
import { type Settings } from './settings.ts'
import { stopStaleServer } from './stale.ts'

/** A PostgreSQL server that this process started and will stop. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** Of the owner of the database `exeunt`, with the password: never to be logged. */
  readonly url: string
  readonly postmasterPid: number
  /** Resolves when the server is gone, asked or unasked, with its exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>
}

export const DATABASE = 'exeunt'

/**
 * Start the PostgreSQL that Exeunt brings, on the files of one data directory.
 *
 * Whatever was killed before at whatever moment, this either gives a working server with every committed row,
 * or throws an EmbeddedPostgresError that names what to do.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string
  logger: Logger
  /** Beats our own settings. For tests that need a server which breaks a promise, and for large machines. */
  settings?: Settings
}): Promise<EmbeddedPostgres> {
  const { dataDir, logger, settings = {} } = options
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 })
    const home = realpathSync(dataDir)
    const release = claimInstallation(home)
    try {
      const password = keepPassword(home)
      const cluster = openCluster({ home, password, logger })
      await stopStaleServer(cluster.directory, logger)
      const server = await launchWith(password, { cluster, home, settings, logger })
      // A server that ends by itself gives the installation free too.
      void server.exited.then(release)
      logger.info('database.started', { pid: server.pid, port: server.port })
      return {
        url: `postgres://${OWNER}:${password}@127.0.0.1:${server.port}/${DATABASE}`,
        postmasterPid: server.pid,
        exited: server.exited,
        [Symbol.asyncDispose]: once(() => server.stop()),
      }
    } catch (error) {
      release()
      throw error
    }
  } catch (error) {
    throw explained(error, dataDir)
  }
}

/** The file is the truth about the password: a cluster that has another one, or none, is given this one. */
async function launchWith(password: string, options: Launch): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const server = await launch(options)
    try {
      await makeDatabase(server.port, password)
      return server
    } catch (error) {
      await server.stop()
      const isRefused = error instanceof DatabaseError && error.code === '28P01'
      if (!isRefused || attempt > 1) throw cannotBeUsed(error)
      options.logger.info('database.setting-password')
      setPassword(options.cluster, password)
    }
  }
}

async function makeDatabase(port: number, password: string): Promise<void> {
  const client = new Client({ host: '127.0.0.1', port, user: OWNER, password, database: 'postgres' })
  // A client that loses its server says so by an event, which ends the process when nobody listens. The query
  // under way fails as well, and that is where it is dealt with.
  client.on('error', () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (!rowCount) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

function cannotBeUsed(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const message = `PostgreSQL starts but cannot be used (${error.message}): see postgres.log in the data directory.`
  return new EmbeddedPostgresError('START_FAILED', message, { cause: error })
}

/** Disposing twice, or from two places at once, is one stop. */
function once(stop: () => Promise<void>): () => Promise<void> {
  let stopped: Promise<void> | undefined
  return () => (stopped ??= stop())
}
