-- Boxes: key pairs that records are sealed to, one a branch x week x class of data. The public
-- half lies here; the secret half was made in a member's browser and lies in box_key, sealed to
-- each member allowed and to the recovery key. No row of this schema opens anything by itself.
create schema vault;

create table vault.box (
  id         uuid primary key,
  class      text not null check (class in ('contact', 'papers', 'draft')),
  branch     text not null,
  week       text not null check (week ~ '^\d{4}-W\d{2}$'),
  recipient  text not null check (recipient like 'age1pq1%'),
  unique (branch, week, class)
);

create table vault.box_key (
  box     uuid  not null references vault.box (id),
  holder  text  not null,  -- a credential's id, or 'recovery'
  sealed  bytea not null,
  primary key (box, holder)
);

-- The recovery key's public half. Its secret half is on paper, away from every machine.
create table vault.recovery (
  single  boolean primary key default true check (single),
  recipient  text    not null check (recipient like 'age1pq1%')
);

grant usage on schema vault to exeunt_site, exeunt_desk, exeunt_work;
grant select on vault.box to exeunt_site, exeunt_work;
grant select, insert on vault.box, vault.box_key, vault.recovery to exeunt_desk;
