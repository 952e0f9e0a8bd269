-- A request is made by whoever may ask, and seen by her and by whoever may answer some of its kind.
create policy made on approvals.request for insert to exeunt_desk with check (
  requester = staff.acting() and approvals.may_ask(kind, act::jsonb, branch));

create policy seen on approvals.request for select to exeunt_desk using (
  requester = staff.acting() or kind in (select approvals.answered_by_acting()));

create policy seen on approvals.answer for select to exeunt_desk using (
  exists (select from approvals.request r where r.id = request));

create policy given on approvals.answer for insert to exeunt_desk with check (approver = staff.acting());

create policy issuer on approvals.request for select to exeunt_issue using (true);

create policy issuer on approvals.answer for select to exeunt_issue using (true);
