create policy branch on certificates.request for select to exeunt_desk
  using (branch in (select staff.branches_of_acting_as('issuer')));

create policy branch on certificates.paper for select to exeunt_desk
  using (exists (select from certificates.request r where r.id = request));

create policy branch on certificates.message for select to exeunt_desk
  using (exists (select from certificates.request r where r.id = request));

create policy said on certificates.message for insert to exeunt_desk
  with check (reply is not null and exists (select from certificates.request r where r.id = request));

create policy branch on certificates.closed for select to exeunt_desk
  using (exists (select from certificates.request r where r.id = request));

create policy declined on certificates.closed for insert to exeunt_desk
  with check (how = 'declined' and exists (select from certificates.request r where r.id = request));

create policy branches on certificates.prepared for select to exeunt_desk
  using (staff.acting_is('approver', to_branch) or exists (select from certificates.request r where r.id = request));

create policy made on certificates.prepared for insert to exeunt_desk
  with check (exists (select from certificates.request r where r.id = request and r.branch <> to_branch));

create policy known on certificates.intent for select to exeunt_desk using (staff.acting() is not null);

create policy branch on certificates.issued for select to exeunt_desk
  using (box in (select id from vault.box where branch in (select staff.branches_of_acting_as('issuer'))));

create policy known on certificates.change for select to exeunt_desk using (staff.acting() is not null);

create policy agreed on certificates.change for insert to exeunt_desk
  with check (staff.acting() is not null and approval is not null);

create policy branch on certificates.handed_over for select to exeunt_desk
  using (exists (select from certificates.issued i where i.number = handed_over.number));

create policy handed on certificates.handed_over for insert to exeunt_desk
  with check (exists (select from certificates.issued i where i.number = handed_over.number));

-- The process that holds the key.
create policy issuer on certificates.request to exeunt_issue using (true) with check (true);
create policy issuer on certificates.paper to exeunt_issue using (true) with check (true);
create policy issuer on certificates.message to exeunt_issue using (true) with check (true);
create policy issuer on certificates.closed to exeunt_issue using (true) with check (true);
create policy issuer on certificates.prepared to exeunt_issue using (true) with check (true);
create policy issuer on certificates.place to exeunt_issue using (true) with check (true);
create policy issuer on certificates.spare to exeunt_issue using (true) with check (true);
create policy issuer on certificates.intent to exeunt_issue using (true) with check (true);
create policy issuer on certificates.issued to exeunt_issue using (true) with check (true);
create policy issuer on certificates.change to exeunt_issue using (true) with check (true);
create policy issuer on certificates.handed_over to exeunt_issue using (true) with check (true);
