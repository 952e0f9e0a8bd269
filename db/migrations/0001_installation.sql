-- The schemas stand here by module, each table beside its why: columns, keys, constraints, indexes, and row security switched
-- on. What is said of the tables in functions, views, triggers, policies and grants has one present text in db/current.

-- No role sees anything it was not given.
revoke all on schema public from public;

-- Announcements: a job that says "look again", enqueued in the announcer's own transaction. The queue's tables are
-- graphile-worker's own.
create schema jobs;

-- The installation itself.
create schema installation;

-- Is it real, or a demonstration? The answer is given once, at the first start, and never changes: a demonstration's key is
-- public, so nothing real may ever lie beside it.
create table installation.identity (
  single  boolean primary key default true check (single),
  kind    text    not null check (kind in ('real', 'demo'))
);

-- A fingerprint of the keys that turn return codes into look-up values. With other keys every code out there would be unknown,
-- so an installation with other keys does not open.
create table installation.key (
  single       boolean primary key default true check (single),
  fingerprint  bytea   not null check (octet_length(fingerprint) = 32)
);

-- Tells the desk's key from any other. A desk with another one gives codes that the site would not know, so it does not open.
create table installation.desk_key (
  single       boolean primary key default true check (single),
  fingerprint  bytea   not null
);

-- Where the centre's days begin: what the owner's process found in its settings when it last started; until then the default
-- of the setting. A database whose days end at another midnight would let a wish rest for some hours less, or make a case wait
-- from a day that is not yet or no more. docs/decisions/0065-days-in-the-database.md
create table installation.zone (
  single  boolean primary key default true check (single),
  -- An unknown zone is an error of the function's, before anything is stored.
  zone    text    not null default 'Asia/Shanghai' check (timezone(zone, timestamptz 'epoch') is not null)
);
insert into installation.zone default values;

-- The ways by which a declaration comes, each with the grade of evidence that comes by it, for ever: the ledger states both.
create table installation.channel (
  id       text primary key check (id ~ '^[a-z][a-z-]{0,19}$'),
  grade    text not null check (grade in ('direct', 'taken', 'relayed', 'found', 'carried')),
  -- Who puts in what comes by it: a visitor, somebody of the staff with the people before her, or the operator's command.
  used_by  text not null check (used_by in ('anybody', 'operator', 'owner'))
);

create table installation.language (
  tag  text primary key check (tag ~ '^[a-z]{2,3}(-[a-z0-9]{2,8})*$')
);
