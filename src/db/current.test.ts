import { deepEqual, equal, notDeepEqual, ok, rejects } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Secret } from '#basics'
import { LISTS } from '../lists.ts'
import { becomes } from '../../test/faults/becomes.ts'
import { freshDatabase, silent, type TestDatabase } from '../../test/template-db.ts'
import { type Database, migrate } from './index.ts'
import { type Lists } from './lists.ts'
import { TEXTS } from './texts.ts'

const databaseKey = new Secret(new Uint8Array(32).fill(7))

const bring = ({ ownerUrl }: TestDatabase, options: { texts?: URL; lists?: Lists } = {}) =>
  migrate({ ownerUrl, databaseKey, lists: LISTS, logger: silent, ...options })

test('a database made new and one whose texts were others for a while are the same', async () => {
  await using database = await freshDatabase()
  await using other = await otherTexts()
  const asMade = await schemaOf(database.db)

  // A view with another column first, a function with another signature, and what stands on both.
  await other.change('statistics/views', 'select channel, sum', `select 'x' as first, channel, sum`)
  await other.change('approvals/functions', 'is_moot(asked uuid)', 'is_moot(asked uuid, again uuid)')
  await other.change('approvals/grants', 'is_moot(uuid)', 'is_moot(uuid, uuid)')
  await bring(database, { texts: other.texts })
  notDeepEqual(await schemaOf(database.db), asMade)

  await bring(database)
  deepEqual(await schemaOf(database.db), asMade)
})

test('what leaves a text leaves the database: a right, a policy, a trigger, a function, a view', async () => {
  await using database = await freshDatabase()
  await using other = await otherTexts()
  await other.empty('publish/grants')
  await other.empty('vault/policies')
  await other.empty('vault/triggers')
  await other.empty('publish/views')
  await other.change(
    'jobs/functions',
    /^/,
    'create function jobs.passing() returns int language sql as $$ select 1 $$;\n',
  )
  await other.change('statistics/views', /^/, 'create view statistics.passing as select 1 as one;\n')
  await bring(database, { texts: other.texts })
  const without = await schemaOf(database.db)
  deepEqual(
    without.filter((line) => /^(policy|trigger) \w+ on vault\.|on publish\./.test(line)),
    [],
  )
  equal(without.filter((line) => line.includes('passing')).length, 2)

  await bring(database)
  deepEqual(
    (await schemaOf(database.db)).filter((line) => line.includes('passing')),
    [],
  )
})

test('a text that fails, and a function that speaks of what is not there, leave everything as it was', async () => {
  await using database = await freshDatabase()
  await using other = await otherTexts()
  const before = await schemaOf(database.db)
  await other.change('review/functions', 'from intake.return_code c', 'from intake.returned c')
  await rejects(bring(database, { texts: other.texts }), /review\.status\(.*intake\.returned/)
  deepEqual(await schemaOf(database.db), before)
})

test('a start that is killed when all is applied and nothing committed leaves what was there, and the next one goes on', async () => {
  await using database = await freshDatabase()
  await using other = await otherTexts()
  const before = await schemaOf(database.db)
  await other.empty('vault/policies')
  await other.change('publish/grants', /$/, '\nselect pg_advisory_xact_lock(4711);')
  await database.db.connection().execute(async (holder) => {
    await sql`select pg_advisory_lock(4711)`.execute(holder)
    const child = startAlone(database.ownerUrl, other.texts)
    await becomes('the start waits at its last text', async () => (await waitingAt(database.db)) === 1)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await sql`select pg_advisory_unlock(4711)`.execute(holder)
  })
  await becomes('its transaction is gone', async () => (await othersIn(database.db)) === 0)
  deepEqual(await schemaOf(database.db), before)
  await bring(database, { texts: other.texts })
  notDeepEqual(await schemaOf(database.db), before)
})

test('nobody may call a function that her role was not given', async () => {
  await using database = await freshDatabase()
  const { rows } = await sql<{ name: string }>`
    select p.oid::regprocedure::text as name
    from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    where p.pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'graphile_worker')
      and a.grantee = 0`.execute(database.db)
  deepEqual(rows, [])
})

test('what is append-only is so in each partition, and can be emptied of what is erasable alone', async () => {
  await using database = await freshDatabase()
  await sql`
    create table intake.kept (id int, sealed text, day text) partition by range (id);
    create table intake.kept_1 partition of intake.kept for values from (0) to (10);
    insert into intake.kept values (1, 'sealed', 'day');
    select installation.append_only('intake.kept', 'sealed')`.execute(database.db)
  const refused = async (statement: string) =>
    rejects(sql.raw(statement).execute(database.db), /append-only/, statement)
  for (const table of ['intake.kept', 'intake.kept_1']) {
    await refused(`delete from ${table}`)
    await refused(`truncate ${table}`)
    await refused(`update ${table} set day = 'another'`)
    await refused(`update ${table} set sealed = 'other'`)
  }
  await sql`update intake.kept_1 set sealed = null`.execute(database.db)
})

test('what the program comes to know is listed at the next start; what is listed stays, and says what it said', async () => {
  await using database = await freshDatabase()
  const web = { id: 'web', grade: 'direct', used_by: 'anybody' }
  const kite = { id: 'kite', grade: 'found', used_by: 'anybody' }
  await bring(database, { lists: { 'installation.channel': [kite] } })
  const ids = await database.db.selectFrom('installation.channel').select('id').orderBy('id').execute()
  ok(ids.length > 1)
  ok(ids.some(({ id }) => id === 'kite'))
  await rejects(
    bring(database, { lists: { 'installation.channel': [{ ...web, grade: 'taken' }] } }),
    /installation\.channel says something else of .*"web".*"taken"/,
  )
})

/** A copy of the SQL that a test can make another. */
async function otherTexts() {
  const folder = await mkdtemp(join(tmpdir(), 'exeunt-texts-'))
  await cp(TEXTS, folder, { recursive: true })
  const change = async (name: string, from: string | RegExp, to: string) => {
    const path = join(folder, 'current', `${name}.sql`)
    const text = await readFile(path, 'utf8').catch(() => '')
    const changed = text.replace(from, () => to)
    ok(changed !== text || text === '', `${name} has ${String(from)}`)
    await writeFile(path, changed)
  }
  return {
    texts: pathToFileURL(`${folder}/`),
    change,
    empty: (name: string) => writeFile(join(folder, 'current', `${name}.sql`), ''),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A process that does what a start does with the database, and nothing else. */
function startAlone(ownerUrl: string, texts: URL) {
  const script = `
    import { migrate } from ${JSON.stringify(new URL('migrate.js', import.meta.url))}
    const databaseKey = { reveal: () => new Uint8Array(32).fill(7) }
    const logger = { info() {}, error() {} }
    await migrate({ ownerUrl: process.env.OWNER_URL, databaseKey, lists: {}, logger, texts: new URL(process.env.TEXTS) })`
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, OWNER_URL: ownerUrl, TEXTS: texts.href },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

async function waitingAt(db: Database): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from pg_locks where locktype = 'advisory' and objid = 4711 and not granted`.execute(
    db,
  )
  return rows[0]?.waiting ?? 0
}

async function othersIn(db: Database): Promise<number> {
  const { rows } = await sql<{ others: number }>`
    select count(*) as others from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where a.datname = current_database() and l.locktype = 'advisory' and a.pid <> pg_backend_pid()`.execute(
    db,
  )
  return rows[0]?.others ?? 0
}

/** All that has a present text, as the database itself writes it, a line each. */
async function schemaOf(db: Database): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    with ours as (
      select oid from pg_namespace
      where nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker', 'migration')
    )
    select pg_get_functiondef(p.oid) || p.proacl::text as line from pg_proc p where pronamespace in (select oid from ours)
    union all
    select 'view ' || c.oid::regclass || coalesce(reloptions::text, '') || pg_get_viewdef(c.oid) from pg_class c
    where relkind = 'v' and relnamespace in (select oid from ours)
    union all
    select 'trigger ' || tgname || ' on ' || tgrelid::regclass || ' ' || pg_get_triggerdef(t.oid)
    from pg_trigger t join pg_class c on c.oid = tgrelid
    where not tgisinternal and relnamespace in (select oid from ours)
    union all
    select 'policy ' || polname || ' on ' || polrelid::regclass || polcmd::text || polpermissive || polroles::regrole[]::text
      || coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), '')
    from pg_policy p join pg_class c on c.oid = polrelid where relnamespace in (select oid from ours)
    union all
    select a.privilege_type || ' on ' || c.oid::regclass || ' for ' || a.grantee::regrole
    from pg_class c, aclexplode(c.relacl) a where relnamespace in (select oid from ours) and a.grantee <> relowner
    union all
    select a.privilege_type || ' on ' || c.oid::regclass || '.' || attname || ' for ' || a.grantee::regrole
    from pg_attribute t join pg_class c on c.oid = attrelid, aclexplode(attacl) a where relnamespace in (select oid from ours)
    union all
    select a.privilege_type || ' on ' || nspname || ' for ' || a.grantee::regrole
    from pg_namespace n, aclexplode(nspacl) a where oid in (select oid from ours) and a.grantee <> nspowner`.execute(
    db,
  )
  return rows.map(({ line }) => line).toSorted()
}
