grant usage on schema staff to exeunt_site, exeunt_desk, exeunt_issue;
-- Not `recovered`: three papers say so, and the operator's command.
grant select, insert (id, name, state, invited_by, admitted_by, recipient, admitted_at),
  update (name, state, invited_by, admitted_by, recipient, admitted_at, languages) on staff.member to exeunt_desk;
grant select, insert, update (counter, backed_up, retired) on staff.credential to exeunt_desk;
grant select on staff.credential, staff.vouch to exeunt_issue;
grant select, insert, delete on staff.challenge, staff.invitation, staff.role to exeunt_desk;
grant select, insert, update (last_seen_at, verified_at), delete on staff.session to exeunt_desk;
grant select on staff.branch to exeunt_site, exeunt_issue;
grant select, insert, update (name, country, place, languages, spoken, hours, contact, listed, closed)
  on staff.branch to exeunt_desk;
grant select, insert (credential, member, statement, voucher, client_data, authenticator_data, signature)
  on staff.vouch to exeunt_desk;
grant execute on function
  staff.acting(), staff.acting_has(text), staff.branches_of_acting(), staff.cases_wait(text),
  staff.acting_is(text, text), staff.branches_of_acting_as(text)
  to exeunt_desk;
