grant usage on schema statistics to exeunt_site, exeunt_work;
grant select on statistics.tally, statistics.mark, statistics.standing to exeunt_site;
grant select, insert, update on statistics.tally to exeunt_work;
grant select, update on statistics.mark to exeunt_work;
grant select on statistics.change, statistics.standing to exeunt_work;
