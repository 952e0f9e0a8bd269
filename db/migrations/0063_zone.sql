-- A day is a day of the centre's zone, here as everywhere: a database whose days end at another midnight would let a wish
-- rest for some hours less, or make a case wait from a day that is not yet or no more. docs/decisions/0065-days-in-the-database.md

-- What the owner's process found in its settings when it last started; until then the default of the setting.
create table house.zone (
  single  boolean primary key default true check (single),
  -- An unknown zone is an error of the function's, before anything is stored.
  zone    text    not null default 'Asia/Shanghai' check (timezone(zone, timestamptz 'epoch') is not null)
);
insert into house.zone default values;
grant select on house.zone to exeunt_site, exeunt_desk, exeunt_work, exeunt_ledger, exeunt_issue;

-- The one place where an instant becomes a day. `calendar.ts` is its like outside of the database.
create function house.day_at(moment timestamptz) returns date language sql stable set search_path = '' as $$
  select (moment at time zone (select zone from house.zone))::date
$$;

-- The day by the database's own clock. Who owns the tables may put another function in its place, as tests do.
create or replace function house.today() returns date language sql stable set search_path = '' as $$
  select house.day_at(now())
$$;

-- A colleague did not agree: the case goes back to whoever reviews it, with what its sender wants.
create or replace function review.look_again(refused uuid) returns void
language sql security definer set search_path = '' as $$
  insert into intake.pending (submission, cause, since, branch)
  select s.id, 'withdrawal', house.today(), b.branch
  from approvals.request r
  join approvals.answer a on a.request = r.id and a.verdict = 'refused'
  join intake.submission s on s.id::text = r.act::jsonb ->> 'submission'
  join vault.box b on b.id = s.box
  where r.id = refused and r.kind = 'withdrawal'
  on conflict do nothing
$$;

-- By the moment that it is asked about, which is the one its worker goes by.
create or replace function review.look_again_at_run_out(moment timestamptz) returns int
language sql security definer set search_path = '' as $$
  with gone as (
    insert into approvals.run_out
    select r.id from approvals.request r
    where r.kind = 'withdrawal' and r.requested_at < moment - interval '30 days'
      and not exists (select from approvals.answer a where a.request = r.id)
    on conflict do nothing
    returning request
  ), back as (
    insert into intake.pending (submission, cause, since, branch)
    select s.id, 'withdrawal', house.day_at(moment), b.branch
    from gone
    join approvals.request r on r.id = gone.request
    join intake.submission s on s.id::text = r.act::jsonb ->> 'submission'
    join vault.box b on b.id = s.box
    -- Taken back, there is nothing to look at.
    where exists (select from intake.standing_wish w where w.submission = s.id)
    on conflict do nothing
    returning 1
  )
  select count(*)::int from back
$$;

-- For the public page: which scripts, since which day. No hour, and nothing of anybody.
drop function audit.noted_desks(text, int);
create function audit.noted_desks(most int) returns table (digest text, day date)
language sql stable security definer set search_path = '' as $$
  select record, house.day_at(at) from audit.act where what = 'desk-script' order by id desc limit most
$$;
revoke all on function audit.noted_desks(int) from public;
grant execute on function audit.noted_desks(int) to exeunt_site;
