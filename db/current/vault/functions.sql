-- Who may be given the key of a box.
create function vault.may_hold(holder text, box uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select case may_hold.holder
    when 'recovery' then true
    else exists (
      select from vault.box b
      join staff.working w on w.branch = b.branch and staff.opens(w.role, b.class)
      where b.id = may_hold.box and w.member::text = may_hold.holder)
  end
$$;

-- What a holder has that she may hold no more goes, and the box it opened is not sealed to, once there is another one.
create function vault.take_keys(of_holder text) returns void
language sql security definer set search_path = '' as $$
  with gone as (
    delete from vault.box_key k
    where k.holder = of_holder and not vault.may_hold(k.holder, k.box)
    returning k.box
  )
  update vault.box set spent = true where id in (select box from gone)
$$;

-- Keys that colleagues may have and have not been given: of the boxes that whoever acts can open herself, for her browser to
-- seal anew. Nobody else's key is in it. After a place among them, in the order of boxes and holders; the first page is after
-- nothing.
create function vault.owed(after_box uuid, after_holder uuid, most int)
returns table (box uuid, sealed bytea, holder text, recipient text)
language sql stable security definer set search_path = '' as $$
  select distinct on (k.box, m.id) k.box, k.sealed, m.id::text, m.recipient
  from vault.box_key k
  join vault.box b on b.id = k.box
  join staff.working w on w.branch = b.branch and staff.opens(w.role, b.class)
  join staff.member m on m.id = w.member and m.recipient is not null
  where k.holder = staff.acting()::text
    and (after_box is null or k.box >= after_box and (k.box, m.id) > (after_box, after_holder))
    and not exists (select from vault.box_key h where h.box = k.box and h.holder = m.id::text)
  order by k.box, m.id
  limit most
$$;

-- Which of these are owed, and by whoever acts.
create function vault.are_owed(boxes uuid[], holders uuid[]) returns table (box uuid, holder text)
language sql stable security definer set search_path = '' as $$
  select distinct given.box, m.id::text
  from unnest(boxes, holders) as given (box, holder)
  join vault.box_key k on k.box = given.box and k.holder = staff.acting()::text
  join vault.box b on b.id = given.box
  join staff.working w on w.branch = b.branch and w.member = given.holder and staff.opens(w.role, b.class)
  join staff.member m on m.id = w.member and m.recipient is not null
  where not exists (select from vault.box_key h where h.box = given.box and h.holder = m.id::text)
$$;

-- Those of the staff whose roles open a box of this slot.
create function vault.may_open(at_branch text, of_class text) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select distinct w.member from staff.working w where w.branch = at_branch and staff.opens(w.role, of_class)
$$;

-- A proposal becomes a box.
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

-- Where nobody else could look: one holder alone.
create function vault.open_alone(box uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  proposed vault.proposal;
begin
  select * into proposed from vault.proposal p where p.id = box for update;
  if proposed.id is null
    or (select count(*) from vault.may_open(proposed.branch, proposed.class)) > 1 then
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
    select from vault.proposed_key k where k.box = confirmed and k.holder <> 'recovery'
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

-- Of her own keys she says which open. The others are owed to her again, by whoever can open the box.
create function vault.look_at(good uuid[], bad uuid[]) returns void language sql security definer set search_path = '' as $$
  update vault.box_key set opened = true where holder = staff.acting()::text and box = any (good);
  delete from vault.box_key where holder = staff.acting()::text and box = any (bad) and not opened;
$$;
