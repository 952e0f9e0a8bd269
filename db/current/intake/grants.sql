grant usage on schema intake to exeunt_site, exeunt_desk;

-- The site puts in and cannot read back: it sees by the keys alone that something is there already.
grant insert, select (id, digest) on intake.submission to exeunt_site;
grant insert on intake.return_code, intake.contact to exeunt_site;
grant insert, select (submission, id, digest) on intake.followup to exeunt_site;
grant insert, select (submission, cause), update (cause) on intake.pending to exeunt_site;
grant execute on function
  intake.submission_by_code(bytea), intake.queue_wish(uuid, date), intake.end_wish(uuid), intake.branch_of(uuid),
  intake.known_code(bytea[])
  to exeunt_site;

-- What is sealed of a declaration the desk reads by review.read_sealed alone, and puts in by take_in alone.
grant select (id, channel, day, box, digest) on intake.submission to exeunt_desk;
grant select on intake.return_code, intake.followup, intake.contact to exeunt_desk;
grant select, delete, update (cause, not_before) on intake.pending to exeunt_desk;
grant execute on function
  intake.taken_by_acting(uuid),
  intake.take_in(uuid, date, text, text, text, uuid, bytea, bytea, bytea, bytea, uuid, bytea)
  to exeunt_desk;
