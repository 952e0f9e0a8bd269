-- The leaves that count the people of one declaration, for the check codes of whoever has its return code: by the
-- code's hash, because by its number anybody's could be asked for.
create function ledger.leaves_of(code bytea) returns table (line int, index bigint, bytes bytea)
language sql stable security definer set search_path = '' as $$
  select leaf.line, leaf.index, leaf.bytes
  from ledger.leaf leaf, ledger.head head
  where leaf.entry = register.number_by_code(code) and leaf.kind = 'add' and leaf.index < head.published
  order by leaf.line
$$;

-- People newly counted so far: those of an earlier registry came on no day of ours.
create function ledger.arrivals(totals jsonb) returns bigint
language sql immutable as $$
  select coalesce(sum((channel ->> 'counted')::bigint), 0)
  from jsonb_array_elements(totals -> 'channels') channel
  where channel ->> 'grade' <> 'carried'
$$;

-- The day that is closed next. Whoever writes a day's file holds it open: no leaf closes the day before the file is noted.
create function ledger.open_day() returns date
language plpgsql security definer set search_path = '' as $$
begin
  perform from ledger.head for share;
  return coalesce(
    (select max(closes) + 1 from ledger.batch),
    (select day from ledger.batch order by size limit 1));
end
$$;
