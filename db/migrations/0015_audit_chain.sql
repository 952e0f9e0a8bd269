-- Acts are chained: each carries a hash over itself and the one before it, and the newest hash goes into the ledger as
-- a leaf that says nothing. So who owns the tables can still change an act, and whoever looks finds which. The chain
-- is made by the database, in the transaction of the act: no process writes a row beside it.

create table audit.head (
  single  boolean primary key default true check (single),
  acts    bigint  not null default 0,
  hash    bytea   not null default decode(repeat('00', 32), 'hex') check (octet_length(hash) = 32)
);
insert into audit.head default values;

alter table audit.act add column hash bytea check (octet_length(hash) = 32);

-- src/audit/chain.ts says the same in the program's language, so that a changed function finds nobody's assent.
create function audit.link(before bytea, id bigint, at timestamptz, who uuid, what text, record text) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(before || convert_to(
    id || E'\n' || (extract(epoch from at) * 1000000)::bigint || E'\n' || who || E'\n' || what || E'\n' || record || E'\n',
    'UTF8'))
$$;

-- One after another: the head's row is locked until the act commits, so acts commit in the order of their numbers,
-- and these have no gaps.
create function audit.chain() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  before audit.head;
begin
  select * into before from audit.head for update;
  new.id := before.acts + 1;
  new.hash := audit.link(before.hash, new.id, new.at, new.who, new.what, new.record);
  update audit.head set acts = new.id, hash = new.hash;
  return new;
end
$$;

-- The acts of before, in the order in which they were written, under numbers without gaps.
do $$
declare
  act record;
  before bytea;
  next bigint := 0;
begin
  select hash into before from audit.head;
  alter table audit.act disable trigger append_only;
  for act in select * from audit.act order by id loop
    next := next + 1;
    before := audit.link(before, next, act.at, act.who, act.what, act.record);
    delete from audit.act where id = act.id;
    insert into audit.act (id, at, who, what, record, hash) overriding system value
    values (next, act.at, act.who, act.what, act.record, before);
  end loop;
  update audit.head set acts = next, hash = before;
  alter table audit.act enable trigger append_only;
end
$$;
alter table audit.act alter column hash set not null;

create trigger chained before insert on audit.act for each row execute function audit.chain();
create trigger not_removed before delete or truncate on audit.head
  for each statement execute function house.refuse_change();

-- How many cases somebody has opened of late.
create index on audit.act (who, at) where what = 'case-opened';

-- Which head of the acts a leaf of the ledger stands for.
create table ledger.noted (
  index  bigint primary key,
  acts   bigint not null unique,
  hash   bytea  not null check (octet_length(hash) = 32)
);
create trigger append_only before update or delete or truncate on ledger.noted
  for each statement execute function house.refuse_change();

revoke insert on audit.act from exeunt_desk;
grant insert (at, who, what, record) on audit.act to exeunt_desk;
grant usage on schema audit to exeunt_ledger;
grant select on audit.head to exeunt_ledger, exeunt_desk;
grant select, insert on ledger.noted to exeunt_ledger;
