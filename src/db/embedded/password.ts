import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { childOptions } from './account.ts'
import { type Cluster } from './cluster.ts'
import { writeDurably } from '#basics'
import { EmbeddedPostgresError } from './error.ts'
import { readIfThere } from './files.ts'
import { SILENT, settingArguments } from './settings.ts'

export const OWNER = 'exeunt_owner'

/**
 * The password of the database's owner. It keeps out the other accounts of this machine, nobody else: the
 * server listens on 127.0.0.1 only. Whoever reads it can read and change every row, and open no sealed field.
 */
export function keepPassword(home: string): string {
  const directory = join(home, 'secrets')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'postgres-password')
  const kept = readIfThere(path)?.trim()
  // Hex, so that it needs no quoting in SQL or in a URL.
  if (kept && /^[0-9a-f]{64}$/.test(kept)) return kept
  const password = randomBytes(32).toString('hex')
  writeDurably(path, `${password}\n`)
  return password
}

/** Makes the cluster accept the kept password: at its making, and when the file was lost or replaced. */
export function setPassword({ directory, binaries, account }: Cluster, password: string): void {
  // PostgreSQL for a single user reads commands from standard input, a line each, and listens nowhere. Its
  // errors come back to us alone, so they may speak.
  const settings = settingArguments({ ...SILENT, log_min_messages: 'error' })
  const { status, stderr } = spawnSync(
    join(binaries, 'bin', 'postgres'),
    ['--single', '-D', directory, ...settings, 'postgres'],
    { ...childOptions(account), input: `ALTER ROLE ${OWNER} PASSWORD '${password}'\n`, encoding: 'utf8' },
  )
  if (status === 0 && !/ERROR|FATAL|PANIC/.test(stderr)) return
  const why = stderr.trim().split('\n').at(-1) ?? ''
  throw new EmbeddedPostgresError('CLUSTER_UNUSABLE', `The password of ${directory} could not be set: ${why}`)
}
