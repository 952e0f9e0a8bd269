import type pg from 'pg'
import { DatabaseError } from './error.ts'
import { ROLES } from './roles.ts'
import { KINDS, SCHEMAS, type Texts } from './texts.ts'

/**
 * Take away all that has a present text: policies, triggers, views and functions of our schemas, and what roles may do there.
 * So a text that is gone leaves nothing, and a migration may change what a view stands on. What a table itself needs of ours
 * (a default, a constraint) refuses to go: nothing is taken with it unasked.
 */
export async function dropCurrent(client: pg.Client): Promise<void> {
  await client.query(`
    do $$
    declare
      ours oid[] := array(select oid from pg_namespace where nspname = any ('{${SCHEMAS.join()}}'));
      one record;
      several text;
    begin
      for one in
        select p.polname as name, c.oid::regclass as relation
        from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = any (ours)
      loop
        execute format('drop policy %I on %s', one.name, one.relation);
      end loop;
      for one in
        select t.tgname as name, c.oid::regclass as relation
        from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where c.relnamespace = any (ours) and not t.tgisinternal and t.tgparentid = 0
      loop
        execute format('drop trigger %I on %s', one.name, one.relation);
      end loop;
      several := (select string_agg(oid::regclass::text, ', ') from pg_class where relkind = 'v' and relnamespace = any (ours));
      if several is not null then execute 'drop view ' || several; end if;
      several := (select string_agg(oid::regprocedure::text, ', ') from pg_proc where pronamespace = any (ours));
      if several is not null then execute 'drop routine ' || several; end if;
      several := (select string_agg(oid::regnamespace::text, ', ') from unnest(ours) oid);
      if several is not null then
        execute format('revoke all on schema %s from ${TO_ALL}', several);
        execute format('revoke all on all tables in schema %s from ${TO_ALL}', several);
        execute format('revoke all on all sequences in schema %s from ${TO_ALL}', several);
      end if;
    end
    $$`)
}

/** Make it anew, kind after kind. A function that speaks of what is not there stops it. */
export async function applyCurrent(client: pg.Client, { current }: Texts): Promise<void> {
  for (const kind of KINDS) {
    // A function may speak of a view, and a view calls functions: what they say is looked at when all is there.
    await client.query(`set local check_function_bodies = ${kind === 'functions' ? 'off' : 'on'}`)
    if (kind === 'grants') await denyFunctions(client)
    for (const one of current.filter((text) => text.kind === kind)) await applyText(client, one)
  }
  await checkFunctions(client)
}

async function applyText(client: pg.Client, { name, text }: { name: string; text: string }): Promise<void> {
  try {
    await client.query(text)
  } catch (cause) {
    throw new DatabaseError('MIGRATION_FAILED', `db/current/${name} failed: ${messageOf(cause)}`, { cause })
  }
}

/** Nobody calls a function that she was not given: PostgreSQL would give each to everybody. */
async function denyFunctions(client: pg.Client): Promise<void> {
  await client.query(`revoke all on all functions in schema ${SCHEMAS.join(', ')} from public`)
}

async function checkFunctions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ check: string; name: string }>(
    `select format('select %s(%s)', l.lanvalidator::regproc, p.oid) as check, p.oid::regprocedure::text as name
     from pg_proc p join pg_language l on l.oid = p.prolang
     where p.pronamespace::regnamespace::text = any ($1) and l.lanvalidator <> 0`,
    [SCHEMAS],
  )
  for (const { check, name } of rows) await applyText(client, { name, text: check })
}

export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'unknown error'
}

const TO_ALL = ['public', ...ROLES].join(', ')
