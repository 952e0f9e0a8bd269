-- What pages show of the register is kept as long as it is the same. Rows of it change in one way alone: what is erased is emptied for
-- ever. How often that has been, counted in the transaction that does it: whoever has kept something made of it before knows by that.
create table register.emptied (
  single  boolean primary key default true check (single),
  times   bigint  not null default 0
);
insert into register.emptied default values;
