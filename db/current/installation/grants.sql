grant usage on schema installation to exeunt_site, exeunt_desk, exeunt_work, exeunt_ledger, exeunt_issue;
grant select on
  installation.identity, installation.zone, installation.channel
  to exeunt_site, exeunt_desk, exeunt_work, exeunt_ledger, exeunt_issue;
grant select on installation.key to exeunt_site, exeunt_issue;
grant select on installation.desk_key to exeunt_desk;
grant execute on function installation.day_at(timestamptz) to exeunt_site, exeunt_desk, exeunt_work, exeunt_ledger, exeunt_issue;
grant execute on function installation.is_demo(), installation.cooling_days() to exeunt_site, exeunt_desk;
