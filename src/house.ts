// The composition root: each process of the house, built from what it needs and nothing more.
import { noteDesk } from '#audit'
import {
  type Clock,
  type Logger,
  makeDirectoryDurably,
  stderrLogger,
  systemClock,
  systemRandom,
  readTextFile,
} from '#basics'
import { issuingAt, type IssuingDeps, runIssuing, serveIssuing } from '#certificates'
import { type Centre, type Config, ConfigError, SAMPLE_CENTRE } from '#config'
import { type Database, openDatabase, type Role, roleUrl } from '#db'
import { deskApp } from '#desk'
import { deskFilesOf, readAssets, readDeskFiles } from '#html'
import { listen } from '#http'
import { currentBoxes } from '#intake'
import { loadIssuingKeys, openRenderer } from '#issuer'
import { startWorker } from '#jobs'
import { type LedgerDeps, publicFolder, runLedger } from '#ledger'
import { deskDigest, ProofError, readPolicy } from '#proof'
import { publishDays } from '#publish'
import { takeAccepted } from '#register'
import { lookAgainAtRunOut, runSettling } from '#review'
import { openSigner, serveSigner, type Signer, signerAt } from '#signer'
import { siteApp } from '#site'
import { openDemoDesk } from '#staff'
import { fold } from '#statistics'
import { deskKeys, keyedHash, loadDeskKey, loadInstallationKeys } from '#vault'
import { LANGUAGES, localeFor } from '#i18n'

export type ProcessName = 'site' | 'desk' | 'work' | 'ledger' | 'signer' | 'issue'
export const PROCESSES: readonly ProcessName[] = ['desk', 'work', 'signer', 'ledger', 'issue', 'site']

/** The signer has none: it knows no database, so that nobody comes from one to the other. */
const ROLE: Record<Exclude<ProcessName, 'signer'>, Role> = {
  site: 'exeunt_site',
  desk: 'exeunt_desk',
  work: 'exeunt_work',
  ledger: 'exeunt_ledger',
  issue: 'exeunt_issue',
}
type WithDatabase = keyof typeof ROLE
/** Said to a request that cannot be read, or waited for: in every language, because its own is not known. */
const REFUSED = {
  refusal: inEveryLanguage('common-error-malformed'),
  tooSlow: inEveryLanguage('common-error-slow'),
}

function inEveryLanguage(key: 'common-error-malformed' | 'common-error-slow'): string {
  return LANGUAGES.map((language) => localeFor(language, { sample: false }).t(key)).join('\n')
}

const CONNECTIONS: Record<WithDatabase, number> = { site: 16, desk: 8, work: 2, ledger: 2, issue: 4 }
/**
 * A visitor waits for a connection and for its answer, and should hear "come back" before her browser gives up. The
 * ledger reads and writes tens of thousands of rows at once, and nobody waits for it.
 */
const PATIENCE_MS: Partial<Record<WithDatabase, number>> = { site: 15_000, ledger: 600_000 }

export interface Running extends AsyncDisposable {
  /** Where it listens; 0 for a process that does not. */
  readonly port: number
}

interface ProcessOptions {
  readonly config: Config
  readonly logger?: Logger
  readonly clock?: Clock
}

/** Start one process of the house. The database is there and migrated. Dispose of it to stop it cleanly. */
export async function openProcess(name: ProcessName, options: ProcessOptions): Promise<Running> {
  const { config, logger = stderrLogger, clock = systemClock } = options
  await using stack = new AsyncDisposableStack()
  const port = await OPEN[name]({ config, logger, clock, stack })
  const opened = stack.move()
  return { port, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

interface Parts {
  readonly config: Config
  readonly logger: Logger
  readonly clock: Clock
  readonly stack: AsyncDisposableStack
}

/** The pool of a process's role, closed with the process. */
async function openPool(name: WithDatabase, { config, logger, stack }: Parts): Promise<Database> {
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

const OPEN: Record<ProcessName, (parts: Parts) => Promise<number>> = {
  async site(parts) {
    const { config, logger, clock, stack } = parts
    const db = await openPool('site', parts)
    await refuseLostKeys(db, config)
    const sample = await isSample(db)
    const app = siteApp({
      db,
      clock,
      random: systemRandom,
      timeZone: config.timeZone,
      keys: installationKeys(config),
      boxes: currentBoxes({ db, clock, timeZone: config.timeZone }),
      assets: readAssets('site'),
      deskFiles: readDeskFiles(),
      logger,
      sample,
      centre: centreOf(config, sample),
      folder: publicFolder(config.publicDir),
      origin: config.siteOrigin,
    })
    return stack.use(await listen(app, { port: config.sitePort, hostname: '127.0.0.1', ...REFUSED })).port
  },

  async desk(parts) {
    const { config, logger, clock, stack } = parts
    const assets = readAssets('desk')
    const db = await openPool('desk', parts)
    await refuseForeignDeskKey(db, config)
    const keys = deskKeys(loadDeskKey(secretsOf(config)))
    const deps = { db, clock, random: systemRandom, timeZone: config.timeZone, keys }
    const sample = await isSample(db)
    const demo = sample ? await openDemoDesk({ ...deps, dataDir: config.dataDir }) : null
    const app = deskApp({
      ...deps,
      logger,
      origin: config.deskOrigin,
      boxes: currentBoxes({ db, clock, timeZone: config.timeZone }),
      budget: config.openBudget,
      undoMs: config.undoMs,
      sample,
      centre: centreOf(config, sample),
      assets,
      demo,
      issuing: issuingAt(config.issuerDir),
      folder: publicFolder(config.publicDir),
    })
    const digest = deskDigest(deskFilesOf(assets))
    if (await noteDesk(db, { digest, at: clock() })) {
      const means = 'new-or-updated,compare-it:docs/runbooks/check-the-desk.md'
      logger.info('desk.another-script', { digest, means })
    }
    const stop = new AbortController()
    const settling = runSettling({ ...deps, logger }, stop.signal)
    stack.defer(async () => {
      stop.abort()
      await settling
    })
    // localhost is two addresses, and browsers try the newer one first.
    return stack.use(await listen(app, { port: config.deskPort, hostname: 'localhost', ...REFUSED })).port
  },

  async work(parts) {
    const { config, logger, clock, stack } = parts
    const db = await openPool('work', parts)
    const deps = { db, clock, timeZone: config.timeZone, logger }
    stack.use(
      await startWorker({
        url: processUrl('work', config),
        logger,
        tasks: {
          'register:take': async () => {
            const cases = await lookAgainAtRunOut(deps)
            if (cases > 0) logger.info('review.requests-run-out', { cases })
            await takeAccepted(deps)
          },
          'statistics:fold': () => fold(deps),
          'publish:days': () => publishDays({ ...deps, folder: publicFolder(config.publicDir) }),
        },
      }),
    )
    return 0
  },

  async ledger(parts) {
    const { stack } = parts
    const db = await openPool('ledger', parts)
    const stop = new AbortController()
    const running = runLedger(ledgerDeps(db, parts), stop.signal)
    stack.defer(async () => {
      stop.abort()
      await running
    })
    return 0
  },

  async issue(parts) {
    const { config, logger, stack } = parts
    const { issuerDir: directory } = config
    makeDirectoryDurably(directory, 0o710)
    const db = await openPool('issue', parts)
    const sample = await isSample(db)
    const deps: IssuingDeps = {
      db,
      clock: parts.clock,
      random: systemRandom,
      timeZone: config.timeZone,
      logger,
      keys: () => loadIssuingKeys(directory),
      renderer: stack.use(openRenderer()),
      folder: publicFolder(config.publicDir),
      origin: config.siteOrigin,
      deskOrigin: config.deskOrigin,
      sample,
      centre: centreOf(config, sample),
    }
    stack.use(await serveIssuing(deps, { directory, logger }))
    const stop = new AbortController()
    const running = runIssuing(deps, { directory, stop: stop.signal })
    stack.defer(async () => {
      stop.abort()
      await running
    })
    return 0
  },

  async signer({ config, logger, stack }) {
    const { signerDir: directory } = config
    const signer = openSigner({ directory, origin: logOrigin(config) })
    stack.use(await serveSigner(signer, { directory, logger }))
    return 0
  },
}

/** What the ledger is built from; `signer` is the one behind the socket, if nothing else is said. */
export function ledgerDeps(
  db: Database,
  { config, logger, clock }: { config: Config; logger: Logger; clock: Clock },
  signer: Signer = signerAt(config.signerDir),
): LedgerDeps {
  return {
    db,
    clock,
    random: systemRandom,
    timeZone: config.timeZone,
    folder: publicFolder(config.publicDir),
    signer,
    batches: { seconds: config.batchSeconds, least: config.batchLeast },
    witnesses: readWitnesses(config),
    logger,
  }
}

function readWitnesses({ witnessFile }: Config): LedgerDeps['witnesses'] {
  if (witnessFile === null) return null
  try {
    const file = readTextFile(witnessFile)
    return { policy: readPolicy(file), text: Buffer.from(file).toString('utf8') }
  } catch (cause) {
    const why = cause instanceof ProofError ? `${cause.place ?? ''}: ${cause.message}` : 'it cannot be read'
    throw new ConfigError(`EXEUNT_WITNESSES: ${witnessFile} is no tlog-policy file (${why})`)
  }
}

/** The log's name: where its files are served, without a scheme (tlog-tiles). A demonstration's says what it is. */
export function logOrigin({ siteOrigin, demo }: Config): string {
  return `${demo ? 'SAMPLE.' : ''}${new URL(siteOrigin).host}/log`
}

export function installationKeys(config: Config) {
  return loadInstallationKeys(secretsOf(config))
}

export function secretsOf({ dataDir }: Config): string {
  return `${dataDir}/secrets`
}

/** What tells the keys that turn return codes into look-up values from any others, and gives none of them away. */
export function keyFingerprint(config: Config): Uint8Array {
  const { code, once } = installationKeys(config)
  return keyedHash(code, 'exeunt/key-fingerprint/v1', once.reveal())
}

/**
 * The keys at hand are not those that the database's return codes were made with: every code out
 * there would be unknown. Better not to open than to tell people that their code is wrong.
 */
export async function refuseLostKeys(db: Database, config: Config): Promise<void> {
  const known = await db.selectFrom('installation.key').select('fingerprint').executeTakeFirst()
  if (known && Buffer.compare(known.fingerprint, keyFingerprint(config)) === 0) return
  throw new ConfigError(
    `the keys in ${config.dataDir}/secrets are not those of this database: restore them from the backup`,
  )
}

/** What tells the desk's own key from any other. */
export function deskKeyFingerprint(config: Config): Uint8Array {
  return keyedHash(loadDeskKey(secretsOf(config)), 'exeunt/key-fingerprint/v1', new Uint8Array(0))
}

/** A desk with another key would hand out codes that are unknown at the site. */
async function refuseForeignDeskKey(db: Database, config: Config): Promise<void> {
  const known = await db.selectFrom('installation.desk_key').select('fingerprint').executeTakeFirst()
  if (known && Buffer.compare(known.fingerprint, deskKeyFingerprint(config)) === 0) return
  throw new ConfigError(
    `${secretsOf(config)}/desk.key is not this house's: "exeunt migrate" makes it, beside the other keys; copy it from there`,
  )
}

/** The URL a process connects with: never the owner's, whose rights no process needs. */
export function processUrl(name: WithDatabase, config: Config): string {
  const given = config.databaseUrl?.reveal()
  if (!given)
    throw new ConfigError(`DATABASE_URL is not set: "exeunt ${name}" alone needs one (or use "exeunt start")`)
  return new URL(given).username === ROLE[name]
    ? given
    : roleUrl(given, ROLE[name], installationKeys(config).database)
}

async function isSample(db: Database): Promise<boolean> {
  const installation = await db.selectFrom('installation.identity').select('kind').executeTakeFirst()
  return installation?.kind === 'demo'
}

function centreOf({ centre }: Config, sample: boolean): Centre {
  return sample ? SAMPLE_CENTRE : centre
}
