-- What is restated of a person follows exactly one leaf, the one that stated her last, and two never follow the same: an entry
-- has one newest state. The record that the leaf commits to names that leaf (packages/proof/src/log/commitment.ts); the column
-- is the same in the clear, which fsck holds to what the leaf opens to. docs/decisions/0047-amendments-are-a-chain.md.

alter table ledger.leaf
  add column previous bigint check (previous >= 0 and previous < index),
  add check ((previous is not null) = (kind in ('amend', 'restate')));
create unique index one_successor on ledger.leaf (previous) where previous is not null;

-- And the leaf before it is of the same person.
create function ledger.check_previous() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from ledger.leaf before
    where before.index = new.previous and before.entry = new.entry and before.line = new.line
      and before.kind in ('add', 'import', 'amend', 'restate')
  ) then
    raise exception 'a restatement follows a leaf of the same person';
  end if;
  return null;
end
$$;
create constraint trigger check_previous after insert on ledger.leaf
  deferrable initially immediate for each row when (new.previous is not null)
  execute function ledger.check_previous();

drop view ledger.public_opening;

-- What opens the leaves of whoever is shown: the one that counts her, those that restate her in their order (what they said
-- stays closed), and the newest.
create view ledger.public_opening as
select counted.entry, counted.line, counted.index, opening.key,
  case when restated.index is null then opening.content_key end as content_key,
  opening.content,
  restated.index as restated_index, restated.key as restated_key, restated.content_key as restated_content_key,
  between_them.steps
from ledger.leaf counted
join ledger.opening opening on opening.index = counted.index
join register.entry declaration on declaration.number = counted.entry
cross join ledger.head head
left join lateral (
  select later.index, opening.key, opening.content_key
  from ledger.leaf later
  left join ledger.opening opening on opening.index = later.index
  where later.entry = counted.entry and later.line = counted.line
    and later.kind in ('amend', 'restate') and later.index < head.published
  order by later.index desc
  limit 1
) restated on true
cross join lateral (
  select coalesce(json_agg(json_build_object(
      'index', later.index, 'key', encode(opening.key, 'base64'), 'content', encode(opening.content, 'base64'))
      order by later.index), '[]') as steps,
    coalesce(bool_and(opening.key is not null), true) as are_open
  from ledger.leaf later
  left join ledger.opening opening on opening.index = later.index
  where later.entry = counted.entry and later.line = counted.line
    and later.kind in ('amend', 'restate') and later.index < restated.index
) between_them
where counted.kind in ('add', 'import') and counted.index < head.published
  and (restated.index is null or restated.key is not null) and between_them.are_open
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

grant select on ledger.public_opening to exeunt_site, exeunt_work;
