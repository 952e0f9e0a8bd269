-- Who did what to which record, reading included. Never content: the row names the record, and whoever may open the record can
-- read it there.
create schema audit;

create table audit.kind (
  name  text primary key
);

-- Acts are chained: each carries a hash over itself and the one before it, and the newest hash goes into the ledger as a leaf
-- that says nothing. So who owns the tables can still change an act, and whoever looks finds which. The chain is made by the
-- database, in the transaction of the act: no process writes a row beside it.
create table audit.act (
  id      bigint      generated always as identity primary key,
  at      timestamptz not null,
  who     uuid        not null,  -- staff.member
  what    text        not null references audit.kind (name),
  record  text        not null,
  hash    bytea       not null check (octet_length(hash) = 32)
);
create index on audit.act (record);
create index on audit.act (record) where what in ('passkey-founded', 'passkey-recovered');
create index on audit.act (id) where what = 'desk-script';
create index on audit.act (id) where what in ('imported', 'baseline-attested');
-- How many cases somebody has opened of late.
create index on audit.act (who, at) where what = 'case-opened';

create table audit.head (
  single  boolean primary key default true check (single),
  acts    bigint  not null default 0,
  hash    bytea   not null default decode(repeat('00', 32), 'hex') check (octet_length(hash) = 32)
);
insert into audit.head default values;

alter table audit.act enable row level security;
