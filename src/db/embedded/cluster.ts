import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { type Logger, randomHex, renameDurably, syncDirectory } from '#basics'
import { type Account, canEnter, childOptions, isRoot, serverAccount } from './account.ts'
import { makeStateDir, serverBinaries, STATE_DIR } from './binaries.ts'
import { diskFull, EmbeddedPostgresError } from './error.ts'
import { readIfThere, walk } from './files.ts'
import { OWNER, setPassword } from './password.ts'

/** PostgreSQL's files, with the server that runs them and the account it runs under. */
export interface Cluster {
  readonly directory: string
  readonly binaries: string
  readonly account: Account
}

const MAJOR_VERSION = '18'

/** The cluster of an installation, made if the installation has none. */
export function openCluster(options: { home: string; password: string; logger: Logger }): Cluster {
  const link = join(options.home, 'postgres')
  discardDrafts(options.home)
  return fs.lstatSync(link, { throwIfNoEntry: false })
    ? existingCluster(link)
    : newCluster({ ...options, link })
}

function existingCluster(link: string): Cluster {
  const directory = followed(link)
  const version = readIfThere(join(directory, 'PG_VERSION'))?.trim()
  if (version !== MAJOR_VERSION) {
    throw unusable(
      version === undefined
        ? `${directory} holds no PostgreSQL cluster: restore it from a backup, or move it away to begin empty.`
        : `${directory} was made by PostgreSQL ${version}, this is ${MAJOR_VERSION}: use the Exeunt that made it, ` +
            'write a backup, and restore that here.',
    )
  }
  const account = accountOf(directory)
  const binaries = serverBinaries(account)
  if (canEnter(account, directory)) return { directory, binaries, account }
  throw unusable(
    `PostgreSQL runs under account ${account.uid}, which cannot reach ${directory}: start Exeunt as an ordinary ` +
      'user who owns it, or move the data directory to where every account can pass, such as /srv.',
  )
}

/** A link to nowhere is an installation moved without its cluster. To make an empty one in its place would hide the loss. */
function followed(link: string): string {
  try {
    return fs.realpathSync(link)
  } catch (error) {
    const message = `${link} points to ${fs.readlinkSync(link)}, which is not there: copy it too, or restore a backup.`
    throw new EmbeddedPostgresError('CLUSTER_MISSING', message, { cause: error })
  }
}

/** PostgreSQL runs a cluster only as its owner. Root can be anybody; another account can be itself alone. */
function accountOf(directory: string): Account {
  const { uid, gid } = fs.statSync(directory)
  if (!isRoot) {
    if (uid === process.getuid?.()) return {}
    throw unusable(`${directory} belongs to account ${uid}: run Exeunt as root, or as that account.`)
  }
  if (uid !== 0) return { uid, gid }
  // Copied or restored by root: the copy is given to the account that the original belonged to.
  const account = serverAccount()
  giveTo(account, directory)
  return account
}

/**
 * Everything happens beside the place: what stands at `postgres` is a whole cluster, whatever was killed when.
 * Each attempt has a name of its own, so that an initdb which outlived its parent meets nobody.
 */
function newCluster({
  home,
  link,
  password,
  logger,
}: {
  home: string
  link: string
  password: string
  logger: Logger
}): Cluster {
  logger.info('database.making')
  const account = serverAccount()
  const binaries = serverBinaries(account)
  const draft = `${link}.new-${randomHex()}`
  if (canEnter(account, home)) {
    fs.mkdirSync(draft, { mode: 0o700 })
  } else {
    // An installation below /root, say: its cluster lives where PostgreSQL's account can go, and the installation has a link.
    const elsewhere = join(makeStateDir('clusters'), randomHex())
    fs.symlinkSync(elsewhere, draft)
    fs.mkdirSync(elsewhere, { mode: 0o700 })
  }
  const cluster = { directory: fs.realpathSync(draft), binaries, account }
  giveTo(account, cluster.directory)
  initdb(cluster, home)
  setPassword(cluster, password)
  syncDirectory(dirname(cluster.directory))
  renameDurably(draft, link)
  return { ...cluster, directory: fs.realpathSync(link) }
}

function initdb({ directory, binaries, account }: Cluster, home: string): void {
  const { status, stderr } = spawnSync(
    join(binaries, 'bin', 'initdb'),
    [
      ['-D', directory],
      ['--username', OWNER],
      // Only the network of this machine is served, and only with a password; there is no socket file.
      ['--auth-host', 'scram-sha-256', '--auth-local', 'reject'],
      // The builtin locale sorts by code point on every system, so a cluster outlives a change of libc.
      ['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ['--data-checksums', '--no-instructions'],
    ].flat(),
    { ...childOptions(account), encoding: 'utf8' },
  )
  if (status === 0) return
  if (/No space left on device|Disk quota exceeded/.test(stderr)) throw diskFull(home)
  const why = stderr
    .split('\n')
    .filter((line) => /error|fatal|could not/i.test(line))
    .join(' ')
  const message = `PostgreSQL's initdb failed: ${why || stderr.trim()}. Put that right, or set DATABASE_URL.`
  throw new EmbeddedPostgresError('INITDB_FAILED', message)
}

/** What a killed start has left of a cluster it was making, here and where a link of it leads. */
function discardDrafts(home: string): void {
  for (const name of fs.readdirSync(home)) {
    if (!name.startsWith('postgres.new-')) continue
    const draft = join(home, name)
    const target = fs.lstatSync(draft).isSymbolicLink() ? fs.readlinkSync(draft) : undefined
    if (target?.startsWith(join(STATE_DIR, 'clusters/'))) discard(target)
    discard(draft)
  }
}

/** An initdb that has outlived its parent may still write here: it ends at the first file that it misses. */
function discard(draft: string): void {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      fs.rmSync(draft, { recursive: true, force: true })
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOTEMPTY')) throw cause
    }
    if (!fs.lstatSync(draft, { throwIfNoEntry: false })) return
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  }
}

function giveTo({ uid, gid }: Account, directory: string): void {
  if (uid === undefined || gid === undefined) return
  for (const { path } of walk(directory)) fs.lchownSync(path, uid, gid)
}

function unusable(message: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('CLUSTER_UNUSABLE', message)
}
