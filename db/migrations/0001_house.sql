-- The house itself: is it real, or a demonstration? The answer is given once, at the first
-- start, and never changes: a demo's key is public, so nothing real may ever lie beside it.
create schema house;

create table house.house (
  single  boolean primary key default true check (single),
  kind  text    not null check (kind in ('real', 'demo'))
);

-- A fingerprint of the keys that turn return codes into look-up values. With other keys every
-- code out there would be unknown, so a house with other keys does not open.
create table house.key (
  single       boolean primary key default true check (single),
  fingerprint  bytea   not null check (octet_length(fingerprint) = 32)
);

-- What is append-only is so by grant and by this trigger: twice, for the day one is forgotten.
create function house.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only', tg_table_schema, tg_table_name;
end
$$;

-- No role sees anything it was not given: every schema grants its own.
revoke all on schema public from public;

grant usage on schema house to exeunt_site, exeunt_desk, exeunt_work;
grant select on house.house to exeunt_site, exeunt_desk, exeunt_work;
grant select on house.key to exeunt_site;
