-- What anybody may have to open leaves with: of people who are shown as they stand, with nothing under way about them, and of
-- leaves that are published. The one that counts her, those that restate her in their order (what they said stays closed), and
-- the newest. With its owner's eyes: it decides itself what it gives.
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
