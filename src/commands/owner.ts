import { stderrLogger as logger } from '#basics'
import { type Config } from '#config'
import { attachEmbeddedPostgres, type Database, openDatabase } from '#db'

/**
 * The database with its owner's rights, for what only the operator may do. A house that is open stays open; one
 * that is not has its database started for as long as the command runs.
 */
export async function openAsOwner({
  databaseUrl,
  dataDir,
}: Config): Promise<AsyncDisposable & { db: Database }> {
  await using stack = new AsyncDisposableStack()
  const url = databaseUrl?.reveal() ?? stack.use(await attachEmbeddedPostgres({ dataDir, logger })).url
  const db = stack.use(openDatabase({ url, connections: 2, logger, patienceMs: 600_000 }))
  const opened = stack.move()
  return { db, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
