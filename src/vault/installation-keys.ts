import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { type Random, Secret, syncDirectory, systemRandom, writeDurably } from '#basics'
import { keyedHash } from './derive.ts'
import { VaultError } from './vault-error.ts'

/**
 * The keys that the installation itself holds, 32 bytes each. None of them opens a sealed record.
 *
 * - `code` turns a return code into what the database looks it up by. Who reads key and database can test
 *   codes they have seized elsewhere, not find any; who alters it makes every code unknown.
 * - `once` turns a form's nonce into everything that hangs on the form: its id, its return code, the digest of what it
 *   held. Who reads it learns of a nonce they hold whether it was used, and the code that it gave; who alters it makes a
 *   repeated sending count as new, for review to catch.
 * - `database` gives the processes' roles their passwords. Who reads it can act as any role, and opens nothing.
 * - `form` signs the tokens of forms. Who reads it can forge forms; who alters it makes open forms stale.
 */
export type InstallationKeys = { readonly [Name in InstallationKeyName]: Secret<Uint8Array> }

export type InstallationKeyName = (typeof NAMES)[number]

/**
 * Read the keys in `<dir>/<name>.key`, making those that are missing.
 *
 * Two processes that start at once end up with the same keys. A key is on the disk for good before it is
 * used. Throws `VaultError` `bad-key-file`, naming file or directory, where a key has not exactly 32 bytes,
 * is no plain file, or can be reached by others than its owner; other errors of the file system pass through.
 */
export function loadInstallationKeys(dir: string, random: Random = systemRandom): InstallationKeys {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 })
  refuseIfShared(dir, fs.statSync(dir))
  const keyOf = (name: InstallationKeyName) => loadKey(join(dir, `${name}.key`), random)
  return { code: keyOf('code'), once: keyOf('once'), database: keyOf('database'), form: keyOf('form') }
}

/** What declarations are taken in with at the desk: the same three as at the site, and none of them the site's. */
export type DeskKeys = Pick<InstallationKeys, 'code' | 'once' | 'form'>

/**
 * The desk's key, 32 bytes, made from two of the installation's; neither can be worked out from it.
 *
 * Who reads it and the database can test codes that were given at a desk, and no others; who alters it makes those
 * unknown that are given from then on.
 */
export function deskKeyOf({ code, once }: Pick<InstallationKeys, 'code' | 'once'>): Secret<Uint8Array> {
  return new Secret(keyedHash(code, 'exeunt/desk/v1', once.reveal()))
}

export function deskKeys(key: Secret<Uint8Array>): DeskKeys {
  const keyFor = (purpose: string) => new Secret(keyedHash(key, purpose, new Uint8Array(0)))
  return {
    code: keyFor('exeunt/desk/code/v1'),
    once: keyFor('exeunt/desk/once/v1'),
    form: keyFor('exeunt/desk/form/v1'),
  }
}

const KEPT = new WeakMap<InstallationKeys, DeskKeys>()

/** The same of an installation's keys, worked out once. */
export function deskKeysOf(keys: InstallationKeys): DeskKeys {
  const kept = KEPT.get(keys) ?? deskKeys(deskKeyOf(keys))
  KEPT.set(keys, kept)
  return kept
}

/**
 * Put the desk's key beside the installation's, where the desk finds it, or where it is copied from to an account of its own. What is
 * there and is another one, or half of one that a disk lost, is derived again.
 */
export function keepDeskKey(dir: string, keys: InstallationKeys): void {
  const path = join(dir, DESK_KEY)
  const key = deskKeyOf(keys).reveal()
  if (fs.existsSync(path) && Buffer.compare(readPlainFile(path), key) === 0) return
  writeDurably(path, key)
}

/** Never made here: codes given under another key would be unknown at the site. */
export function loadDeskKey(dir: string): Secret<Uint8Array> {
  const path = join(dir, DESK_KEY)
  if (fs.existsSync(path)) return readKey(path)
  throw new VaultError(
    'bad-key-file',
    `${path} is missing. "exeunt migrate" makes it, beside the keys of the installation.`,
  )
}

const NAMES = ['code', 'once', 'database', 'form'] as const
const KEY_BYTES = 32
const DESK_KEY = 'desk.key'
const OTHERS = 0o077

function loadKey(path: string, random: Random): Secret<Uint8Array> {
  if (!fs.existsSync(path)) createKey(path, random)
  return readKey(path)
}

/**
 * Written apart, synced, then linked to its name: link(2) fails if the name exists, so the first process wins
 * and a name never stands for half a key. A crash between leaves a stray file that nothing reads.
 */
function createKey(path: string, random: Random): void {
  const draft = `${path}.${Buffer.from(random(8)).toString('hex')}.new`
  const handle = fs.openSync(draft, 'wx', 0o600)
  try {
    fs.writeSync(handle, random(KEY_BYTES))
    fs.fsyncSync(handle)
    linkUnlessThere(draft, path)
  } finally {
    fs.closeSync(handle)
    fs.unlinkSync(draft)
  }
  // The loser of a race syncs as well: it is about to use a name that the winner may not have synced yet.
  syncDirectory(dirname(path))
}

function linkUnlessThere(draft: string, path: string): void {
  try {
    fs.linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

function readKey(path: string): Secret<Uint8Array> {
  const key = readPlainFile(path)
  if (key.length === KEY_BYTES) return new Secret(Uint8Array.from(key))
  throw new VaultError('bad-key-file', `${path} has ${key.length} bytes; a key has ${KEY_BYTES}.`)
}

function readPlainFile(path: string): Buffer {
  const handle = openPlainFile(path)
  try {
    const stats = fs.fstatSync(handle)
    if (!stats.isFile()) throw new VaultError('bad-key-file', `${path} is not a plain file.`)
    refuseIfShared(path, stats)
    return fs.readFileSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** A link would let whoever may write elsewhere choose the key. */
function openPlainFile(path: string): number {
  try {
    return fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK)
  } catch (error) {
    const isLink = error instanceof Error && 'code' in error && error.code === 'ELOOP'
    throw isLink ? new VaultError('bad-key-file', `${path} is a link, not a plain file.`) : error
  }
}

function refuseIfShared(path: string, { mode }: fs.Stats): void {
  if ((mode & OTHERS) === 0) return
  throw new VaultError('bad-key-file', `${path} can be reached by others. Run: chmod go= '${path}'`)
}
