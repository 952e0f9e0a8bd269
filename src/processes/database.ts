// How a process comes to its database: in its own role, never as the owner, whose rights no process needs.
import { type Centre, type Config, ConfigError, SAMPLE_CENTRE } from '#config'
import { type Database, openDatabase, type Role, roleUrl } from '#db'
import { installationKeys } from './keys.ts'
import { type Parts, type ProcessName } from './process.ts'

/** The signer knows no database, so that nobody comes from one to the other. */
export type WithDatabase = Exclude<ProcessName, 'signer'>

const ROLE: Record<WithDatabase, Role> = {
  site: 'exeunt_site',
  desk: 'exeunt_desk',
  work: 'exeunt_work',
  ledger: 'exeunt_ledger',
  issue: 'exeunt_issue',
}
/** Of each process. With eight of the site and the worker's queue all fit into what our own server has (`max_connections`). */
const CONNECTIONS: Record<WithDatabase, number> = { site: 8, desk: 8, work: 2, ledger: 2, issue: 4 }
/**
 * A visitor waits for a connection and for its answer, and should hear "come back" before her browser gives up. The
 * ledger reads and writes tens of thousands of rows at once, and nobody waits for it.
 */
const PATIENCE_MS: Partial<Record<WithDatabase, number>> = { site: 15_000, ledger: 600_000 }

/** The pool of a process's role, closed with the process. */
export async function openPool(
  name: WithDatabase,
  { config, logger, stack }: Pick<Parts, 'config' | 'logger' | 'stack'>,
): Promise<Database> {
  const patienceMs = PATIENCE_MS[name]
  const pool = { url: processUrl(name, config), connections: CONNECTIONS[name], logger }
  const db = stack.use(openDatabase({ ...pool, ...(patienceMs && { patienceMs }) }))
  await refuseOtherZone(db, config)
  return db
}

/** Days that end at one midnight in a process and at another in the database, or in the next process. */
async function refuseOtherZone(db: Database, { timeZone }: Config): Promise<void> {
  const { zone } = await db.selectFrom('installation.zone').select('zone').executeTakeFirstOrThrow()
  if (zone === timeZone) return
  throw new ConfigError(
    `EXEUNT_TIME_ZONE is "${timeZone}" here, and "${zone}" in the database: give all processes the same, "exeunt migrate" first`,
  )
}

/** The URL a process connects with. */
export function processUrl(name: WithDatabase, config: Config): string {
  const given = config.databaseUrl?.reveal()
  if (!given)
    throw new ConfigError(`DATABASE_URL is not set: "exeunt ${name}" alone needs one (or use "exeunt start")`)
  return new URL(given).username === ROLE[name]
    ? given
    : roleUrl(given, ROLE[name], installationKeys(config).database)
}

/** Whose installation it is: a demonstration's speaks in no centre's name. */
export async function centreIn(
  db: Database,
  { centre }: Config,
): Promise<{ readonly sample: boolean; readonly centre: Centre }> {
  const installation = await db.selectFrom('installation.identity').select('kind').executeTakeFirst()
  const sample = installation?.kind === 'demo'
  return { sample, centre: sample ? SAMPLE_CENTRE : centre }
}
