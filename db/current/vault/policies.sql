-- A box's key is read by its holder alone, whoever she is, and given to nobody whose roles do not open the box.
create policy held on vault.box_key for select to exeunt_desk
  using (holder = staff.acting()::text);

create policy given on vault.box_key for insert to exeunt_desk with check (vault.may_hold(holder, box));

create policy held on vault.proposed_key for select to exeunt_desk
  using (holder = staff.acting()::text);

create policy made on vault.proposed_key for insert to exeunt_desk with check (
  exists (select from vault.proposal p where p.id = box and p.maker = staff.acting()) and (
    holder = 'recovery'
    or exists (
      select from vault.proposal p where p.id = box
        and holder in (select one::text from vault.may_open(p.branch, p.class) one))));
