-- What somebody who came in to do harm can do, and who notices. docs/decisions/0026-what-an-infiltrator-can-do.md.

-- The language of the page that a declaration was sent from: coarse, one of three, so that a reviewer is handed what
-- she can read. It goes with the case's place in the queue.
alter table intake.pending add column language text check (language in ('en', 'zh-hans', 'zh-hant'));
create index on intake.pending (language, submission);
grant insert (language) on intake.pending to exeunt_site;
-- What a member reads. None: no preference.
alter table staff.member add column languages text[] not null default '{}'
  check (languages <@ array['en', 'zh-hans', 'zh-hant']);
grant update (languages) on staff.member to exeunt_desk;

-- Second looks. ---------------------------------------------------------------------------------------------------

-- One decision in twenty is looked at again by somebody else, who does not know it. Who owns the tables may put another
-- function in its place, as tests do.
create function house.second_look_share() returns numeric language sql stable set search_path = '' as $$
  select case when exists (select from house.house where kind = 'real') then 0.05 else 0 end
$$;

-- SHA-256 over what of a declaration became public and for whom, without a word of it: what two who decide alike have alike.
alter table review.decision add column outline bytea check (octet_length(outline) = 32);

create table review.second_look (
  submission  uuid   primary key,
  sequence    int    not null,  -- of the decision that is looked at again
  member      uuid   not null,  -- who made it, and is not asked again
  branch      text   not null references staff.branch (id),
  since       date   not null,  -- as the case was: whoever looks sees an ordinary one
  language    text,
  -- The newest act when it was drawn: whoever had the case open before that would know it again.
  acts        bigint not null
);
-- Those that wait, each with whoever has it open. The only rows here that go away: the verdict removes them.
create table review.look_queue (
  submission  uuid primary key references review.second_look (submission),
  member      uuid,
  until       timestamptz,
  check ((member is null) = (until is null))
);
create table review.second_verdict (
  number      bigint generated always as identity primary key,
  submission  uuid   not null unique references review.second_look (submission),
  member      uuid   not null,
  verdict     text   not null check (verdict in ('register', 'register-uncounted', 'hold', 'decline')),
  outline     bytea  check (octet_length(outline) = 32),
  day         date   not null,
  agrees      boolean not null  -- written by the trigger, whatever is given
);
create table review.sent_back (
  submission  uuid primary key references review.second_verdict (submission),
  member      uuid not null,
  day         date not null
);

-- What a sender said afterwards, under duress or not, is hers and her reviewer's: such a case is looked at no more, nor
-- is one that was erased.
create function review.may_be_looked_at(of_submission uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from intake.submission s where s.id = of_submission and octet_length(s.sealed) > 0)
    and not exists (select from intake.followup f where f.submission = of_submission)
$$;

-- Drawn when it is decided, by the database's own chance: neither whoever decides nor the desk's server can choose.
create function review.draw_second_look() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into review.second_look (submission, sequence, member, branch, since, language, acts)
  select s.id, new.sequence, new.member, b.branch, coalesce(p.since, s.day), p.language, head.acts
  from intake.submission s
  join vault.box b on b.id = s.box
  cross join audit.head head
  left join intake.pending p on p.submission = s.id
  where s.id = new.submission
    and new.sequence = 1 and new.verdict in ('register', 'register-uncounted', 'hold', 'decline')
    and review.may_be_looked_at(s.id)
    and ('x' || substr(gen_random_uuid()::text, 1, 8))::bit(32)::bigint < house.second_look_share() * 4294967296;
  insert into review.look_queue (submission)
  select submission from review.second_look where submission = new.submission on conflict do nothing;
  return null;
end
$$;
create trigger draw_second_look after insert on review.decision
  for each row execute function review.draw_second_look();

create function review.compare_verdicts() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  first review.decision;
begin
  select d.* into first
  from review.second_look l join review.decision d on d.submission = l.submission and d.sequence = l.sequence
  where l.submission = new.submission;
  if first.member is null or first.member = new.member then
    raise exception 'nobody looks at her own decision';
  end if;
  delete from review.look_queue where submission = new.submission;
  new.agrees := first.verdict = new.verdict and first.outline is not distinct from new.outline;
  return new;
end
$$;
create trigger compare_verdicts before insert on review.second_verdict
  for each row execute function review.compare_verdicts();

create trigger append_only before update or delete or truncate on review.second_look
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on review.second_verdict
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on review.sent_back
  for each statement execute function house.refuse_change();

-- Whoever made a decision never sees whether it is looked at again.
alter table review.second_look enable row level security;
alter table review.look_queue enable row level security;
alter table review.second_verdict enable row level security;
alter table review.sent_back enable row level security;
create policy another on review.second_look for select to exeunt_desk
  using (member <> staff.acting() and branch in (select staff.branches_of_acting()));
create policy another on review.look_queue to exeunt_desk
  using (exists (select from review.second_look l where l.submission = look_queue.submission))
  with check (coalesce(member = staff.acting(), true));
create policy seen on review.second_verdict for select to exeunt_desk
  using (member = staff.acting() or exists (
    select from review.second_look l where l.submission = second_verdict.submission));
create policy given on review.second_verdict for insert to exeunt_desk
  with check (member = staff.acting() and exists (
    select from review.look_queue l where l.submission = second_verdict.submission and l.member = staff.acting()));
grant select on review.second_look to exeunt_desk;
grant select, update (member, until) on review.look_queue to exeunt_desk;
grant select (submission, member, day), insert (submission, member, verdict, outline, day) on review.second_verdict
  to exeunt_desk;
create index on review.second_verdict (member, day);
create index on review.second_look (member);
create index on review.decision (day);

-- A disagreement can go back into the queue: a case like any other, for somebody who decided neither time.
alter table intake.pending
  drop constraint pending_cause_check,
  add constraint pending_cause_check check (cause in ('new', 'answer', 'withdrawal', 'second-look-disagrees')),
  drop constraint pending_resumes_check,
  add constraint pending_resumes_check check (resumes in ('new', 'answer', 'second-look-disagrees'));

-- Canaries. -------------------------------------------------------------------------------------------------------

-- Declarations of people who do not exist, sealed like any other, that are never anybody's to open. Which ones they are
-- is readable by nobody at the desk; that somebody touched one is an alarm.
create schema oversight;
create table oversight.canary (
  submission  uuid primary key,
  member      uuid not null references staff.member (id),  -- who placed it
  day         date not null
);
create table oversight.alarm (
  number      bigint generated always as identity primary key,
  at          timestamptz not null default now(),
  submission  uuid not null,
  member      uuid,  -- null: somebody who asked the database in nobody's name
  how         text not null check (how in ('read', 'locked', 'decided', 'registered', 'asked-for'))
);
create table oversight.alarm_seen (
  alarm   bigint primary key references oversight.alarm (number),
  member  uuid not null references staff.member (id),
  at      timestamptz not null default now()
);
create trigger append_only before update or delete or truncate on oversight.canary
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on oversight.alarm
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on oversight.alarm_seen
  for each statement execute function house.refuse_change();

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
revoke select on intake.submission from exeunt_desk;
grant select (id, channel, day, box, digest, branch) on intake.submission to exeunt_desk;

-- Locked or decided, a canary stays what it is: the row is not written, and whoever tried is not told.
create function oversight.ignore_canary() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  return case when oversight.sound(new.submission, tg_argv[0]) then null else new end;
end
$$;
create trigger ignore_canary before insert on review.lock
  for each row execute function oversight.ignore_canary('locked');
create trigger ignore_canary before insert on review.decision
  for each row execute function oversight.ignore_canary('decided');
create trigger ignore_canary before insert on review.acceptance
  for each row when (new.submission is not null) execute function oversight.ignore_canary('registered');
create trigger ignore_canary before insert on review.second_look
  for each row execute function oversight.ignore_canary('decided');

-- And nobody who does not exist is counted, whoever asks.
create function oversight.refuse_canary() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from oversight.canary c where c.submission = new.submission) then
    raise exception 'a canary is not registered';
  end if;
  return new;
end
$$;
create trigger refuse_canary before insert on register.origin
  for each row execute function oversight.refuse_canary();

-- In the queue it looks like a case that rests for ever.
create function oversight.place_canary(new_submission uuid, in_box uuid, new_sealed bytea, today date) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  box vault.box;
begin
  select * into box from vault.box b where b.id = in_box and b.class = 'draft';
  if not staff.acting_has('administrator') or box.id is null then
    return false;
  end if;
  insert into oversight.canary (submission, member, day) values (new_submission, staff.acting(), today);
  insert into intake.submission (id, channel, day, box, sealed, digest, branch)
  values (new_submission, 'web', today, box.id, new_sealed, sha256(gen_random_uuid()::text::bytea), box.branch);
  insert into intake.pending (submission, cause, since, branch, not_before)
  values (new_submission, 'new', today, box.branch, 'infinity');
  return true;
end
$$;
create or replace function staff.cases_wait(at text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from intake.pending p
    where p.branch = at and not exists (select from oversight.canary c where c.submission = p.submission))
$$;

-- Who watches. ----------------------------------------------------------------------------------------------------

-- Figures about few are figures about somebody: below ten the number stays in the database.
create function oversight.coarse(figure bigint) returns bigint language sql immutable set search_path = '' as $$
  select case when figure >= 10 then figure end
$$;

create function oversight.oversees(asked text) returns boolean language sql stable security definer set search_path = '' as $$
  select staff.acting_has('administrator') or exists (
    select from staff.role r join staff.member m on m.id = r.member
    where r.member = staff.acting() and m.state = 'admitted' and r.branch = asked and r.role = 'head')
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
create function oversight.reviewer_load(on_day date, zone text, after text, most int)
returns table (name text, decided_today bigint, decided_week bigint, busiest_hour bigint, register bigint,
  register_uncounted bigint, hold bigint, decline bigint, looked bigint, disagreed_percent int)
language sql stable security definer set search_path = '' as $$
  select m.name, oversight.coarse(done.today), oversight.coarse(done.week), oversight.coarse(hours.most),
    oversight.coarse(done.register), oversight.coarse(done.register_uncounted), oversight.coarse(done.hold),
    oversight.coarse(done.decline), oversight.coarse(looks.looked),
    case when looks.looked >= 10 then round(100.0 * looks.disagreed / looks.looked)::int end
  from (
    select one.id, one.name from staff.member one
    where one.name > after and one.state = 'admitted' and exists (
      select from staff.role r where r.member = one.id and r.role = 'reviewer' and oversight.oversees(r.branch))
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
      where a.who = m.id and a.what = 'case-opened' and a.at > (on_day - 6)::timestamp at time zone zone
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
    join staff.role r on r.member = staff.acting() and r.branch = l.branch and r.role = 'approver'
    join staff.member m on m.id = r.member and m.state = 'admitted'
    where l.submission = of_submission and staff.acting() not in (l.member, v.member)
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
  where not v.agrees and (before is null or v.number < before) and (oversight.oversees(l.branch) or exists (
    select from staff.role r join staff.member m on m.id = r.member
    where r.member = staff.acting() and m.state = 'admitted' and r.branch = l.branch and r.role = 'approver'))
  order by v.number desc
  limit most
$$;
create index on review.second_verdict (number) where not agrees;

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

revoke all on all functions in schema oversight from public;
revoke all on function review.read_sealed(uuid), review.may_be_looked_at(uuid), review.draw_second_look(), review.compare_verdicts() from public;
grant usage on schema oversight to exeunt_desk;
grant execute on function review.read_sealed(uuid), review.may_be_looked_at(uuid), oversight.sound(uuid, text),
  oversight.place_canary(uuid, uuid, bytea, date), oversight.branch_load(date, text, int),
  oversight.reviewer_load(date, text, text, int), oversight.disagreements(bigint, int),
  oversight.send_back(uuid, date), oversight.alarms(bigint, int), oversight.open_alarms(),
  oversight.see_alarm(bigint), oversight.canaries() to exeunt_desk;

alter table audit.act drop constraint act_what_check;
alter table audit.act add constraint act_what_check check (what in (
  'enrolled', 'signed-in', 'signed-out', 'invited', 'admitted', 'removed', 'role-granted', 'role-taken', 'box-made',
  'passkey-added', 'passkey-retired', 'passkeys-lost', 'keys-given', 'contact-opened',
  'branch-opened', 'branch-changed', 'requested', 'approved', 'refused',
  'case-opened', 'case-returned', 'registered', 'registered-uncounted', 'held', 'declined', 'kept',
  'withdrawal-decided', 'withdrawn', 'corrected',
  'looked-again', 'sent-back', 'canary-placed', 'canary-opened', 'alarm-seen'));
