select installation.append_only('register.entry', 'words', 'place', 'links_to');
select installation.append_only('register.line', 'name');
select installation.append_only('register.withdrawn_line');
select installation.append_only('register.provenance');
select installation.append_only('register.imported');

-- A line says whose it is, and its entry says the same. Asked once a statement, of all of its lines together, and always by the
-- entry's number: a plan that was made while the register was small is kept for as long as somebody enters.
create function register.check_lines() returns trigger language plpgsql security definer
set search_path = '' set enable_seqscan = off as $$
begin
  if exists (
    select from (select distinct declaration, number from fresh) said
    where said.declaration is distinct from (
      select coalesce(e.refers_to, e.number) from register.entry e where e.number = said.number)
  ) then
    raise exception 'a line of another declaration';
  end if;
  return null;
end
$$;
create trigger check_lines after insert on register.line referencing new table as fresh
  for each statement execute function register.check_lines();

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
