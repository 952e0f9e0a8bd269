grant usage on schema audit to exeunt_site, exeunt_desk, exeunt_ledger, exeunt_issue;
-- Column by column: whoever may read a whole table reads by which transaction a row was written as well, and the act of placing
-- a canary would lead to its place in the queue.
grant select (id, at, who, what, record, hash), insert (at, who, what, record) on audit.act to exeunt_desk;
grant select, insert (at, who, what, record) on audit.act to exeunt_issue;
grant select on audit.head to exeunt_ledger;
grant execute on function
  audit.last_of_branch(), audit.opened_boxes(uuid[]), audit.note_desk(text, timestamptz)
  to exeunt_desk;
grant execute on function audit.noted_desks(int) to exeunt_site;
