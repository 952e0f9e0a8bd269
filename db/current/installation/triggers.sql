-- What is append-only is so by grant and by these triggers: twice, for the day one is forgotten. `append_only` puts them on a
-- table.
create function installation.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only', tg_table_schema, tg_table_name;
end
$$;

-- Rows that are never changed can still be emptied of what they say about somebody. Nothing else about them can: numbers, days,
-- what was left and what was counted stay, and the count with them. No process has the right to it; the operator's command
-- has, as the owner.
create function installation.refuse_all_but_erasure() returns trigger language plpgsql set search_path = '' as $$
declare
  before jsonb := to_jsonb(old);
  after jsonb := to_jsonb(new);
  erasable text;
begin
  foreach erasable in array tg_argv loop
    -- Emptied: null, or of no length where the column must have a value.
    if after -> erasable in ('null', '"\\x"') then
      before := before - erasable;
      after := after - erasable;
    end if;
  end loop;
  if before <> after then
    raise exception '%.% is append-only', tg_table_schema, tg_table_name;
  end if;
  return new;
end
$$;

-- Make a table append-only. Of what is erasable it may be emptied. A row's trigger goes to the parts of a divided table by itself.
create function installation.append_only(kept regclass, variadic erasable text[] default '{}') returns void
language plpgsql set search_path = '' as $$
begin
  execute format('create trigger append_only before %s on %s for each statement execute function installation.refuse_change()',
    case when erasable = '{}' then 'update or delete or truncate' else 'delete or truncate' end, kept);
  if erasable <> '{}' then
    execute format('create trigger erasure_only before update on %s
      for each row execute function installation.refuse_all_but_erasure(%s)',
      kept, (select string_agg(quote_literal(one), ', ') from unnest(erasable) one));
  end if;
  perform installation.fence(kept);
end
$$;

select installation.append_only('installation.desk_key');
