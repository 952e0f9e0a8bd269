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
create trigger append_only before update or delete or truncate on certificates.spare
  for each statement execute function house.refuse_change();
alter table certificates.spare enable row level security;
create policy issuer on certificates.spare to exeunt_issue using (true) with check (true);
grant select, insert on certificates.spare to exeunt_issue;
