create policy seen on approvals.request for select to exeunt_desk using (
  requester = staff.acting() or staff.acting_has('approver')
  or kind = 'role' and (staff.acting_has('head') or staff.acting_has('administrator')));

create policy made on approvals.request for insert to exeunt_desk with check (
  requester = staff.acting() and branch in (select staff.branches_of_acting()));

create policy seen on approvals.answer for select to exeunt_desk using (
  exists (select from approvals.request r where r.id = request));

create policy given on approvals.answer for insert to exeunt_desk with check (approver = staff.acting());

create policy issuer on approvals.request for select to exeunt_issue using (true);

create policy issuer on approvals.answer for select to exeunt_issue using (true);
