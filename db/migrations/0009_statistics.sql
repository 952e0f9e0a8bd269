-- The count. Each view says one sentence of the counting rule; the page "How we count" says the
-- same sentences to people.
create schema statistics;

-- The recount, from the rows alone: people, not posts; each person once, however many
-- organisations; nobody who is not counted; those withdrawn are subtracted, and shown.
create view statistics.recount as
select
  count(*) as counted,
  count(*) filter (where withdrawn) as retracted,
  count(*) filter (where not withdrawn and party) as party,
  count(*) filter (where not withdrawn and league) as league,
  count(*) filter (where not withdrawn and pioneers) as pioneers,
  count(*) filter (where not withdrawn and not (party or league or pioneers)) as not_stated
from register.standing_line
join register.entry using (number)
where counted;

-- What each entry changes. The register is its own journal: numbers have no gaps and commit in
-- order, so "everything after the mark" misses nothing. A person who was withdrawn before a
-- correction is changed by it no more.
create view statistics.change as
-- a declaration adds its people
select
  entry.number, entry.day, entry.channel,
  1 as counted, 0 as retracted,
  line.party::int as party, line.league::int as league, line.pioneers::int as pioneers,
  (not (line.party or line.league or line.pioneers))::int as not_stated
from register.entry entry
join register.line line on line.number = entry.number
where entry.kind = 'declaration' and entry.counted
union all
-- a withdrawal subtracts them, from what they had stated last
select
  entry.number, entry.day, entry.channel,
  0, 1,
  -stated.party::int, -stated.league::int, -stated.pioneers::int,
  -(not (stated.party or stated.league or stated.pioneers))::int
from register.entry entry
join register.entry declaration on declaration.number = entry.refers_to and declaration.counted
join register.withdrawn_line withdrawn on withdrawn.number = entry.number
cross join lateral (
  select line.party, line.league, line.pioneers
  from register.line line
  join register.entry source on source.number = line.number
  where line.position = withdrawn.position and line.number < entry.number
    and (line.number = declaration.number
      or (source.refers_to = declaration.number and source.kind = 'correction'))
  order by line.number desc
  limit 1
) stated
where entry.kind = 'withdrawal'
union all
-- a correction moves a person between organisations, and adds nobody
select
  entry.number, entry.day, entry.channel,
  0, 0,
  line.party::int - stated.party::int,
  line.league::int - stated.league::int,
  line.pioneers::int - stated.pioneers::int,
  (not (line.party or line.league or line.pioneers))::int
    - (not (stated.party or stated.league or stated.pioneers))::int
from register.entry entry
join register.entry declaration on declaration.number = entry.refers_to and declaration.counted
join register.line line on line.number = entry.number
cross join lateral (
  select earlier.party, earlier.league, earlier.pioneers
  from register.line earlier
  join register.entry source on source.number = earlier.number
  where earlier.position = line.position and earlier.number < entry.number
    and (earlier.number = declaration.number
      or (source.refers_to = declaration.number and source.kind = 'correction'))
  order by earlier.number desc
  limit 1
) stated
where entry.kind = 'correction'
  and not exists (
    select from register.withdrawn_line withdrawn
    where withdrawn.declaration = declaration.number and withdrawn.position = line.position
      and withdrawn.number < entry.number);

-- The changes, folded by one guarded job: what pages read. `mark` is the last entry folded in.
create table statistics.tally (
  day         date   not null,
  channel     text   not null,
  counted     bigint not null,
  retracted   bigint not null,
  party       bigint not null,
  league      bigint not null,
  pioneers    bigint not null,
  not_stated  bigint not null,
  primary key (day, channel)
);

create table statistics.mark (
  single  boolean     primary key default true check (single),
  number  bigint      not null,
  as_of   timestamptz not null
);
insert into statistics.mark (number, as_of) values (0, now());

-- The total carried over from before the ledger: attested, not provable, shown apart.
create table statistics.baseline (
  single  boolean primary key default true check (single),
  people  bigint  not null check (people >= 0)
);

grant usage on schema statistics to exeunt_site, exeunt_desk, exeunt_work;
grant select on statistics.tally, statistics.mark, statistics.baseline to exeunt_site, exeunt_desk;
grant select on all tables in schema statistics to exeunt_work;
grant insert, update on statistics.tally to exeunt_work;
grant update on statistics.mark to exeunt_work;
