-- A request that nobody answers runs out. What its sender wanted is not forgotten with it: the case goes back to whoever
-- reviews it, once.

create table approvals.run_out (
  request  uuid primary key references approvals.request (id)
);
create trigger append_only before update or delete or truncate on approvals.run_out
  for each statement execute function house.refuse_change();

create function review.look_again_at_run_out(moment timestamptz) returns int
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
    select s.id, 'withdrawal', current_date, b.branch
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
revoke all on function review.look_again_at_run_out(timestamptz) from public;
grant execute on function review.look_again_at_run_out(timestamptz) to exeunt_work;
