select installation.append_only('audit.act');
create trigger not_removed before delete or truncate on audit.head
  for each statement execute function installation.refuse_change();

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
create trigger chained before insert on audit.act for each row execute function audit.chain();
