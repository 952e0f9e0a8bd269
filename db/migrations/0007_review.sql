-- People decide. A decision is a row for ever; a case is whatever intake.pending still holds.
create schema review;

-- Who has a case open. A lock that ran out is nobody's; taking it over is one statement. `followups` is how many the reviewer
-- was shown: a decision on a case that the sender has added to meanwhile is not taken, or her wish would go under with the case.
create table review.lock (
  submission  uuid        primary key,
  member      uuid        not null,
  until       timestamptz not null,
  followups   int         not null
);

-- Why a declaration is not registered: the sender reads it in her language.
create table review.reason (
  name  text primary key
);

-- `keep`: nothing is carried out, the case leaves everybody's hands, and its sender reads what she read before. A question
-- exists twice, sealed: once to the sender's reply key, once to the box, because the next reviewer must be able to read what the
-- last one asked.
create table review.decision (
  submission           uuid  not null,
  sequence             int   not null check (sequence > 0),
  member               uuid  not null,  -- staff.member
  verdict              text  not null check (verdict in
                         ('register', 'register-uncounted', 'hold', 'decline', 'withdraw', 'keep')),
  reason               text  references review.reason (name),
  day                  date  not null,
  question_for_sender  bytea,
  question_for_desk    bytea,
  question_box         uuid,
  -- SHA-256 over what of a declaration became public and for whom, without a word of it: what two who decide alike have alike.
  outline              bytea check (octet_length(outline) = 32),
  digest               bytea check (octet_length(digest) = 32),  -- of what was sent, keyed
  primary key (submission, sequence),
  check ((verdict = 'decline') = (reason is not null)),
  check ((verdict = 'hold') = (question_for_sender is not null)),
  check ((verdict = 'hold') = (question_for_desk is not null)),
  check ((verdict = 'hold') = (question_box is not null))
);
create index on review.decision (member, day);
create index on review.decision (day);

-- What the register is to enter next. An outbox: the register deletes the row in the transaction that enters it. `version` is
-- what the reviewer's browser made public, and nothing else.
create table review.acceptance (
  id          uuid   primary key default gen_random_uuid(),
  submission  uuid,            -- null for a correction of an entry
  kind        text   not null check (kind in ('declaration', 'correction', 'withdrawal')),
  refers_to   bigint,          -- for a correction: the declaration's number
  channel     text   not null,
  received    date   not null,
  version     jsonb  not null, -- null within, for a withdrawal: it says nothing more
  request     uuid,            -- approvals.request, for what takes two
  -- The day on which two agreed to a withdrawal: until the register has entered it, the only one that it has.
  agreed      date,
  check ((kind = 'correction') = (submission is null) and (kind = 'correction') = (refers_to is not null)),
  check (agreed is null or kind = 'withdrawal')
);
create unique index on review.acceptance (submission, kind) where submission is not null;

-- One decision in twenty is looked at again by somebody else, who does not know it.
-- docs/decisions/0026-what-an-infiltrator-can-do.md
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
create index on review.second_look (member);

-- Those that wait, each with whoever has it open. The only rows here that go away: the verdict removes them.
create table review.look_queue (
  submission  uuid primary key references review.second_look (submission),
  member      uuid,
  until       timestamptz,
  check ((member is null) = (until is null))
);

create table review.second_verdict (
  number      bigint  generated always as identity primary key,
  submission  uuid    not null unique references review.second_look (submission),
  member      uuid    not null,
  verdict     text    not null check (verdict in ('register', 'register-uncounted', 'hold', 'decline')),
  outline     bytea   check (octet_length(outline) = 32),
  day         date    not null,
  agrees      boolean not null,  -- written by the trigger, whatever is given
  digest      bytea   check (octet_length(digest) = 32)
);
create index on review.second_verdict (member, day);
create index on review.second_verdict (number) where not agrees;

-- A disagreement can go back into the queue: a case like any other, for somebody who decided neither time.
create table review.sent_back (
  submission  uuid primary key references review.second_verdict (submission),
  member      uuid not null,
  day         date not null
);

-- A decision rests for some seconds before it is carried out, so that whoever gave it can undo it while nothing has come of it.
-- The row is what her browser sent, and is gone as soon as the decision is carried out or undone. It is read by her alone; who
-- reads the table learns what the register is about to show, some seconds early.
create table review.resting (
  submission  uuid        primary key,
  member      uuid        not null references staff.member (id),
  passkey     text        not null,      -- staff.credential
  decision    text        not null,      -- JSON; its questions are sealed, its public version is not
  due         timestamptz not null
);
create index on review.resting (due);

alter table review.lock enable row level security;
alter table review.decision enable row level security;
alter table review.second_look enable row level security;
alter table review.look_queue enable row level security;
alter table review.second_verdict enable row level security;
alter table review.sent_back enable row level security;
alter table review.resting enable row level security;
