-- What the holder of a return code may learn. The site asks through this function alone; it can neither list codes nor read a
-- decision otherwise. A withdrawal that was asked for and is not agreed to yet is no withdrawal; a wish stands as long as it is
-- not taken back, and `keep` is no answer to it.
create function review.status(codes bytea[], moment timestamptz)
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

-- A colleague did not agree: the case goes back to whoever reviews it, with what its sender wants.
create function review.look_again(refused uuid) returns void
language sql security definer set search_path = '' as $$
  insert into intake.pending (submission, cause, since, branch)
  select s.id, 'withdrawal', installation.today(), b.branch
  from approvals.request r
  join approvals.answer a on a.request = r.id and a.verdict = 'refused'
  join intake.submission s on s.id = (r.act::jsonb ->> 'submission')::uuid
  join vault.box b on b.id = s.box
  where r.id = refused and r.kind = 'withdrawal'
  on conflict do nothing
$$;

-- Whether a sender's wish to withdraw has rested: so much can be seen by the database alone. A day here is one of the
-- world's clock; the queue waits until it is over at the centre too.
create function review.wish_rested(of_submission uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from intake.standing_wish wish
    where wish.submission = of_submission
      and (installation.cooling_days() = 0 or wish.day + installation.cooling_days() <= installation.today()))
$$;

-- And whether a reviewer has read it and decided for it: what somebody asks anew after she was answered waits for a
-- reviewer anew, and what was left as it is waits for ever.
create function review.wish_decided(of_submission uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select review.wish_rested(of_submission)
    and not exists (select from intake.pending p where p.submission = of_submission and p.cause = 'withdrawal')
$$;

-- When a code's holder asked to withdraw, and until when that rests; no row while she has no such wish.
create function review.wish(code bytea) returns table (asked date, until date)
language sql stable security definer set search_path = '' as $$
  select min(wish.day), installation.rests_until(min(wish.day))
  from intake.return_code c join intake.standing_wish wish on wish.submission = c.submission
  where c.hash = code
  having count(*) > 0
$$;

-- Of a declaration that somebody shows to have made before: where it stands, and whether anybody on it is counted.
-- Accepted and not entered yet, it waits as well.
create function review.earlier(of_submission uuid) returns table (number bigint, counted boolean, waits boolean)
language sql stable security definer set search_path = '' as $$
  select
    entry.number,
    coalesce(entry.counted, false) and exists (
      select from register.line line
      where line.declaration = entry.number and line.number = entry.number and not exists (
        select from register.withdrawn_line gone
        where gone.declaration = line.number and gone.position = line.position)),
    entry.number is null and (
      exists (
        select from intake.pending p
        where p.submission = of_submission and (p.not_before is null or p.not_before <= installation.today()))
      or exists (
        select from review.decision d
        where d.submission = of_submission and d.verdict in ('register', 'register-uncounted')))
  from (select) one
  left join register.provenance came on came.submission = of_submission
  left join register.entry entry on entry.number = came.number
$$;

-- What a sender said afterwards, under duress or not, is hers and her reviewer's: such a case is looked at no more, nor
-- is one that was erased.
create function review.may_be_looked_at(of_submission uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from intake.submission s where s.id = of_submission and octet_length(s.sealed) > 0)
    and not exists (select from intake.followup f where f.submission = of_submission)
$$;

-- A sealed declaration is read by whoever has its case open, and by nobody else: so that there is one way to read, and
-- one that takes another is heard.
create function review.read_sealed(of_submission uuid) returns bytea
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform oversight.sound(of_submission, 'read');
  return (
    select s.sealed from intake.submission s join vault.box b on b.id = s.box
    where s.id = of_submission and b.branch in (select staff.branches_of_acting()) and (
      exists (select from review.lock l where l.submission = s.id and l.member = staff.acting())
      or exists (select from review.look_queue l where l.submission = s.id and l.member = staff.acting())));
end
$$;

-- By the moment that it is asked about, which is the one its worker goes by.
create function review.look_again_at_run_out(moment timestamptz) returns int
language sql security definer set search_path = '' as $$
  with gone as (
    insert into approvals.run_out
    select r.id from approvals.request r
    where r.kind = 'withdrawal' and r.requested_at < moment - approvals.life()
      and not exists (select from approvals.answer a where a.request = r.id)
    on conflict do nothing
    returning request
  ), back as (
    insert into intake.pending (submission, cause, since, branch)
    select s.id, 'withdrawal', installation.day_at(moment), b.branch
    from gone
    join approvals.request r on r.id = gone.request
    join intake.submission s on s.id = (r.act::jsonb ->> 'submission')::uuid
    join vault.box b on b.id = s.box
    -- Taken back, there is nothing to look at.
    where exists (select from intake.standing_wish w where w.submission = s.id)
    on conflict do nothing
    returning 1
  )
  select count(*)::int from back
$$;

-- Whose decisions are to be carried out now: the desk does it in each one's own name, and sees the rest only then.
create function review.due(moment timestamptz) returns table (submission uuid, member uuid)
language sql stable security definer set search_path = '' as $$
  select r.submission, r.member from review.resting r where r.due <= moment order by r.due, r.submission
$$;

-- How long a declaration waits, said to everybody alike. A figure of few would be a figure about somebody, and one that moves
-- during the day would say when a case was decided: so it is of days that are over, and of thirty first decisions at least.
-- Null where there were fewer. Canaries are decided nowhere, and so are not in it.
create function review.pace(today date) returns int
language sql stable security definer set search_path = '' as $$
  select case when count(*) >= 30
    then percentile_disc(0.8) within group (order by d.day - s.day) end
  from review.decision d
  join intake.submission s on s.id = d.submission
  where d.sequence = 1 and d.day >= today - 14 and d.day < today
$$;
