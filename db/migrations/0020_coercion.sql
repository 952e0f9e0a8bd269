-- A sender may be made to use her code. So a wish to withdraw rests before anybody looks at it, she can take it back with
-- the same code, and nothing that is stored tells a wish that she was forced to from any other: the mark of the duress
-- form is inside what is sealed. docs/decisions/0027-duress.md has the table of states.

-- The day by the database's own clock. Who owns the tables may put another function in its place, as tests do.
create function house.today() returns date language sql stable set search_path = '' as $$
  select (now() at time zone 'UTC')::date
$$;

create function house.cooling_days() returns int language sql stable set search_path = '' as $$
  select case when exists (select from house.house where kind = 'demo') then 0 else 14 end
$$;

-- The first day on which a wish that was asked on a day may be looked at. Days are all that is known: one more than the
-- days of rest, so that these are whole, whatever the hour was.
create function house.rests_until(asked date) returns date language sql stable set search_path = '' as $$
  select asked + case house.cooling_days() when 0 then 0 else house.cooling_days() + 1 end
$$;

-- Taken back is what was asked and not taken back before. By their names and not by a number: the order in which
-- somebody came is written nowhere.
alter table intake.followup
  drop constraint followup_kind_check,
  add constraint followup_kind_check check (kind in ('answer', 'withdrawal', 'wish-taken-back')),
  add column takes_back uuid[] not null default '{}',
  add check (kind = 'wish-taken-back' or takes_back = '{}');

-- With its owner's eyes, and for nobody but the functions below.
create view intake.standing_wish as
select wish.submission, wish.id, wish.day
from intake.followup wish
where wish.kind = 'withdrawal' and not exists (
  select from intake.followup back where back.submission = wish.submission and wish.id = any (back.takes_back));

create function intake.check_followup() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- One after another, for one sender.
  perform pg_advisory_xact_lock(hashtextextended(new.submission::text, 1));
  new.takes_back := '{}';
  if new.kind = 'wish-taken-back' then
    new.takes_back := array(select id from intake.standing_wish where submission = new.submission);
  end if;
  -- A wish cannot be said to be older than it is. One day, for the clocks of the world.
  if session_user = 'exeunt_site' and new.day < house.today() - 1 then
    raise exception 'a follow-up of the past';
  end if;
  return new;
end
$$;
create trigger check_followup before insert on intake.followup
  for each row execute function intake.check_followup();

-- `not_before`: nobody is handed the case until that day; 'infinity', once somebody has looked and left everything as it
-- is. `resumes`: what the case waited for when its sender asked to withdraw; null where it did not wait.
alter table intake.pending
  add column not_before date,
  add column resumes text check (resumes in ('new', 'answer')),
  add check (resumes is null or cause = 'withdrawal');

-- Wishes of before this rest as well.
update intake.pending p
set not_before = house.rests_until(wish.day),
  resumes = case when not exists (select from review.decision d where d.submission = p.submission) then 'new' end
from (select submission, min(day) as day from intake.standing_wish group by submission) wish
where wish.submission = p.submission and p.cause = 'withdrawal';

create function intake.queue_wish(of_submission uuid, asked date) returns void
language sql security definer set search_path = '' as $$
  insert into intake.pending as waiting (submission, cause, since, branch, not_before)
  select s.id, 'withdrawal', asked, b.branch, house.rests_until(asked)
  from intake.submission s join vault.box b on b.id = s.box
  where s.id = of_submission
  on conflict (submission) do update
    set cause = 'withdrawal', resumes = waiting.cause, not_before = excluded.not_before
    where waiting.cause <> 'withdrawal'
$$;

-- As if it had not been asked.
create function intake.end_wish(of_submission uuid) returns void
language sql security definer set search_path = '' as $$
  delete from intake.pending where submission = of_submission and cause = 'withdrawal' and resumes is null;
  update intake.pending set cause = resumes, resumes = null, not_before = null
  where submission = of_submission and cause = 'withdrawal';
$$;

-- For whoever declares again and shows the code of before: which submission it is. As little as review.status says.
create function intake.submission_by_code(code bytea) returns uuid
language sql stable security definer set search_path = '' as $$
  select submission from intake.return_code where hash = code
$$;

revoke all on function intake.queue_wish(uuid, date), intake.end_wish(uuid), intake.submission_by_code(bytea) from public;
grant execute on function intake.queue_wish(uuid, date), intake.end_wish(uuid), intake.submission_by_code(bytea)
  to exeunt_site;
grant update (not_before) on intake.pending to exeunt_desk;

-- "Nothing is executed": the case leaves everybody's hands, and its sender reads what she read before.
alter table review.decision
  drop constraint decision_verdict_check,
  add constraint decision_verdict_check check (verdict in
    ('register', 'register-uncounted', 'hold', 'decline', 'withdraw', 'keep'));

-- Whether a sender's wish to withdraw has rested: so much can be seen by the database alone. A day here is one of the
-- world's clock; the queue waits until it is over at the centre too.
create function review.wish_rested(of_submission uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from intake.standing_wish wish
    where wish.submission = of_submission
      and (house.cooling_days() = 0 or wish.day + house.cooling_days() <= house.today()))
$$;

-- And whether a reviewer has read it and decided for it: what somebody asks anew after she was answered waits for a
-- reviewer anew, and what was left as it is waits for ever.
create function review.wish_decided(of_submission uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select review.wish_rested(of_submission)
    and not exists (select from intake.pending p where p.submission = of_submission and p.cause = 'withdrawal')
$$;
revoke all on function review.wish_rested(uuid), review.wish_decided(uuid) from public;
grant execute on function review.wish_decided(uuid) to exeunt_desk;

-- Nobody is taken out otherwise, whatever the desk says.
create function review.rested_wish() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not review.wish_rested(new.submission)
    or tg_table_name = 'acceptance' and not review.wish_decided(new.submission)
    or exists (select from intake.pending where submission = new.submission and not_before = 'infinity')
  then
    raise exception 'no wish to withdraw that has rested';
  end if;
  return new;
end
$$;
create trigger rested_wish before insert on review.acceptance
  for each row when (new.kind = 'withdrawal') execute function review.rested_wish();
create trigger rested_wish before insert on review.decision
  for each row when (new.verdict = 'withdraw') execute function review.rested_wish();

-- A wish stands as long as it is not taken back, and `keep` is no answer to it.
create or replace function review.status(codes bytea[], moment timestamptz)
returns table (hash bytea, submission uuid, state text, reason text, question bytea, asked_to_withdraw boolean)
language sql stable security definer set search_path = '' as $$
  select
    c.hash,
    c.submission,
    case
      when p.cause in ('new', 'answer') and l.until > moment then 'in-review'
      when p.cause in ('new', 'answer') then 'received'
      when d.verdict in ('register', 'register-uncounted') then 'accepted'
      when d.verdict = 'hold' then 'question'
      when d.verdict = 'decline' then 'declined'
      when d.verdict = 'withdraw' and w.open then 'accepted'
      when d.verdict = 'withdraw' then 'withdrawn'
      when l.until > moment then 'in-review'
      else 'received'
    end,
    d.reason,
    d.question_for_sender,
    (coalesce(p.cause = 'withdrawal', false) or coalesce(w.open, false))
      and exists (select from intake.standing_wish wish where wish.submission = c.submission)
  from intake.return_code c
  left join intake.pending p on p.submission = c.submission
  left join review.lock l on l.submission = c.submission
  left join lateral (
    select * from review.decision d
    where d.submission = c.submission and d.verdict <> 'keep' order by d.sequence desc limit 1
  ) d on true
  left join lateral (
    select not exists (
      select from approvals.done done where done.request = r.id
    ) as open
    from approvals.request r
    where d.verdict = 'withdraw' and r.kind = 'withdrawal'
      and (r.act::jsonb ->> 'submission') = c.submission::text
    order by r.requested_at desc limit 1
  ) w on true
  where c.hash = any (codes)
$$;

-- When a code's holder asked to withdraw, and until when that rests; no row while she has no such wish.
create function review.wish(code bytea) returns table (asked date, until date)
language sql stable security definer set search_path = '' as $$
  select min(wish.day), house.rests_until(min(wish.day))
  from intake.return_code c join intake.standing_wish wish on wish.submission = c.submission
  where c.hash = code
  having count(*) > 0
$$;
revoke all on function review.wish(bytea) from public;
grant execute on function review.wish(bytea) to exeunt_site;

-- Who declares again may want the two linked for everybody to see: the number of the earlier entry. Without that wish of
-- hers it is null, and the link is nowhere but inside what she sent.
alter table register.entry
  add column links_to bigint,
  add check (links_to is null or kind = 'declaration' and links_to < number);
create index on register.entry (links_to) where links_to is not null;
grant select (links_to) on register.entry to exeunt_site;
drop trigger erasure_only on register.entry;
create trigger erasure_only before update on register.entry
  for each row execute function house.refuse_all_but_erasure('words', 'place', 'links_to');

-- Of a declaration that somebody shows to have made before: where it stands, and whether anybody on it is counted.
-- Accepted and not entered yet, it waits as well.
create function review.earlier(of_submission uuid) returns table (number bigint, counted boolean, waits boolean)
language sql stable security definer set search_path = '' as $$
  select
    entry.number,
    coalesce(entry.counted, false) and exists (
      select from register.line line
      where line.number = entry.number and not exists (
        select from register.withdrawn_line gone
        where gone.declaration = line.number and gone.position = line.position)),
    entry.number is null and (
      exists (
        select from intake.pending p
        where p.submission = of_submission and (p.not_before is null or p.not_before <= house.today()))
      or exists (
        select from review.decision d
        where d.submission = of_submission and d.verdict in ('register', 'register-uncounted')))
  from (select) one
  left join register.origin origin on origin.submission = of_submission
  left join register.entry entry on entry.number = origin.number
$$;
revoke all on function review.earlier(uuid) from public;
grant execute on function review.earlier(uuid) to exeunt_desk;

alter table audit.act drop constraint act_what_check;
alter table audit.act add constraint act_what_check check (what in (
  'enrolled', 'signed-in', 'signed-out', 'invited', 'admitted', 'removed', 'role-granted', 'role-taken', 'box-made',
  'branch-opened', 'branch-changed', 'requested', 'approved', 'refused',
  'case-opened', 'case-returned', 'registered', 'registered-uncounted', 'held', 'declined', 'kept',
  'withdrawal-decided', 'withdrawn', 'corrected'));
