import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { Secret } from '#basics'
import { type Centre, readCentre } from './centre.ts'
import { ConfigError } from './config-error.ts'
import { type Environment, origin } from './environment.ts'

/**
 * Every setting of Exeunt. docs/settings.md lists them for the operator; nothing else reads the environment.
 */
export interface Config {
  /** `EXEUNT_DATA`: secrets, and the embedded database. Who reads it acts as the server, and opens nothing. */
  readonly dataDir: string
  /** `public` in the data directory: the files that the site serves, and anybody may mirror. */
  readonly publicDir: string
  /** `EXEUNT_SITE_PORT`, default 8080. */
  readonly sitePort: number
  /** `EXEUNT_SITE_PROCESSES`, default one a core and at most three: so many processes of the site share its port under `start`. */
  readonly siteProcesses: number
  /** `EXEUNT_DESK_PORT`, default 8081. */
  readonly deskPort: number
  /** `EXEUNT_ORIGIN`: where people reach the public site. */
  readonly siteOrigin: string
  /** `EXEUNT_DESK_ORIGIN`: where staff reach the desk. Passkeys are bound to its host name. */
  readonly deskOrigin: string
  /** `DATABASE_URL`: a PostgreSQL >= 15, as the role that will own the tables. Absent: the embedded one. */
  readonly databaseUrl: Secret<string> | null
  /** `EXEUNT_TIME_ZONE`, default Asia/Shanghai: whose midnight ends a day (invariant: A day is a day of the centre's zone). */
  readonly timeZone: string
  /** `EXEUNT_SIGNER`: the signer's keys and what it signed last, and its socket. Default: `signer` in the data. */
  readonly signerDir: string
  /** `EXEUNT_ISSUER`: the keys that certificates are signed with. Default: `issuer` in the data. */
  readonly issuerDir: string
  /** `EXEUNT_BATCH_SECONDS`, default an hour: the ledger takes people up at most this often, on the clock's multiples. */
  readonly batchSeconds: number
  /** `EXEUNT_BATCH_MIN`, default 256: and only so many at once. The fewer, the easier somebody is told from the others. */
  readonly batchLeast: number
  /** `EXEUNT_WITNESSES`: a tlog-policy file that names who cosigns the ledger. Absent: nobody. */
  readonly witnessFile: string | null
  /** `EXEUNT_OPENS_HOUR`, default 20, and `EXEUNT_OPENS_DAY`, default 120: cases that one member may open. */
  readonly openBudget: { readonly hour: number; readonly day: number }
  /** `EXEUNT_CENTRE_…`, `EXEUNT_ONION`, `EXEUNT_MIRRORS`, `EXEUNT_SOURCE`: who runs this, and where else it is. */
  readonly centre: Centre
  /** `EXEUNT_UNDO_SECONDS`, default 10: a reviewer's decision rests so long before it is carried out. 0: not at all. */
  readonly undoMs: number
  /** `--demo`: SAMPLE data, and people whose keys are public. */
  readonly demo: boolean
}

/** Read the settings, or throw a {@link ConfigError} that names the first wrong one. */
export function readConfig(env: Environment, options: { demo: boolean }): Config {
  const sitePort = port(env, 'EXEUNT_SITE_PORT', 8080)
  const deskPort = port(env, 'EXEUNT_DESK_PORT', 8081)
  if (sitePort === deskPort && sitePort !== 0) {
    throw new ConfigError('EXEUNT_SITE_PORT and EXEUNT_DESK_PORT must differ')
  }
  // A demonstration lives beside a real installation, never inside it.
  const dataDir = resolve(env['EXEUNT_DATA'] || (options.demo ? 'data-demo' : 'data'))
  return {
    dataDir,
    publicDir: join(dataDir, 'public'),
    sitePort,
    siteProcesses: siteProcesses(env, sitePort),
    deskPort,
    siteOrigin: origin('EXEUNT_ORIGIN', env['EXEUNT_ORIGIN'] || `http://127.0.0.1:${sitePort}`),
    deskOrigin: deskOrigin(env, deskPort),
    databaseUrl: databaseUrl(env),
    timeZone: timeZone(env),
    signerDir: resolve(env['EXEUNT_SIGNER'] || join(dataDir, 'signer')),
    // Nobody is behind a SAMPLE, so a demonstration need not wait for a crowd to hide in.
    batchSeconds: number(env, 'EXEUNT_BATCH_SECONDS', { fallback: options.demo ? 1 : 3_600, most: 86_400 }),
    batchLeast: number(env, 'EXEUNT_BATCH_MIN', { fallback: options.demo ? 1 : 256, most: 65_536 }),
    issuerDir: resolve(env['EXEUNT_ISSUER'] || join(dataDir, 'issuer')),
    witnessFile: env['EXEUNT_WITNESSES'] ? resolve(env['EXEUNT_WITNESSES']) : null,
    openBudget: {
      hour: number(env, 'EXEUNT_OPENS_HOUR', { fallback: 20, most: 10_000 }),
      day: number(env, 'EXEUNT_OPENS_DAY', { fallback: 120, most: 10_000 }),
    },
    centre: readCentre(env),
    undoMs: number(env, 'EXEUNT_UNDO_SECONDS', { fallback: 10, least: 0, most: 60 }) * 1_000,
    demo: options.demo,
  }
}

/** With a fourth all processes together would weigh more than is promised, and PostgreSQL needs a core as well. */
const SITES_BY_CORES = 3
/** What the connections of Exeunt's own PostgreSQL are enough for. */
const SITES_MOST = 8

/** One, where the system lets no two processes listen on a port, or where the port is chosen only when it is opened. */
function siteProcesses(env: Environment, sitePort: number): number {
  const most = process.platform === 'linux' && sitePort !== 0 ? SITES_MOST : 1
  const fallback = Math.min(availableParallelism(), SITES_BY_CORES, most)
  return number(env, 'EXEUNT_SITE_PROCESSES', { fallback, most })
}

function port(env: Environment, name: string, fallback: number): number {
  const text = env[name]
  if (!text) return fallback
  const value = Number(text)
  if (!/^\d{1,5}$/.test(text) || value > 65_535)
    throw new ConfigError(`${name} must be a port, 0 to 65535: it is "${text}"`)
  return value
}

function number(
  env: Environment,
  name: string,
  { fallback, least = 1, most }: { fallback: number; least?: number; most: number },
): number {
  const text = env[name]
  if (!text) return fallback
  const value = Number(text)
  if (!/^\d{1,7}$/.test(text) || value < least || value > most)
    throw new ConfigError(`${name} must be a whole number, ${least} to ${most}: it is "${text}"`)
  return value
}

function deskOrigin(env: Environment, deskPort: number): string {
  const value = origin('EXEUNT_DESK_ORIGIN', env['EXEUNT_DESK_ORIGIN'] || `http://localhost:${deskPort}`)
  const { hostname, protocol } = new URL(value)
  if (/^[\d.]+$|^\[/.test(hostname)) {
    throw new ConfigError(
      'EXEUNT_DESK_ORIGIN must have a host name, not an address: passkeys accept no address',
    )
  }
  if (protocol === 'http:' && hostname !== 'localhost') {
    throw new ConfigError(
      'EXEUNT_DESK_ORIGIN must be https (only localhost may do without): passkeys need it',
    )
  }
  return value
}

function databaseUrl(env: Environment): Secret<string> | null {
  const text = env['DATABASE_URL']
  if (!text) return null
  const url = URL.parse(text)
  // The value holds a password, so the message does not repeat it.
  if (!url || !/^postgres(ql)?:$/.test(url.protocol))
    throw new ConfigError('DATABASE_URL must be a postgres:// URL')
  return new Secret(text)
}

/** A name, and no distance: "+08:00" is eight hours east of Greenwich here, and eight hours west in SQL. */
function timeZone(env: Environment): string {
  const name = env['EXEUNT_TIME_ZONE'] || 'Asia/Shanghai'
  try {
    if (!/^[A-Z]/i.test(name)) throw new RangeError('no name')
    Intl.DateTimeFormat('en', { timeZone: name })
    return name
  } catch {
    throw new ConfigError(`EXEUNT_TIME_ZONE must be an IANA time zone such as Asia/Shanghai: it is "${name}"`)
  }
}
