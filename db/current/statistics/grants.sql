grant usage on schema statistics to exeunt_site, exeunt_desk, exeunt_work, exeunt_ledger;
grant select on statistics.tally, statistics.mark to exeunt_site, exeunt_desk;
grant select, insert, update on statistics.tally to exeunt_work;
grant select, update on statistics.mark to exeunt_work;
grant select on statistics.recount, statistics.change to exeunt_work;
grant select on statistics.standing to exeunt_site, exeunt_desk, exeunt_work;
