-- Who watches the reviewers.
create schema oversight;

-- Declarations of people who do not exist, sealed like any other, that are never anybody's to open. Which ones they are is
-- readable by nobody at the desk; that somebody touched one is an alarm.
create table oversight.canary (
  submission  uuid primary key,
  member      uuid not null references staff.member (id),  -- who placed it
  day         date not null
);

create table oversight.alarm (
  number      bigint      generated always as identity primary key,
  at          timestamptz not null default now(),
  submission  uuid        not null,
  member      uuid,  -- null: somebody who asked the database in nobody's name
  how         text        not null check (how in ('read', 'locked', 'decided', 'registered', 'asked-for'))
);

create table oversight.alarm_seen (
  alarm   bigint      primary key references oversight.alarm (number),
  member  uuid        not null references staff.member (id),
  at      timestamptz not null default now()
);
