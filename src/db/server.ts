import type pg from 'pg'
import { DatabaseError } from './error.ts'
import { ROLES } from './roles.ts'

const OLDEST_VERSION = 150_000

/** What a server must promise, or an acknowledged submission could be lost. */
const DURABLE: Record<string, readonly string[]> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'remote_write', 'remote_apply', 'local'],
}

/**
 * What a server must not write down, the wanted value first. By default it logs the very row that it
 * refused, and the message of a failed cast quotes its input.
 */
const DISCREET: Record<string, readonly [string, ...string[]]> = {
  log_min_messages: ['log', 'fatal', 'panic'],
  log_error_verbosity: ['terse'],
  log_min_error_statement: ['panic'],
  log_statement: ['none'],
  log_min_duration_statement: ['-1'],
  log_parameter_max_length: ['0'],
  log_parameter_max_length_on_error: ['0'],
}

/** Refuse a server that is too old, may lose a commit, or would write what people typed to its log. */
export async function checkServer(client: pg.Client): Promise<void> {
  if (Number(await setting(client, 'server_version_num')) < OLDEST_VERSION) {
    throw new DatabaseError('TOO_OLD', 'Exeunt needs PostgreSQL 15 or newer: check DATABASE_URL.')
  }
  for (const [name, allowed] of Object.entries(DURABLE)) {
    const value = await setting(client, name)
    if (!allowed.includes(value)) {
      throw new DatabaseError('UNSAFE_SETTING', `PostgreSQL runs with ${name} = ${value}: set it to on.`)
    }
  }
}

/** Make our roles' sessions discreet on a server that is not; where we may not, refuse and say what to set. */
export async function hush(client: pg.Client): Promise<void> {
  const talkative: string[] = []
  for (const [name, [wanted, ...alike]] of Object.entries(DISCREET)) {
    if ([wanted, ...alike].includes(await setting(client, name))) continue
    const settings = ROLES.map((role) => `alter role ${role} set ${name} = '${wanted}'`).join('; ')
    const allowed = await client.query(settings).then(
      () => true,
      () => false,
    )
    if (!allowed) talkative.push(`${name} = ${wanted}`)
  }
  if (talkative.length === 0) return
  throw new DatabaseError(
    'NOT_ALLOWED',
    `PostgreSQL would log what people type: set ${talkative.join(', ')} in its configuration.`,
  )
}

async function setting(client: pg.Client, name: string): Promise<string> {
  const { rows } = await client.query<{ value: string }>('select current_setting($1) as value', [name])
  return rows[0]?.value ?? ''
}
