-- What anybody may have to open leaves with, a row a leaf: of people who are shown as they stand, with nothing under way about
-- them, and of leaves that are published. Of each person the one that counts her and those that restate her; what they said stays
-- closed, but for the newest. Who has lost one of them to an erasure has none. With its owner's eyes: it decides itself what it
-- gives. Whoever asks for one entry asks by its number, which goes to the index of the leaves through all of this (and `offset 0`:
-- db/current/register/views.sql).
create view ledger.public_opening as
select stated.entry, stated.line, stated.index, stated.key, stated.content,
  case when stated.is_newest then stated.content_key end as content_key
from (
  select leaf.entry, leaf.line, leaf.index, opening.key, opening.content, opening.content_key,
    leaf.index = max(leaf.index) over person as is_newest,
    bool_and(opening.index is not null) over person as are_open
  from ledger.leaf leaf
  left join ledger.opening opening on opening.index = leaf.index
  where leaf.entry is not null and leaf.kind in ('add', 'import', 'amend', 'restate')
    and leaf.index < (select published from ledger.head)
  window person as (partition by leaf.entry, leaf.line)
) stated
join register.entry declaration on declaration.number = stated.entry
cross join lateral (
  -- What was entered about it later is looked for once: in every part of the register.
  select max(entry.number) as newest,
    (array_agg(entry.shown order by entry.number desc) filter (where entry.kind = 'correction'))[1] as shown
  from register.entry
  where entry.refers_to = stated.entry
) later
where stated.are_open
  and coalesce(later.shown, declaration.shown)
  and coalesce(later.newest, 0) <= (select number from register.covered)
  and not exists (
    select from register.withdrawn_line withdrawn
    where withdrawn.declaration = stated.entry and withdrawn.position = stated.line
    offset 0)
  and not exists (select from register.agreed where agreed.declaration = stated.entry offset 0);
