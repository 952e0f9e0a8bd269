-- What the world may see of the register: what a published checkpoint of the ledger covers, and
-- nothing else. Held here by row-level security, so that no page can forget it.
create table register.covered (
  single  boolean primary key default true check (single),
  number  bigint  not null check (number >= 0)
);
insert into register.covered (number) values (0);

-- The last entry that the asking role may see. The staff and the worker see all of them.
create function register.horizon() returns bigint
language sql stable set search_path = '' as $$
  select case when current_user = 'exeunt_site'
    then (select number from register.covered)
    else 9223372036854775807
  end
$$;

alter table register.entry enable row level security;
alter table register.line enable row level security;
alter table register.withdrawn_line enable row level security;

create policy covered on register.entry for select using (number <= (select register.horizon()));
create policy covered on register.line for select using (number <= (select register.horizon()));
create policy covered on register.withdrawn_line for select using (number <= (select register.horizon()));
create policy entering on register.entry for insert to exeunt_work with check (true);
create policy entering on register.line for insert to exeunt_work with check (true);
create policy entering on register.withdrawn_line for insert to exeunt_work with check (true);

-- Declarations about which something was entered that the asking role may not see yet. Whoever
-- wants her name hidden, or out, does not wait for a checkpoint: until it covers the change, the
-- declaration shows neither names nor words. With its owner's eyes, for it looks beyond the horizon.
create view register.changing as
select distinct refers_to as declaration
from register.entry
where refers_to is not null and number > (select register.horizon());

-- What was ever said of a line of a declaration: by the declaration itself, and by each correction of it.
create view register.statement with (security_invoker = true) as
select entry.number as declaration, line.*
from register.entry entry
join register.line line on line.number = entry.number
where entry.kind = 'declaration'
union all
select entry.refers_to, line.*
from register.entry entry
join register.line line on line.number = entry.number
where entry.kind = 'correction';

-- A line as it stands, for the asking role: as it was said last.
create or replace view register.standing_line with (security_invoker = true) as
select declaration.number, original.position,
  case when not exists (select from register.changing where changing.declaration = declaration.number)
    then stated.name end as name,
  stated.name_kind, stated.basis, stated.party, stated.league, stated.pioneers,
  exists (
    select from register.withdrawn_line withdrawn
    where withdrawn.declaration = declaration.number and withdrawn.position = original.position
  ) as withdrawn
from register.entry declaration
join register.line original on original.number = declaration.number
cross join lateral (
  select statement.*
  from register.statement statement
  where statement.declaration = declaration.number and statement.position = original.position
  order by statement.number desc
  limit 1
) stated
where declaration.kind = 'declaration';

-- An entry as it stands: the words of its newest correction; none once everybody on it withdrew.
create or replace view register.standing_entry with (security_invoker = true) as
select entry.number, entry.kind, entry.refers_to, entry.day, entry.channel, entry.language, entry.vetted, entry.counted,
  entry.certifiable, entry.uncounted_reason,
  stated.shown,
  case when entry.kind = 'declaration' and not changes.under_way and exists (
      select from register.line line
      where line.number = entry.number and not exists (
        select from register.withdrawn_line withdrawn
        where withdrawn.declaration = line.number and withdrawn.position = line.position))
    then stated.words end as words,
  case when entry.kind = 'declaration' and not changes.under_way then stated.place end as place,
  changes.under_way as changing
from register.entry entry
cross join lateral (
  select newest.words, newest.place, newest.shown
  from register.entry newest
  where newest.number = entry.number
    or (newest.refers_to = entry.number and newest.kind = 'correction')
  order by newest.number desc
  limit 1
) stated
cross join lateral (
  select exists (select from register.changing where changing.declaration = entry.number) as under_way
) changes;

-- An entry as a list shows it: how many people it speaks of, and the first few published names.
drop view register.summary;
create view register.summary with (security_invoker = true) as
select entry.*,
  case entry.kind
    when 'withdrawal' then (select count(*) from register.withdrawn_line w where w.number = entry.number)
    else (select count(*) from register.line l where l.number = entry.number)
  end as people,
  entry.kind = 'declaration' and not exists (
    select from register.standing_line line where line.number = entry.number and not line.withdrawn
  ) as withdrawn,
  array(
    select line.name from register.standing_line line
    where entry.kind = 'declaration' and line.number = entry.number and line.name is not null and not line.withdrawn
    order by line.position limit 4
  ) as names
from register.standing_entry entry;

-- What each entry does to people who are counted: the journal that the count and the ledger follow, in three
-- parts. Numbers have no gaps and commit in order, so "everything after a number" misses nothing.

-- A declaration counts its people.
create view register.declared as
select
  entry.number, entry.number as declaration, line.position, entry.channel,
  line.party, line.league, line.pioneers,
  entry.day, line.name, line.name_kind, line.basis, entry.place, entry.language,
  sha256(convert_to(entry.words, 'UTF8')) as words
from register.entry entry
join register.line line on line.number = entry.number
where entry.kind = 'declaration' and entry.counted;

-- A withdrawal takes them away again, as they were stated last.
create view register.withdrawn as
select
  entry.number, declaration.number as declaration, gone.position, declaration.channel,
  before.party as was_party, before.league as was_league, before.pioneers as was_pioneers
from register.entry entry
join register.entry declaration on declaration.number = entry.refers_to and declaration.counted
join register.withdrawn_line gone on gone.declaration = declaration.number and gone.number = entry.number
cross join lateral (
  select statement.*
  from register.statement statement
  where statement.declaration = declaration.number and statement.position = gone.position
    and statement.number < entry.number
  order by statement.number desc
  limit 1
) before
where entry.kind = 'withdrawal';

-- A correction restates everybody who stands: it may hide words that all of them share.
create view register.restated as
select
  entry.number, declaration.number as declaration, original.position, declaration.channel,
  before.party as was_party, before.league as was_league, before.pioneers as was_pioneers,
  after.party, after.league, after.pioneers,
  declaration.day, after.name, after.name_kind, after.basis, entry.place, declaration.language,
  sha256(convert_to(entry.words, 'UTF8')) as words
from register.entry entry
join register.entry declaration on declaration.number = entry.refers_to and declaration.counted
join register.line original on original.number = declaration.number
cross join lateral (
  select statement.*
  from register.statement statement
  where statement.declaration = declaration.number and statement.position = original.position
    and statement.number < entry.number
  order by statement.number desc
  limit 1
) before
cross join lateral (
  select statement.*
  from register.statement statement
  where statement.declaration = declaration.number and statement.position = original.position
    and statement.number <= entry.number
  order by statement.number desc
  limit 1
) after
where entry.kind = 'correction'
  and not exists (
    select from register.withdrawn_line gone
    where gone.declaration = declaration.number and gone.position = original.position
      and gone.number < entry.number);

-- The three as one: by how much each figure changes is their difference.
create view register.event as
select number, 'counted' as kind, declaration, position, channel,
  null::boolean as was_party, null::boolean as was_league, null::boolean as was_pioneers,
  party, league, pioneers
from register.declared
union all
select number, 'withdrawn', declaration, position, channel, was_party, was_league, was_pioneers, null, null, null
from register.withdrawn
union all
select number, 'restated', declaration, position, channel, was_party, was_league, was_pioneers,
  party, league, pioneers
from register.restated;

-- People taken over from an earlier registry come by a way of their own.
alter table register.entry drop constraint entry_channel_check;
alter table register.entry add constraint entry_channel_check check (channel in ('web', 'import'));

grant select on register.covered, register.changing to exeunt_site, exeunt_desk, exeunt_work, exeunt_ledger;
grant update on register.covered to exeunt_ledger;
grant select on register.summary to exeunt_site, exeunt_desk, exeunt_work;
grant usage on schema register to exeunt_ledger;
grant select on register.entry, register.line, register.withdrawn_line to exeunt_ledger;
grant select on register.declared, register.withdrawn, register.restated, register.event to exeunt_ledger;
grant select on register.event to exeunt_work;
grant select on register.statement to exeunt_site, exeunt_desk, exeunt_work;

-- The number of a submission, once the world may see it.
create or replace function register.number_of(asked uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select origin.number from register.origin
  where origin.submission = asked and origin.number <= (select covered.number from register.covered)
$$;

-- The site asks by the hash of a return code alone, and can list no hashes: so it learns of those who are at the
-- door, and whose is whose of nobody else. It puts codes in and has no need to see that they are there.
revoke execute on function register.number_of(uuid) from exeunt_site;
revoke select (hash) on intake.return_code from exeunt_site;
create function register.number_by_code(code bytea) returns bigint
language sql stable security definer set search_path = '' as $$
  select register.number_of(way.submission) from intake.return_code way where way.hash = code
$$;
revoke all on function register.number_by_code(bytea) from public;
grant execute on function register.number_by_code(bytea) to exeunt_site;

-- The count follows the same journal. A person is subtracted from the channel that she came by.
create or replace view statistics.change as
select
  event.number, entry.day, event.channel,
  (event.kind = 'counted')::int as counted,
  (event.kind = 'withdrawn')::int as retracted,
  coalesce(event.party::int, 0) - coalesce(event.was_party::int, 0) as party,
  coalesce(event.league::int, 0) - coalesce(event.was_league::int, 0) as league,
  coalesce(event.pioneers::int, 0) - coalesce(event.was_pioneers::int, 0) as pioneers,
  coalesce((not (event.party or event.league or event.pioneers))::int, 0)
    - coalesce((not (event.was_party or event.was_league or event.was_pioneers))::int, 0) as not_stated
from register.event event
join register.entry entry on entry.number = event.number;
