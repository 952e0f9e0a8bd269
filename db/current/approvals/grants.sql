grant usage on schema approvals to exeunt_desk, exeunt_issue;
grant select, insert on approvals.request, approvals.answer to exeunt_desk;
grant select on approvals.request, approvals.answer to exeunt_issue;
grant select on approvals.done to exeunt_desk;
grant execute on function approvals.is_moot(uuid) to exeunt_desk;
