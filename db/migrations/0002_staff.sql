-- Members of staff, by the name they chose for the desk. A passkey is all that a member has: no password, no address, nothing
-- that could be phished or mailed. Every member works at one or more branches; a role is granted at a branch and means nothing
-- at another one.
create schema staff;

create table staff.member (
  id           uuid primary key default gen_random_uuid(),
  name         text not null unique check (char_length(name) between 1 and 80),
  -- waiting: enrolled, but no colleague has compared and signed for her passkey yet
  state        text not null check (state in ('waiting', 'admitted', 'left')),
  invited_by   uuid references staff.member (id),
  admitted_by  uuid references staff.member (id),
  -- Her public age key. Box keys are sealed to it, so a passkey can be added or given up without sealing anything anew.
  recipient    text check (recipient like 'age1pq1%'),
  admitted_at  timestamptz,
  -- What she reads. None: no preference. A tag that is no language of ours finds nothing.
  languages    text[] not null default '{}'
    check (array_to_string(languages, ' ') ~ '^([a-z]{2,3}(-[a-z0-9]{2,8})*( (?!$)|$))*$'),
  -- By the recovery key. The desk cannot say this of anybody: it may not write the column.
  recovered    boolean not null default false
);

-- Passkeys are given up and stay: what they signed is verified with them. `wrapped_identity` is the secret half of the member's
-- key, sealed in her browser to the passkey's PRF output: who steals this table opens nothing.
create table staff.credential (
  id                text    primary key,  -- base64url, as the authenticator gave it
  member            uuid    not null references staff.member (id),
  public_key        bytea   not null,
  counter           bigint  not null,
  transports        text[]  not null,
  backed_up         boolean not null,
  wrapped_identity  bytea   not null,
  retired           boolean not null default false
);
create index on staff.credential (member);

-- A challenge is spent by deleting it: whoever deletes the row may go on, once.
create table staff.challenge (
  hash        bytea       primary key,
  purpose     text        not null check (purpose in ('enrol', 'sign-in', 'passkey')),
  expires_at  timestamptz not null
);

create table staff.branch (
  id         text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(id) between 2 and 40),
  name       text not null check (char_length(name) between 1 and 80),
  country    text check (country ~ '^[A-Z]{2}$'),  -- ISO 3166-1
  place      text not null default '' check (char_length(place) <= 120),
  languages  text[] not null default '{}',         -- of the site's languages: what its reviewers read
  spoken     text not null default '' check (char_length(spoken) <= 120),
  hours      text not null default '' check (char_length(hours) <= 240),
  contact    text not null default '' check (char_length(contact) <= 240),
  -- Whether the public may find it, and whether its contact is shown there: the branch's own choice.
  listed     boolean not null default false,
  closed     boolean not null default false
);
insert into staff.branch (id, name) values ('centre', 'Centre');

create table staff.role_name (
  name  text primary key
);

create table staff.role (
  member   uuid not null references staff.member (id),
  branch   text not null references staff.branch (id),
  role     text not null references staff.role_name (name),
  request  uuid,  -- approvals.request, by which it was granted
  primary key (member, branch, role),
  -- Whoever administers the installation does so from its centre.
  check (role <> 'administrator' or branch = 'centre')
);
create index on staff.role (branch, role);

create table staff.invitation (
  token_hash  bytea       primary key,
  role        text        not null references staff.role_name (name),
  expires_at  timestamptz not null,
  branch      text        not null references staff.branch (id),
  by          uuid        references staff.member (id),  -- null: the start of an empty installation
  member      uuid        references staff.member (id)   -- who comes back with a new key
);

-- Only the hash of a session's token is kept. `verified_at` is the last touch of the passkey.
create table staff.session (
  token_hash    bytea       primary key,
  member        uuid        not null references staff.member (id),
  credential    text        not null references staff.credential (id),
  started_at    timestamptz not null,
  last_seen_at  timestamptz not null,
  verified_at   timestamptz not null
);
create index on staff.session (member);

-- Who says whose a passkey is: an assertion by another one over a statement. docs/decisions/0045-passkeys-by-a-chain.md
create table staff.vouch (
  credential          text    primary key,  -- the passkey that is vouched for; its row may come a moment later
  member              uuid    not null references staff.member (id),
  -- What is signed, JSON with sorted keys: passkey, SHA-256 of its public key, whose it is, her age key, the moment.
  statement           text    not null,
  voucher             text    references staff.credential (id),  -- null: it begins a chain
  -- Three papers brought her back. The desk cannot say so: it may not write the column.
  recovered           boolean not null default false,
  client_data         bytea,
  authenticator_data  bytea,
  signature           bytea   unique,
  constraint whole_assertion check (num_nulls(voucher, client_data, authenticator_data, signature) in (0, 4)),
  constraint begins check (voucher is null or not recovered)
);
create unique index one_foundation on staff.vouch ((voucher is null)) where voucher is null and not recovered;
