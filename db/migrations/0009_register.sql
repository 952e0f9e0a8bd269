-- The numbered public register. It is append-only: an entry is corrected or withdrawn by a later entry, never changed. What grows with
-- it is divided by the declaration's number; further parts are made by installation.make_room. docs/decisions/0100-partitions.md
create schema register;

-- Numbers are promised to be without gaps, so they are drawn from this row under its lock; a PostgreSQL sequence would leave a
-- hole at every rollback.
create table register.numbering (
  single  boolean primary key default true check (single),
  last    bigint  not null
);
insert into register.numbering (last) values (0);

create table register.entry (
  number            bigint  primary key check (number > 0),
  kind              text    not null check (kind in ('declaration', 'correction', 'withdrawal')),
  refers_to         bigint  check (refers_to < number),
  day               date    not null,  -- registered
  received          date    not null,  -- reached us; not for the site
  channel           text    not null references installation.channel (id),
  language          text    references installation.language (tag),
  place             text,
  words             text    check (char_length(words) <= 4000),
  -- the four switches, independent of one another
  vetted            boolean not null,
  counted           boolean not null,
  shown             boolean not null,
  certifiable       boolean not null,
  uncounted_reason  text    check (uncounted_reason in ('repeated')),
  -- Who declares again may want the two linked for everybody to see: the number of the earlier entry. Without that wish of hers
  -- it is null, and the link is nowhere but inside what she sent.
  links_to          bigint,
  check ((kind = 'declaration') = (refers_to is null)),
  check (counted or uncounted_reason is not null or kind <> 'declaration'),
  check (not counted or uncounted_reason is null),
  check (shown or words is null),
  check (links_to is null or kind = 'declaration' and links_to < number)
) partition by range (number);
create index on register.entry (refers_to) where refers_to is not null;
create index on register.entry (links_to) where links_to is not null;
-- What was entered about others after a number, however many others were.
create index on register.entry (number) where refers_to is not null;
create index on register.entry (day);

-- One person of a declaration. In a correction, the whole line as it now stands, at its position. `declaration` says plainly whose
-- they all are: what was ever said of a person lies together, and the newest stands.
create table register.line (
  declaration  bigint  not null,
  number       bigint  not null check (number >= declaration),
  position     int     not null check (position between 1 and 200),
  name         text    check (char_length(name) between 1 and 80),  -- null: not published
  name_kind    text    not null check (name_kind in ('real', 'pseudonym')),
  basis        text    not null check (basis in ('self', 'relative', 'deceased', 'asked')),
  party        boolean not null,
  league       boolean not null,
  pioneers     boolean not null,
  primary key (declaration, number, position)
) partition by range (declaration);

-- A person withdrawn from a declaration, by a later entry. The key is the promise that nobody is subtracted twice.
create table register.withdrawn_line (
  declaration  bigint not null,
  position     int    not null,
  number       bigint not null check (number > declaration),  -- the withdrawal's entry
  primary key (declaration, position)
) partition by range (declaration);

-- Which submission became which declaration: the one link between what is public and what is sealed. The site asks for one
-- submission's number; it cannot list them.
create table register.provenance (
  submission  uuid   primary key,
  number      bigint not null
) partition by hash (submission);
create index on register.provenance (number);

-- Declarations taken over from an earlier registry, by the name they had there: the key is the promise that none is taken over
-- twice, however often a file is read. The operator's command alone does it, as the owner.
create table register.imported (
  id      text   primary key check (char_length(id) between 1 and 100),
  number  bigint not null unique
);

-- What the world may see of the register: what a published checkpoint of the ledger covers, and nothing else. Held by row
-- security, so that no page can forget it.
create table register.covered (
  single  boolean primary key default true check (single),
  number  bigint  not null check (number >= 0)
);
insert into register.covered (number) values (0);

-- Sixteen million numbers a part; of lines that is some two hundred million, where lists are what comes most.
create table register.entry_0 partition of register.entry for values from (0) to (16777216);
create table register.line_0 partition of register.line for values from (0) to (16777216);
create table register.withdrawn_line_0 partition of register.withdrawn_line for values from (0) to (16777216);
create table register.provenance_0 partition of register.provenance for values with (modulus 4, remainder 0);
create table register.provenance_1 partition of register.provenance for values with (modulus 4, remainder 1);
create table register.provenance_2 partition of register.provenance for values with (modulus 4, remainder 2);
create table register.provenance_3 partition of register.provenance for values with (modulus 4, remainder 3);

alter table register.entry enable row level security;
alter table register.line enable row level security;
alter table register.withdrawn_line enable row level security;
