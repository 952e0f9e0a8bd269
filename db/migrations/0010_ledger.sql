-- The ledger: an append-only Merkle log of the people who are counted. What is served to the world are files; what they are made
-- from lies here, so that a lost file is written again and never guessed.
create schema ledger;

-- The log's name, and the keys that its signer has shown. Given at its birth, for ever.
create table ledger.identity (
  single  boolean primary key default true check (single),
  origin  text    not null
);

create table ledger.key (
  vkey      text primary key,
  position  int  not null unique check (position > 0)
);

-- The total of an earlier registry, attested by a dossier and provable by nothing. It enters once, as leaf 0, or not at all.
create table ledger.baseline (
  single      boolean primary key default true check (single),
  as_of       date    not null,
  party       bigint  not null check (party >= 0),
  league      bigint  not null check (league >= 0),
  pioneers    bigint  not null check (pioneers >= 0),
  not_stated  bigint  not null check (not_stated >= 0),
  people      bigint  not null check (people > 0),
  dossier     bytea   not null check (octet_length(dossier) = 32),  -- SHA-256 of the published file
  check (greatest(party, league, pioneers) <= people - not_stated),
  check (people - not_stated <= party + league + pioneers)
);

-- How much of the baseline was ever asked for by declarations that were taken over, whether the ledger has come to them or not.
create table ledger.taken_over (
  single      boolean primary key default true check (single),
  party       bigint  not null default 0 check (party >= 0),
  league      bigint  not null default 0 check (league >= 0),
  pioneers    bigint  not null default 0 check (pioneers >= 0),
  not_stated  bigint  not null default 0 check (not_stated >= 0),
  people      bigint  not null default 0 check (people >= 0)
);
insert into ledger.taken_over default values;

-- A batch: leaves that were appended together, and the tree with them. Once it lies here its leaves have their numbers for ever,
-- signed or not: after a crash the same batch is signed, never another.
create table ledger.batch (
  size    bigint primary key,           -- leaves of the log with it
  first   bigint not null unique,       -- the number of its own first leaf
  root    bytea  not null check (octet_length(root) = 32),
  after   bigint not null,              -- it covers the register's entries after this number,
  entry   bigint not null,              -- up to this one
  day     date   not null,              -- of the centre
  closes  date   unique,                -- the day whose leaf it is; nothing else is in it
  totals  jsonb  not null,              -- the sums over all leaves so far
  check (size > first and first >= 0),
  check (entry >= after and after >= 0),
  check (closes is null or (size = first + 1 and entry = after and closes < day))
);
create index on ledger.batch (entry);
create index on ledger.batch (day);

-- `entry` and `line` say of whom a leaf is; they are what joins a leaf to a page. No file has them. What is restated of a person
-- follows exactly one leaf, the one that stated her last, and two never follow the same: an entry has one newest state. The record
-- that the leaf commits to names that leaf (packages/proof/src/log/commitment.ts); the column is the same in the clear, which
-- fsck holds to what the leaf opens to. docs/decisions/0047-amendments-are-a-chain.md
create table ledger.leaf (
  index     bigint primary key check (index >= 0),
  kind      text   not null check (kind in ('baseline', 'add', 'import', 'baseline-adjust', 'retract',
              'restate', 'amend', 'channels', 'day', 'key', 'note')),
  bytes     bytea  not null,
  entry     bigint,  -- the declaration
  line      int,
  previous  bigint check (previous >= 0 and previous < index),
  check ((entry is null) = (line is null)),
  check ((entry is not null) = (kind in ('add', 'import', 'retract', 'restate', 'amend'))),
  check ((previous is not null) = (kind in ('amend', 'restate')))
) partition by range (index);
create index on ledger.leaf (entry, line) where entry is not null;
-- A hundred and thirty-four million leaves a part.
create table ledger.leaf_0 partition of ledger.leaf for values from (0) to (134217728);

-- Which leaf follows one: two never follow the same. Apart, for what is unique in a divided table is so by what divides it; written
-- by the leaf's own trigger.
create table ledger.next_leaf (
  previous  bigint not null constraint one_successor primary key,
  index     bigint not null unique
);

-- What opens a leaf. Apart from it, because this is what erasure destroys: then the leaf is 32 random bytes for ever, and still
-- counts.
create table ledger.opening (
  index        bigint primary key,
  key          bytea  not null check (octet_length(key) = 32),
  content      bytea  check (octet_length(content) = 32),      -- null for a retraction: it says nothing
  content_key  bytea  check (octet_length(content_key) = 32),
  check ((content is null) = (content_key is null))
) partition by range (index);
create table ledger.opening_0 partition of ledger.opening for values from (0) to (134217728);

-- The newest file of each day's published entries. `nonce` stands in the file, so that nobody can confirm by a guess what
-- a file that is gone has said; it goes with the file (docs/decisions/0093).
create table ledger.day_file (
  day      date  primary key,
  nonce    bytea not null check (octet_length(nonce) = 32),
  written  date  not null,  -- the day that was open when it was written: the leaf of that day stands for it
  digest   bytea not null check (octet_length(digest) = 32),  -- SHA-256 of the file, unpacked
  listed   bytea check (octet_length(listed) = 32)            -- what the newest day leaf stands for; null before there is one
);

-- How far the newest batches have come. `note` is signed by the log, `published_note` has the cosignatures of witnesses as well.
-- Each moves only from what it was: compare and swap.
create table ledger.head (
  single          boolean primary key default true check (single),
  closed_at       timestamptz,
  signed          bigint  not null default 0,
  note            text,
  published       bigint  not null default 0 check (published <= signed),
  published_note  text,
  published_at    timestamptz,
  witnessed       boolean not null default false,
  policy          text,           -- the file by which it is to be believed
  trouble         text,           -- why it does not go on; a word of a closed list
  trouble_since   timestamptz
);
insert into ledger.head default values;

-- Which head of the acts a leaf of the ledger stands for.
create table ledger.noted (
  index  bigint primary key,
  acts   bigint not null unique,
  hash   bytea  not null check (octet_length(hash) = 32)
);
