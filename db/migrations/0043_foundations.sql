-- Every entry rests on something: a declaration on a submission, on somebody's decision and on the act that says so, which
-- the next one is chained to; what was taken over on the operator's act; what changes an entry on an approval of two that was
-- used. `exeunt fsck` asks this view. Whoever may write the register's rows alone can make none of it.

insert into audit.word values ('imported'), ('baseline-attested');
create index on audit.act (id) where what in ('imported', 'baseline-attested');
create index on approvals.request ((act::jsonb ->> 'entry')) where kind = 'correction';

-- How many approvals of one kind were used about one record.
create function approvals.used(of_kind text, name text, record text) returns bigint
language sql stable set search_path = '' as $$
  select count(*)
  from approvals.request r
  join approvals.answer a on a.request = r.id and a.verdict = 'approved'
  join approvals.done d on d.request = r.id
  where r.kind = of_kind and r.act::jsonb ->> name = record
$$;
revoke all on function approvals.used(text, text, text) from public;

create view register.unfounded as
select e.number, found.why
from register.entry e
left join register.origin o on o.number = e.number
cross join lateral (
  select case
    when e.kind = 'declaration' and e.channel = 'import' then case
      when not exists (select from register.imported i where i.number = e.number) then 'not-imported'
      when not exists (
        select from audit.act a
        where a.what = 'imported' and a.who = audit.nobody()
          and e.number between split_part(a.record, '-', 1)::bigint and split_part(a.record, '-', 2)::bigint
      ) then 'no-act'
    end
    when e.kind = 'declaration' then case
      when o.submission is null then 'no-origin'
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
          from register.origin whose where whose.number = e.refers_to) then 'no-approval'
      when not exists (
        select from audit.act a join register.origin whose on whose.number = e.refers_to
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
