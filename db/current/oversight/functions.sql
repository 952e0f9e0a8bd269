-- True for a canary: then the alarm is written, with the act of whoever touched it. It refuses nothing, because what
-- fails takes its own alarm back with it.
create function oversight.sound(touched uuid, how text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from oversight.canary c where c.submission = touched) then
    return false;
  end if;
  insert into oversight.alarm (submission, member, how) values (touched, staff.acting(), how);
  if staff.acting() is not null then
    insert into audit.act (at, who, what, record) values (now(), staff.acting(), 'canary-opened', touched::text);
  end if;
  raise log 'exeunt: a canary was opened';
  return true;
end
$$;

-- Put among the declarations that come by a door of everybody's, by the same function, so that nothing but this table tells it
-- from one. In the queue it looks like a case that rests for ever.
create function oversight.place_canary(
  door text, new_id uuid, today date, spoken text, in_box uuid, record bytea, content bytea, code bytea, reply bytea,
  contact_box uuid, contact bytea
) returns text language plpgsql security definer set search_path = '' as $$
declare
  outcome text;
begin
  -- What intake makes of a form is a UUID of the eighth kind (RFC 9562).
  if not staff.acting_has('administrator') or intake.used_by(door) is distinct from 'anybody'
    or not exists (select from vault.box b where b.id = in_box and b.class = 'draft')
    or new_id::text !~ '^.{14}8.{3}-[89ab]' then
    return 'refused';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(new_id::text, 6));
  outcome := intake.put_in(
    door, new_id, today, spoken, in_box, record, content, code, reply, contact_box, contact, null);
  if outcome = 'taken' then
    insert into oversight.canary (submission, member, day) values (new_id, staff.acting(), today);
    update intake.pending set not_before = 'infinity' where submission = new_id;
  elsif not exists (
    select from oversight.canary c where c.submission = new_id and c.member = staff.acting()) then
    return 'refused';
  end if;
  return outcome;
end
$$;

-- Who watches. ----------------------------------------------------------------------------------------------------

-- Figures about few are figures about somebody: below ten the number stays in the database.
create function oversight.coarse(figure bigint) returns bigint language sql immutable set search_path = '' as $$
  select case when figure >= 10 then figure end
$$;

create function oversight.oversees(asked text) returns boolean language sql stable security definer set search_path = '' as $$
  select staff.acting_has('administrator') or staff.acting_is('head', asked)
$$;

create function oversight.branch_load(on_day date, after text, most int)
returns table (branch text, name text, waiting bigint, oldest date, decided_today bigint, decided_week bigint, looks_waiting bigint)
language sql stable security definer set search_path = '' as $$
  select b.id, b.name, oversight.coarse(queue.waiting), queue.oldest, oversight.coarse(done.today),
    oversight.coarse(done.week), oversight.coarse(looks.waiting)
  from (
    select * from staff.branch where id > after and oversight.oversees(id) order by id limit most
  ) b
  cross join lateral (
    select count(*) as waiting, min(p.since) as oldest from intake.pending p
    where p.branch = b.id and (p.not_before is null or p.not_before <= on_day)
  ) queue
  cross join lateral (
    select count(*) filter (where d.day = on_day) as today, count(*) as week
    from review.decision d
    join intake.submission s on s.id = d.submission
    join vault.box box on box.id = s.box
    where d.day > on_day - 7 and d.day <= on_day and box.branch = b.id
  ) done
  cross join lateral (
    select count(*) as waiting
    from review.look_queue q join review.second_look l on l.submission = q.submission
    where l.branch = b.id and review.may_be_looked_at(l.submission)
  ) looks
  order by b.id
$$;

-- Of the last seven days; how often a second look disagreed with her, of all that were taken. The busiest hour is that of
-- most cases opened.
create function oversight.reviewer_load(on_day date, after text, most int)
returns table (name text, decided_today bigint, decided_week bigint, busiest_hour bigint, register bigint,
  register_uncounted bigint, hold bigint, decline bigint, looked bigint, disagreed_percent int)
language sql stable security definer set search_path = '' as $$
  select m.name, oversight.coarse(done.today), oversight.coarse(done.week), oversight.coarse(hours.most),
    oversight.coarse(done.register), oversight.coarse(done.register_uncounted), oversight.coarse(done.hold),
    oversight.coarse(done.decline), oversight.coarse(looks.looked),
    case when looks.looked >= 10 then round(100.0 * looks.disagreed / looks.looked)::int end
  from (
    select one.id, one.name from staff.member one
    where one.name > after and exists (
      select from staff.working w where w.member = one.id and w.role = 'reviewer' and oversight.oversees(w.branch))
    order by one.name limit most
  ) m
  cross join lateral (
    select count(*) filter (where d.day = on_day) as today, count(*) as week,
      count(*) filter (where d.verdict = 'register') as register,
      count(*) filter (where d.verdict = 'register-uncounted') as register_uncounted,
      count(*) filter (where d.verdict = 'hold') as hold,
      count(*) filter (where d.verdict = 'decline') as decline
    from review.decision d where d.member = m.id and d.day > on_day - 7 and d.day <= on_day
  ) done
  left join lateral (
    select max(opened) as most from (
      select count(*) as opened from audit.act a
      where a.who = m.id and a.what = 'case-opened' and a.at >= installation.begins(on_day - 6)
      group by date_trunc('hour', a.at)) by_hour
  ) hours on true
  cross join lateral (
    select count(*) as looked, count(*) filter (where not v.agrees) as disagreed
    from review.second_look l join review.second_verdict v on v.submission = l.submission
    where l.member = m.id
  ) looks
  order by m.name
$$;

create function oversight.may_send_back(of_submission uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from review.second_look l
    join review.second_verdict v on v.submission = l.submission and not v.agrees
    where l.submission = of_submission and staff.acting_is('approver', l.branch)
      and staff.acting() not in (l.member, v.member)
  )
  and not exists (select from intake.pending p where p.submission = of_submission)
  and not exists (select from review.sent_back s where s.submission = of_submission)
  -- What is registered is corrected or withdrawn by two, and not decided once more.
  and not exists (
    select from review.decision d
    where d.submission = of_submission and d.verdict in ('register', 'register-uncounted'))
$$;

create function oversight.disagreements(before bigint, most int)
returns table (number bigint, submission uuid, branch text, first_verdict text, first_day date, second_verdict text,
  second_day date, sent_back date, may_send_back boolean)
language sql stable security definer set search_path = '' as $$
  select v.number, v.submission, l.branch, d.verdict, d.day, v.verdict, v.day, s.day, oversight.may_send_back(v.submission)
  from review.second_verdict v
  join review.second_look l on l.submission = v.submission
  join review.decision d on d.submission = l.submission and d.sequence = l.sequence
  left join review.sent_back s on s.submission = v.submission
  where not v.agrees and (before is null or v.number < before)
    and (oversight.oversees(l.branch) or staff.acting_is('approver', l.branch))
  order by v.number desc
  limit most
$$;

create function oversight.send_back(of_submission uuid, today date) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(of_submission::text, 1));
  if not oversight.may_send_back(of_submission) then
    return false;
  end if;
  insert into review.sent_back (submission, member, day) values (of_submission, staff.acting(), today);
  insert into intake.pending (submission, cause, since, branch, language)
  select l.submission, 'second-look-disagrees', today, l.branch, l.language
  from review.second_look l where l.submission = of_submission;
  return true;
end
$$;

create function oversight.alarms(before bigint, most int)
returns table (number bigint, at timestamptz, submission uuid, member text, how text, seen_by text, mine boolean)
language sql stable security definer set search_path = '' as $$
  select a.number, a.at, a.submission, who.name, a.how, looked.name, coalesce(a.member = staff.acting(), false)
  from oversight.alarm a
  left join staff.member who on who.id = a.member
  left join oversight.alarm_seen seen on seen.alarm = a.number
  left join staff.member looked on looked.id = seen.member
  where staff.acting_has('administrator') and (before is null or a.number < before)
  order by a.number desc
  limit most
$$;

create function oversight.open_alarms() returns bigint language sql stable security definer set search_path = '' as $$
  select count(*) from oversight.alarm a
  where staff.acting_has('administrator')
    and not exists (select from oversight.alarm_seen seen where seen.alarm = a.number)
$$;

-- Whoever set it off does not put it out.
create function oversight.see_alarm(looked_into bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into oversight.alarm_seen (alarm, member)
  select a.number, staff.acting() from oversight.alarm a
  where a.number = looked_into and staff.acting_has('administrator') and a.member is distinct from staff.acting()
  on conflict do nothing;
  return found;
end
$$;

create function oversight.canaries() returns bigint language sql stable security definer set search_path = '' as $$
  select count(*) from oversight.canary where staff.acting_has('administrator')
$$;
