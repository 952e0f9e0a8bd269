select installation.append_only('oversight.canary');
select installation.append_only('oversight.alarm');
select installation.append_only('oversight.alarm_seen');

-- Locked or decided, a canary stays what it is: the row is not written, and whoever tried is not told.
create function oversight.ignore_canary() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  return case when oversight.sound(new.submission, tg_argv[0]) then null else new end;
end
$$;
create trigger ignore_canary before insert on review.lock
  for each row execute function oversight.ignore_canary('locked');
create trigger ignore_canary before insert on review.decision
  for each row execute function oversight.ignore_canary('decided');
create trigger ignore_canary before insert on review.acceptance
  for each row when (new.submission is not null) execute function oversight.ignore_canary('registered');
create trigger ignore_canary before insert on review.second_look
  for each row execute function oversight.ignore_canary('decided');
create trigger ignore_canary before insert on review.resting
  for each row execute function oversight.ignore_canary('decided');

-- And nobody who does not exist is counted, whoever asks.
create function oversight.refuse_canary() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from oversight.canary c where c.submission = new.submission) then
    raise exception 'a canary is not registered';
  end if;
  return new;
end
$$;
create trigger refuse_canary before insert on register.provenance
  for each row execute function oversight.refuse_canary();
