-- People decide. A decision is a row for ever; a case is whatever intake.pending still holds.
create schema review;

-- Who has a case open. A lock that ran out is nobody's; taking it over is one statement.
-- `followups` is how many the reviewer was shown: a decision on a case that the sender has added
-- to meanwhile is not taken, or her wish would go under with the case.
create table review.lock (
  submission  uuid        primary key,
  member      uuid        not null,
  until       timestamptz not null,
  followups   int         not null
);

-- The question exists twice, sealed: once to the sender's reply key, once to the box, because the
-- next reviewer must be able to read what the last one asked.
create table review.decision (
  submission           uuid not null,
  sequence             int  not null check (sequence > 0),
  member               uuid not null,  -- staff.member
  verdict              text not null check (verdict in
                         ('register', 'register-uncounted', 'hold', 'decline', 'withdraw')),
  reason               text check (reason in ('not-a-declaration', 'not-understood', 'names-others-in-danger',
                         'unlawful-content', 'test-or-mockery', 'asked-not-answered')),
  day                  date not null,
  question_for_sender  bytea,
  question_for_desk    bytea,
  question_box         uuid,
  primary key (submission, sequence),
  check ((verdict = 'decline') = (reason is not null)),
  check ((verdict = 'hold') = (question_for_sender is not null)),
  check ((verdict = 'hold') = (question_for_desk is not null)),
  check ((verdict = 'hold') = (question_box is not null))
);

create index on review.decision (member, day);

-- What the register is to enter next. An outbox: the register deletes the row in the transaction
-- that enters it. `version` is what the reviewer's browser made public, and nothing else.
create table review.acceptance (
  id          uuid  primary key default gen_random_uuid(),
  submission  uuid,            -- null for a correction of an entry
  kind        text  not null check (kind in ('declaration', 'correction', 'withdrawal')),
  refers_to   bigint,          -- for a correction: the declaration's number
  channel     text  not null,
  received    date  not null,
  version     jsonb not null,  -- null within, for a withdrawal: it says nothing more
  check ((kind = 'correction') = (submission is null) and (kind = 'correction') = (refers_to is not null))
);
create unique index on review.acceptance (submission, kind) where submission is not null;

create trigger append_only before update or delete or truncate on review.decision
  for each statement execute function house.refuse_change();

-- What the holder of a return code may learn. The site asks through this door alone; it can
-- neither list codes nor read a decision otherwise.
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
      when d.verdict = 'withdraw' then 'withdrawn'
      when l.until > moment then 'in-review'
      else 'received'
    end,
    d.reason,
    d.question_for_sender,
    coalesce(p.cause = 'withdrawal', false)
  from intake.return_code c
  left join intake.pending p on p.submission = c.submission
  left join review.lock l on l.submission = c.submission
  left join lateral (
    select * from review.decision d where d.submission = c.submission order by d.sequence desc limit 1
  ) d on true
  where c.hash = any (codes)
$$;

revoke all on function review.status(bytea[], timestamptz) from public;
grant usage on schema review to exeunt_site, exeunt_desk, exeunt_work;
grant execute on function review.status(bytea[], timestamptz) to exeunt_site;
grant select, insert, update, delete on review.lock to exeunt_desk;
grant select, insert on review.decision to exeunt_desk;
grant insert on review.acceptance to exeunt_desk;
grant select, delete, update (kind) on review.acceptance to exeunt_work;  -- update: to lock the rows
