grant usage on schema ledger to exeunt_site, exeunt_desk, exeunt_work, exeunt_ledger, exeunt_issue;
grant select on ledger.head to exeunt_site, exeunt_desk, exeunt_work, exeunt_issue;
grant select on ledger.identity, ledger.batch to exeunt_site, exeunt_work, exeunt_issue;
grant select on ledger.key to exeunt_site, exeunt_work;
grant select, insert on
  ledger.identity, ledger.key, ledger.batch, ledger.leaf, ledger.opening, ledger.noted
  to exeunt_ledger;
grant select on ledger.baseline to exeunt_site, exeunt_ledger;
grant select, update on ledger.head to exeunt_ledger;
grant select on ledger.public_opening to exeunt_site, exeunt_work;
grant execute on function ledger.leaves_of(bytea) to exeunt_site;
grant execute on function ledger.arrivals(jsonb) to exeunt_site;
grant select, insert, update (nonce, written, digest) on ledger.day_file to exeunt_work;
grant execute on function ledger.open_day() to exeunt_work;
grant select, update (listed) on ledger.day_file to exeunt_ledger;
