-- The numbered public register. It is append-only: an entry is corrected or withdrawn by a later
-- entry, never changed. The grant and the trigger say so twice, for the day one is forgotten.
create schema register;

-- Numbers are promised to be without gaps, so they are drawn from this row under its lock; a
-- PostgreSQL sequence would leave a hole at every rollback.
create table register.numbering (
  single  boolean primary key default true check (single),
  last  bigint  not null
);
insert into register.numbering (last) values (0);

create table register.entry (
  number            bigint  primary key check (number > 0),
  kind              text    not null check (kind in ('declaration', 'correction', 'withdrawal')),
  refers_to         bigint  check (refers_to < number),
  day               date    not null,  -- registered
  received          date    not null,  -- reached us; not for the site
  channel           text    not null check (channel in ('web')),
  language          text    check (language in ('en', 'zh-hans', 'zh-hant')),
  place             text,
  words             text    check (char_length(words) <= 4000),
  -- the four switches, independent of one another
  vetted            boolean not null,
  counted           boolean not null,
  shown             boolean not null,
  certifiable       boolean not null,
  uncounted_reason  text    check (uncounted_reason in ('repeated')),
  check ((kind = 'declaration') = (refers_to is null)),
  check (counted or uncounted_reason is not null or kind <> 'declaration'),
  check (not counted or uncounted_reason is null),
  check (shown or words is null)
);
create index on register.entry (refers_to) where refers_to is not null;
create index on register.entry (day);

-- One person of a declaration. In a correction, the whole line as it now stands, at its position.
create table register.line (
  number     bigint  not null,
  position   int     not null check (position between 1 and 200),
  name       text    check (char_length(name) between 1 and 80),  -- null: not published
  name_kind  text    not null check (name_kind in ('real', 'pseudonym')),
  basis      text    not null check (basis in ('self', 'relative', 'deceased', 'asked')),
  party      boolean not null,
  league     boolean not null,
  pioneers   boolean not null,
  primary key (number, position)
);

-- A person withdrawn from a declaration, by a later entry. The key is the promise that nobody is
-- subtracted twice.
create table register.withdrawn_line (
  declaration  bigint not null,
  position     int    not null,
  number       bigint not null check (number > declaration),  -- the withdrawal's entry
  primary key (declaration, position)
);

-- Which submission became which declaration: the one link between what is public and what is
-- sealed. The site asks for one submission's number; it cannot list them.
create table register.origin (
  submission  uuid   primary key,
  number      bigint not null
);
create index on register.origin (number);

create function register.number_of(asked uuid) returns bigint
language sql stable security definer set search_path = '' as
$$ select number from register.origin where submission = asked $$;
revoke all on function register.number_of(uuid) from public;

create trigger append_only before update or delete or truncate on register.entry
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on register.line
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on register.withdrawn_line
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on register.origin
  for each statement execute function house.refuse_change();

-- A line as it stands: the declaration's, or the newest correction's, at that position.
create view register.standing_line as
select declaration.number, original.position, stated.name, stated.name_kind, stated.basis,
  stated.party, stated.league, stated.pioneers,
  exists (
    select from register.withdrawn_line withdrawn
    where withdrawn.declaration = declaration.number and withdrawn.position = original.position
  ) as withdrawn
from register.entry declaration
join register.line original on original.number = declaration.number
cross join lateral (
  select line.*
  from register.line line
  where line.position = original.position
    and (line.number = declaration.number or line.number in (
      select correction.number from register.entry correction
      where correction.refers_to = declaration.number and correction.kind = 'correction'))
  order by line.number desc
  limit 1
) stated
where declaration.kind = 'declaration';

-- An entry as it stands: the words of its newest correction; none once everybody on it withdrew.
create view register.standing_entry as
select entry.number, entry.kind, entry.refers_to, entry.day, entry.channel, entry.language, entry.vetted, entry.counted,
  entry.certifiable, entry.uncounted_reason,
  stated.shown,
  case when entry.kind = 'declaration' and exists (
      select from register.line line
      where line.number = entry.number and not exists (
        select from register.withdrawn_line withdrawn
        where withdrawn.declaration = line.number and withdrawn.position = line.position))
    then stated.words end as words,
  case when entry.kind = 'declaration' then stated.place end as place
from register.entry entry
cross join lateral (
  select newest.words, newest.place, newest.shown
  from register.entry newest
  where newest.number = entry.number
    or (newest.refers_to = entry.number and newest.kind = 'correction')
  order by newest.number desc
  limit 1
) stated;

-- An entry as a list shows it: how many people it speaks of, and the first few published names.
create view register.summary as
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

grant usage on schema register to exeunt_site, exeunt_desk, exeunt_work;
grant select (number, kind, refers_to, day, channel, language, place, words, vetted, counted, shown,
  certifiable, uncounted_reason) on register.entry to exeunt_site;
grant select on register.line, register.withdrawn_line, register.standing_line, register.standing_entry, register.summary
  to exeunt_site, exeunt_desk, exeunt_work;
grant execute on function register.number_of(uuid) to exeunt_site, exeunt_desk;
grant select on register.entry, register.line, register.withdrawn_line, register.origin to exeunt_desk;
grant select, insert on register.entry, register.line, register.withdrawn_line, register.origin to exeunt_work;
grant select, update on register.numbering to exeunt_work;
