import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { runMigrations as migrateQueue } from 'graphile-worker'
import pg from 'pg'
import { CHECKOUT, type Logger, type Secret } from '#basics'
import { DatabaseError } from './error.ts'
import { checkRights, rememberRights } from './rights.ts'
import { ROLES, rolePassword } from './roles.ts'
import { checkServer, hush } from './server.ts'

interface MigrateOptions {
  /** The owner's URL: it owns every table, and no process keeps it open after the start. */
  readonly ownerUrl: string
  readonly databaseKey: Secret<Uint8Array>
  readonly logger: Logger
}

const MIGRATIONS = new URL('db/migrations/', CHECKOUT)

/**
 * Bring the database to the present schema: check the server, make the roles, apply what is new.
 *
 * Forward only, one transaction a file, under an advisory lock so that two starts at once are one.
 * A file that was applied and then changed stops the start: its text is what the auditor reads.
 */
export async function migrate({ ownerUrl, databaseKey, logger }: MigrateOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('exeunt/migrate'))`)
    await checkServer(client)
    await makeRoles(client, databaseKey)
    await hush(client)
    await migrateQueue({ connectionString: ownerUrl, logger: SILENT })
    await grantQueue(client)
    const fresh = await applyNew(client)
    const last = fresh.at(-1)
    if (last) logger.info('database.migrated', { files: fresh.length, last })
    if (last) await rememberRights(client)
  } finally {
    await client.end()
  }
}

async function applyNew(client: pg.Client): Promise<string[]> {
  await client.query(`
    create schema if not exists migration;
    create table if not exists migration.applied (name text primary key, sha256 text not null)`)
  await checkRights(client)
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from migration.applied',
  )
  const applied = new Map(rows.map((row) => [row.name, row.sha256]))
  const files = await readMigrations()
  const known = new Set(files.map((file) => file.name))
  for (const name of applied.keys()) {
    if (!known.has(name)) {
      throw new DatabaseError(
        'UNKNOWN_MIGRATION',
        `The database has migration ${name}, which this Exeunt does not know: start a newer one.`,
      )
    }
  }

  const fresh: string[] = []
  for (const { name, text, sha256 } of files) {
    const before = applied.get(name)
    if (before === sha256) continue
    if (before !== undefined) {
      throw new DatabaseError('MIGRATION_CHANGED', `Migration ${name} was changed after it was applied.`)
    }
    await client.query('begin')
    try {
      await client.query(text)
      await client.query('insert into migration.applied (name, sha256) values ($1, $2)', [name, sha256])
      await client.query('commit')
    } catch (cause) {
      await client.query('rollback')
      const message = cause instanceof Error ? cause.message : 'unknown error'
      throw new DatabaseError('MIGRATION_FAILED', `Migration ${name} failed: ${message}`, { cause })
    }
    fresh.push(name)
  }
  return fresh
}

async function readMigrations() {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, MIGRATIONS), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function makeRoles(client: pg.Client, databaseKey: Secret<Uint8Array>): Promise<void> {
  const database = client.escapeIdentifier(client.database ?? 'exeunt')
  for (const role of ROLES) {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
    const password = client.escapeLiteral(rolePassword(role, databaseKey))
    await client.query(`${rowCount ? 'alter' : 'create'} role ${role} login password ${password}`)
    // A setting of the role's own would go unnoticed by checkServer, and could lose commits.
    await client.query(`alter role ${role} reset all`)
    await client.query(`alter role ${role} in database ${database} reset all`)
    await client.query(`grant connect on database ${database} to ${role}`)
  }
}

/** graphile-worker fences its tables with row-level security; the worker's role is let through. */
async function grantQueue(client: pg.Client): Promise<void> {
  await client.query(`
    grant usage on schema graphile_worker to exeunt_work;
    grant all on all tables in schema graphile_worker to exeunt_work;
    grant all on all sequences in schema graphile_worker to exeunt_work;
    grant execute on all functions in schema graphile_worker to exeunt_work;
    do $$
    declare fenced record;
    begin
      for fenced in
        select relname from pg_class
        where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity
          and not exists (select from pg_policy where polrelid = pg_class.oid and polname = 'exeunt_work')
      loop
        execute format('create policy exeunt_work on graphile_worker.%I to exeunt_work using (true)', fenced.relname);
      end loop;
    end $$`)
}

const SILENT = { scope: () => SILENT, error() {}, warn() {}, info() {}, debug() {} } as never
