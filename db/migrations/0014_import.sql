-- Declarations taken over from an earlier registry, by the name they had there: the key is the promise
-- that none is taken over twice, however often a file is read. The operator's command alone does it, as
-- the owner.
create table register.imported (
  id      text   primary key check (char_length(id) between 1 and 100),
  number  bigint not null unique
);

create trigger append_only before update or delete or truncate on register.imported
  for each statement execute function house.refuse_change();
