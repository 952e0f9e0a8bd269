grant usage on schema review to exeunt_site, exeunt_desk, exeunt_work;
grant select, insert, update, delete on review.lock to exeunt_desk;
grant select, insert on review.decision to exeunt_desk;
grant insert on review.acceptance to exeunt_desk;
-- The right to update is to lock the rows with; the trigger lets nothing be changed.
grant select, delete, update (id) on review.acceptance to exeunt_work;
grant select on review.second_look to exeunt_desk;
grant select, update (member, until) on review.look_queue to exeunt_desk;
grant select (submission, member, day, digest), insert (submission, member, verdict, outline, day, digest)
  on review.second_verdict to exeunt_desk;
grant select, insert, delete on review.resting to exeunt_desk;
grant execute on function
  review.wish_decided(uuid), review.look_again(uuid), review.earlier(uuid), review.read_sealed(uuid),
  review.may_be_looked_at(uuid), review.due(timestamptz)
  to exeunt_desk;
grant execute on function review.status(bytea[], timestamptz), review.wish(bytea), review.pace(date) to exeunt_site;
grant execute on function review.look_again_at_run_out(timestamptz) to exeunt_work;
