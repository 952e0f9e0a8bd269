-- Boxes: key pairs that records are sealed to, one a branch x week x class of data. The public half lies here; the secret half
-- was made in a member's browser and lies in box_key, sealed to each member allowed and to the recovery key. No row of this
-- schema opens anything by itself.
create schema vault;

create table vault.class (
  name  text primary key
);
insert into vault.class values ('contact'), ('papers'), ('draft');

create table vault.box (
  id         uuid    primary key,
  class      text    not null references vault.class (name),
  branch     text    not null references staff.branch (id),
  week       text    not null check (week ~ '^\d{4}-W\d{2}$'),
  recipient  text    not null check (recipient like 'age1pq1%'),
  -- Somebody has had its key who may have it no more: it is not sealed to, once there is another one.
  spent      boolean not null default false
);
create unique index box_slot on vault.box (branch, week, class) where not spent;

create table vault.box_key (
  box     uuid    not null references vault.box (id),
  holder  text    not null,  -- a member's id, `recovery`, or `recovery-again`
  sealed  bytea   not null,
  opened  boolean not null default false,  -- by its holder, in her own browser
  primary key (box, holder)
);
create index on vault.box_key (holder) where not opened;

-- The recovery key's public half. Its secret half is on paper, away from every machine.
create table vault.recovery (
  single     boolean primary key default true check (single),
  recipient  text    not null check (recipient like 'age1pq1%')
);

-- A box is sealed to once a second one of those who may hold its key has opened it. Until then it is a proposal: whoever made
-- it may have sealed anything to the others, and nobody would find out before she leaves. docs/decisions/0046-boxes-are-confirmed.md
create table vault.proposal (
  id         uuid primary key,
  class      text not null references vault.class (name),
  branch     text not null references staff.branch (id),
  week       text not null check (week ~ '^\d{4}-W\d{2}$'),
  recipient  text not null check (recipient like 'age1pq1%'),
  maker      uuid,  -- who acts, whatever is given
  unique (branch, week, class)
);

create table vault.proposed_key (
  box     uuid  not null references vault.proposal (id) on delete cascade,
  holder  text  not null,
  sealed  bytea not null,
  primary key (box, holder)
);

alter table vault.box_key enable row level security;
alter table vault.proposed_key enable row level security;
