import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger } from '#basics'
import { EmbeddedPostgresError } from './error.ts'
import { readIfThere } from './files.ts'
import { keepPassword, OWNER } from './password.ts'
import { DATABASE, startEmbeddedPostgres } from './start.ts'

/** The database of a data directory, for a command that has some work to do in it. */
export interface AttachedPostgres extends AsyncDisposable {
  /** Of the owner, with the password: never to be logged. */
  readonly url: string
}

/** Use the server of the installation if it is open, and start one for as long as it is needed if it is not. */
export async function attachEmbeddedPostgres(options: {
  dataDir: string
  logger: Logger
}): Promise<AttachedPostgres> {
  try {
    return await startEmbeddedPostgres(options)
  } catch (cause) {
    const url = isOpen(cause) ? urlOfRunning(options.dataDir) : undefined
    if (url === undefined) throw cause
    return { url, [Symbol.asyncDispose]: () => Promise.resolve() }
  }
}

function isOpen(cause: unknown): boolean {
  return cause instanceof EmbeddedPostgresError && cause.code === 'INSTALLATION_IS_OPEN'
}

/** The fourth line of a server's lock file is its port. */
function urlOfRunning(dataDir: string): string | undefined {
  const home = realpathSync(dataDir)
  const port = Number(readIfThere(join(home, 'postgres', 'postmaster.pid'))?.split('\n')[3])
  if (!Number.isInteger(port)) return undefined
  return `postgres://${OWNER}:${keepPassword(home)}@127.0.0.1:${port}/${DATABASE}`
}
