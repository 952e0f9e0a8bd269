-- Members of staff, by the name they chose for the desk. A passkey is all that a member has:
-- no password, no address, nothing that could be phished or mailed.
create schema staff;

create table staff.member (
  id     uuid primary key default gen_random_uuid(),
  name   text not null unique check (char_length(name) between 1 and 80),
  role   text not null check (role in ('administrator', 'reviewer')),
  -- waiting: enrolled, but no colleague has sealed a box key to her yet
  state  text not null check (state in ('waiting', 'admitted', 'left'))
);

-- `recipient` is the member's public age key (age1pq…). `wrapped_identity` is its secret half,
-- sealed in her browser to the passkey's PRF output: who steals this table opens nothing.
create table staff.credential (
  id                text   primary key,  -- base64url, as the authenticator gave it
  member            uuid   not null references staff.member (id),
  public_key        bytea  not null,
  counter           bigint not null,
  transports        text[] not null,
  backed_up         boolean not null,
  recipient         text   not null check (recipient like 'age1pq1%'),
  wrapped_identity  bytea  not null
);
create index on staff.credential (member);

-- A challenge is spent by deleting it: whoever deletes the row may go on, once.
create table staff.challenge (
  hash        bytea       primary key,
  purpose     text        not null check (purpose in ('enrol', 'sign-in')),
  expires_at  timestamptz not null
);

create table staff.invitation (
  token_hash  bytea       primary key,
  role        text        not null check (role in ('administrator', 'reviewer')),
  expires_at  timestamptz not null
);

-- Only the hash of a session's token is kept. `verified_at` is the last touch of the passkey.
create table staff.session (
  token_hash    bytea       primary key,
  member        uuid        not null references staff.member (id),
  credential    text        references staff.credential (id),  -- null: the demo reviewer
  started_at    timestamptz not null,
  last_seen_at  timestamptz not null,
  verified_at   timestamptz not null
);
create index on staff.session (member);

grant usage on schema staff to exeunt_desk;
grant select, insert, update (name, role, state) on staff.member to exeunt_desk;
grant select, insert, update (counter, backed_up) on staff.credential to exeunt_desk;
grant select, insert, delete on staff.challenge to exeunt_desk;
grant select, insert, delete on staff.invitation to exeunt_desk;
grant select, insert, delete, update (last_seen_at, verified_at) on staff.session to exeunt_desk;
