grant usage on schema oversight to exeunt_desk;
grant execute on function
  oversight.sound(uuid, text), oversight.branch_load(date, text, int), oversight.reviewer_load(date, text, int),
  oversight.disagreements(bigint, int), oversight.send_back(uuid, date), oversight.alarms(bigint, int),
  oversight.open_alarms(), oversight.see_alarm(bigint), oversight.canaries(),
  oversight.place_canary(text, uuid, date, text, uuid, bytea, bytea, bytea, bytea, uuid, bytea)
  to exeunt_desk;
