-- A box is sealed to once a second one of those who may hold its key has opened it. Until then it is a proposal: whoever made
-- it may have sealed anything to the others, and nobody would find out before she leaves. docs/decisions/0046-boxes-are-confirmed.md.

insert into audit.word values ('box-confirmed'), ('box-refused'), ('key-returned');

create table vault.proposal (
  id         uuid primary key,
  class      text not null check (class in ('contact', 'papers', 'draft')),
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

create function vault.name_maker() returns trigger language plpgsql set search_path = '' as $$
begin
  new.maker := staff.acting();
  return new;
end
$$;
create trigger name_maker before insert on vault.proposal for each row execute function vault.name_maker();

-- Those of the staff whose roles open a box of this slot.
create function vault.may_open(at_branch text, of_class text) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select distinct m.id from staff.role r join staff.member m on m.id = r.member and m.state = 'admitted'
  where r.branch = at_branch and staff.opens(r.role, of_class)
$$;

-- Which keys of a box its holder has opened in her own browser.
alter table vault.box_key add column opened boolean not null default false;

create function vault.move(proposed vault.proposal) returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into vault.box (id, class, branch, week, recipient)
  values (proposed.id, proposed.class, proposed.branch, proposed.week, proposed.recipient);
  insert into vault.box_key (box, holder, sealed, opened)
  select box, holder, sealed, coalesce(holder in (proposed.maker::text, staff.acting()::text), false)
  from vault.proposed_key where box = proposed.id;
  delete from vault.proposal where id = proposed.id;
end
$$;

-- Where nobody else could look: one holder alone, or a demonstration, whose key is everybody's.
create function vault.open_alone(box uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  proposed vault.proposal;
begin
  select * into proposed from vault.proposal p where p.id = box for update;
  if proposed.id is null
    or not staff.is_demo() and (select count(*) from vault.may_open(proposed.branch, proposed.class)) > 1 then
    return false;
  end if;
  perform vault.move(proposed);
  return true;
end
$$;

-- What whoever acts is asked to look at: not what she made herself.
create function vault.to_confirm(most int) returns table (box uuid, recipient text, sealed bytea)
language sql stable security definer set search_path = '' as $$
  select p.id, p.recipient, k.sealed
  from vault.proposal p join vault.proposed_key k on k.box = p.id and k.holder = staff.acting()::text
  where p.maker is distinct from staff.acting() and staff.acting() in (select vault.may_open(p.branch, p.class))
  order by p.week, p.id limit most
$$;

-- A second holder's browser has opened her key, and it fits the recipient. She has sealed it to the recovery key as well: so
-- of two copies one is right if one of the two is honest. False: it is no proposal of hers to confirm, or somebody whom it
-- was sealed to may hold it no more.
create function vault.confirm(confirmed uuid, recovery bytea) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  proposed vault.proposal;
begin
  select * into proposed from vault.proposal where id = confirmed for update;
  if proposed.id is null or proposed.maker is not distinct from staff.acting()
    or not exists (
      select from vault.proposed_key k where k.box = confirmed and k.holder = staff.acting()::text)
    or staff.acting() not in (select vault.may_open(proposed.branch, proposed.class)) then
    return false;
  end if;
  if exists (
    select from vault.proposed_key k where k.box = confirmed and k.holder not in ('recovery', 'demo')
      and k.holder not in (select one::text from vault.may_open(proposed.branch, proposed.class) one)
  ) then
    delete from vault.proposal where id = confirmed;
    return false;
  end if;
  perform vault.move(proposed);
  if recovery is not null then
    insert into vault.box_key (box, holder, sealed) values (confirmed, 'recovery-again', recovery);
  end if;
  return true;
end
$$;

-- It does not open: the proposal goes, and another one is made.
create function vault.refuse(refused uuid) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  delete from vault.proposal p
  where p.id = refused and exists (
    select from vault.proposed_key k where k.box = p.id and k.holder = staff.acting()::text);
  return found;
end
$$;

-- Keys that colleagues have given to whoever acts and that she has not opened yet.
create function vault.unopened(most int) returns table (box uuid, recipient text, sealed bytea)
language sql stable security definer set search_path = '' as $$
  select b.id, b.recipient, k.sealed from vault.box_key k join vault.box b on b.id = k.box
  where k.holder = staff.acting()::text and not k.opened
  order by b.week desc, b.id limit most
$$;
create index on vault.box_key (holder) where not opened;

-- Of her own keys she says which open. The others are owed to her again, by whoever can open the box.
create function vault.look_at(good uuid[], bad uuid[]) returns void language sql security definer set search_path = '' as $$
  update vault.box_key set opened = true where holder = staff.acting()::text and box = any (good);
  delete from vault.box_key where holder = staff.acting()::text and box = any (bad) and not opened;
$$;

alter table vault.proposed_key enable row level security;
create policy held on vault.proposed_key for select to exeunt_desk
  using (holder = staff.acting()::text or holder = 'demo');
create policy made on vault.proposed_key for insert to exeunt_desk with check (
  exists (select from vault.proposal p where p.id = box and p.maker = staff.acting()) and (
    holder = 'recovery' or holder = 'demo' and staff.is_demo()
    or exists (
      select from vault.proposal p where p.id = box
        and holder in (select one::text from vault.may_open(p.branch, p.class) one))));

revoke insert on vault.box from exeunt_desk;
revoke all on function
  vault.may_open(text, text), vault.move(vault.proposal), vault.open_alone(uuid), vault.to_confirm(int),
  vault.confirm(uuid, bytea), vault.refuse(uuid), vault.unopened(int), vault.look_at(uuid[], uuid[])
  from public;
grant select, insert (id, class, branch, week, recipient) on vault.proposal to exeunt_desk;
grant select, insert on vault.proposed_key to exeunt_desk;
grant execute on function
  vault.may_open(text, text), vault.open_alone(uuid), vault.to_confirm(int), vault.confirm(uuid, bytea), vault.refuse(uuid),
  vault.unopened(int), vault.look_at(uuid[], uuid[])
  to exeunt_desk;
revoke insert on vault.box_key from exeunt_desk;
grant insert (box, holder, sealed) on vault.box_key to exeunt_desk;
