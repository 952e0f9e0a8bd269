-- A branch where cases wait does not close: they are sealed to it, and nobody elsewhere could open them.
create function staff.cases_wait(at text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from intake.pending where branch = at)
$$;
revoke all on function staff.cases_wait(text) from public;
grant execute on function staff.cases_wait(text) to exeunt_desk;

create function staff.refuse_to_strand() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.closed and not old.closed then
    if new.id = 'centre' then
      raise exception 'the centre stays open';
    end if;
    if staff.cases_wait(new.id) then
      raise exception 'cases wait there';
    end if;
  end if;
  return new;
end
$$;
create trigger refuse_to_strand before update on staff.branch
  for each row execute function staff.refuse_to_strand();

-- Who changed last what a branch says of itself: whoever reads the page sees it, for a changed number can be a trap.
create function audit.last_of_branch() returns table (branch text, at timestamptz, who uuid)
language sql stable security definer set search_path = '' as $$
  select distinct on (record) record, at, who from audit.act
  where what in ('branch-opened', 'branch-changed') and staff.acting() is not null
  order by record, id desc
$$;
revoke all on function audit.last_of_branch() from public;
grant execute on function audit.last_of_branch() to exeunt_desk;
