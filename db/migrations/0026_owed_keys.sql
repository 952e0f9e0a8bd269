-- Keys that are owed are handed on page after page: what one browser cannot open must not stand before what it can, and the
-- end of a year of boxes must not cost as much to find as its beginning.

drop function vault.owed(int);

-- After a place among them, in the order of boxes and holders; the first page is after nothing.
create function vault.owed(after_box uuid, after_holder uuid, most int)
returns table (box uuid, sealed bytea, holder text, recipient text)
language sql stable security definer set search_path = '' as $$
  select distinct on (k.box, m.id) k.box, k.sealed, m.id::text, m.recipient
  from vault.box_key k
  join vault.box b on b.id = k.box
  join staff.role r on r.branch = b.branch and staff.opens(r.role, b.class)
  join staff.member m on m.id = r.member and m.state = 'admitted' and m.recipient is not null
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
  join staff.role r on r.branch = b.branch and staff.opens(r.role, b.class)
  join staff.member m on m.id = r.member and m.id = given.holder and m.state = 'admitted' and m.recipient is not null
  where not exists (select from vault.box_key h where h.box = given.box and h.holder = m.id::text)
$$;

revoke all on function vault.owed(uuid, uuid, int), vault.are_owed(uuid[], uuid[]) from public;
grant execute on function vault.owed(uuid, uuid, int), vault.are_owed(uuid[], uuid[]) to exeunt_desk;
