grant usage on schema vault to exeunt_site, exeunt_desk, exeunt_issue;
grant select on vault.box to exeunt_site, exeunt_desk, exeunt_issue;
grant select, insert (box, holder, sealed) on vault.box_key to exeunt_desk;
grant select, insert on vault.recovery, vault.proposed_key to exeunt_desk;
grant select, insert (id, class, branch, week, recipient) on vault.proposal to exeunt_desk;
grant execute on function
  vault.may_hold(text, uuid), vault.owed(uuid, uuid, int), vault.are_owed(uuid[], uuid[]), vault.may_open(text, text),
  vault.open_alone(uuid), vault.to_confirm(int), vault.confirm(uuid, bytea), vault.refuse(uuid), vault.unopened(int),
  vault.look_at(uuid[], uuid[])
  to exeunt_desk;
