-- The site puts in, and sees what its grants let it see: that something is there already.
create policy site on intake.submission for select to exeunt_site using (true);

create policy site on intake.followup to exeunt_site using (true) with check (true);

create policy site on intake.pending to exeunt_site using (true) with check (true);

create policy branch on intake.submission to exeunt_desk
  using (box in (select id from vault.box where branch in (select staff.branches_of_acting())));

create policy branch on intake.followup to exeunt_desk
  using (box in (select id from vault.box where branch in (select staff.branches_of_acting())));

create policy branch on intake.pending to exeunt_desk
  using (branch in (select staff.branches_of_acting()));

-- These hang on a case: whoever sees the case sees them.
create policy branch on intake.return_code to exeunt_desk
  using (exists (select from intake.submission s where s.id = submission));

create policy branch on intake.contact to exeunt_desk
  using (box in (select id from vault.box where branch in (select staff.branches_of_acting())));

create policy not_her_own on intake.pending as restrictive to exeunt_desk
  using (taken_by is distinct from staff.acting());
