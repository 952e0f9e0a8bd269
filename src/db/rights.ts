import type pg from 'pg'
import { DatabaseError } from './error.ts'

/**
 * Who may do what, a line for each policy, and for each thing that a role of ours was granted. The queue's own schema is left
 * out: what it needs is granted at each start.
 */
const RIGHTS = `
  select 'policy ' || p.polname || ' on ' || p.polrelid::regclass as line
  from pg_policy p join pg_class c on c.oid = p.polrelid
  where c.relnamespace::regnamespace::text <> 'graphile_worker'
  union all
  select a.privilege_type || ' on ' || c.oid::regclass || ' for ' || a.grantee::regrole
  from pg_class c, aclexplode(c.relacl) a
  where c.relnamespace::regnamespace::text <> 'graphile_worker' and a.grantee::regrole::text like 'exeunt\\_%'
    and a.grantee <> c.relowner
  union all
  select a.privilege_type || ' on ' || c.oid::regclass || '.' || t.attname || ' for ' || a.grantee::regrole
  from pg_attribute t join pg_class c on c.oid = t.attrelid, aclexplode(t.attacl) a
  where a.grantee::regrole::text like 'exeunt\\_%' and a.grantee <> c.relowner
  union all
  select 'EXECUTE on ' || f.oid::regprocedure || ' for ' || a.grantee::regrole
  from pg_proc f, aclexplode(f.proacl) a
  where f.pronamespace::regnamespace::text <> 'graphile_worker' and a.grantee::regrole::text like 'exeunt\\_%'
    and a.grantee <> f.proowner
  union all
  select a.privilege_type || ' on schema ' || n.nspname || ' for ' || a.grantee::regrole
  from pg_namespace n, aclexplode(n.nspacl) a
  where n.nspname <> 'graphile_worker' and a.grantee::regrole::text like 'exeunt\\_%' and a.grantee <> n.nspowner`

/**
 * Hold the rights that are there to those that the last change of the schema left. What a dump is restored into without our roles loses every
 * right that names one, and the processes would only say that permission was denied. Throws `RIGHTS_MISSING`.
 */
export async function checkRights(client: pg.Client): Promise<void> {
  await client.query('create table if not exists migration.rights (line text primary key)')
  const { rows } = await client.query<{ line: string }>(
    `select line from migration.rights except select line from (${RIGHTS}) present order by line`,
  )
  const [first] = rows
  if (!first) return
  throw new DatabaseError(
    'RIGHTS_MISSING',
    `${rows.length} rights are missing in the database, "${first.line}" the first: it was restored before its roles were there. ` +
      'Make the roles, then restore once more into an empty database (docs/runbooks/database.md).',
  )
}

/** Remember them, in the database itself: they go where it goes. */
export async function rememberRights(client: pg.Client): Promise<void> {
  await client.query('delete from migration.rights')
  await client.query(`insert into migration.rights select distinct line from (${RIGHTS}) present`)
}
