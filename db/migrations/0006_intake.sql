-- What came in, sealed. No row says who sent it, from where or at what hour: the day is the
-- finest time there is, and ids are keyed hashes of the sender's form, random to everybody else.
create schema intake;

-- `id` is derived from the form's nonce, so that sending a form twice meets its own row: the
-- primary key is the promise that nothing is taken twice. No other unique key, so that the
-- table can be partitioned or distributed by id.
create table intake.submission (
  id       uuid  primary key,
  channel  text  not null check (channel in ('web')),
  day      date  not null,
  box      uuid  not null,  -- vault.box
  sealed   bytea not null,
  -- Tells the same form sent again from another one sent under its key. Keyed by the form's nonce,
  -- which only the sender has: nobody can test a guess against it.
  digest   bytea not null check (octet_length(digest) = 32)
);

-- The way back. `hash` is keyed; the code itself is nowhere. `reply_recipient` is the public half
-- of a key pair that only the code gives: replies to the sender are sealed to it.
create table intake.return_code (
  hash             bytea primary key check (octet_length(hash) = 32),
  submission       uuid  not null,
  reply_recipient  bytea not null check (octet_length(reply_recipient) = 1216)
);
-- A reviewer who asks a question needs the recipient by the submission.
create index on intake.return_code (submission);

-- What the sender said afterwards with the code: an answer to a question, or the wish to withdraw.
create table intake.followup (
  submission  uuid  not null,
  id          uuid  not null default gen_random_uuid(),
  kind        text  not null check (kind in ('answer', 'withdrawal')),
  day         date  not null,
  box         uuid  not null,
  sealed      bytea not null,
  primary key (submission, id)
);

-- What waits for a reviewer. The only rows of this schema that go away: a decision removes them.
create table intake.pending (
  submission  uuid primary key,
  cause       text not null check (cause in ('new', 'answer', 'withdrawal')),
  since       date not null
);

create trigger append_only before update or delete or truncate on intake.submission
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on intake.return_code
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on intake.followup
  for each statement execute function house.refuse_change();

grant usage on schema intake to exeunt_site, exeunt_desk;
-- The site puts in and cannot read back. SELECT on the keys alone lets it see that it put in already.
grant insert, select (id, digest) on intake.submission to exeunt_site;
grant insert, select (hash) on intake.return_code to exeunt_site;
grant insert, select (submission, id) on intake.followup to exeunt_site;
grant insert, select (submission, cause), update (cause) on intake.pending to exeunt_site;

grant select on intake.submission, intake.return_code, intake.followup to exeunt_desk;
grant select, delete, update (cause) on intake.pending to exeunt_desk;  -- update: to lock the row
