-- What came in, sealed. No row says who sent it, from where or at what hour: the day is the finest time there is, and ids are
-- keyed hashes of the sender's form, random to everybody else. Rows hang together by the submission's id, with no foreign key
-- from one to another, and the tables are divided by it. docs/decisions/0072-keys-of-large-tables.md, 0100-partitions.md
create schema intake;

-- `id` is derived from the form's nonce, so that sending a form twice meets its own row: the primary key is the promise that
-- nothing is taken twice. No column tells a canary from a declaration.
create table intake.submission (
  id       uuid  primary key,
  channel  text  not null references installation.channel (id),
  day      date  not null,
  box      uuid  not null,  -- vault.box: the branch that reviews it is the box's
  sealed   bytea not null,
  -- Tells the same form sent again from another one sent under its key. Keyed by the form's nonce, which only the sender has:
  -- nobody can test a guess against it.
  digest   bytea not null check (octet_length(digest) = 32)
) partition by hash (id);

-- The way back. `hash` is keyed; the code itself is nowhere. `reply_recipient` is the public half of a key pair that only the
-- code gives: replies to the sender are sealed to it.
create table intake.return_code (
  hash             bytea primary key check (octet_length(hash) = 32),
  submission       uuid  not null,
  reply_recipient  bytea not null check (octet_length(reply_recipient) = 1216)
) partition by hash (hash);
-- A reviewer who asks a question needs the recipient by the submission.
create index on intake.return_code (submission);

-- What the sender said afterwards with the code: an answer to a question, the wish to withdraw, or that she takes it back. A
-- sender may be made to use her code: nothing that is stored tells a wish that she was forced to from any other, for the mark
-- of the duress form is inside what is sealed. docs/decisions/0027-duress.md has the table of states.
create table intake.followup (
  submission  uuid   not null,
  id          uuid   not null default gen_random_uuid(),
  kind        text   not null check (kind in ('answer', 'withdrawal', 'wish-taken-back')),
  day         date   not null,
  box         uuid   not null,
  sealed      bytea  not null,
  -- What was asked and not taken back before. By its names and not by a number: the order in which somebody came is written
  -- nowhere.
  takes_back  uuid[] not null default '{}',
  -- Of what was sent, keyed (src/vault/sent.ts): the same again is answered as it was, and something else under that key is
  -- said to be something else. A row that has none is the same as nothing.
  digest      bytea  check (octet_length(digest) = 32),
  primary key (submission, id),
  check (kind = 'wish-taken-back' or takes_back = '{}')
) partition by hash (submission);

-- What waits for a reviewer. The only rows of this schema that go away: a decision removes them.
create table intake.pending (
  submission  uuid primary key,
  cause       text not null check (cause in ('new', 'answer', 'withdrawal', 'second-look-disagrees')),
  since       date not null,
  -- Which branch reviews a case is the branch of the box that it is sealed to; the queue says so in clear.
  branch      text not null default 'centre' references staff.branch (id),
  -- Nobody is handed the case until that day; 'infinity', once somebody has looked and left everything as it is.
  not_before  date,
  -- What the case waited for when its sender asked to withdraw; null where it did not wait.
  resumes     text check (resumes in ('new', 'answer', 'second-look-disagrees')),
  -- Of the page that it was sent from, so that a reviewer is handed what she can read. It goes with the case's place here.
  language    text references installation.language (tag),
  -- Who took it down, for as long as the case waits: nobody reviews what she took down herself. It goes with the row, and
  -- outlives it only inside what is sealed.
  taken_by    uuid references staff.member (id),
  check (resumes is null or cause = 'withdrawal')
);
create index on intake.pending (language, submission);

-- How to reach a sender, apart from her declaration: whoever reviews the words has no need of it.
create table intake.contact (
  submission  uuid  primary key,
  box         uuid  not null,  -- vault.box, of the class `contact`
  sealed      bytea not null
) partition by hash (submission);

-- What is sealed, and what it is sealed to, is as good as random: nothing is tried to make it shorter, and what fits lies in its row.
alter table intake.submission alter column sealed set storage external;
alter table intake.return_code alter column reply_recipient set storage external;
alter table intake.followup alter column sealed set storage external;
alter table intake.contact alter column sealed set storage external;

-- Four parts each, for good: ids are random, so they fill alike, and none has ever to be made.
do $$
declare
  divided text;
begin
  foreach divided in array array['submission', 'return_code', 'followup', 'contact'] loop
    for part in 0..3 loop
      execute format('create table intake.%I partition of intake.%I for values with (modulus 4, remainder %s) with (toast_tuple_target = 4080)',
        divided || '_' || part, divided, part);
    end loop;
  end loop;
end
$$;

alter table intake.submission enable row level security;
alter table intake.return_code enable row level security;
alter table intake.followup enable row level security;
alter table intake.pending enable row level security;
alter table intake.contact enable row level security;
