grant usage on schema approvals to exeunt_desk, exeunt_issue;
grant select, insert on approvals.request, approvals.answer to exeunt_desk;
grant select on approvals.request, approvals.answer to exeunt_issue;
grant select on approvals.rule to exeunt_desk;
grant execute on function approvals.life() to exeunt_desk, exeunt_issue;
grant execute on function approvals.is_moot(uuid), approvals.may_ask(text, jsonb, text),
  approvals.answered_elsewhere(text, uuid, text), approvals.answered_by_acting() to exeunt_desk;
