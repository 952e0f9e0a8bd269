grant usage on schema register to exeunt_site, exeunt_desk, exeunt_work, exeunt_ledger;
grant select, update on register.numbering to exeunt_work;
-- All but the day on which it reached us.
grant select (number, kind, refers_to, day, channel, language, place, words, vetted, counted, shown, certifiable,
  uncounted_reason, links_to) on register.entry to exeunt_site;
grant select on register.entry to exeunt_desk, exeunt_ledger;
grant select, insert on register.entry, register.line, register.withdrawn_line, register.provenance to exeunt_work;
grant select on register.line, register.withdrawn_line to exeunt_site, exeunt_desk, exeunt_ledger;
grant select on register.provenance to exeunt_desk;
grant select on
  register.covered, register.standing_line, register.standing_entry, register.summary
  to exeunt_site, exeunt_desk, exeunt_work;
grant select, update on register.covered to exeunt_ledger;
grant select on register.emptied to exeunt_site;
grant select on register.changing to exeunt_site, exeunt_desk, exeunt_work;
grant execute on function register.changing_now() to exeunt_site, exeunt_desk, exeunt_work;
grant select on register.declared, register.withdrawn, register.restated to exeunt_ledger;
grant select on register.event to exeunt_ledger;
grant execute on function register.number_of(uuid) to exeunt_desk;
grant execute on function register.number_by_code(bytea) to exeunt_site;
grant execute on function register.horizon() to exeunt_site, exeunt_desk, exeunt_work, exeunt_ledger;
grant execute on function register.prefix(bigint) to exeunt_work, exeunt_ledger;
