grant usage on schema jobs to exeunt_desk, exeunt_work, exeunt_ledger;
grant execute on function jobs.announce(text) to exeunt_desk, exeunt_work, exeunt_ledger;
