import { type Logger, Secret, stderrLogger, systemClock, systemRandom } from '#basics'
import { type Config, ConfigError } from '#config'
import { type Database, migrate, openDatabase, startEmbeddedPostgres } from '#db'
import { inviteFirstMember } from '#staff'
import { keepDeskKey } from '#vault'
import { LISTS } from '../lists.ts'
import {
  deskKeyFingerprint,
  installationKeys,
  keyFingerprint,
  refuseLostKeys,
  secretsOf,
} from '../processes/keys.ts'
import { type Saying, unsaid } from './progress.ts'

export interface OpenInstallation extends AsyncDisposable {
  /** The settings with the database that was found or started. */
  readonly config: Config & { readonly databaseUrl: Secret<string> }
  /** The link that enrols the first member of staff; null once there is one. */
  readonly firstLink: string | null
  /** Resolves when the embedded server is gone unasked; never, where DATABASE_URL names one. */
  readonly databaseGone: Promise<unknown>
}

/** Start or find the database, bring it to the present schema, and see whose installation it is. */
export async function openInstallation(
  config: Config,
  { logger = stderrLogger, saying = unsaid }: { logger?: Logger; saying?: Saying } = {},
): Promise<OpenInstallation> {
  await using stack = new AsyncDisposableStack()
  const keys = installationKeys(config)
  const embedded = config.databaseUrl
    ? null
    : stack.use(await saying('database', () => startEmbeddedPostgres({ dataDir: config.dataDir, logger })))
  const databaseUrl = config.databaseUrl ?? new Secret(embedded?.url ?? '')
  await saying('migrations', () =>
    migrate({ ownerUrl: databaseUrl.reveal(), databaseKey: keys.database, lists: LISTS, logger }),
  )

  const found = { ...config, databaseUrl }
  const firstLink = await moveIn(found, { logger, saying })
  const opened = stack.move()
  return {
    config: found,
    firstLink,
    databaseGone: embedded ? embedded.exited : new Promise(() => {}),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** What only the owner may do, on a connection that is closed again before any process starts. */
async function moveIn(
  config: OpenInstallation['config'],
  { logger, saying }: { logger: Logger; saying: Saying },
): Promise<string | null> {
  await using db = openDatabase({ url: config.databaseUrl.reveal(), connections: 4, logger })
  await claim(db, config)
  await db
    .insertInto('installation.key')
    .values({ fingerprint: keyFingerprint(config) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await refuseLostKeys(db, config)
  await keepZone(db, config)
  keepDeskKey(secretsOf(config), installationKeys(config))
  await db
    .insertInto('installation.desk_key')
    .values({ fingerprint: deskKeyFingerprint(config) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  if (config.demo) {
    const { seedDemo } = await import('../demo/seed.ts')
    await saying('samples', () => seedDemo({ db, config, keys: installationKeys(config), logger }))
  }
  const invited = await inviteFirstMember({ db, clock: systemClock, random: systemRandom })
  return invited.outcome === 'invited' ? `${config.deskOrigin}/enrol#${invited.token.reveal()}` : null
}

/**
 * Days of the database end at the midnight that the settings name, from this start on. What was counted in another zone is a
 * day off at most, and every rest is a whole day longer than it has to be.
 */
async function keepZone(db: Database, { timeZone }: Config): Promise<void> {
  try {
    await db.updateTable('installation.zone').set({ zone: timeZone }).execute()
  } catch (cause) {
    throw new ConfigError(`EXEUNT_TIME_ZONE: this PostgreSQL knows no zone "${timeZone}"`, { cause })
  }
}

/**
 * Say once and for all whether this installation is real. A demo's key is handed to anybody who asks, so
 * a real installation never becomes one, and a demo never becomes real.
 */
async function claim(db: Database, { demo, dataDir }: Config): Promise<void> {
  const kind = demo ? 'demo' : 'real'
  await db
    .insertInto('installation.identity')
    .values({ kind })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const installation = await db.selectFrom('installation.identity').select('kind').executeTakeFirstOrThrow()
  if (installation.kind === kind) return
  throw new ConfigError(
    demo
      ? `--demo: this is a real installation (${dataDir}), and stays one: choose another EXEUNT_DATA`
      : `this is a demonstration's installation (${dataDir}): start it with --demo, or choose another EXEUNT_DATA`,
  )
}
