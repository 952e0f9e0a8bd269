-- The count, and what is published of it. The page "How we count" says the same sentences to people.
create schema statistics;

-- The changes, folded by one guarded job: what pages read. Days are those on which the ledger took people up, so that a stranger
-- can recompute them from its day leaves.
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

-- How far it is folded: `number` is the last entry folded in; `size` and `root` are of the checkpoint that the tally agrees with,
-- `day` is the day that is open in it.
create table statistics.mark (
  single    boolean     primary key default true check (single),
  number    bigint      not null,
  as_of     timestamptz not null,
  size      bigint      not null default 0,
  root      bytea       check (octet_length(root) = 32),
  day       date,
  baseline  bigint      not null default 0
);
insert into statistics.mark (number, as_of) values (0, now());

-- What is written to files for everybody: which entries have been looked at for it.
create schema publish;

-- `seen` runs with the register, so that a name that was taken back is out of the files as soon as that is entered; `covered`
-- runs with the ledger.
create table publish.mark (
  single   boolean primary key default true check (single),
  seen     bigint  not null default 0,
  covered  bigint  not null default 0
);
insert into publish.mark default values;
