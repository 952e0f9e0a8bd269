grant usage on schema certificates to exeunt_site, exeunt_desk, exeunt_issue;
grant select on certificates.request, certificates.state, certificates.withdrawn to exeunt_desk, exeunt_issue;
grant select on certificates.paper to exeunt_desk;
grant select, insert on
  certificates.message, certificates.closed, certificates.prepared, certificates.handed_over
  to exeunt_desk;
grant select on certificates.closed, certificates.prepared to exeunt_issue;
grant select, insert on certificates.place, certificates.intent, certificates.issued, certificates.spare to exeunt_issue;
grant select on certificates.intent, certificates.issued to exeunt_desk;
grant select, insert on certificates.change to exeunt_desk, exeunt_issue;
grant execute on function
  certificates.people_by_code(bytea), certificates.said_by_code(bytea), certificates.file_by_code(bytea, text),
  certificates.box_by_code(bytea, uuid), certificates.branches(text, text), certificates.take_back(bytea, uuid, date),
  certificates.by_code(bytea), certificates.look_up(bytea),
  certificates.add_paper(bytea, uuid, uuid, uuid, bytea, bytea),
  certificates.ask(bytea, uuid, int, date, text, uuid, bytea, bytea),
  certificates.say(bytea, uuid, uuid, date, uuid, bytea, bytea)
  to exeunt_site;
grant execute on function
  certificates.approving(text, text, text), certificates.waiting(), certificates.figures(date, text, int),
  certificates.to_revoke(int, timestamptz), certificates.at_branches(uuid, int)
  to exeunt_desk;
grant execute on function certificates.reply_recipient(uuid), certificates.facts(uuid, int) to exeunt_desk, exeunt_issue;
grant execute on function certificates.forget(date) to exeunt_issue;
