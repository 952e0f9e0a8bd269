-- Certificates: what was asked for, what two people agreed to, what was signed. Names, dates of birth and pictures lie here
-- sealed and nowhere else; a digest stands in the clear only of what chance is part of. What became of the declaration is kept
-- nowhere a second time: it is found in review and register whenever somebody asks. docs/decisions/0034-issuing.md
create schema certificates;

-- Asked with a return code, for one line of its declaration, of one branch.
create table certificates.request (
  id          uuid  primary key,
  submission  uuid  not null,
  line        int   not null check (line > 0),
  day         date  not null,
  branch      text  not null references staff.branch (id),
  box         uuid  not null references vault.box (id),  -- of the class `papers`
  sealed      bytea not null,
  digest      bytea not null                             -- of the form, keyed by its own nonce
);
create index on certificates.request (submission, line);
create index on certificates.request (branch, day);

-- A picture of a document. No machine of the installation reads it.
create table certificates.paper (
  id       uuid  primary key,
  request  uuid  not null references certificates.request (id),
  box      uuid  not null references vault.box (id),
  sealed   bytea not null,
  digest   bytea check (octet_length(digest) = 32)
);
create index on certificates.paper (request);

-- What branch and applicant say to each other: an hour to meet, a page that cannot be read. What the branch says is sealed
-- twice, to the box and to the key of the return code.
create table certificates.message (
  id       uuid  primary key,
  request  uuid  not null references certificates.request (id),
  number   int   not null check (number between 1 and 40),
  day      date  not null,
  box      uuid  not null references vault.box (id),
  sealed   bytea not null,
  reply    bytea,                                         -- null: the applicant says it
  digest   bytea check (octet_length(digest) = 32),
  unique (request, number)
);

-- Why none is issued: the applicant reads it in her language.
create table certificates.closing_reason (
  name  text primary key
);

create table certificates.closed (
  request  uuid primary key references certificates.request (id),
  day      date not null,
  how      text not null check (how in ('declined', 'taken-back')),
  reason   text references certificates.closing_reason (name),
  check ((how = 'declined') = (reason is not null))
);

-- The content that an approver of another branch is asked to agree to, sealed to her branch and to the one that asks.
create table certificates.prepared (
  approval    uuid  primary key references approvals.request (id),
  request     uuid  not null references certificates.request (id),
  day         date  not null,
  to_branch   text  not null references staff.branch (id),
  to_box      uuid  not null references vault.box (id),
  to_sealed   bytea not null,
  own_box     uuid  not null references vault.box (id),
  own_sealed  bytea not null
);
create index on certificates.prepared (request);

-- A place in a list of states. One that no certificate has is a decoy: what it shows is one of the four states that are not valid.
create table certificates.place (
  list   int not null check (list > 0),
  index  int not null check (index >= 0),
  decoy  smallint check (decoy between 1 and 4),
  primary key (list, index)
);

-- Places of the lists of states that no certificate has yet, and that the published lists call valid all the same: a certificate
-- takes one of them, and so shows in no list that it was issued. A place that is neither here nor taken is published as unissued.
create table certificates.spare (
  list   int     not null check (list > 0),
  index  int     not null check (index >= 0),
  -- Those that were put in together. The older ones are taken first: every list that anybody still has calls them valid.
  batch  int     not null check (batch > 0),
  -- Never taken. How many these are nobody learns who counts places.
  idle   boolean not null,
  day    date    not null,
  primary key (list, index)
);

-- What is about to be signed: committed before the key is touched, so that whatever happens then, nothing was signed that is
-- not known here by its number, its place and the digest of its content.
create table certificates.intent (
  number    text primary key check (number ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  approval  uuid not null unique references certificates.prepared (approval),
  request   uuid not null references certificates.request (id),
  list      int  not null,
  index     int  not null,
  kid       text not null check (kid ~ '^[0-9a-f]{16}$'),
  day       date not null,
  unique (list, index),
  foreign key (list, index) references certificates.place (list, index)
);
create index on certificates.intent (request);

-- What was signed and handed over to the boxes. `lookup` is SHA-256 of number and check code; the check code is of the signed
-- bytes, so nobody makes it up. `record` is the signed statement, sealed to the branch: what is verified anew.
create table certificates.issued (
  number  text  primary key references certificates.intent (number),
  day     date  not null,
  lookup  bytea not null unique check (octet_length(lookup) = 32),
  pdf     bytea not null check (octet_length(pdf) = 32),  -- SHA-256 of the file
  reply   bytea not null,                                 -- the file, sealed to the key of the return code
  box     uuid  not null references vault.box (id),
  copy    bytea not null,                                 -- the file, sealed to the branch
  record  bytea not null
);

-- What a certificate may become, and why.
create table certificates.change_reason (
  state  text not null check (state in ('valid', 'revoked', 'suspended', 'superseded')),
  name   text not null,
  primary key (state, name)
);

-- What became of a certificate. The last one counts; without any it is valid.
create table certificates.change (
  sequence   bigint generated always as identity primary key,
  number     text not null references certificates.issued (number),
  state      text not null,
  reason     text not null,
  day        date not null,
  approval   uuid references approvals.request (id),
  successor  text references certificates.issued (number),
  foreign key (state, reason) references certificates.change_reason (state, name),
  check ((state = 'superseded') = (successor is not null)),
  check ((state = 'superseded') = (approval is null))
);
create index on certificates.change (number, sequence);

create table certificates.handed_over (
  number  text primary key references certificates.issued (number),
  day     date not null
);

alter table certificates.request enable row level security;
alter table certificates.paper enable row level security;
alter table certificates.message enable row level security;
alter table certificates.closed enable row level security;
alter table certificates.prepared enable row level security;
alter table certificates.place enable row level security;
alter table certificates.spare enable row level security;
alter table certificates.intent enable row level security;
alter table certificates.issued enable row level security;
alter table certificates.change enable row level security;
alter table certificates.handed_over enable row level security;
