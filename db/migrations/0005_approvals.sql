-- Four eyes: what one member asks for, and what another answers with her passkey over the hash of exactly that. The rules stand
-- in the database and not only in the program: a desk that forgets to ask does nothing.
create schema approvals;

create table approvals.request (
  id            uuid        primary key,
  kind          text        not null check (kind in ('role', 'correction', 'withdrawal', 'certificate', 'certificate-state')),
  -- Exactly what is to be done, as JSON with sorted keys. It names records and holds digests, never content.
  act           text        not null,
  -- What the digest in the act stands for. Erased where somebody is.
  payload       text,
  requester     uuid        not null references staff.member (id),
  branch        text        not null references staff.branch (id),  -- in whose name
  credential    text        not null references staff.credential (id),
  requested_at  timestamptz not null,
  check (act::jsonb ->> 'id' = id::text and act::jsonb ->> 'kind' = kind),
  check (payload is null or act::jsonb ->> 'digest' = encode(sha256(convert_to(payload, 'UTF8')), 'hex'))
);
create index on approvals.request ((act::jsonb ->> 'submission')) where kind = 'withdrawal';
create index on approvals.request ((act::jsonb ->> 'entry')) where kind = 'correction';

create table approvals.answer (
  request               uuid        primary key references approvals.request (id),  -- one answer, once
  verdict               text        not null check (verdict in ('approved', 'refused')),
  -- Of the request: written by the trigger, whatever is given.
  kind                  text        not null,
  requester             uuid        not null,
  requester_branch      text        not null,
  requester_credential  text        not null,
  approver              uuid        not null references staff.member (id),
  branch                text        not null references staff.branch (id),
  credential            text        not null references staff.credential (id),
  -- The assertion (WebAuthn 3, section 7.2), so that whoever has the passkey's public key can verify it later.
  client_data           bytea       not null,
  authenticator_data    bytea       not null,
  signature             bytea       not null unique,
  at                    timestamptz not null,
  constraint another_person check (approver <> requester),
  constraint another_passkey check (credential <> requester_credential)
);

-- Each approval is used once.
create table approvals.done (
  request  uuid primary key references approvals.answer (request)
);

-- A request that nobody answers runs out. What its sender wanted is not forgotten with it: the case goes back to whoever
-- reviews it, once.
create table approvals.run_out (
  request  uuid primary key references approvals.request (id)
);

alter table approvals.request enable row level security;
alter table approvals.answer enable row level security;
