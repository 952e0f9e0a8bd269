-- The ledger: an append-only Merkle log of the people who are counted. What is served to the world
-- are files; what they are made from lies here, so that a lost file is written again and never guessed.
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

-- The total of an earlier registry, attested by a dossier and provable by nothing. It enters once, as
-- leaf 0, or not at all.
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

-- A batch: leaves that were appended together, and the tree with them. Once it lies here its leaves
-- have their numbers for ever, signed or not: after a crash the same batch is signed, never another.
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

-- `entry` and `line` say of whom a leaf is; they are what joins a leaf to a page. No file has them.
create table ledger.leaf (
  index  bigint primary key check (index >= 0),
  kind   text   not null check (kind in ('baseline', 'add', 'import', 'baseline-adjust', 'retract',
           'restate', 'amend', 'channels', 'day', 'key', 'note')),
  bytes  bytea  not null,
  entry  bigint,  -- the declaration
  line   int,
  check ((entry is null) = (line is null)),
  check ((entry is not null) = (kind in ('add', 'import', 'retract', 'restate', 'amend')))
);
create index on ledger.leaf (entry, line) where entry is not null;

-- What opens a leaf. Apart from it, because this is what erasure destroys: then the leaf is 32 random
-- bytes for ever, and still counts.
create table ledger.opening (
  index        bigint primary key,
  key          bytea  not null check (octet_length(key) = 32),
  content      bytea  check (octet_length(content) = 32),      -- null for a retraction: it says nothing
  content_key  bytea  check (octet_length(content_key) = 32),
  check ((content is null) = (content_key is null))
);

-- How far the newest batches have come. `note` is signed by the log, `published_note` has the
-- cosignatures of witnesses as well. Each moves only from what it was: compare and swap.
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

create trigger append_only before update or delete or truncate on ledger.identity
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on ledger.key
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on ledger.batch
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on ledger.leaf
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on ledger.baseline
  for each statement execute function house.refuse_change();

-- A baseline that came later would let the count rise without a leaf.
create function ledger.refuse_late_baseline() returns trigger language plpgsql set search_path = '' as $$
begin
  if exists (select from ledger.batch) then
    raise exception 'the ledger has begun: a baseline can be its first leaf and no other';
  end if;
  return new;
end
$$;
create trigger first_leaf before insert on ledger.baseline
  for each row execute function ledger.refuse_late_baseline();

-- What anybody may have to open a leaf with: of people who are shown as they stand, with nothing under
-- way about them, and of leaves that are published. With its owner's eyes: it decides itself what it gives.
create view ledger.public_opening as
select counted.entry, counted.line, counted.index, opening.key,
  case when restated.index is null then opening.content_key end as content_key,
  opening.content,
  restated.index as restated_index, restated.key as restated_key, restated.content_key as restated_content_key,
  moved.index as moved_index
from ledger.leaf counted
join ledger.opening opening on opening.index = counted.index
join register.entry declaration on declaration.number = counted.entry
cross join ledger.head head
left join lateral (
  select later.index, later.kind, opening.key, opening.content_key
  from ledger.leaf later
  left join ledger.opening opening on opening.index = later.index
  where later.entry = counted.entry and later.line = counted.line
    and later.kind in ('amend', 'restate') and later.index < head.published
  order by later.index desc
  limit 1
) restated on true
left join lateral (
  select max(later.index) as index
  from ledger.leaf later
  where later.entry = counted.entry and later.line = counted.line
    and later.kind = 'restate' and later.index < restated.index and restated.kind = 'amend'
) moved on true
where counted.kind in ('add', 'import') and counted.index < head.published
  and (restated.index is null or restated.key is not null)
  and coalesce((
    select correction.shown from register.entry correction
    where correction.refers_to = counted.entry and correction.kind = 'correction'
    order by correction.number desc limit 1), declaration.shown)
  and not exists (
    select from register.withdrawn_line withdrawn
    where withdrawn.declaration = counted.entry and withdrawn.position = counted.line)
  and not exists (
    select from register.entry later
    where later.refers_to = counted.entry and later.number > (select number from register.covered));

-- The leaves that count the people of one declaration, for the check codes of whoever has its return code: by the
-- code's hash, because by its number anybody's could be asked for.
create function ledger.leaves_of(code bytea) returns table (line int, index bigint, bytes bytea)
language sql stable security definer set search_path = '' as $$
  select leaf.line, leaf.index, leaf.bytes
  from ledger.leaf leaf, ledger.head head
  where leaf.entry = register.number_by_code(code) and leaf.kind = 'add' and leaf.index < head.published
  order by leaf.line
$$;
revoke all on function ledger.leaves_of(bytea) from public;

-- People newly counted so far: those of an earlier registry came on no day of ours.
create function ledger.arrivals(totals jsonb) returns bigint
language sql immutable as $$
  select coalesce(sum((channel ->> 'counted')::bigint), 0)
  from jsonb_array_elements(totals -> 'channels') channel
  where channel ->> 'grade' <> 'carried'
$$;

grant usage on schema ledger to exeunt_site, exeunt_desk, exeunt_work, exeunt_ledger;
grant select on ledger.head, ledger.batch, ledger.identity, ledger.key, ledger.baseline to exeunt_site, exeunt_desk, exeunt_work;
grant select on ledger.public_opening to exeunt_site, exeunt_work;
grant execute on function ledger.leaves_of(bytea) to exeunt_site;

grant select on all tables in schema ledger to exeunt_ledger;
grant insert on ledger.identity, ledger.key, ledger.batch, ledger.leaf, ledger.opening to exeunt_ledger;
grant update on ledger.head to exeunt_ledger;
grant usage on schema house, jobs, statistics to exeunt_ledger;
grant select on house.house to exeunt_ledger;
grant execute on function jobs.announce(text) to exeunt_ledger;

-- The count is folded up to what a checkpoint covers, and says which: `size` and `root` are of the
-- checkpoint that the tally agrees with, `day` is the day that is open in it. Days are those on which
-- the ledger took people up, so that a stranger can recompute them from its day leaves.
alter table statistics.mark
  add column size bigint not null default 0,
  add column root bytea check (octet_length(root) = 32),
  add column day date,
  add column baseline bigint not null default 0;
delete from statistics.tally;
update statistics.mark set number = 0;
drop table statistics.baseline;

-- People standing, by the channel they came by. Sums to the total without the baseline.
create view statistics.standing as
select channel, sum(counted - retracted)::bigint as people from statistics.tally group by channel;
grant select on statistics.standing to exeunt_site, exeunt_desk, exeunt_work;
