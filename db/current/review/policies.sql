create policy branch on review.lock to exeunt_desk
  using (exists (select from intake.submission s where s.id = submission))
  with check (member = staff.acting() and exists (select from intake.submission s where s.id = submission));

create policy seen on review.decision for select to exeunt_desk
  using (member = staff.acting() or exists (select from intake.submission s where s.id = submission));

create policy decided on review.decision for insert to exeunt_desk
  with check (member = staff.acting() and exists (select from intake.submission s where s.id = submission));

create policy another on review.second_look for select to exeunt_desk
  using (member <> staff.acting() and branch in (select staff.branches_of_acting()));

create policy another on review.look_queue to exeunt_desk
  using (exists (select from review.second_look l where l.submission = look_queue.submission))
  with check (coalesce(member = staff.acting(), true));

create policy seen on review.second_verdict for select to exeunt_desk
  using (member = staff.acting() or exists (
    select from review.second_look l where l.submission = second_verdict.submission));

create policy given on review.second_verdict for insert to exeunt_desk
  with check (member = staff.acting() and exists (
    select from review.look_queue l where l.submission = second_verdict.submission and l.member = staff.acting()));

create policy not_her_own on review.lock as restrictive for insert to exeunt_desk
  with check (not intake.taken_by_acting(submission));

create policy not_her_own on review.decision as restrictive for insert to exeunt_desk
  with check (not intake.taken_by_acting(submission));

create policy hers on review.resting to exeunt_desk
  using (member = staff.acting()) with check (member = staff.acting());

create policy not_her_own on review.resting as restrictive for insert to exeunt_desk
  with check (not intake.taken_by_acting(submission));
