-- Rows that are never changed can still be emptied of what they say about somebody. Nothing else about
-- them can: numbers, days, what was left and what was counted stay, and the count with them. No process
-- has the right to it; the operator's command has, as the owner.
create function house.refuse_all_but_erasure() returns trigger language plpgsql set search_path = '' as $$
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

-- The statement's trigger still refuses deletion; this one looks at what an update leaves of a row.
do $$
declare
  emptied record;
begin
  for emptied in select * from (values
    ('register.entry', array['words', 'place']),
    ('register.line', array['name']),
    ('intake.submission', array['sealed']),
    ('intake.followup', array['sealed']),
    ('review.decision', array['question_for_sender', 'question_for_desk'])
  ) as table_of (name, columns)
  loop
    execute format('drop trigger append_only on %s', emptied.name);
    execute format('create trigger append_only before delete or truncate on %s
      for each statement execute function house.refuse_change()', emptied.name);
    execute format('create trigger erasure_only before update on %s
      for each row execute function house.refuse_all_but_erasure(%s)',
      emptied.name, (select string_agg(quote_literal(name), ', ') from unnest(emptied.columns) name));
  end loop;
end
$$;
