import pg from 'pg'
import { type Logger, type Secret } from '#basics'
import { applyCurrent, dropCurrent, messageOf } from './current.ts'
import { DatabaseError } from './error.ts'
import { fillLists, type Lists } from './lists.ts'
import { checkRights, rememberRights } from './rights.ts'
import { ROLES, rolePassword } from './roles.ts'
import { checkServer, hush } from './server.ts'
import { readTexts, TEXTS, type Texts } from './texts.ts'

interface MigrateOptions {
  /** The owner's URL: it owns every table, and no process keeps it open after the start. */
  readonly ownerUrl: string
  readonly databaseKey: Secret<Uint8Array>
  /** What the program knows, for the tables that list it. */
  readonly lists: Lists
  readonly logger: Logger
  /** Where the SQL lies; that of the program, if nothing is said. */
  readonly texts?: URL
}

/**
 * Bring the database to the present schema: check the server, make the roles, apply what is new.
 *
 * Tables are migrated forward only. Functions, views, triggers, policies and grants are made anew from their present texts
 * whenever one of these or a table has changed. All of it is one transaction, under an advisory lock so that two starts at
 * once are one: who is killed in between leaves what was there before. A migration that was applied and then changed stops the
 * start: its text is what the auditor reads.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const { ownerUrl, databaseKey, logger } = options
  const texts = await readTexts(options.texts ?? TEXTS)
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('exeunt/migrate'))`)
    await checkServer(client)
    await makeRoles(client, databaseKey)
    await hush(client)
    // Loaded here, for whoever only uses a database would load it as well.
    const { runMigrations } = await import('graphile-worker')
    await runMigrations({ connectionString: ownerUrl, logger: SILENT })
    await grantQueue(client)
    await client.query('begin')
    const changes = await apply(client, texts)
    await fillLists(client, options.lists)
    // Whatever else has changed or not: what grows has room until the next start.
    await client.query('select installation.make_room()')
    await client.query('commit')
    if (changes) logger.info('database.migrated', changes)
  } finally {
    await client.end()
  }
}

/** What was applied; null where the database has it all. */
async function apply(client: pg.Client, texts: Texts): Promise<{ files: number; last: string } | null> {
  await client.query(`
    create schema if not exists migration;
    create table if not exists migration.applied (name text primary key, sha256 text not null);
    create table if not exists migration.current (single boolean primary key default true check (single), sha256 text not null)`)
  await checkRights(client)
  const fresh = await findNew(client, texts)
  const { rows } = await client.query<{ sha256: string }>('select sha256 from migration.current')
  if (fresh.length === 0 && rows[0]?.sha256 === texts.sha256) return null

  await dropCurrent(client)
  for (const one of fresh) await applyMigration(client, one)
  await applyCurrent(client, texts)
  await client.query(
    'insert into migration.current (sha256) values ($1) on conflict (single) do update set sha256 = excluded.sha256',
    [texts.sha256],
  )
  await rememberRights(client)
  return { files: fresh.length, last: fresh.at(-1)?.name ?? 'current' }
}

/** The migrations that the database has not seen. Throws if it has others, or other texts of these. */
async function findNew(client: pg.Client, { migrations }: Texts): Promise<Texts['migrations']> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from migration.applied',
  )
  const applied = new Map(rows.map((row) => [row.name, row.sha256]))
  const known = new Set(migrations.map(({ name }) => name))
  for (const name of applied.keys()) {
    if (known.has(name)) continue
    throw new DatabaseError(
      'UNKNOWN_MIGRATION',
      `The database has migration ${name}, which this Exeunt does not know: start a newer one.`,
    )
  }
  for (const { name, sha256 } of migrations) {
    if ((applied.get(name) ?? sha256) === sha256) continue
    throw new DatabaseError('MIGRATION_CHANGED', `Migration ${name} was changed after it was applied.`)
  }
  return migrations.filter(({ name }) => !applied.has(name))
}

async function applyMigration(
  client: pg.Client,
  { name, text, sha256 }: Texts['migrations'][number],
): Promise<void> {
  try {
    await client.query(text)
  } catch (cause) {
    throw new DatabaseError('MIGRATION_FAILED', `Migration ${name} failed: ${messageOf(cause)}`, { cause })
  }
  await client.query('insert into migration.applied (name, sha256) values ($1, $2)', [name, sha256])
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
