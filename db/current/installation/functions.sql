-- On a demonstration nobody has a passkey to sign with: its people sign in without one.
create function installation.is_demo() returns boolean language sql stable set search_path = '' as $$
  select exists (select from installation.identity where kind = 'demo')
$$;

-- The day by the database's own clock. Who owns the tables may put another function in its place, as tests do.
create function installation.today() returns date language sql stable set search_path = '' as $$
  select installation.day_at(now())
$$;

-- For how many days a wish to withdraw rests before anybody looks at it. docs/decisions/0027-duress.md.
create function installation.cooling_days() returns int language sql stable set search_path = '' as $$
  select case when installation.is_demo() then 0 else 14 end
$$;

-- The first day on which a wish that was asked on a day may be looked at. Days are all that is known: one more than the
-- days of rest, so that these are whole, whatever the hour was.
create function installation.rests_until(asked date) returns date language sql stable set search_path = '' as $$
  select asked + case installation.cooling_days() when 0 then 0 else installation.cooling_days() + 1 end
$$;

-- One decision in twenty is looked at again by somebody else, who does not know it. Who owns the tables may put another
-- function in its place, as tests do.
create function installation.second_look_share() returns numeric language sql stable set search_path = '' as $$
  select case when exists (select from installation.identity where kind = 'real') then 0.05 else 0 end
$$;

-- The one place where an instant becomes a day. `calendar.ts` is its like outside of the database.
create function installation.day_at(moment timestamptz) returns date language sql stable set search_path = '' as $$
  select (moment at time zone (select zone from installation.zone))::date
$$;

-- And the one where a day becomes the instant at which it begins.
create function installation.begins(day date) returns timestamptz language sql stable set search_path = '' as $$
  select day::timestamp at time zone (select zone from installation.zone)
$$;

-- What stops somebody at a divided table stops her at each of its parts: a statement's trigger on a table stops nobody who deletes from
-- one of its parts, and of its row security a part knows nothing. Roles are granted the table and never a part.
create function installation.fence(divided regclass) returns void
language plpgsql set search_path = '' as $$
declare
  part record;
  missing record;
begin
  for part in
    select c.oid::regclass as relation, c.relrowsecurity < whole.relrowsecurity as is_open
    from pg_catalog.pg_inherits i
    join pg_catalog.pg_class c on c.oid = i.inhrelid
    join pg_catalog.pg_class whole on whole.oid = i.inhparent
    where i.inhparent = divided and c.relispartition
  loop
    if part.is_open then
      execute format('alter table %s enable row level security', part.relation);
    end if;
    for missing in
      select pg_catalog.pg_get_triggerdef(t.oid) as definition
      from pg_catalog.pg_trigger t
      where t.tgrelid = divided and not t.tgisinternal and t.tgtype & 1 = 0 and not exists (
        select from pg_catalog.pg_trigger there where there.tgrelid = part.relation and there.tgname = t.tgname)
    loop
      execute replace(missing.definition, format(' ON %s ', divided), format(' ON %s ', part.relation));
    end loop;
  end loop;
end
$$;

-- Room for so many more entries and leaves: the next part of each table that is divided by ranges, as wide as its last one, as soon as
-- that one is to be more than half full. The owner calls it, at each start and before many are taken over. There is no part for what
-- fits in none, for it would have to be looked through whenever one is made: who comes to the end of the last one is refused, and
-- nothing is lost. Nobody waits for it who reads or writes.
create function installation.make_room(entries bigint default 0, leaves bigint default 0) returns void
language plpgsql set search_path = '' as $$
declare
  divided record;
  last_part record;
  fresh text;
begin
  for divided in
    select c.oid::regclass as relation, n.nspname, c.relname, reach.number
    from (
      select 'register' as schema, last + entries as number from register.numbering
      union all
      select 'ledger', coalesce(max(size), 0) + leaves from ledger.batch
    ) reach
    join pg_catalog.pg_namespace n on n.nspname = reach.schema
    join pg_catalog.pg_class c on c.relnamespace = n.oid
    join pg_catalog.pg_partitioned_table p on p.partrelid = c.oid and p.partstrat = 'r'
    order by 1
  loop
    loop
      select bounds[1]::bigint as first, bounds[2]::bigint as behind, count(*) over () as parts into last_part
      from pg_catalog.pg_inherits i
      join pg_catalog.pg_class c on c.oid = i.inhrelid
      cross join regexp_match(pg_catalog.pg_get_expr(c.relpartbound, c.oid), '(\d+)\D+(\d+)') bounds
      where i.inhparent = divided.relation
      order by 2 desc limit 1;
      exit when divided.number < (last_part.first + last_part.behind) / 2;
      fresh := format('%I.%I', divided.nspname, divided.relname || '_' || last_part.parts);
      execute format('create table %s (like %s including all)', fresh, divided.relation);
      execute format('alter table %s attach partition %s for values from (%s) to (%s)',
        divided.relation, fresh, last_part.behind, 2 * last_part.behind - last_part.first);
    end loop;
    perform installation.fence(divided.relation);
  end loop;
end
$$;
