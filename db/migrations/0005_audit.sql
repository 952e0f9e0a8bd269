-- Who did what to which record, reading included. Never content: the row names the record, and
-- whoever may open the record can read it there.
create schema audit;

create table audit.act (
  id      bigint      generated always as identity primary key,
  at      timestamptz not null,
  who     uuid        not null,  -- staff.member
  what    text        not null check (what in (
            'enrolled', 'signed-in', 'signed-out', 'invited', 'admitted', 'box-made',
            'case-opened', 'case-returned', 'registered', 'registered-uncounted', 'held', 'declined',
            'withdrawn', 'corrected')),
  record  text        not null
);
create index on audit.act (record);

create trigger append_only before update or delete or truncate on audit.act
  for each statement execute function house.refuse_change();

grant usage on schema audit to exeunt_desk;
grant select, insert on audit.act to exeunt_desk;
