-- Declarations about which two have agreed to something that is not entered yet, for the site alone: the files of days follow what is
-- entered.
create view register.agreed as
select waiting.declaration
from (
  -- By its submission, whatever PostgreSQL believes of a table that is empty but for a moment.
  select coalesce(a.refers_to, (select o.number from register.provenance o where o.submission = a.submission)) as declaration
  from review.acceptance a
  where a.kind in ('withdrawal', 'correction') and current_user = 'exeunt_site'
) waiting
where waiting.declaration is not null;

-- Declarations about which something was entered that the asking role may not see yet, or is about to be. Whoever wants her
-- name hidden, or out, waits for no checkpoint and not for the register either: from the moment two have agreed, the site
-- shows neither names nor words of the declaration until a checkpoint covers the change. With its owner's eyes, for it looks
-- beyond the horizon.
create view register.changing as
select distinct refers_to as declaration
from register.entry
where refers_to is not null and number > (select register.horizon())
union
select declaration from register.agreed;

-- Here and below, `offset 0` keeps a question about one entry a question about one entry: without it PostgreSQL would answer it for the
-- whole register at once, and keep the answers for a page of twenty. What is changing is asked once a question
-- (register.changing_now): it is nothing nearly always, and PostgreSQL would think longer about each place where it is asked.

-- A line as it stands, for the asking role: as it was said last.
create view register.standing_line with (security_invoker = true) as
select declaration.number, original.position,
  case when declaration.number <> all ((select register.changing_now())::bigint[]) then stated.name end as name,
  stated.name_kind, stated.basis, stated.party, stated.league, stated.pioneers,
  exists (
    select from register.withdrawn_line withdrawn
    where withdrawn.declaration = declaration.number and withdrawn.position = original.position
    offset 0
  ) as withdrawn
from register.entry declaration
join register.line original on original.declaration = declaration.number and original.number = declaration.number
cross join lateral (
  select statement.*
  from register.line statement
  where statement.declaration = declaration.number and statement.position = original.position
  order by statement.number desc
  limit 1
) stated
where declaration.kind = 'declaration';

-- An entry as it stands: the words of its newest correction; none once everybody on it withdrew.
create view register.standing_entry with (security_invoker = true) as
select entry.number, entry.kind, entry.refers_to, entry.day, entry.channel, entry.language, entry.vetted, entry.counted,
  entry.certifiable, entry.uncounted_reason,
  case when corrected.number is null then entry.shown else corrected.shown end as shown,
  case when entry.kind = 'declaration' and not changes.under_way and exists (
      select from register.line line
      where line.declaration = entry.number and line.number = entry.number and not exists (
        select from register.withdrawn_line withdrawn
        where withdrawn.declaration = line.declaration and withdrawn.position = line.position)
      offset 0)
    then case when corrected.number is null then entry.words else corrected.words end
  end as words,
  case when entry.kind = 'declaration' and not changes.under_way
    then case when corrected.number is null then entry.place else corrected.place end
  end as place,
  changes.under_way as changing
from register.entry entry
left join lateral (
  select newest.number, newest.words, newest.place, newest.shown
  from register.entry newest
  where newest.refers_to = entry.number and newest.kind = 'correction'
  order by newest.number desc
  limit 1
) corrected on true
cross join lateral (
  select entry.number = any ((select register.changing_now())::bigint[]) as under_way
) changes;

-- An entry as a list shows it: how many people it speaks of, and the first few published names.
create view register.summary with (security_invoker = true) as
select entry.*,
  case entry.kind
    when 'withdrawal' then (
      select count(*) from register.withdrawn_line w where w.declaration = entry.refers_to and w.number = entry.number)
    when 'correction' then (
      select count(*) from register.line l where l.declaration = entry.refers_to and l.number = entry.number)
    else (select count(*) from register.line l where l.declaration = entry.number and l.number = entry.number)
  end as people,
  entry.kind = 'declaration' and not exists (
    select from register.standing_line line where line.number = entry.number and not line.withdrawn offset 0
  ) as withdrawn,
  array(
    select line.name from register.standing_line line
    where entry.kind = 'declaration' and line.number = entry.number and line.name is not null and not line.withdrawn
    order by line.position limit 4
  ) as names
from register.standing_entry entry;

-- What each entry does to people who are counted: the journal that the count and the ledger follow, in three
-- parts. Numbers have no gaps and commit in order, so "everything after a number" misses nothing.

-- A declaration counts its people.
create view register.declared as
select
  entry.number, entry.number as declaration, line.position, entry.channel,
  line.party, line.league, line.pioneers,
  entry.day, line.name, line.name_kind, line.basis, entry.place, entry.language,
  sha256(convert_to(entry.words, 'UTF8')) as words
from register.entry entry
join register.line line on line.declaration = entry.number and line.number = entry.number
where entry.kind = 'declaration' and entry.counted;

-- A withdrawal takes them away again, as they were stated last.
create view register.withdrawn as
select
  entry.number, declaration.number as declaration, gone.position, declaration.channel,
  before.party as was_party, before.league as was_league, before.pioneers as was_pioneers
from register.entry entry
join register.entry declaration on declaration.number = entry.refers_to and declaration.counted
join register.withdrawn_line gone on gone.declaration = declaration.number and gone.number = entry.number
cross join lateral (
  select statement.*
  from register.line statement
  where statement.declaration = declaration.number and statement.position = gone.position
    and statement.number < entry.number
  order by statement.number desc
  limit 1
) before
where entry.kind = 'withdrawal';

-- A correction restates everybody who stands: it may hide words that all of them share.
create view register.restated as
select
  entry.number, declaration.number as declaration, original.position, declaration.channel,
  before.party as was_party, before.league as was_league, before.pioneers as was_pioneers,
  after.party, after.league, after.pioneers,
  declaration.day, after.name, after.name_kind, after.basis, entry.place, declaration.language,
  sha256(convert_to(entry.words, 'UTF8')) as words
from register.entry entry
join register.entry declaration on declaration.number = entry.refers_to and declaration.counted
join register.line original on original.declaration = declaration.number and original.number = declaration.number
cross join lateral (
  select statement.*
  from register.line statement
  where statement.declaration = declaration.number and statement.position = original.position
    and statement.number < entry.number
  order by statement.number desc
  limit 1
) before
cross join lateral (
  select statement.*
  from register.line statement
  where statement.declaration = declaration.number and statement.position = original.position
    and statement.number <= entry.number
  order by statement.number desc
  limit 1
) after
where entry.kind = 'correction'
  and not exists (
    select from register.withdrawn_line gone
    where gone.declaration = declaration.number and gone.position = original.position
      and gone.number < entry.number);

-- The three as one: by how much each figure changes is their difference.
create view register.event as
select number, 'counted' as kind, declaration, position, channel,
  null::boolean as was_party, null::boolean as was_league, null::boolean as was_pioneers,
  party, league, pioneers
from register.declared
union all
select number, 'withdrawn', declaration, position, channel, was_party, was_league, was_pioneers, null, null, null
from register.withdrawn
union all
select number, 'restated', declaration, position, channel, was_party, was_league, was_pioneers,
  party, league, pioneers
from register.restated;

-- Every entry rests on something: a declaration on a submission, on somebody's decision and on the act that says so, which
-- the next one is chained to; what was taken over on the operator's act; what changes an entry on an approval of two that was
-- used. `exeunt fsck` asks this view. Whoever may write the register's rows alone can make none of it.
create view register.unfounded as
select e.number, found.why
from register.entry e
left join register.provenance o on o.number = e.number
-- Of numbers that follow one another one range remains, whatever number of acts said so.
cross join (
  select coalesce(range_agg(int8range(split_part(a.record, '-', 1)::bigint, split_part(a.record, '-', 2)::bigint, '[]')), '{}') as numbers
  from audit.act a
  where a.what = 'imported' and a.who = audit.nobody()
) taken_over
cross join lateral (
  select case
    when e.kind = 'declaration' and e.channel in (select id from installation.channel where used_by = 'owner') then case
      when not exists (select from register.imported i where i.number = e.number) then 'not-imported'
      when not e.number <@ taken_over.numbers then 'no-act'
    end
    when e.kind = 'declaration' then case
      when o.submission is null then 'no-provenance'
      when not exists (select from intake.submission s where s.id = o.submission) then 'no-submission'
      when not exists (
        select from review.decision d
        where d.submission = o.submission
          and d.verdict = case when e.counted then 'register' else 'register-uncounted' end
      ) then 'no-decision'
      when not exists (
        select from review.decision d
        join audit.act a on a.record = d.submission::text and a.who = d.member
          and a.what = case when e.counted then 'registered' else 'registered-uncounted' end
        where d.submission = o.submission
      ) then 'no-act'
    end
    when e.kind = 'correction' then case
      when (select count(*) from register.entry c
        where c.refers_to = e.refers_to and c.kind = 'correction' and c.number <= e.number)
        > approvals.used('correction', 'entry', e.refers_to::text) then 'no-approval'
      when not exists (
        select from audit.act a where a.what = 'corrected' and a.record = e.refers_to::text) then 'no-act'
    end
    when e.kind = 'withdrawal' then case
      when (select count(*) from register.entry w
        where w.refers_to = e.refers_to and w.kind = 'withdrawal' and w.number <= e.number)
        > (select coalesce(sum(approvals.used('withdrawal', 'submission', whose.submission::text)), 0)
          from register.provenance whose where whose.number = e.refers_to) then 'no-approval'
      when not exists (
        select from audit.act a join register.provenance whose on whose.number = e.refers_to
        where a.what = 'withdrawn' and a.record = whose.submission::text) then 'no-act'
    end
  end as why
) found
where found.why is not null
union all
-- The total that was carried over is before all entries.
select 0, 'no-act' from ledger.baseline b
where not exists (
  select from audit.act a
  where a.what = 'baseline-attested' and a.who = audit.nobody() and a.record = encode(b.dossier, 'hex'));
