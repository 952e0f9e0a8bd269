select installation.append_only('register.entry', 'words', 'place', 'links_to');
select installation.append_only('register.line', 'name');
select installation.append_only('register.withdrawn_line');
select installation.append_only('register.provenance');
select installation.append_only('register.imported');

-- A line says whose it is, and its entry says the same.
create function register.check_line() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from register.entry e where e.number = new.number and coalesce(e.refers_to, e.number) = new.declaration
  ) then
    raise exception 'a line of another declaration';
  end if;
  return new;
end
$$;
create trigger check_line before insert on register.line for each row execute function register.check_line();

-- Whatever is emptied has to go from what is kept of it as well: the count of it moves in the same transaction. A row's trigger, for it
-- goes to partitions by itself.
create function register.count_emptied() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update register.emptied set times = times + 1;
  return null;
end
$$;
create trigger emptied after update on register.entry for each row execute function register.count_emptied();
create trigger emptied after update on register.line for each row execute function register.count_emptied();
create trigger not_removed before delete or truncate on register.emptied
  for each statement execute function installation.refuse_change();
