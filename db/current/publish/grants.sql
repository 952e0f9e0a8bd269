grant usage on schema publish to exeunt_work;
grant select, update on publish.mark to exeunt_work;
