grant usage on schema intake to exeunt_site, exeunt_desk;

-- Declarations come in by take_in and take_down alone. The site cannot read back: it sees by the keys that something is there.
grant select (id, digest) on intake.submission to exeunt_site;
grant insert, select (submission, id, digest) on intake.followup to exeunt_site;
grant insert, select (submission, cause), update (cause) on intake.pending to exeunt_site;
grant execute on function
  intake.submissions_by_codes(bytea[], bytea[]), intake.queue_wish(uuid, date), intake.end_wish(uuid), intake.branch_of(uuid),
  intake.known_code(bytea[]),
  intake.take_in(text, uuid, date, text, uuid, bytea, bytea, bytea, bytea, uuid, bytea)
  to exeunt_site;

-- What is sealed of a declaration the desk reads by review.read_sealed alone.
grant select (id, channel, day, box, digest) on intake.submission to exeunt_desk;
grant select on intake.return_code, intake.followup, intake.contact to exeunt_desk;
grant select, delete, update (cause, not_before) on intake.pending to exeunt_desk;
grant execute on function
  intake.taken_by_acting(uuid),
  intake.take_down(text, text, uuid, date, text, uuid, bytea, bytea, bytea, bytea, uuid, bytea)
  to exeunt_desk;
