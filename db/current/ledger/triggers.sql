select installation.append_only('ledger.identity');
select installation.append_only('ledger.key');
select installation.append_only('ledger.baseline');
select installation.append_only('ledger.batch');
select installation.append_only('ledger.leaf');
select installation.append_only('ledger.next_leaf');
select installation.append_only('ledger.noted');
create trigger not_removed before delete or truncate on ledger.taken_over
  for each statement execute function installation.refuse_change();

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

-- What is restated of a person follows a leaf of the same person, and no other leaf follows that.
create function ledger.check_previous() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from ledger.leaf before
    where before.index = new.previous and before.entry = new.entry and before.line = new.line
      and before.kind in ('add', 'import', 'amend', 'restate')
  ) then
    raise exception 'a restatement follows a leaf of the same person';
  end if;
  insert into ledger.next_leaf (previous, index) values (new.previous, new.index);
  return null;
end
$$;
create constraint trigger check_previous after insert on ledger.leaf
  deferrable initially immediate for each row when (new.previous is not null)
  execute function ledger.check_previous();
