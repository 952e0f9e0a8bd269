-- A member who leaves: what she held of box keys is handed out no more.
alter table audit.act drop constraint act_what_check;
alter table audit.act add constraint act_what_check check (what in (
  'enrolled', 'signed-in', 'signed-out', 'invited', 'admitted', 'removed', 'box-made',
  'case-opened', 'case-returned', 'registered', 'registered-uncounted', 'held', 'declined',
  'withdrawn', 'corrected'));
grant delete on vault.box_key to exeunt_desk;

-- A house is never without somebody who may invite, whatever the desk's server says: two who remove one another at once
-- are two who wait here.
create function staff.keep_an_administrator() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.role = 'administrator' and old.state = 'admitted' and new.state <> 'admitted' then
    perform from staff.member where role = 'administrator' and state = 'admitted' order by id for update;
    if not exists (
      select from staff.member where role = 'administrator' and state = 'admitted' and id <> old.id
    ) then
      raise exception 'the last administrator stays';
    end if;
  end if;
  if old.state = 'left' and new.state <> 'left' then
    raise exception 'whoever has left comes back as a newcomer';
  end if;
  return new;
end
$$;
create trigger keep_an_administrator before update on staff.member
  for each row execute function staff.keep_an_administrator();
